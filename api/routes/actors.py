"""Actors: persons, offices, states and organisations."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from api import parameters, schemas
from api.service import ServiceHere
from graph import find, record
from graph.model import ActorKind
from graph.store import Store

CONTACTS = 100
"""How many contacts of an actor are given with it."""

router = APIRouter(tags=["Actors"], dependencies=[parameters.OnlyKnown])


@router.get("/actors", summary="Find actors by name")
def list_actors(
    request: Request,
    response: Response,
    service: ServiceHere,
    q: Annotated[
        str,
        Query(max_length=200, description="A part of one of its names; all where it is empty.", examples=["israel"]),
    ] = "",
    kind: Annotated[ActorKind | None, Query(description="Only this kind of actor.")] = None,
    limit: parameters.Limit = 20,
    offset: parameters.Offset = 0,
) -> schemas.Paged[schemas.Actor]:
    """Give the actors of which a name holds `q`, in whatever case and with whatever accents, best first."""
    page = find.actors(service.store, q, kind, limit, offset)
    items = [schemas.Actor.of(each) for each in page.items]
    return parameters.paged(schemas.Paged[schemas.Actor], items, page.total, limit, offset, request, response)


@router.get("/actors/{id:path}", summary="One actor, its offices and its contacts")
def get_actor(
    service: ServiceHere,
    id: Annotated[str, Path(description="Id of the actor, with its slashes.", examples=["state/israel"])],  # noqa: A002
) -> schemas.ActorDetail:
    """Give an actor with the offices it holds or held and whom it has been in contact with, the most frequent first."""
    actor = find.actor(service.store, id)
    contacts = find.heaviest(service.store, id, CONTACTS)
    return schemas.ActorDetail(
        **schemas.Actor.of(actor).model_dump(),
        same_as=[str(record.wikidata_iri(each)) for each in actor.wikidata],
        offices=[schemas.OfficeHeld.of(each) for each in _offices(service.store, actor)],
        contacts=[schemas.Contact.of(each) for each in contacts.items],
        contacts_total=contacts.total,
        interactions_link=f"/interactions?actor={quote(id)}",
    )


def _offices(store: Store, actor: find.ActorFound) -> tuple[find.OfficeFound, ...]:
    """Give what a person holds, who holds an office, or the offices of a state or organisation."""
    if actor.kind is ActorKind.PERSON:
        return find.offices(store, person=actor.id)
    if actor.kind is ActorKind.OFFICE:
        return find.offices(store, office=actor.id)
    return find.offices(store, state=actor.id)
