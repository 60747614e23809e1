"""How places in a text refer to actors."""

from dataclasses import dataclass
from enum import StrEnum

from graph.model import ActorKind


class Form(StrEnum):
    """How a mention refers to its actor."""

    NAME = "name"
    TITLE = "title"
    DEMONYM = "demonym"
    SEAT = "seat"
    GROUP = "group"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True)
class CastMention:
    """A place that refers to actors: tokens `start` to `end`, their head token, and the local ids of the actors.

    `place` is true for a capital that is named as a mere place ("flew to Ankara").
    """

    start: int
    end: int
    root: int
    actors: tuple[str, ...]
    form: Form
    kind: ActorKind
    place: bool = False
