"""The SPARQL 1.1 Graph Store HTTP Protocol: single graphs, read by anyone, written by those who may."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from api import bodies, streaming, writers
from api.problems import problem
from api.service import DefaultGraph, Service, ServiceHere
from api.states import matches
from graph.errors import DataError
from graph.store import Data, Result, Scope, negotiation

HERE = "/graphs"
ABSOLUTE = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')
UNSAID = "application/rdf+xml"
"""What a body is that does not say it (section 5.2 of the protocol)."""
GRAPH: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The graph.",
        "content": {name: {"schema": {"type": "string"}} for name in negotiation.GRAPHS},
    },
    304: {"description": "The client has the graph already, as its If-None-Match says."},
}
WRITTEN: dict[int | str, dict[str, Any]] = {
    201: {"description": "The graph is new; Location says where it is."},
    204: {"description": "The graph was there, and is changed."},
}
SENT = {"required": True, "content": {name: {"schema": {"type": "string"}} for name in negotiation.GRAPHS}}
NAMES = [
    {
        "name": "graph",
        "in": "query",
        "description": "The name of the graph, an absolute IRI.",
        "schema": {"type": "string", "format": "iri"},
    },
    {
        "name": "default",
        "in": "query",
        "description": "Given without a value: the default graph.",
        "schema": {"type": "string"},
        "allowEmptyValue": True,
    },
]

router = APIRouter(tags=["SPARQL"])


async def _sent(request: Request, service: ServiceHere) -> list[Data]:
    """Read what is sent, from those who may write."""
    writers.check_may_write(request, service)
    limit = service.settings.upload_bytes
    body = await bodies.limited(request, limit, bodies.too_long(limit))
    parts = bodies.parts(body, request.headers.get("content-type") or UNSAID, _address(request))
    for part in parts:
        if bodies.media_type(part.media_type) not in negotiation.GRAPHS:
            detail = f"A graph of the type {part.media_type} is not understood."
            remedy = f"Send one of {', '.join(negotiation.GRAPHS)}."
            raise problem(415, "Unsupported media type", detail, remedy, parameter="Content-Type")
    return parts


def _may_write(request: Request, service: ServiceHere) -> None:
    writers.check_may_write(request, service)


Sent = Annotated[list[Data], Depends(_sent)]


@router.get(HERE, summary="Read a graph", response_class=Response, responses=GRAPH, openapi_extra={"parameters": NAMES})
def read_graph(request: Request, service: ServiceHere) -> Response:
    """Give a graph by its name, or the default graph; without either, all graphs as TriG, N-Quads or JSON-LD.

    The default graph is what a query sees that chooses none: the union of all named graphs, unless the server was told
    otherwise.
    """
    if not request.query_params:
        return _given(request, service, lambda: service.store.read_all(_accept(request)), negotiation.DATASETS)
    return _read(request, service, _asked(request))


@router.put(
    HERE,
    summary="Write a graph",
    response_class=Response,
    responses=WRITTEN,
    status_code=204,
    openapi_extra={"parameters": NAMES, "requestBody": SENT},
)
def put_graph(request: Request, service: ServiceHere, sent: Sent) -> Response:
    """Make a graph say just what is sent. It needs the server's token (`Authorization: Bearer`)."""
    return _put(request, service, _asked(request), sent)


@router.post(
    HERE,
    summary="Add to a graph",
    response_class=Response,
    responses=WRITTEN,
    status_code=204,
    openapi_extra={"parameters": NAMES, "requestBody": SENT},
)
def post_graph(request: Request, service: ServiceHere, sent: Sent) -> Response:
    """Let a graph say what is sent, too; without a name, make a new graph, and tell its name as Location.

    It needs the server's token (`Authorization: Bearer`). Several files may be sent as a form (`multipart/form-data`).
    """
    name = _asked(request) if request.query_params else f"{_address(request)}/{uuid4()}"
    return _post(request, service, name, sent)


@router.delete(
    HERE,
    summary="Remove a graph",
    response_class=Response,
    status_code=204,
    dependencies=[Depends(_may_write)],
    openapi_extra={"parameters": NAMES},
)
def delete_graph(request: Request, service: ServiceHere) -> Response:
    """Remove a graph by its name, or empty the default graph. It needs the server's token (`Authorization: Bearer`)."""
    return _delete(service, _asked(request))


@router.get(HERE + "/{name:path}", include_in_schema=False)
def read_here(request: Request, service: ServiceHere) -> Response:
    """Give the graph whose name is the address itself (direct identification, section 4.1 of the protocol)."""
    return _read(request, service, _address(request))


