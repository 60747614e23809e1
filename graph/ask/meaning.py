"""Say whom the names of a question stand for: persons and the offices that they hold are asked for together."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph import find
from graph.ask.asked import Asked
from graph.ask.names import Names
from graph.ask.pieces import Mention
from graph.ask.query import Meant
from graph.model import ActorKind
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Meaning:
    """Finds the ids that a mention stands for."""

    store: Store
    names: Names

    def sides(self, asked: Asked, *, wide: bool = False) -> tuple[Meant, ...]:
        """Give the sides of a question as ids; `wide` lets a state stand for its people, too."""
        return tuple(
            Meant(_once(id for mention in side.mentions for id in self.ids(mention, wide=wide)), side.role)
            for side in asked.sides
        )

    def among(self, asked: Asked) -> tuple[str, ...] | None:
        """Give the ids that alone may fill the hole, None where anybody may."""
        if asked.hole is None or asked.hole.among is None:
            return None
        mention = asked.hole.among
        return self.ids(mention, wide=mention.kind is ActorKind.STATE)

    def ids(self, mention: Mention, *, wide: bool = False) -> tuple[str, ...]:
        """Give all whom a mention stands for."""
        if mention.kind is ActorKind.STATE:
            return self._state(mention, wide=wide or mention.group)
        if mention.kind is ActorKind.PERSON:
            offices = (
                office for id in mention.ids for _, office, former in find.held(self.store, "person", id) if not former
            )
            return _once((*mention.ids, *offices))
        if mention.kind is ActorKind.OFFICE:
            holders = self.holders(mention.ids, former=mention.former)
            return holders if mention.former and holders else _once((*mention.ids, *holders))
        return mention.ids

    def holders(self, offices: Iterable[str], *, former: bool = False) -> tuple[str, ...]:
        """Give who holds, or held, one of these offices."""
        return _once(
            person for office in offices for person, _, was in find.held(self.store, "office", office) if was is former
        )

    def _state(self, mention: Mention, *, wide: bool) -> tuple[str, ...]:
        """Let a state stand for its government and other bodies; `wide`, for those who hold its offices, too."""
        belonging = self.names.of_state(mention.ids)
        bodies = tuple(id for id in belonging if self.names.known[id].kind is ActorKind.ORGANIZATION)
        if not wide:
            return _once((*mention.ids, *bodies))
        offices = tuple(id for id in belonging if self.names.known[id].kind is ActorKind.OFFICE)
        people = (
            person for state in mention.ids for person, _, former in find.held(self.store, "state", state) if not former
        )
        return _once((*mention.ids, *bodies, *offices, *people))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
