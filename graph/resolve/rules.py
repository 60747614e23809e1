"""When reports are one event, as `ontology/events.yaml` says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import KnowledgeError
from graph.model import InteractionKind, Status


@dataclass(frozen=True, slots=True)
class Rules:
    """What `ontology/events.yaml` holds; numbers of days, and of `copies` the words of a run and the share alike."""

    general: Mapping[InteractionKind, frozenset[InteractionKind]]
    follows: Mapping[Status, frozenset[Status]]
    contradict: frozenset[frozenset[Status]]
    by_topic: frozenset[InteractionKind]
    told: int
    planned: int
    contradicted: int
    held: int
    words: int
    alike: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Rules":
        """Read the table.

        Raises KnowledgeError where a key is missing, or a kind or status does not exist.
        """
        try:
            days, copies = table["days"], table["copies"]
            return cls(
                {InteractionKind(one): frozenset(map(InteractionKind, of)) for one, of in table["general"].items()},
                {Status(one): frozenset(map(Status, of)) for one, of in table["follows"].items()},
                frozenset(frozenset(map(Status, pair)) for pair in table["contradict"]),
                frozenset(map(InteractionKind, table["by_topic"])),
                int(days["told"]),
                int(days["planned"]),
                int(days["contradicted"]),
                int(days["held"]),
                int(copies["words"]),
                float(copies["alike"]),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise KnowledgeError(f"events.yaml: {error!r} is missing or not of the right form here") from error

    def family(self, kind: InteractionKind) -> str:
        """Give the most general kind that a kind may be told as: reports of one family may be one event."""
        return next((general.value for general, of in self.general.items() if kind in of), kind.value)

    def kin(self, one: InteractionKind, other: InteractionKind) -> bool:
        """Tell whether two kinds are the same, or one may be told as the other."""
        return one is other or other in self.general.get(one, ()) or one in self.general.get(other, ())
