"""What an answer is, and how it is written as JSON."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import Any

from graph.find import ActorFound, ContactFound, InteractionFound, OfficeFound
from graph.model import When


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in plain English, with the query that was run for it and all that it rests on.

    Where the question was not understood, or names somebody whom the graph does not know, `understood` is False,
    nothing was run, and `suggestions` are questions that would be understood.
    """

    question: str
    understood: bool
    text: str
    sparql: str | None = None
    interactions: tuple[InteractionFound, ...] = ()
    offices: tuple[OfficeFound, ...] = ()
    path: tuple[ContactFound, ...] = ()
    actors: tuple[ActorFound, ...] = ()
    suggestions: tuple[str, ...] = ()


def to_json(answer: Answer) -> dict[str, Any]:
    """Give an answer as JSON: days as ISO text at the precision at which they are known."""
    found: dict[str, Any] = asdict(answer, dict_factory=_object)
    for told, interaction in zip(found["interactions"], answer.interactions, strict=True):
        told["when"] = interaction.when.iso if isinstance(interaction.when, When) else None
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in pairs}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value
