"""Turn parameters, as people write them, into what the graph is asked with; say which one is wrong and what to do."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response

from api.problems import Near, ProblemError, problem
from api.schemas import Paged
from graph import find
from graph.errors import NotFound
from graph.model import When
from graph.names import fold
from graph.store import Store

T = TypeVar("T")

NEAR = 5
SEARCHED = 50
"""How many actors are looked at to tell which one a name means."""
KNOWN_BY_HEART = 1000
"""How many of the most active actors a misspelt name is compared with."""
MOMENT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Limit = Annotated[int, Query(ge=1, le=500, description="How many to give at most.", examples=[20])]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out before the first.", examples=[0])]
ActorName = Annotated[
    str | None,
    Query(max_length=200, description="Id or name of an actor.", examples=["state/israel", "Israel"]),
]


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something is asked for; None is open."""

    earliest: date | None
    latest: date | None


def span(start: str | None, end: str | None) -> Span:
    """Read the parameters `from` and `to`: each a day, a month or a year, both included."""
    first = _moment(start, "from").earliest if start else None
    last = _moment(end, "to").latest if end else None
    if first and last and last < first:
        raise problem(
            422, "Parameter not valid", f"to={end} is before from={start}.", "Exchange the two.", parameter="to"
        )
    return Span(first, last)


def _moment(text: str, parameter: str) -> When:
    try:
        return When.parse(text if MOMENT.fullmatch(text) else "")
    except ValueError as error:
        raise problem(
            422,
            "Parameter not valid",
            f"{parameter}={text} is not a day, a month or a year of the calendar.",
            f"Write {parameter}=2024-10-09, {parameter}=2024-10 or {parameter}=2024.",
            parameter=parameter,
        ) from error


def actor_id(store: Store, text: str, parameter: str) -> str:
    """Give the id of the actor that an id or a name means; a name that is unknown or ambiguous becomes a problem."""
    if "/" in text:
        try:
            return find.actor(store, text).id
        except NotFound as error:
            raise _unknown(store, text, parameter) from error
    found = find.named(store, text, SEARCHED)
    if not found and text.strip():
        found = find.actors(store, text, limit=SEARCHED).items
    meant = _meant(text, found)
    if not meant:
        raise _unknown(store, text, parameter)
    if len(meant) > 1:
        raise problem(
            422,
            "Ambiguous actor",
            f"{parameter}={text} may be {_listed(meant)}.",
            f"Use the id of the one that you mean: {parameter}={meant[0].id}, for example.",
            parameter=parameter,
            near=_near(meant),
        )
    return meant[0].id


def document_id(store: Store, text: str) -> str:
    """Give the id of a document that is in the graph; another becomes a problem."""
    try:
        return find.document(store, text).document.id
    except NotFound as error:
        detail = f"document={text}: no document of the graph has this id."
        raise problem(
            422, "Unknown document", detail, "/documents lists the ids of all.", parameter="document"
        ) from error


def _meant(text: str, found: tuple[find.ActorFound, ...]) -> tuple[find.ActorFound, ...]:
    """Give the actors with just this name; else those with it as another name; else all that were found."""
    wanted = fold(text)
    named = tuple(each for each in found if fold(each.name) == wanted)
    also = tuple(each for each in found if wanted in map(fold, each.aliases))
    return named or also or found


def _unknown(store: Store, text: str, parameter: str) -> ProblemError:
    near = _near(_similar(store, text))
    remedy = f"Did you mean {_listed(near)}? " if near else ""
    return problem(
        422,
        "Unknown actor",
        f"{parameter}={text}: no actor of the graph has this id or name.",
        f"{remedy}/actors?q= finds actors by a part of a name.",
        parameter=parameter,
        near=near,
    )


def _similar(store: Store, text: str) -> list[find.ActorFound]:
    """Give the most active actors whose name, or one of its words, is written much like `text`."""
    names: dict[str, find.ActorFound] = {}
    for each in find.actors(store, limit=KNOWN_BY_HEART).items:
        for name in (each.name, *each.aliases):
            for part in (name, *name.split()):
                names.setdefault(fold(part), each)
    wanted = fold(text.rpartition("/")[2].replace("-", " "))
    close = difflib.get_close_matches(wanted, names, n=NEAR, cutoff=0.7)
    return list({names[name].id: names[name] for name in close}.values())


def _near(found: Iterable[find.ActorFound]) -> list[Near]:
    return [Near(id=each.id, name=each.name, kind=each.kind.value) for each in found][:NEAR]


def _listed(found: Iterable[find.ActorFound | Near]) -> str:
    return " or ".join([f"{each.name} ({each.id})" for each in found][:NEAR])


def paged(
    sort: type[Paged[T]], items: list[T], total: int, limit: int, offset: int, request: Request, response: Response
) -> Paged[T]:
    """Make a page, and say where the following one is, in the Link header too (RFC 8288)."""
    following = None
    if offset + limit < total:
        url = request.url.include_query_params(limit=limit, offset=offset + limit)
        following = f"{url.path}?{url.query}"
        response.headers["Link"] = f'<{following}>; rel="next"'
    return sort(items=items, total=total, limit=limit, offset=offset, next=following)


async def _only_known(request: Request) -> None:  # a plain function would be run in a thread of its own
    """Refuse parameters that the route does not have: a misspelt filter must not look like an empty one."""
    known = [parameter.alias for parameter in request.scope["route"].dependant.query_params]
    for name in request.query_params:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            remedy = f"Did you mean {close[0]}? " if close else ""
            listed = ", ".join(known) or "none"
            detail = f"{request.url.path} has no parameter {name}."
            raise problem(422, "Unknown parameter", detail, f"{remedy}It takes {listed}.", parameter=name)


OnlyKnown = Depends(_only_known)
"""Put on a router, refuses parameters that a route does not have."""
