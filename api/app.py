"""Put the API together: `create_app` gives a FastAPI app that answers from one store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from api import limited, problems
from api.limits import Limits
from api.middleware import HeadLikeGet, SafeHeaders, Unchanged, Unfailing
from api.pool import Pool
from api.repeated import Repeated
from api.routes import actors, decisions, documents, graphs, interactions, pages, questions, sparql, whole
from api.service import ServeSettings, Service
from api.strangers import Forwarded, Strangers
from graph.ask import Asker
from graph.knowledge import Knowledge
from graph.store import Store
from graph.store.embedded import Embedded

PAGE = Path(__file__).parent / "page"

DESCRIPTION = """
The graph holds **actors** (persons, the offices they hold, states, organisations) and the **interactions** between
them: calls, meetings, visits, talks, advice, warnings and messages, each with its status (occurred, planned, cancelled,
denied, possible) and with **the exact sentence that shows it**: document, start and end in characters.

Begin with `/ask?q=`. Errors are problem details (RFC 9457): they name the parameter, and what to do.
"""

TAGS = [
    {"name": "Questions", "description": "Ask in plain English, or how two actors are connected."},
    {"name": "Actors", "description": "Persons, offices, states and organisations."},
    {"name": "Interactions", "description": "Calls, meetings, visits, talks, advice, warnings and messages."},
    {"name": "Documents", "description": "The texts that were read, with their evidence marked."},
    {"name": "Corrections", "description": "What the program is not sure of, and what people decided."},
    {"name": "SPARQL", "description": "Ask the graph anything, in the query language of RDF."},
    {"name": "The whole graph", "description": "Exports, counts, and whether the server is well."},
]


class Api(FastAPI):
    """A FastAPI app whose description says that errors are problem details."""

    def openapi(self) -> dict[str, Any]:
        """Describe the API."""
        if not self.openapi_schema:
            described = super().openapi()
            problem = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            parts = problem.pop("$defs", {})
            described.setdefault("components", {}).setdefault("schemas", {}).update({**parts, "Problem": problem})
        return self.openapi_schema or {}


def _strangers(store: Store, limits: Limits) -> Strangers:
    """Give what runs strangers' queries on a store."""
    return Pool(store, limits) if isinstance(store, Embedded) else Forwarded(store, limits)


@asynccontextmanager
async def _served(strangers: Strangers, _: FastAPI) -> AsyncIterator[None]:
    """Have readers ready while the app is served, and a thread for each stranger besides those of other requests."""
    to_thread.current_default_thread_limiter().total_tokens += strangers.limits.at_once + strangers.limits.waiting
    strangers.start()
    try:
        yield
    finally:
        strangers.close()


def create_app(store: Store, knowledge: Knowledge, settings: ServeSettings | None = None) -> FastAPI:
    """Give an app that answers from `store`; whoever opened the store closes it."""
    chosen = settings or ServeSettings()
    strangers = _strangers(store, chosen.limits)
    app = Api(
        title="ActorGraph",
        summary="Who has been talking to whom, with the sentence that shows it.",
        description=DESCRIPTION,
        version=whole.program_version(),
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=partial(_served, strangers),
        responses={"4XX": problems.RESPONSE, "5XX": problems.RESPONSE},
    )
    app.state.service = Service(store, knowledge, chosen, strangers, Asker(store, knowledge))
    for part in (questions, actors, interactions, documents, decisions, sparql, graphs, whole, pages):
        app.include_router(part.router)
    app.mount("/page", StaticFiles(directory=PAGE), name="page")
    problems.install(app)
    limited.install(app)
    app.add_middleware(Unfailing, answer=problems.unexpected)
    app.add_middleware(Unchanged)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)  # the rest of nine levels is mostly time
    app.add_middleware(Repeated, store=store)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(chosen.origins),
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Location", "Retry-After", "WWW-Authenticate"],
    )
    app.add_middleware(SafeHeaders)
    app.add_middleware(HeadLikeGet)
    return app
