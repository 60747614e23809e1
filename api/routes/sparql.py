"""The SPARQL 1.1 Protocol: queries by anyone, updates by those who may; and the description of the service."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from api import bodies, description, writers
from api.operations import FORM, QUERY, UPDATE, Kind, Operation, of_body, of_url
from api.operations import GRAPHS as GRAPHS_BESIDE
from api.problems import problem
from api.service import DefaultGraph, Service, ServiceHere
from api.states import CHANGING, matches
from api.strangers import Answered
from graph import record
from graph.errors import QueryError
from graph.store import Scope, negotiation, safe

EXAMPLE = "SELECT ?label WHERE { ?interaction a ag:Interaction ; rdfs:label ?label } LIMIT 10"
TABLES = tuple(negotiation.TABLES)
GRAPHS = tuple(negotiation.GRAPHS)
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The result: a table for SELECT, yes or no for ASK, a graph for CONSTRUCT and DESCRIBE; "
        "without a query, the description of the service.",
        "content": {media_type: {"schema": {"type": "string"}} for media_type in (*TABLES, *GRAPHS)},
    },
    204: {"description": "The update was done."},
    304: {"description": "The client has the answer already, as its If-None-Match says."},
}

router = APIRouter(tags=["SPARQL"])


def _described(kind: Kind) -> list[dict[str, Any]]:
    """Describe the parameters that choose graphs, as OpenAPI has it; `api.operations` reads them."""
    default, named = GRAPHS_BESIDE[kind]
    texts = {
        default: f"A graph that the {kind.value} shall see as (part of) its default graph; may be repeated.",
        named: f"A graph that the {kind.value} shall find by its name; may be repeated.",
    }
    several = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return [{"name": name, "in": "query", "description": text, "schema": several} for name, text in texts.items()]


QUERY_PARAMETERS = [
    {
        "name": "query",
        "in": "query",
        "description": "SELECT, ASK, CONSTRUCT or DESCRIBE. Without it, the service is described.",
        "schema": {"type": "string"},
        "example": EXAMPLE,
    },
    *_described(Kind.QUERY),
    {
        "name": "timeout",
        "in": "query",
        "description": "How many seconds the query may take, up to the server's limit.",
        "schema": {"type": "number"},
    },
]
BODIES = {
    QUERY: {"schema": {"type": "string"}, "example": EXAMPLE},
    UPDATE: {"schema": {"type": "string"}},
    FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}, "update": {"type": "string"}}}},
}


@router.get(
    "/sparql",
    summary="Run a SPARQL query",
    response_class=Response,
    responses={status: ANSWERS[status] for status in (200, 304)},
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
def query_by_get(request: Request, service: ServiceHere) -> Response:
    """Run a SPARQL 1.1 query; without one, describe the service (SPARQL 1.1 Service Description, with VoID statistics).

    Where a query chooses no graph, its default graph is the union of all named graphs: what all documents say,
    resolved. Each document has a graph of its own name. The prefixes of the vocabulary need no PREFIX lines; the
    description declares them. The Accept header chooses the form: JSON, XML, CSV or TSV for SELECT; JSON or XML for
    ASK; Turtle, N-Triples, JSON-LD, RDF/XML, TriG or N-Quads for CONSTRUCT and DESCRIBE. SERVICE, which would reach out
    of this machine, is refused. A query has a time limit.
    """
    operation = of_url(request.query_params.multi_items())
    return _answer(request, service, operation) if operation else description.answer(request, service)


async def _body(request: Request, service: ServiceHere) -> bytes:
    """Read the body; only who may write may send a long one."""
    sort = bodies.media_type(request.headers.get("content-type", ""))
    if sort == UPDATE:
        writers.check_may_update(request, service)
    if sort in (UPDATE, FORM) and writers.may_write(request, service):
        return await bodies.limited(
            request, service.settings.upload_bytes, bodies.too_long(service.settings.upload_bytes)
        )
    return await bodies.limited(request, 3 * service.settings.query_bytes, _too_long(service))


@router.post(
    "/sparql",
    summary="Run a longer SPARQL query, or an update",
    response_class=Response,
    responses={status: ANSWERS[status] for status in (200, 204)},
    openapi_extra={
        "parameters": [*_described(Kind.QUERY), *_described(Kind.UPDATE)],
        "requestBody": {"required": True, "content": BODIES},
    },
)
def operate_by_post(request: Request, service: ServiceHere, body: Annotated[bytes, Depends(_body)]) -> Response:
    """Do what GET does with a query in the body: as `application/sparql-query`, or as `query` in a form.

    An update comes as `application/sparql-update`, or as `update` in a form, from who shows the server's token
    (`Authorization: Bearer`), where the server was started with `--token` and `--allow-update`. It is done as a whole
    or not at all. Its patterns see the graphs as they are stored: the unnamed one by itself, the others by GRAPH, WITH
    or USING. LOAD and SERVICE, which would reach out of this machine, are refused.
    """
    content_type = request.headers.get("content-type", "")
    operation = of_body(request.query_params.multi_items(), content_type, body)
    if operation.kind is Kind.QUERY:
        return _answer(request, service, operation)
    writers.check_may_update(request, service)
    try:
        service.store.update(operation.text, scope(request, service, operation))
    except QueryError as error:
        raise problem(400, "Update not accepted", f"{error}.", "Correct it.", parameter="update") from error
    return Response(status_code=204)


def scope(request: Request, service: Service, operation: Operation) -> Scope:
    """Say what a query or update sees here."""
    return Scope(
        operation.default_graphs,
        operation.named_graphs,
        union=service.settings.default_graph is DefaultGraph.UNION,
        base=str(request.url.replace(query="", fragment="")),
        prefixes=record.NAMESPACES,
        reach_out=service.settings.allow_reaching_out,
    )


def _answer(request: Request, service: Service, operation: Operation) -> Response:
    """Check what can be checked before running, run, and check that the client takes the form of the result."""
    if len(operation.text.encode("utf-8", "replace")) > service.settings.query_bytes:
        raise _too_long(service)
    if _first_word(operation.text) in UPDATES:
        raise _no_query()
    accept = request.headers.get("accept")
    asked = scope(request, service, operation)
    tag = _tag(service, service.strangers.version, asked, operation, accept)
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={"ETag": str(tag), "Vary": "Accept"})
    answered = _run(service, operation, accept or "*/*", asked)
    if negotiation.choose(accept, [answered.media_type.partition(";")[0]]) is None:
        offers = TABLES if answered.media_type in TABLES else GRAPHS
        detail = f"The result cannot be written as {accept}."
        raise problem(406, "Not acceptable", detail, f"Accept one of {', '.join(offers)}.", parameter="Accept")
    tag = _tag(service, answered.version, asked, operation, accept)
    headers = {"Vary": "Accept", **({"ETag": tag} if tag else {})}
    return StreamingResponse(answered.pieces, media_type=answered.media_type, headers=headers)


def _tag(service: Service, version: int | None, asked: Scope, operation: Operation, accept: str | None) -> str | None:
    if asked.reach_out or not CHANGING.isdisjoint(safe.keywords(operation.text)):
        return None
    return service.states.tag(version, operation, accept, asked.base)


def _run(service: Service, operation: Operation, accept: str, asked: Scope) -> Answered:
    try:
        return service.strangers.run(operation.text, accept, asked, seconds=operation.seconds)
    except QueryError as error:
        remedy = "Correct it; SELECT, ASK, CONSTRUCT and DESCRIBE are answered, and nothing else."
        raise problem(400, "Query not accepted", f"{error}.", remedy, parameter="query") from error


def _first_word(query: str) -> str:
    word = re.compile(r"\w*").match(query, len(safe.prologue(query)))
    return word.group().upper() if word else ""


def _no_query() -> Exception:
    detail = "This is an update, and a query was expected, which may only read."
    remedy = (
        "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; send an update as the field update, or as its own media type."
    )
    return problem(403, "Update refused", detail, remedy, parameter="query")


def _too_long(service: Service) -> Exception:
    detail = f"The query is longer than {service.settings.query_bytes} bytes."
    return problem(413, "Query too long", detail, "Shorten it.", parameter="query")
