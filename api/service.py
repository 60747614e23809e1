"""What the routes work with: the store, the knowledge, and how the server was set up. Nothing of it is global."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Annotated, cast

from fastapi import Depends, Request

from api.limits import Limits
from api.remembered import Remembered
from api.states import States
from api.strangers import Strangers
from graph.ask import Asker
from graph.describe import Counts
from graph.knowledge import Knowledge
from graph.store import Store


class DefaultGraph(StrEnum):
    """What the default graph of a query is."""

    UNION = "union"
    """All graphs together: what all documents say, resolved."""
    UNNAMED = "unnamed"
    """The graph without a name, as in a store that knows nothing of documents."""


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What whoever runs the server may choose."""

    limits: Limits = field(default_factory=Limits)
    """What a stranger's SPARQL query may take."""
    query_bytes: int = 100_000
    """How long such a query may be."""
    upload_bytes: int = 256 * 2**20
    """How long an update or a graph may be that is sent by a client that may write."""
    ontology: Path | None = None
    """Another folder of knowledge than the one that comes with the program."""
    token: str | None = None
    """What a client that writes has to show; without one, nobody writes over HTTP."""
    allow_update: bool = False
    """Whether a client with the token may also send SPARQL updates."""
    allow_reaching_out: bool = False
    """Whether SERVICE and LOAD may ask other servers, by whatever name a query gives them."""
    default_graph: DefaultGraph = DefaultGraph.UNION
    """What a query sees that chooses no graph."""
    origins: tuple[str, ...] = ("*",)
    """Web sites whose pages may read the API (CORS)."""


@dataclass(frozen=True, slots=True)
class Service:
    """The parts that answer requests."""

    store: Store
    knowledge: Knowledge
    settings: ServeSettings
    strangers: Strangers
    asker: Asker
    states: States = field(default_factory=States)
    deciding: Lock = field(default_factory=Lock)
    """Is held by whoever corrects the graph: one after another."""
    counts: Remembered[Counts] = field(default_factory=Remembered)
    """What the description of the service counts."""


async def _service(request: Request) -> Service:  # a plain function would be run in a thread of its own
    return cast("Service", request.app.state.service)


ServiceHere = Annotated[Service, Depends(_service)]
"""A route parameter that holds the service of the app that answers."""
