"""What else is known of a person in a text: the offices held, their titles, and the states that they belong to."""

from dataclasses import dataclass
from enum import IntEnum


class Shared(IntEnum):
    """What two persons have in common; more is surer."""

    NOTHING = 0
    STATE = 1
    TITLE = 2
    OFFICE = 3


@dataclass(frozen=True, slots=True)
class Company:
    """The offices (owner and kind), their kinds, and the states and organisations of one person."""

    offices: frozenset[tuple[str, str]] = frozenset()
    titles: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()

    def __or__(self, other: "Company") -> "Company":
        return Company(self.offices | other.offices, self.titles | other.titles, self.states | other.states)

    def shares(self, other: "Company") -> Shared:
        """Tell the surest thing that both have."""
        if self.offices & other.offices:
            return Shared.OFFICE
        if self.titles & other.titles:
            return Shared.TITLE
        return Shared.STATE if self.states & other.states else Shared.NOTHING

    def differs(self, other: "Company") -> bool:
        """Tell whether both are known to belong somewhere, and not to the same."""
        return bool(self.states and other.states and not self.states & other.states)


SAID = {Shared.OFFICE: "the same office", Shared.TITLE: "the same kind of office", Shared.STATE: "the same state"}
"""What is shared, for people."""
