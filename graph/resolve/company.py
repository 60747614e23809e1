"""What else a text says of a person: the offices held, and who and what is beside them."""

from dataclasses import dataclass
from datetime import date

OfficeKey = tuple[str, str]
"""An office: the id of whose it is, and its kind."""


@dataclass(frozen=True, slots=True)
class Term:
    """What some documents tell of a person's time in an office.

    They show the person in it (`current`) on days from `first` to `last`, and say that they have left it (`former`),
    the earliest on the day `left`. `begun` says that the earliest names a predecessor, too. `state` is the state that
    the office belongs to, through its organisation if need be.
    """

    state: str | None = None
    current: bool = True
    former: bool = False
    first: date | None = None
    last: date | None = None
    left: date | None = None
    begun: bool = False

    def __or__(self, other: "Term") -> "Term":
        earliest = min((one for one in (self, other) if one.first), key=lambda one: one.first or date.max, default=self)
        return Term(
            self.state or other.state,
            self.current or other.current,
            self.former or other.former,
            earliest.first,
            max((day for day in (self.last, other.last) if day), default=None),
            min((day for day in (self.left, other.left) if day), default=None),
            earliest.begun,
        )

    @property
    def days(self) -> tuple[date, ...]:
        """The first and the last day of which something is told, none where no day is known."""
        known = sorted(day for day in (self.first, self.last, self.left) if day)
        return (known[0], known[-1]) if known else ()

    def after(self, other: "Term") -> bool:
        """Tell whether the one is shown in the office after the other had left it for good."""
        came_back = other.last and other.left and other.last > other.left
        return bool(self.last and other.left and not came_back and self.last >= other.left)

    def before(self, other: "Term") -> bool:
        """Tell whether the one is shown in the office only before the other came into it."""
        return bool(self.last and other.first and other.begun and self.last < other.first)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who and what is beside somebody in some texts.

    `persons` and `partners` (with whom they deal) are skeletons of surnames, names of bodies and ids of states; `faces`
    are the offices with which they deal, `vacant` those of which the text does not say who holds them.
    """

    persons: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    faces: frozenset[OfficeKey] = frozenset()
    vacant: frozenset[OfficeKey] = frozenset()

    def __or__(self, other: "Scene") -> "Scene":
        return Scene(
            self.persons | other.persons,
            self.organizations | other.organizations,
            self.states | other.states,
            self.partners | other.partners,
            self.faces | other.faces,
            self.vacant | other.vacant,
        )
