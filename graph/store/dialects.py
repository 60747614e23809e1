"""How SPARQL servers differ, as data: where they listen, and what each needs that the standard does not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Dialect:
    """One sort of server."""

    name: str
    server: str | None = None
    """What its HTTP header `Server` begins with, in small letters."""
    query: str = ""
    update: str = ""
    graphs: str = ""
    """Its addresses, beside one another; empty where one address does everything."""
    union: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Parameters that make the union of all graphs the default graph of a query."""
    own_graphs: tuple[str, ...] = ()
    """Graphs that the server keeps for itself; they are left out of queries by Virtuoso's `define`."""
    describe: str = ""
    """What stands before a DESCRIBE, so that it tells what the standard server tells."""
    whole_updates: bool = True
    """Whether an update of any length is taken, and done as a whole or not at all; else graphs are put one by one."""
    longest_sent: int | None = None
    """How many bytes a statement may have where graphs are put one by one; longer ones are sent as updates."""
    unnamed_graph: bool = True
    """Whether there is a graph without a name."""
    empty_graphs: bool = False
    """Whether a graph that says nothing is there."""
    blank: str = ""
    """What the names of blank nodes begin with that the standard does not allow."""
    page: int | None = None
    """How many rows are asked for at once where everything is read; None where there is no limit."""
    limit_header: str = ""
    """A header that says that rows were left out."""
    limit_advice: str = ""
    passing: tuple[str, ...] = ()
    """What errors say that pass when the request is sent again."""


ANY = Dialect("a SPARQL server", unnamed_graph=False)  # whose default graph is the union of all, or it is refused
OXIGRAPH = Dialect(
    "Oxigraph",
    server="oxigraph/",
    query="query",
    update="update",
    graphs="store",
    union=MappingProxyType({"union-default-graph": "true"}),
    empty_graphs=True,
)
VIRTUOSO = Dialect(
    "Virtuoso",
    server="virtuoso/",
    query="sparql",
    update="sparql-auth",
    graphs="sparql-graph-crud-auth",
    own_graphs=(
        "http://www.openlinksw.com/schemas/virtrdf#",
        "http://www.w3.org/ns/ldp#",
        "http://www.w3.org/2002/07/owl#",
        "http://localuriqaserver/sparql",
        "urn:activitystreams-owl:map",
    ),
    describe='define sql:describe-mode "CBD"',
    whole_updates=False,  # the compiler takes some 5,000 statements, and each is written by itself
    longest_sent=60_000,  # its reader of Turtle takes no token beyond 65,535
    unnamed_graph=False,
    blank="nodeID://",
    page=10_000,
    limit_header="X-SPARQL-MaxRows",
    limit_advice="raise ResultSetMaxRows in the section [SPARQL] of virtuoso.ini",
    passing=("Virtuoso 40001", "Virtuoso S1T00", "Virtuoso 08"),  # deadlock, time out, connection
)
KNOWN = (OXIGRAPH, VIRTUOSO)


def dialect(server: str) -> Dialect:
    """Tell the sort of server by its HTTP header `Server`."""
    known = (one for one in KNOWN if one.server and server.lower().startswith(one.server))
    return next(known, ANY)
