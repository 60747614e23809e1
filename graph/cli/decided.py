"""Commands for what was decided: `decisions list`, `undo`, `export` and `import`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import DEFAULTS, By, Db, Json, Ontology, Why
from graph.cli.screen import counted, out, show_json, talk
from graph.cli.writing import show, told, word
from graph.errors import ExportError, ReadError
from graph.settings import Settings

SHOWN = 20
"""How many decisions are told that cannot be obeyed yet."""

File = Annotated[str, typer.Argument(metavar="FILE", help="A file of JSON lines, or - for a pipe.")]


def list_(db: Db = DEFAULTS.db, as_json: Json = False) -> None:
    """List all decisions, the earliest first, also those that were undone."""
    from graph.decisions import load, to_json
    from graph.store import open_store

    with open_store(db, read_only=True) as store:
        found = load(store)
    if as_json:
        show_json([to_json(each) for each in found])
    else:
        for each in found:
            out().print(told(each), markup=False)


def undo(
    decision: Annotated[str, typer.Argument(metavar="ID", help="The id of the decision.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Take a decision back: the graph is as if it had never been made, and it stays listed."""
    from graph import build, curate
    from graph.store import open_store

    with open_store(db, existing=True) as store:
        undone = curate.undone(store, decision, word(by, why))
        build.decide([undone], store, Settings(ontology=ontology))
    show(undone, as_json=as_json)


def export(file: File, db: Db = DEFAULTS.db) -> None:
    """Write all decisions as text, one a line, to be kept and merged in a version control."""
    from graph.decisions import lines, load
    from graph.store import open_store

    with open_store(db, read_only=True) as store:
        text = lines(load(store))
    if file == "-":
        sys.stdout.write(text)
        return
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{file}: cannot be written ({error.strerror}); choose another file") from error
    talk().print(f"wrote {counted(text.count(chr(10)), 'decision')} to {file}", markup=False)


def import_(file: File, db: Db = DEFAULTS.db, ontology: Ontology = None) -> None:
    """Take decisions over from text; those that are known already change nothing.

    What speaks of documents or actors that are not in the graph is told, and kept: it is obeyed when they come.
    """
    from graph import build, curate
    from graph.decisions import parsed
    from graph.store import open_store

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{file}: cannot be read ({error}); give a file that export has written") from error
    found = parsed(text, file)
    with open_store(db) as store:
        changed = build.decide(found, store, Settings(ontology=ontology))
        missing = curate.missing(store, found)
    for id_, what in list(missing.items())[:SHOWN]:
        talk().print(f"note: decision {id_} is kept, but not obeyed yet: {what}", markup=False)
    if len(missing) > SHOWN:
        talk().print(f"note: and {len(missing) - SHOWN:,} decisions more", markup=False)
    talk().print(f"{counted(len(found), 'decision')} read, {len(changed)} of them new", markup=False)
