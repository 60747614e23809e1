"""What every store of the graph can do, whether it is a folder on this disk or a server elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import TracebackType
from typing import Protocol, Self

from rdflib import Literal, URIRef

Value = str | int | float | bool | date | None
"""A value in a solution: an IRI as `str`, a literal as the Python value that it stands for, `None` where unbound."""

Row = dict[str, Value]
"""One solution of a query: the names of its variables and their values."""

Triple = tuple[URIRef, URIRef, URIRef | Literal]
"""A statement; the graph has no blank nodes, so that every node can be named and replaced."""

Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef | None]
"""A statement and the named graph that it stands in (None means the default graph)."""


class Store(Protocol):
    """RDF quads, written graph by graph and read by SPARQL.

    Queries see the union of all named graphs as their default graph, unless they choose graphs themselves. All methods
    raise StoreError where the store cannot be read or written, QueryError where a query is malformed or not allowed.
    """

    @property
    def version(self) -> int:
        """How many writes here have changed the graph since it was opened; what was read earlier may be old."""

    def replace(
        self,
        graphs: Mapping[str, Iterable[Triple]],
        nodes: Mapping[tuple[str, str], Iterable[Triple]] | None = None,
    ) -> None:
        """Make each named graph say just what is given, all of them or none; an empty iterable removes a graph.

        `nodes` does the same for single subjects: `(graph, subject)` → all that the graph is to say about that subject.
        What is the same as before is not written again.
        """

    def select(self, query: str) -> list[Row]:
        """Run a SELECT query and give its solutions in order."""

    def ask(self, query: str) -> bool:
        """Run an ASK query."""

    def query(self, query: str, accept: str) -> tuple[str, bytes]:
        """Run any query, read-only and without SERVICE, and give content type and body as an Accept header asks."""

    def dump(self, format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002
        """Give everything as `nq`, `trig` or `jsonld` (with named graphs), or as `ttl` or `nt` (their union)."""

    def quads(self) -> Iterator[Quad]:
        """Go through all statements, in no particular order."""

    def close(self) -> None:
        """Let go of the store; nothing else may be called afterwards."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
