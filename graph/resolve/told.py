"""What one reading alone tells of its actors, before they are compared with those of others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from graph.model import Actor, ActorKind, OfficeHeld, Reading
from graph.names import slug
from graph.resolve.company import OfficeKey, Scene, Term
from graph.resolve.customs import Customs, plain
from graph.resolve.decisions import Decided, meant
from graph.resolve.naming import Name
from graph.resolve.person_keys import person_keys
from graph.resolve.portrait import Portrait

Actors = Mapping[str, Actor]
NOTHING = Decided()


@dataclass(frozen=True, slots=True)
class Told:
    """The actors of one document by local id, and what it tells of each.

    `owners` has for each actor the state or organisation that it belongs to, as far as this document can name it;
    `offices` the kind of each office; `people` a portrait of each person; `holders` who holds each office; `facing`
    those who deal with one another, and so are two.
    """

    document: str
    actors: Actors
    owners: Mapping[str, str | None]
    offices: Mapping[str, str]
    holders: Mapping[str, str]
    facing: frozenset[tuple[str, str]]
    people: dict[str, Portrait]
    decided: frozenset[tuple[str, str, bool]]
    """The local actors of whom people decided, what the pair is found by, and whether the two are the same."""
    renamed: Mapping[str, str]


def told(reading: Reading, customs: Customs, by_people: Decided = NOTHING) -> Told:
    """Take a reading apart, with what people decided about its actors; what it lists twice is one."""
    actors = _as_decided(reading.id, _actors(reading), customs, by_people)
    owners: dict[str, str | None] = {
        id_: by_people.owner(_owner(actor, actors, customs)) for id_, actor in actors.items()
    }
    offices = {id_: _kind(of, actors, customs) for id_, of in actors.items() if of.kind is ActorKind.OFFICE}
    for id_, kind in tuple(offices.items()):
        owners[id_], offices[id_] = by_people.office(owners[id_], kind)
    facing = frozenset(_facing(reading, actors))
    states = [actor for actor in actors.values() if actor.kind is ActorKind.STATE]
    words = customs.words(name for state in states for name in (state.name, *state.aliases))
    people = _People(reading, actors, owners, offices, facing, customs, words).portraits()
    pairs = {
        (local, mark, same) for of, mark, same in by_people.pairs.get(reading.id, ()) if (local := meant(of, actors))
    }
    renamed = {local: name for of, name in by_people.renamed.get(reading.id, ()) if (local := meant(of, actors))}
    return Told(
        reading.id,
        actors,
        owners,
        offices,
        _holders(reading, actors),
        facing,
        people,
        frozenset(pairs),
        renamed,
    )


def state_id(actor: Actor, customs: Customs) -> str:
    """Give the id in the graph of a state, which depends on its name alone."""
    name = plain(actor.name)
    known = customs.states.get(name)
    return known.id if known else f"state/{slug(name)}"


def _actors(reading: Reading) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for actor in reading.actors:
        first = found.setdefault(actor.id, actor)
        if first != actor:
            names = dict.fromkeys((*first.aliases, actor.name, *actor.aliases))
            found[actor.id] = replace(first, aliases=tuple(names), state=first.state or actor.state)
    return found


def _as_decided(document: str, actors: Actors, customs: Customs, by_people: Decided) -> Actors:
    """Give the actors the kinds, aliases and ids in Wikidata that people gave them."""
    found = dict(actors)
    for reference, kind in by_people.kinds.get(document, ()):
        if id_ := meant(reference, actors):
            found[id_] = replace(found[id_], kind=kind)
    for reference, alias in by_people.aliases.get(document, ()):
        if id_ := meant(reference, actors):
            found[id_] = replace(found[id_], aliases=(*found[id_].aliases, alias))
    for reference, link in by_people.links.get(document, ()):
        if (id_ := meant(reference, actors)) and _is_known_by_text(found[id_], customs):
            found[id_] = replace(found[id_], wikidata=(*found[id_].wikidata, link))
    return found


def _is_known_by_text(actor: Actor, customs: Customs) -> bool:
    """Tell whether who an actor is depends on what texts say; others are linked by their ids."""
    known = actor.kind is ActorKind.STATE and plain(actor.name) in customs.states
    return actor.kind is not ActorKind.OFFICE and not known


def _owner(actor: Actor, actors: Actors, customs: Customs) -> str | None:
    owner = actors.get(actor.state or "")
    if owner is None:
        return None
    return state_id(owner, customs) if owner.kind is ActorKind.STATE else f"organization/{slug(plain(owner.name))}"


def _kind(office: Actor, actors: Actors, customs: Customs) -> str:
    """Tell what office a title names; the names of whose it is are no part of it."""
    owner = actors.get(office.state or "")
    return customs.kind(office.name, (owner.name, *owner.aliases) if owner else ())


def _holders(reading: Reading, actors: Actors) -> dict[str, str]:
    """Give one holder of each office, the present one if there is one."""
    people = {id_ for id_, actor in actors.items() if actor.kind is ActorKind.PERSON}
    held = sorted((one.former, one.person, one.office) for one in reading.offices if one.person in people)
    return {office: person for _, person, office in reversed(held)}


def _facing(reading: Reading, actors: Actors) -> set[tuple[str, str]]:
    found = set()
    for interaction in reading.interactions:
        locals_ = sorted({participant.actor for participant in interaction.participants if participant.actor in actors})
        found |= set(combinations(locals_, 2))
    return found


@dataclass(frozen=True, slots=True)
class _People:
    """Draws the portraits of the persons of one document."""

    reading: Reading
    actors: Actors
    owners: Mapping[str, str | None]
    offices: Mapping[str, str]
    facing: frozenset[tuple[str, str]]
    customs: Customs
    states_words: frozenset[str]

    def portraits(self) -> dict[str, Portrait]:
        people = {id_: actor for id_, actor in self.actors.items() if actor.kind is ActorKind.PERSON}
        drawn = {id_: self._portrait(id_, actor) for id_, actor in people.items()}
        marks = {id_: self._mark(id_, drawn) for id_ in self.actors}
        whole = self._scene(drawn)
        for id_, portrait in drawn.items():
            portrait.scene = self._beside(id_, drawn, marks, whole)
        return drawn

    def _portrait(self, id_: str, person: Actor) -> Portrait:
        held = [one for one in self.reading.offices if one.person == id_ and one.office in self.offices]
        offices = [self.actors[one.office] for one in held]
        titles = self.customs.words(title for of in offices for title in (of.name, *of.aliases))
        names, called = self._names(person, titles - self.states_words)
        day = self.reading.published
        holds: dict[OfficeKey, Term] = {}
        for one in held:
            office, term = (self.owners[one.office] or "", self.offices[one.office]), self._term(one)
            holds[office] = holds[office] | term if office in holds else term
        states = {term.state for term in holds.values() if term.state} | self._belonging(person)
        drawn = Portrait(
            (self.reading.id, id_),
            names,
            self.customs.one((self.reading.id,)),
            self.customs.one(called),
            holds,
            self.customs.one(states),
            days=(day,) if day else (),
        )
        drawn.found_by = self.customs.one(person_keys(drawn, self.customs.judge))
        return drawn

    def _names(self, person: Actor, titles: frozenset[str]) -> tuple[tuple[Name, ...], set[str]]:
        """Give the full names of a person, or else the short one; and the words that the text calls them by."""
        naming = self.customs.naming
        main = [name for name in naming.names(person.name, titles) if name.words]
        aliases = [name for alias in person.aliases for name in naming.names(alias, titles) if name.words]
        full = [name for name in main if naming.is_full(name)]
        words = {word for name in main for word in name.words}
        full += [name for name in aliases if naming.is_full(name) and (full or words & set(name.words))]
        called = {"".join(naming.content(name.words)) for name in aliases if not naming.is_full(name)}
        return tuple(dict.fromkeys((*full, *main))), called

    def _term(self, held: OfficeHeld) -> Term:
        owner = self.owners[held.office] or ""
        state = owner if owner.startswith("state/") else next(iter(self._belonging(self.actors[held.office])), None)
        day = self.reading.published
        if held.former:
            return Term(state, current=False, former=True, left=day)
        begun = any(one.former for one in self.reading.offices if one.office == held.office)
        return Term(state, first=day, last=day, begun=begun)

    def _belonging(self, actor: Actor) -> set[str]:
        """Give the state that an actor belongs to, through its organisation if need be."""
        owner = self.actors.get(actor.state or "")
        of = self.actors.get(owner.state or "", owner) if owner else None
        return {state_id(of, self.customs)} if of and of.kind is ActorKind.STATE else set()

    def _mark(self, id_: str, drawn: Mapping[str, Portrait]) -> str:
        """Give what tells an actor of this document in others, roughly: it only says who is beside whom."""
        actor = self.actors[id_]
        if id_ in drawn:
            name = next(iter(drawn[id_].names), None)
            return self.customs.naming.spelling.skeleton(name.words[-1]) if name else ""
        if id_ in self.offices:
            return f"{self.owners[id_]}/{self.offices[id_]}" if self.owners[id_] else ""
        return state_id(actor, self.customs) if actor.kind is ActorKind.STATE else plain(actor.name)

    def _scene(self, drawn: Mapping[str, Portrait]) -> Scene:
        taken = {office for one in drawn.values() for office in one.held}
        kinds: dict[ActorKind, set[str]] = {kind: set() for kind in ActorKind}
        for actor in self.actors.values():
            known = actor.kind is ActorKind.STATE
            kinds[actor.kind].add(state_id(actor, self.customs) if known else plain(actor.name))
        vacant: set[OfficeKey] = {(owner, kind) for id_, kind in self.offices.items() if (owner := self.owners[id_])}
        return Scene(
            organizations=self.customs.one(kinds[ActorKind.ORGANIZATION]),
            states=self.customs.one(kinds[ActorKind.STATE]),
            vacant=self.customs.one(vacant - taken),
        )

    def _beside(self, id_: str, drawn: Mapping[str, Portrait], marks: Mapping[str, str], whole: Scene) -> Scene:
        others = {other for pair in self.facing if id_ in pair for other in pair} - {id_}
        faces = {
            (owner, self.offices[other]) for other in others & self.offices.keys() if (owner := self.owners[other])
        }
        states = {other for other in others if self.actors[other].kind is ActorKind.STATE}
        return replace(
            whole,
            persons=self.customs.one({marks[other] for other in drawn if other != id_} - {""}),
            partners=self.customs.one(
                {mark for other in others - states for mark in (marks[other], *_posts(other, drawn))} - {""}
            ),
            faces=self.customs.one(faces - drawn[id_].held.keys()),
        )


def _posts(id_: str, drawn: Mapping[str, Portrait]) -> list[str]:
    """Give the offices of a person as marks: one text names the holder, the next one the office."""
    return [f"{owner}/{kind}" for owner, kind in drawn[id_].held if owner] if id_ in drawn else []
