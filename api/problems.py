"""Every error of the API, as problem details (RFC 9457): what is wrong, in which parameter, and what to do about it."""

import difflib
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from graph.errors import ActorGraphError, DecisionError, ExportError, NotFound, QueryError, StoreError

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/actorgraph/problem/"
SEE_LOG = "Whoever runs this server finds the cause in its log."
LOG = logging.getLogger("actorgraph.api")


RESPONSE: dict[str, Any] = {
    "description": "A problem: what is wrong, in which parameter, and what to do about it.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
"""How the description of the API tells of problems."""


class Near(BaseModel):
    """An actor whose name comes near to the one that was asked for."""

    id: str = Field(description="The id to use instead of the name.", examples=["organization/hamas"])
    name: str
    kind: str


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it, with the parameter and the remedy."""

    type: str = Field("about:blank", description="An address that names this sort of problem.")
    title: str = Field(description="The sort of problem in a few words.", examples=["No such actor"])
    status: int = Field(description="The HTTP status, again.", examples=[422])
    detail: str | None = Field(None, description="What is wrong this time.")
    parameter: str | None = Field(None, description="The parameter that is to blame.", examples=["actor"])
    remedy: str | None = Field(None, description="What to do next.")
    near: list[Near] = Field(default_factory=list, description="Actors that may have been meant.")


class ProblemError(Exception):
    """Carry a problem from where it is found to the answer."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem.detail or problem.title)
        self.problem = problem
        self.headers = headers


def problem(
    status: int,
    title: str,
    detail: str,
    remedy: str,
    *,
    parameter: str | None = None,
    near: Sequence[Near] = (),
    headers: Mapping[str, str] | None = None,
) -> ProblemError:
    """Make a problem to raise; its `type` follows from its title."""
    name = TYPES + title.lower().replace(" ", "-")
    found = Problem(
        type=name, title=title, status=status, detail=detail, parameter=parameter, remedy=remedy, near=list(near)
    )
    return ProblemError(found, headers)


def answer(error: ProblemError) -> JSONResponse:
    """Give a problem as a response."""
    body = error.problem.model_dump(exclude_none=True)
    if not error.problem.near:
        body.pop("near")
    return JSONResponse(body, error.problem.status, headers=error.headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of `app`, expected or not, be answered as a problem."""
    app.add_exception_handler(ProblemError, _raised)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ActorGraphError, _known)
    app.add_exception_handler(Exception, unexpected)


def _raised(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return answer(error)


def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    parameter = str(first["loc"][1])  # behind "query" or "path", and before the place in a repeated one
    return answer(problem(422, "Parameter not valid", *_explained(first, parameter), parameter=parameter))


def _explained(found: Mapping[str, Any], parameter: str) -> tuple[str, str]:
    """Give detail and remedy for one error of pydantic's."""
    if found["type"] == "missing":
        return f"{parameter} is missing.", f"Add ?{parameter}=… to the address; /docs shows an example."
    detail = f"{parameter}={found['input']!s}: {found['msg']}."
    context = found.get("ctx", {})
    if "expected" in context:
        return detail, f"Use one of {context['expected']}."
    return detail, "/docs says what this parameter may be."


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = request.url.path
    if error.status_code == HTTPStatus.NOT_FOUND:
        near = difflib.get_close_matches(path, _paths(request), n=3)
        remedy = f"Did you mean {' or '.join(near)}? /docs lists all." if near else "/docs lists what there is."
        return answer(problem(404, "No such address", f"There is nothing at {path}.", remedy))
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        detail = f"{path} does not take {request.method}."
        return answer(problem(405, "Method not allowed", detail, f"Use {allowed}.", headers={"Allow": allowed}))
    title = HTTPStatus(error.status_code).phrase
    return answer(problem(error.status_code, title, str(error.detail), "/docs says how this address is used."))


def _paths(request: Request) -> list[str]:
    return [str(path) for path in request.app.openapi()["paths"]]


def _known(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFound):
        remedy = "/actors?q= and /documents list what there is."
        return answer(problem(404, "Not in the graph", str(error), remedy, parameter="id"))
    if isinstance(error, QueryError | ExportError | DecisionError):
        return answer(problem(400, "Not possible", str(error), "/docs says what can be asked for."))
    LOG.error("%s %s: %s", request.method, request.url.path, error)
    if isinstance(error, StoreError):
        headers = {"Retry-After": "5"}
        detail = "The graph cannot be read at the moment."
        return answer(problem(503, "Graph not available", detail, f"Try again in a moment. {SEE_LOG}", headers=headers))
    return answer(problem(500, "Server error", "This server is not as it should be.", SEE_LOG))


def unexpected(request: Request, error: Exception) -> Response:
    """Tell that something went wrong, and nothing more; the log has it all."""
    LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    detail = "Something went wrong that should not have; nothing that is stored was touched."
    return answer(problem(500, "Server error", detail, SEE_LOG))
