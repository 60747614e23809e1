"""The graph as a whole: exports, counts, and whether the server is well."""

from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import parameters, schemas
from api.service import ServiceHere
from graph import export, find

router = APIRouter(tags=["The whole graph"], dependencies=[parameters.OnlyKnown])


class Format(StrEnum):
    """How the graph can be exported, by the suffix of the file."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    TTL = "ttl"
    NQ = "nq"
    JSONLD = "jsonld"
    CSV = "csv"


@router.get(
    "/export",
    summary="Take the whole graph with you",
    response_class=Response,
    responses={200: {"description": "A file.", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_graph(
    service: ServiceHere,
    form: Annotated[
        Format,
        Query(
            alias="format",
            description="graphml for Gephi, yEd and networkx; gexf for Gephi, with times; csv for a table of contacts; "
            "ttl, nq and jsonld for RDF tools (nq and jsonld keep the named graphs).",
        ),
    ],
) -> Response:
    """Give everything as one file: the network of actors, or all statements as RDF."""
    media_type, body = export.to_bytes(service.store, form.value)
    disposition = f'attachment; filename="actorgraph.{form.value}"'
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})


@router.get("/stats", summary="How much there is")
def get_stats(service: ServiceHere) -> schemas.Stats:
    """Count documents, actors, offices held and interactions."""
    return schemas.Stats.of(find.stats(service.store))


@router.get("/health", summary="Is the server well?")
def get_health(service: ServiceHere) -> schemas.Health:
    """Say ok where the graph can be read; answers with 503 where it cannot."""
    service.store.ask("ASK {}")
    return schemas.Health(status="ok", version=program_version())


def program_version() -> str:
    """Give the version of the program as it is installed."""
    try:
        return version("actorgraph")
    except PackageNotFoundError:
        return "unknown"
