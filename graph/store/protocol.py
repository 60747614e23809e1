"""What every store of the graph can do, whether it is a folder on this disk or a server elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import IO, Protocol, Self

from rdflib import Dataset, Literal, URIRef

Value = str | int | float | bool | date | None
"""A value in a solution: an IRI as `str`, a literal as the Python value that it stands for, `None` where unbound."""

Row = dict[str, Value]
"""One solution of a query: the names of its variables and their values."""

Triple = tuple[URIRef, URIRef, URIRef | Literal]
"""A statement; the graph has no blank nodes, so that every node can be named and replaced."""

Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef | None]
"""A statement and the named graph that it stands in (None means the default graph)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query or an update is asked of, and how its short names are read; it can be sent to another process."""

    default_graphs: tuple[str, ...] = ()
    """The named graphs that are the default graph together; as `default-graph-uri` and `using-graph-uri`."""
    named_graphs: tuple[str, ...] = ()
    """The graphs that GRAPH finds. Where either is given, both count instead of FROM, and nothing else is seen."""
    union: bool = True
    """Whether the default graph, where none is chosen, is the union of all graphs (else the unnamed graph alone)."""
    base: str | None = None
    """The IRI that relative ones are read against."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """What prefixes mean that the query itself does not declare."""
    reach_out: bool = False
    """Whether SERVICE and LOAD may ask other servers."""
    seconds: float | None = None
    """How long a server elsewhere is waited for; a store in this process cannot be stopped."""

    @property
    def chosen(self) -> bool:
        """Tell whether it says which graphs are seen."""
        return bool(self.default_graphs or self.named_graphs)


@dataclass(frozen=True, slots=True)
class Result:
    """An answer that is written piece by piece, so that it never lies in memory as a whole."""

    media_type: str
    write: Callable[[IO[bytes]], None]
    """Write everything to a file; raises StoreError, and whatever the file's own `write` raises."""


@dataclass(frozen=True, slots=True)
class Data:
    """RDF as it was sent: bytes, what they are, and the IRI that relative ones are read against."""

    body: bytes
    media_type: str
    base: str | None = None


WHOLE = Scope()
"""All graphs and their union, nothing declared, nothing allowed."""


class Store(Protocol):
    """RDF quads, written graph by graph and read by SPARQL.

    Queries see the union of all named graphs as their default graph, unless they choose graphs themselves. All methods
    raise StoreError where the store cannot be read or written, QueryError where a query is malformed or not allowed.
    """

    @property
    def version(self) -> int:
        """How many writes here have changed the graph since it was opened; what was read earlier may be old."""

    @property
    def shared(self) -> bool:
        """Whether others may write it at the same time, without `version` telling."""

    def replace(
        self,
        graphs: Mapping[str, Iterable[Triple]],
        nodes: Mapping[tuple[str, str], Iterable[Triple]] | None = None,
    ) -> None:
        """Make each named graph say just what is given, all of them or none; an empty iterable removes a graph.

        `nodes` does the same for single subjects: `(graph, subject)` → all that the graph is to say about that subject.
        Saying the same again changes nothing, so that a write whose success is not known may be repeated. A server
        that cannot do everything at once does it graph by graph, and single subjects last.
        """

    def select(self, query: str) -> list[Row]:
        """Run a SELECT query and give its solutions in order."""

    def ask(self, query: str) -> bool:
        """Run an ASK query."""

    def result(self, query: str, accept: str, scope: Scope = WHOLE) -> Result:
        """Begin any query, read-only; its answer has the form that an Accept header asks for."""

    def query(self, query: str, accept: str, scope: Scope = WHOLE) -> tuple[str, bytes]:
        """Run any query, read-only, and give content type and body."""

    def update(self, update: str, scope: Scope = WHOLE) -> None:
        """Run a SPARQL update, all of it or nothing.

        `union` does not count here: patterns of an update see the unnamed graph, unless they choose graphs.
        """

    def read_graph(self, name: str | None, accept: str) -> Result | None:
        """Give all statements of a graph, None for the unnamed one, or no result where there is no such graph."""

    def put_graph(self, name: str | None, parts: Sequence[Data]) -> bool:
        """Make a graph say just what all parts say; tell whether it is new. Raises DataError."""

    def post_graph(self, name: str | None, parts: Sequence[Data]) -> bool:
        """Let a graph say what all parts say, besides what it said; tell whether it is new. Raises DataError."""

    def drop_graph(self, name: str | None) -> bool:
        """Remove a graph, or empty the unnamed one; tell whether it was there."""

    def read_all(self, accept: str) -> Result:
        """Give all graphs as TriG, N-Quads or JSON-LD."""

    def dump(self, format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002
        """Give everything as `nq`, `trig` or `jsonld` (with named graphs), or as `ttl` or `nt` (their union)."""

    def quads(self) -> Iterator[Quad]:
        """Go through all statements, in no particular order."""

    def dataset(self) -> Dataset:
        """Give the same data to users of rdflib; its default graph is the union of all graphs.

        It is good for as long as this store is open. Write with `replace` and `update`, which know of all or nothing.
        """

    def close(self) -> None:
        """Let go of the store; nothing else may be called afterwards."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
