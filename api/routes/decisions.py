"""Corrections: pairs of actors that may be one, and what people decided; read by all, written with the token."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import ValidationError

from api import bodies, parameters, schemas, writers
from api.problems import problem
from api.service import Service, ServiceHere
from graph import build, curate, decisions, find
from graph.model import Decision, Verdict, Word
from graph.settings import Settings

LONGEST = 2**20
"""How many bytes a decision may have."""
SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": schemas.NewDecision.model_json_schema()}},
    }
}
Id = Annotated[str, Path(description="Id of the decision.", examples=["3f2a9c0d11be"])]

router = APIRouter(tags=["Corrections"], dependencies=[parameters.OnlyKnown])


def _may_write(request: Request, service: ServiceHere) -> None:
    writers.check_may_write(request, service)


async def _sent(request: Request, service: ServiceHere) -> schemas.NewDecision:
    """Read what is to be decided, from those who may."""
    writers.check_may_write(request, service)
    body = await bodies.limited(request, LONGEST, bodies.too_long(LONGEST))
    try:
        return schemas.NewDecision.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "body"
        remedy = "Send a JSON object; /docs shows an example."
        raise problem(422, "Decision not valid", f"{place}: {first['msg']}.", remedy, parameter=place) from error


@router.get("/review", summary="Pairs of actors that may be one")
def list_doubts(
    request: Request,
    response: Response,
    service: ServiceHere,
    limit: parameters.Limit = 20,
    offset: parameters.Offset = 0,
) -> schemas.Paged[schemas.Doubt]:
    """Give the pairs about which people should decide, the likeliest first. `POST /decisions` takes the answer."""
    page = find.doubts(service.store, limit, offset)
    items = [schemas.Doubt.of(each) for each in page.items]
    return parameters.paged(schemas.Paged[schemas.Doubt], items, page.total, limit, offset, request, response)


@router.get("/decisions", summary="What people decided")
def list_decisions(
    request: Request,
    response: Response,
    service: ServiceHere,
    limit: parameters.Limit = 50,
    offset: parameters.Offset = 0,
) -> schemas.Paged[schemas.Decision]:
    """Give all decisions, the earliest first, also those that were taken back."""
    every = decisions.load(service.store)
    items = [schemas.Decision.of_decision(each) for each in every[offset : offset + limit]]
    return parameters.paged(schemas.Paged[schemas.Decision], items, len(every), limit, offset, request, response)


@router.get("/decisions/{id}", summary="One decision")
def get_decision(service: ServiceHere, id: Id) -> schemas.Decision:  # noqa: A002 -- the field's name
    """Give a decision by its id, with who made it, when and why, and whether it was undone."""
    return schemas.Decision.of_decision(curate.decision_of(service.store, id))


@router.post("/decisions", summary="Decide something", status_code=201, openapi_extra=SENT)
def post_decision(
    response: Response, service: ServiceHere, sent: Annotated[schemas.NewDecision, Depends(_sent)]
) -> schemas.Decision:
    """Correct the graph for good: every later build obeys it. It needs the server's token (`Authorization: Bearer`).

    `same`, `different` and `not-sure` are said of two actors, `merge` of two or more; `split`, `rename`, `change-kind`,
    `alias` and `link` of one; `reject` and `confirm` of an interaction.
    """
    with service.deciding:
        actors = tuple(parameters.actor_id(service.store, actor, "actors") for actor in sent.actors)
        wish = curate.Wish(Verdict(sent.decision), actors, tuple(sent.documents), sent.value, sent.interaction)
        made = curate.pose(service.store, wish, Word(sent.by, datetime.now(UTC), sent.why))
        _decide(service, made)
    response.headers["Location"] = f"/decisions/{made.id}"
    return schemas.Decision.of_decision(made)


@router.delete("/decisions/{id}", summary="Take a decision back", dependencies=[Depends(_may_write)])
def delete_decision(
    service: ServiceHere,
    id: Id,  # noqa: A002 -- the field's name
    by: Annotated[str, Query(min_length=1, max_length=200, description="Who takes it back.", examples=["ada"])],
    why: Annotated[str, Query(min_length=1, max_length=2000, description="Why.", examples=["they are brothers"])],
) -> schemas.Decision:
    """Take a decision back: the graph is as if it had never been made; it stays in the list, as undone.

    It needs the server's token (`Authorization: Bearer`).
    """
    with service.deciding:
        undone = curate.undone(service.store, id, Word(by, datetime.now(UTC), why))
        _decide(service, undone)
    return schemas.Decision.of_decision(undone)


def _decide(service: Service, decision: Decision) -> None:
    build.decide([decision], service.store, Settings(ontology=service.settings.ontology))
