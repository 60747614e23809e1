"""What people have decided about who is who, in a form that every resolution obeys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from graph.model import Actor, ActorKind, Reference
from graph.names import fold

Pair = tuple[Reference, Reference]
Said = TypeVar("Said", str, ActorKind)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Who is the same, who is not, and what they are called, by the word of people.

    Where two contradict one another, `different` wins: whoever keeps decisions should hand on the last ones only.
    """

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    renamed: frozenset[tuple[Reference, str]] = frozenset()
    kinds: frozenset[tuple[Reference, ActorKind]] = frozenset()
    aliases: frozenset[tuple[Reference, str]] = frozenset()
    links: frozenset[tuple[Reference, str]] = frozenset()
    """Ids in Wikidata."""


NONE = Decisions()
WHY = (1.0, "people decided so")


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions by the documents that they speak of."""

    pairs: Mapping[str, tuple[tuple[Reference, str, bool], ...]] = field(default_factory=dict)
    """For each document the references in it, what the pair is found by, and whether the two are the same."""
    renamed: Mapping[str, tuple[tuple[Reference, str], ...]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[tuple[Reference, ActorKind], ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[tuple[Reference, str], ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[tuple[Reference, str], ...]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    """The id that an id in the graph gives way to."""

    def id(self, id_: str) -> str:
        """Give the id of the actor that people say this is."""
        return self.ids.get(id_, id_)

    def owner(self, id_: str | None) -> str | None:
        """Give the owner that people say this is."""
        return None if id_ is None else self.id(id_)

    def office(self, owner: str | None, kind: str) -> tuple[str | None, str]:
        """Give the owner and the kind of the office that people say this is."""
        if owner is None or not owner.startswith("state/"):
            return owner, kind
        _, state, kind = self.id(f"office/{owner.removeprefix('state/')}/{kind}").split("/")
        return f"state/{state}", kind

    def name(self, id_: str) -> str | None:
        """Give the name that people gave to an actor of the graph, or None."""
        return next((name for reference, name in self.renamed.get("", ()) if reference.name == id_), None)

    def wikidata(self, id_: str) -> tuple[str, ...]:
        """Give the ids in Wikidata that people gave to an actor of the graph, or to one that they say is the same."""
        return tuple(sorted({link for reference, link in self.links.get("", ()) if self.id(reference.name) == id_}))


@lru_cache(maxsize=4)
def decided(decisions: Decisions) -> Decided:
    """Sort decisions by document."""
    pairs: dict[str, list[tuple[Reference, str, bool]]] = {}
    for is_same, found in ((True, decisions.same), (False, decisions.different)):
        for pair in sorted(found):
            mark = "decided: " + " = ".join(f"{each.document}#{each.name}" for each in sorted(pair))
            for each in pair:
                pairs.setdefault(each.document, []).append((each, mark, is_same))
    return Decided(
        {document: tuple(dict.fromkeys(found)) for document, found in pairs.items()},
        _by_document(decisions.renamed),
        _by_document(decisions.kinds),
        _by_document(decisions.aliases),
        _by_document(decisions.links),
        _ids(pair for pair in decisions.same if not any(each.document for each in pair)),
    )


def _by_document(found: Iterable[tuple[Reference, Said]]) -> dict[str, tuple[tuple[Reference, Said], ...]]:
    by: dict[str, list[tuple[Reference, Said]]] = {}
    for reference, said in sorted(found):
        by.setdefault(reference.document, []).append((reference, said))
    return {document: tuple(of) for document, of in by.items()}


def _ids(pairs: Iterable[Pair]) -> dict[str, str]:
    """Give the first of all ids that are the same for each of them."""
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        both = groups.get(one.name, {one.name}) | groups.get(other.name, {other.name})
        groups |= dict.fromkeys(both, both)
    return {id_: min(group) for id_, group in groups.items()}


def meant(reference: Reference, actors: Mapping[str, Actor]) -> str | None:
    """Find the local id of the actor of a document that a reference names: by its name, else by another, else by id."""
    wanted = fold(reference.name)
    named = [id_ for id_, actor in sorted(actors.items()) if fold(actor.name) == wanted]
    called = [id_ for id_, actor in sorted(actors.items()) if wanted in map(fold, actor.aliases)]
    found = [*named, *called, *([reference.name] if reference.name in actors else [])]
    return found[0] if found else None
