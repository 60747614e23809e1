"""The command `link`: say of the actors of a table which entities of Wikidata they are."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.exits import Exit, finish
from graph.cli.options import DEFAULTS, By, Db, Json, Ontology
from graph.cli.screen import complain, counted, out, show_json, talk
from graph.cli.writing import told, word
from graph.errors import ReadError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.curate import Linked

Table = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A table (CSV) with the columns actor (id or name) and wikidata (Q42, or its address); - for a pipe.",
    ),
]
Reason = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why; by default, that the file says so.")]


def link(
    file: Table,
    why: Reason = None,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say of actors which entities of Wikidata they are (owl:sameAs); each link is a decision, and can be undone."""
    from graph import build, curate
    from graph.store import open_store

    name = "standard input" if file == "-" else file
    lines = curate.read_table(_text(file), name)
    with open_store(db, existing=True) as store:
        found = curate.link_all(store, lines, name, word(by, why or f"so says {Path(name).name}"))
        build.decide(found.made, store, Settings(ontology=ontology))
    _show(found, as_json=as_json)
    if found.failed:
        finish(Exit.PARTLY)


def _text(file: str) -> str:
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise ReadError(f"{file}: cannot be read ({error.strerror}); give a table that is there") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ReadError(f"{file}, line {line}: not UTF-8; save the table as CSV in UTF-8") from error


def _show(found: "Linked", *, as_json: bool) -> None:
    from graph.decisions import to_json

    for message in found.failed:
        complain(message)
    for note in found.notes:
        talk().print(f"note: {note}", markup=False)
    if as_json:
        made = [to_json(each) for each in found.made]
        show_json({"linked": made, "known": found.known, "failed": list(found.failed), "notes": list(found.notes)})
        return
    for each in found.made:
        out().print(told(each), markup=False)
    known = f", {counted(found.known, 'line')} known already" if found.known else ""
    failed = f", {counted(len(found.failed), 'line')} left out" if found.failed else ""
    talk().print(f"{counted(len(found.made), 'actor')} linked{known}{failed}", markup=False)
