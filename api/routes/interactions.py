"""Interactions: who called, met, visited, spoke with, advised, warned or wrote to whom."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import parameters, schemas
from api.service import ServiceHere
from graph import find
from graph.model import InteractionKind, Status

MOMENT = "A day, a month or a year: 2024-10-09, 2024-10 or 2024."

router = APIRouter(tags=["Interactions"], dependencies=[parameters.OnlyKnown])


@router.get("/interactions", summary="Find interactions")
def list_interactions(
    request: Request,
    response: Response,
    service: ServiceHere,
    actor: parameters.ActorName = None,
    other: Annotated[
        parameters.ActorName, Query(alias="with", description="Id or name of another who took part.")
    ] = None,
    kind: Annotated[list[InteractionKind] | None, Query(description="Only these kinds; may be repeated.")] = None,
    status: Annotated[list[Status] | None, Query(description="Only with these statuses; may be repeated.")] = None,
    start: Annotated[str | None, Query(alias="from", description=f"Not before. {MOMENT}", examples=["2024-10"])] = None,
    end: Annotated[str | None, Query(alias="to", description=f"Not after. {MOMENT}", examples=["2024-10-11"])] = None,
    document: Annotated[str | None, Query(description="Only what this document says: its id.")] = None,
    limit: parameters.Limit = 50,
    offset: parameters.Offset = 0,
) -> schemas.Paged[schemas.Interaction]:
    """Give the interactions that fit all that is asked for, newest first, each with the sentences that show it.

    A name that means several actors, or none, is answered with a problem that lists near ones. Interactions whose day
    is not known are left out where `from` or `to` is given.
    """
    days = parameters.span(start, end)
    page = find.interactions(
        service.store,
        actor=parameters.actor_id(service.store, actor, "actor") if actor is not None else None,
        other=parameters.actor_id(service.store, other, "with") if other is not None else None,
        kinds=kind or (),
        statuses=status or (),
        earliest=days.earliest,
        latest=days.latest,
        document=parameters.document_id(service.store, document) if document is not None else None,
        limit=limit,
        offset=offset,
    )
    items = [schemas.Interaction.of(each) for each in page.items]
    return parameters.paged(schemas.Paged[schemas.Interaction], items, page.total, limit, offset, request, response)
