"""Ask the graph about many things at once."""

from collections.abc import Iterable, Iterator, Sequence

from graph import record
from graph.store import Row, Store

PORTION = 2000
"""So many values are asked for in one query."""


def rows_of(store: Store, query: str) -> list[Row]:
    """Run a query that is written with the program's prefixes."""
    return store.select(record.PREFIXES + query)


def among(store: Store, query: str, variable: str, terms: Iterable[str]) -> Iterator[Row]:
    """Run a query for values of a variable, which stand where it has `%s`, portion by portion.

    With OPTIONAL, they have to stand inside of GRAPH: outside, Oxigraph would begin with all that is in the graph.
    """
    for portion in portions(terms):
        yield from rows_of(store, query.replace("%s", f"VALUES ?{variable} {{ {' '.join(portion)} }}"))


def portions(values: Iterable[str]) -> Iterator[Sequence[str]]:
    """Give different values in order, as many at a time as one query takes."""
    ordered = sorted(set(values))
    yield from (ordered[start : start + PORTION] for start in range(0, len(ordered), PORTION))
