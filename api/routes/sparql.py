"""The SPARQL 1.1 protocol, read-only."""

import re
from collections.abc import Mapping
from math import ceil
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from api import parameters
from api.problems import problem
from api.service import Service, ServiceHere
from api.strangers import Answered, TookTooLongError, TooManyError
from graph.errors import QueryError
from graph.store import negotiation

EXAMPLE = (
    "SELECT ?label WHERE { ?interaction a <https://w3id.org/actorgraph/ns#Interaction> ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 10"
)
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
PROLOGUE = re.compile(r"(?:\s+|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE)
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The result: a table for SELECT and ASK, a graph for CONSTRUCT and DESCRIBE.",
        "content": {media_type: {"schema": {"type": "string"}} for media_type in (*TABLES, *GRAPHS)},
    }
}

router = APIRouter(tags=["SPARQL"], dependencies=[parameters.OnlyKnown])


@router.get("/sparql", summary="Run a SPARQL query", response_class=Response, responses=ANSWERS)
def query_by_get(
    request: Request,
    service: ServiceHere,
    query: Annotated[str, Query(description="SELECT, ASK, CONSTRUCT or DESCRIBE.", examples=[EXAMPLE])],
) -> Response:
    """Run a SPARQL 1.1 query on the union of all named graphs, one of which holds what one document says.

    The Accept header chooses the form: JSON, XML, CSV or TSV for SELECT; JSON or XML for ASK; Turtle, N-Triples,
    JSON-LD or RDF/XML for CONSTRUCT and DESCRIBE. Updates are refused, and so are SERVICE and LOAD, which would reach
    out of this machine. A query has a time limit.
    """
    return _answer(service, query, request.headers.get("accept"))


async def _body(request: Request, service: ServiceHere) -> bytes:
    """Read the body, and no more of it than a query may have."""
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > 3 * service.settings.query_bytes:  # a form writes a character as up to three
            raise _too_long(service)
    return read


@router.post(
    "/sparql",
    summary="Run a longer SPARQL query",
    response_class=Response,
    responses=ANSWERS,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                DIRECT: {"schema": {"type": "string"}, "example": EXAMPLE},
                FORM: {
                    "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
                },
            },
        }
    },
)
def query_by_post(request: Request, service: ServiceHere, body: Annotated[bytes, Depends(_body)]) -> Response:
    """Do what GET does with a query in the body: as `application/sparql-query`, or as `query` in a form."""
    sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return _answer(service, _query(sort, body), request.headers.get("accept"))


def _query(sort: str, body: bytes) -> str:
    """Take the query out of a body of either sort."""
    if sort == "application/sparql-update":
        raise _update()
    if sort not in (DIRECT, FORM):
        raise problem(
            415,
            "Unsupported media type",
            f"A body of the type {sort or '(none given)'} is not understood.",
            f"Send the query as {DIRECT}, or as the field query of {FORM}.",
            parameter="Content-Type",
        )
    try:
        text = body.decode("utf-8")
        return text if sort == DIRECT else _field(parse_qs(text, errors="strict", max_num_fields=10))
    except ValueError as error:
        detail = f"The body cannot be read: {error}."
        raise problem(400, "Query not accepted", detail, "Send it in UTF-8.", parameter="query") from error


def _field(fields: Mapping[str, list[str]]) -> str:
    if "update" in fields:
        raise _update()
    if unknown := [name for name in fields if name != "query"]:
        detail = f"The field {unknown[0]} is not taken."
        raise problem(422, "Unknown parameter", detail, "Choose graphs by FROM inside the query.", parameter=unknown[0])
    if len(fields.get("query", ())) != 1:
        detail = "The form must have the field query, once."
        raise problem(422, "Parameter not valid", detail, f"Send query={EXAMPLE}, for example.", parameter="query")
    return fields["query"][0]


def _answer(service: Service, query: str, accept: str | None) -> Response:
    """Check what can be checked before running, run, and check that the client takes the form of the result."""
    if len(query.encode("utf-8", "replace")) > service.settings.query_bytes:
        raise _too_long(service)
    if _first_word(query) in UPDATES:
        raise _update()
    answered = _run(service, query, accept or "*/*")
    media_type = answered.media_type
    if negotiation.choose(accept, [media_type.partition(";")[0]]) is None:
        offers = TABLES if media_type in TABLES else GRAPHS
        detail = f"The result cannot be written as {accept}."
        raise problem(406, "Not acceptable", detail, f"Accept one of {', '.join(offers)}.", parameter="Accept")
    return StreamingResponse(answered.pieces, media_type=media_type, headers={"Vary": "Accept"})


def _run(service: Service, query: str, accept: str) -> Answered:
    limit = service.strangers.seconds
    try:
        return service.strangers.run(query, accept)
    except QueryError as error:
        remedy = "Correct it; SELECT, ASK, CONSTRUCT and DESCRIBE are answered, and nothing else."
        raise problem(400, "Query not accepted", f"{error}.", remedy, parameter="query") from error
    except TookTooLongError as error:
        detail = f"The query did not end within {limit:g} seconds."
        remedy = "Ask for less: name a graph, an actor or a kind, and add LIMIT."
        raise problem(503, "Query took too long", detail, remedy, parameter="query") from error
    except TooManyError as error:
        headers = {"Retry-After": str(ceil(limit))}
        detail = "As many queries are running as this server allows at a time."
        raise problem(503, "Server busy", detail, f"Try again in {ceil(limit)} seconds.", headers=headers) from error


def _first_word(query: str) -> str:
    prologue = PROLOGUE.match(query)
    word = re.compile(r"\w*").match(query, prologue.end() if prologue else 0)
    return word.group().upper() if word else ""


def _update() -> Exception:
    detail = "This is an update, and strangers may only read."
    remedy = "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; the graph is written by actorgraph build and remove."
    return problem(403, "Update refused", detail, remedy, parameter="query")


def _too_long(service: Service) -> Exception:
    detail = f"The query is longer than {service.settings.query_bytes} bytes."
    return problem(413, "Query too long", detail, "Shorten it.", parameter="query")
