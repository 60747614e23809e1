"""What else a text says of a person: the offices held, and who and what is beside them."""

from dataclasses import dataclass
from datetime import date

OfficeKey = tuple[str, str]
"""An office: the id of whose it is, and its kind."""


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a document shows somebody in, or says that they have left, and the document's day.

    `state` is the state that it belongs to, through its organisation if need be. `begun` says that the document names
    a predecessor, too.
    """

    owner: str
    kind: str
    state: str | None = None
    former: bool = False
    day: date | None = None
    begun: bool = False

    @property
    def office(self) -> OfficeKey:
        """What tells this office from others."""
        return self.owner, self.kind


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
