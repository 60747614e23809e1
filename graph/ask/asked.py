"""What a question asks: an interaction, or an office held, with a hole in it."""

from dataclasses import dataclass
from enum import StrEnum

from graph.ask.pieces import Mention
from graph.ask.times import Span
from graph.model import InteractionKind, Role, Status


class Form(StrEnum):
    """What the answer is to be."""

    WHO = "who"
    WHETHER = "whether"
    WHEN = "when"
    WHERE = "where"
    COUNT = "count"
    LIST = "list"
    HOLDER = "holder"
    OFFICES = "offices"
    ABOUT = "about"
    PATH = "path"
    DOCUMENTS = "documents"
    ACTORS = "actors"


class Order(StrEnum):
    """Which one of many is asked for."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Side:
    """Those who take one part in it, any of them."""

    mentions: tuple[Mention, ...]
    role: Role = Role.PARTICIPANT


@dataclass(frozen=True, slots=True)
class Hole:
    """The part that is asked for, and who alone may fill it: a sort of actor, people of a state, holders of a title."""

    role: Role = Role.PARTICIPANT
    limit: str | None = None
    among: Mention | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood.

    No `kinds` means any kind, no `statuses` any status. `places` and `topics` are words that the answer must show.
    `each` tells that all who are named on a side are meant, and not any of them.
    `ignored` are words of the question that were left out of account.
    """

    form: Form
    kinds: tuple[InteractionKind, ...] = ()
    sides: tuple[Side, ...] = ()
    hole: Hole | None = None
    statuses: tuple[Status, ...] = ()
    span: Span | None = None
    order: Order | None = None
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    most: bool = False
    evidence: bool = False
    future: bool = False
    former: bool = False
    each: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Give everybody whom the question names."""
        among = (self.hole.among,) if self.hole and self.hole.among else ()
        return (*(mention for side in self.sides for mention in side.mentions), *among)


@dataclass(frozen=True, slots=True)
class Puzzled:
    """A question that was not understood: why not, and the name in it, if any, that nobody in the graph has."""

    reason: str
    unknown: Mention | None = None
