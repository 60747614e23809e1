"""Commands that ask the graph: `ask` and `sparql`."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.cli.answers import show_answer
from graph.cli.exits import Exit, finish
from graph.cli.options import DEFAULTS, Db, Json, Ontology
from graph.cli.screen import out, show_json, table
from graph.errors import QueryError


class Format(StrEnum):
    """How the result of a query is written."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    TURTLE = "ttl"
    N_TRIPLES = "nt"
    JSON_LD = "jsonld"


MEDIA_TYPES = {
    Format.TABLE: "application/sparql-results+json, text/turtle;q=0.9",
    Format.TSV: "text/tab-separated-values, text/turtle;q=0.9",
    Format.CSV: "text/csv",
    Format.JSON: "application/sparql-results+json, application/ld+json;q=0.9",
    Format.XML: "application/sparql-results+xml, application/rdf+xml;q=0.9",
    Format.TURTLE: "text/turtle",
    Format.N_TRIPLES: "application/n-triples",
    Format.JSON_LD: "application/ld+json",
}


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question in English.")],
    db: Db = DEFAULTS.db,
    ontology: Ontology = DEFAULTS.ontology,
    sparql: Annotated[bool, typer.Option("--sparql", help="Show the query that was run, too.")] = False,
    as_json: Json = False,
) -> None:
    """Answer a question, with the sentences that show it."""
    from graph.ask import answer, to_json
    from graph.knowledge import Knowledge
    from graph.store import open_store

    with open_store(db, read_only=True) as store:
        found = answer(question, store, Knowledge.load(ontology))
    if as_json:
        show_json(to_json(found))
    else:
        show_answer(found, with_query=sparql)
    if not (found.understood and (found.interactions or found.offices or found.path or found.actors)):
        finish(Exit.PARTLY)


def sparql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A SPARQL 1.1 query, @FILE that holds one, or - for standard input.")
    ],
    db: Db = DEFAULTS.db,
    form: Annotated[
        Format | None, typer.Option("--format", help="table on a terminal, tsv elsewhere; triples are written as ttl.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Run a SPARQL query on the graph; it can read and not change.

    The prefixes of the vocabulary (ag, org, prov, rdfs, skos …) need no PREFIX lines.
    """
    from graph import record
    from graph.store import Scope, open_store

    chosen = Format.JSON if as_json else form or (Format.TABLE if sys.stdout.isatty() else Format.TSV)
    with open_store(db, read_only=True) as store:
        media, body = store.query(_query_text(query), MEDIA_TYPES[chosen], Scope(prefixes=record.NAMESPACES))
    if chosen is Format.TABLE and media == "application/sparql-results+json":
        _show_solutions(json.loads(body))
    else:
        text = body.decode("utf-8")
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _query_text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if not query.startswith("@"):
        return query
    try:
        return Path(query[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            f"{query[1:]}: the query cannot be read ({error}); give a file in UTF-8 after the @"
        ) from error


def _show_solutions(found: dict[str, Any]) -> None:
    if "boolean" in found:
        out().print("yes" if found["boolean"] else "no")
        return
    names = found["head"]["vars"]
    rows = ([row.get(name, {}).get("value", "") for name in names] for row in found["results"]["bindings"])
    out().print(table(names, rows), soft_wrap=False)
