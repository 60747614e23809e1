"""Name actors for good: in words that outlive rebuilding."""

from dataclasses import dataclass

from graph import find, record, resolve
from graph.build import kept
from graph.errors import DecisionError, NotFound
from graph.model import ActorKind, Reference
from graph.names import fold
from graph.store import Store

_SEARCHED = 50


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of the graph, and all references to it, the best one first.

    `by_id` where it is a state of the ontology or an office: those have one reference, which is their id.
    """

    id: str
    references: tuple[Reference, ...]
    by_id: bool

    @property
    def kind(self) -> ActorKind:
        """Give the kind of the actor."""
        return record.actor_kind(self.id)


def actor_named(store: Store, text: str) -> str:
    """Give the id of the actor that an id or a whole name means.

    Raises NotFound, or DecisionError where the name is that of several.
    """
    if "/" in text:
        return find.actor(store, text).id
    found = find.named(store, text, _SEARCHED)
    wanted = fold(text)
    meant = [one for one in found if fold(one.name) == wanted] or found
    if not meant:
        near = find.actors(store, text, limit=1).items if text.strip() else ()
        said = f"; did you mean {near[0].name} ({near[0].id})?" if near else ""
        raise NotFound(f"there is no actor '{text}' in the graph{said}")
    if len(meant) > 1:
        ids = ", ".join(one.id for one in meant)
        raise DecisionError(f"'{text}' may be {ids}; give the id of the one that you mean")
    return meant[0].id


def named(store: Store, id_: str) -> Named:
    """Give an actor with its references.

    Raises NotFound.
    """
    name = fold(find.actor(store, id_).name)
    local = kept.locals_as(store, id_)
    kind = record.actor_kind(id_)
    if kind is ActorKind.OFFICE or (kind is ActorKind.STATE and not any(one.keys for one in local.values())):
        return Named(id_, (Reference("", id_),), by_id=True)
    readings = kept.readings(store, {document for document, _ in local})
    references = []
    for document, who in sorted(local):
        actors = {actor.id: actor for actor in readings[document].actors}
        by_name = Reference(document, actors[who].name)
        references.append(by_name if resolve.meant(by_name, actors) == who else Reference(document, who))
    return Named(id_, tuple(sorted(references, key=lambda one: (fold(one.name) != name, one))), by_id=False)
