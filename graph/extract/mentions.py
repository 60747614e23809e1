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


PLACELESS = "far"
"""The slot of what no grammar connects with a trigger."""
CARRIED = "before"
"""Begins the slot of what an earlier sentence names."""


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor that could stand in a slot of a trigger."""

    slot: str
    way: str
    mention: CastMention
    actor: str
    kind: ActorKind

    @property
    def grammatical(self) -> bool:
        """Tell whether grammar puts the actor there, and not only nearness."""
        return self.slot != PLACELESS and not self.slot.startswith(CARRIED)
