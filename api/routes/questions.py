"""Questions in English, and how two actors are connected."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import parameters, schemas
from api.service import ServiceHere
from graph import find
from graph.store import Store

router = APIRouter(tags=["Questions"], dependencies=[parameters.OnlyKnown])


@router.get("/ask", summary="Ask a question in plain English")
def ask_question(
    service: ServiceHere,
    q: Annotated[
        str,
        Query(
            max_length=500,
            description="The question. An empty one gives examples of questions in `suggestions`.",
            examples=["who spoke with Israel?", "which visits were cancelled?"],
        ),
    ],
) -> schemas.Answer:
    """Answer a question with the interactions or offices that it is about, each with the sentence that shows it.

    `sparql` holds the query that was run. Where the question is not understood, `understood` is false and `suggestions`
    holds questions that would be: that is no error.
    """
    return schemas.Answer.of(service.asker.answer(q))


@router.get("/path", summary="How are two actors connected?")
def find_path(
    service: ServiceHere,
    start: Annotated[
        str, Query(alias="from", max_length=200, description="Id or name of the first actor.", examples=["Israel"])
    ],
    end: Annotated[str, Query(alias="to", max_length=200, description="Id or name of the other.", examples=["Iran"])],
) -> schemas.Path:
    """Give the shortest chain of contacts from one actor to another, with the interactions behind each step."""
    first = parameters.actor_id(service.store, start, "from")
    last = parameters.actor_id(service.store, end, "to")
    steps = find.path(service.store, first, last)
    return schemas.Path(
        start=first,
        end=last,
        connected=bool(steps) or first == last,
        steps=[schemas.Contact.of(step) for step in steps],
        interactions=[schemas.Interaction.of(each) for each in _behind(service.store, steps)],
    )


def _behind(store: Store, steps: tuple[find.ContactFound, ...]) -> tuple[find.InteractionFound, ...]:
    """Give up to three interactions behind each step, each once."""
    found: dict[str, find.InteractionFound] = {}
    for step in steps:
        page = find.interactions(store, actor=step.a, other=step.b, kinds=(step.kind,), limit=3)
        found.update((each.id, each) for each in page.items)
    return tuple(found.values())