@router.put(HERE + "/{name:path}", include_in_schema=False)
def put_here(request: Request, service: ServiceHere, sent: Sent) -> Response:
    """Make the graph whose name is the address itself say just what is sent."""
    return _put(request, service, _address(request), sent)


@router.post(HERE + "/{name:path}", include_in_schema=False)
def post_here(request: Request, service: ServiceHere, sent: Sent) -> Response:
    """Let the graph whose name is the address itself say what is sent, too."""
    return _post(request, service, _address(request), sent)


@router.delete(HERE + "/{name:path}", include_in_schema=False, dependencies=[Depends(_may_write)])
def delete_here(request: Request, service: ServiceHere) -> Response:
    """Remove the graph whose name is the address itself."""
    return _delete(service, _address(request))


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


def _accept(request: Request) -> str:
    return request.headers.get("accept") or "*/*"


def _asked(request: Request) -> str | None:
    """Give the name of the graph that the parameters ask for, None for the default graph."""
    asked = request.query_params.multi_items()
    if len(asked) != 1 or asked[0][0] not in ("graph", "default"):
        detail = f"{request.url.path} takes one graph, or default, and nothing else."
        remedy = "Write ?graph= and the name of a graph, or ?default."
        raise problem(422, "Parameter not valid", detail, remedy, parameter="graph")
    name, value = asked[0]
    if name == "graph" and not ABSOLUTE.fullmatch(value):
        detail = f"graph={value} is no absolute IRI."
        remedy = "Give the whole name of a graph; SELECT ?g { GRAPH ?g {} } at /sparql lists them."
        raise problem(422, "Parameter not valid", detail, remedy, parameter="graph")
    return value if name == "graph" else None


def _read(request: Request, service: Service, name: str | None) -> Response:
    def made() -> Result:
        if name is None and service.settings.default_graph is DefaultGraph.UNION:
            everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
            return service.store.result(everything, _accept(request), Scope(union=True))
        found = service.store.read_graph(name, _accept(request))
        if found is None:
            raise _not_there(name)
        return found

    return _given(request, service, made, negotiation.GRAPHS)


def _given(request: Request, service: Service, make: Callable[[], Result], offers: Iterable[str]) -> Response:
    """Send a graph, unless the client cannot take its forms, or has it already."""
    accept = _accept(request)
    if negotiation.choose(accept, list(offers)) is None:
        detail, remedy = f"A graph cannot be written as {accept}.", f"Accept one of {', '.join(offers)}."
        raise problem(406, "Not acceptable", detail, remedy, parameter="Accept")
    tag = service.states.tag(service.strangers.version, str(request.url), accept)
    headers = {"Vary": "Accept", **({"ETag": tag} if tag else {})}
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    media_type, pieces = streaming.answer(make)
    return StreamingResponse(pieces, media_type=media_type, headers=headers)


def _put(request: Request, service: Service, name: str | None, sent: list[Data]) -> Response:
    try:
        return _written(request, name, new=service.store.put_graph(name, _based(sent, name)))
    except DataError as error:
        raise _not_accepted(error) from error


def _post(request: Request, service: Service, name: str | None, sent: list[Data]) -> Response:
    try:
        return _written(request, name, new=service.store.post_graph(name, _based(sent, name)))
    except DataError as error:
        raise _not_accepted(error) from error


def _based(sent: list[Data], name: str | None) -> list[Data]:
    """Let relative names be read against the name of the graph; against the address in the default graph."""
    return [replace(part, base=name) for part in sent] if name else sent


def _written(request: Request, name: str | None, *, new: bool) -> Response:
    if not new:
        return Response(status_code=204)
    direct = name is not None and name.startswith(f"{request.url.replace(path=HERE, query='')}/")
    return Response(status_code=201, headers={"Location": str(name) if direct else str(request.url)})


def _delete(service: Service, name: str | None) -> Response:
    if not service.store.drop_graph(name):
        raise _not_there(name)
    return Response(status_code=204)


def _not_there(name: str | None) -> Exception:
    detail = f"The graph holds no graph of the name {name}."
    remedy = "SELECT ?g { GRAPH ?g {} } at /sparql lists all."
    return problem(404, "No such graph", detail, remedy, parameter="graph")


def _not_accepted(error: DataError) -> Exception:
    return problem(400, "Data not accepted", f"{error}.", "Correct it; nothing was changed.", parameter="body")
