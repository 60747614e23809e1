"""Say in a query itself what a server is not told beside it; pure."""

import re
from collections.abc import Iterator

from graph.store import safe
from graph.store.dialects import Dialect
from graph.store.protocol import Scope
from graph.store.tokens import tokens

_NAMED_GRAPH = re.compile("GT")
_ANY_PREDICATE = re.compile(r"[VT;]V[VT0-9+-]")


def query(query: str, scope: Scope, dialect: Dialect) -> str:
    """Write a query as a server of some sort wants it."""
    words = safe.keywords(query)
    parts = [] if scope.chosen or "FROM" in words or not _may_see_anything(query) else _hidden(dialect)
    if "DESCRIBE" in words and dialect.describe:
        parts.append(dialect.describe)
    return "\n".join([*parts, declared(query, scope)])


def _hidden(dialect: Dialect) -> list[str]:
    """Leave out the graphs that the server keeps for itself."""
    return [
        f"define input:{which}-graph-exclude <{graph}>"
        for graph in dialect.own_graphs
        for which in ("default", "named")
    ]


def _may_see_anything(query: str) -> bool:
    """Tell whether a query has a pattern whose predicate is a variable, and names no graph.

    Only such a one is told to leave graphs out: Virtuoso would find nothing in a graph that is named, and takes a join
    of several patterns for too dear.
    """
    shape = "".join(_shape(query))
    return not _NAMED_GRAPH.search(shape) and bool(_ANY_PREDICATE.search(shape, shape.find("{") + 1))


def _shape(query: str) -> Iterator[str]:
    """Write a query with one letter for each word: V a variable, T another term, G the word GRAPH, W another word."""
    for token in tokens(query):
        if token.word:
            yield "G" if token.word == "GRAPH" else "W"
        elif token.kind == "variable":
            yield "V"
        else:
            yield token.text if token.kind in ("brace", "mark", "number") else "T"


def declared(text: str, scope: Scope) -> str:
    """Declare base and prefixes before a query or an update; its own declarations come later and count."""
    base = [f"BASE <{scope.base}>"] if scope.base else []
    return "\n".join([*base, *(f"PREFIX {name}: <{iri}>" for name, iri in scope.prefixes.items()), text])
