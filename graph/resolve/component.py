"""Resolve local actors that are connected through shared keys, and bear upon nobody else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from graph.model import Actor, ActorKind, Resolution
from graph.names import fold
from graph.resolve.bodies import link_organizations, link_states
from graph.resolve.customs import Customs, plain
from graph.resolve.decisions import WHY, Decided
from graph.resolve.linking import Doubt
from graph.resolve.links import Key, Links
from graph.resolve.merged import cluster, named, office_id
from graph.resolve.persons import link_persons
from graph.resolve.portrait import Judge, Portrait
from graph.resolve.told import Told

Found = dict[Key, tuple[Resolution, Actor]]

_LINKED_ALIKE = (0.95, "the same Wikidata id")


def resolved(
    keys: Sequence[Key], tellings: Mapping[str, Told], customs: Customs, by_people: Decided
) -> tuple[Found, list[Doubt]]:
    """Give the actor of each local actor of a component, and why it is that one; and what is doubtful."""
    component = _Component(keys, tellings, customs, by_people)
    return component.resolve(), component.doubts


class _Component:
    def __init__(self, keys: Sequence[Key], tellings: Mapping[str, Told], customs: Customs, by_people: Decided) -> None:
        self._told = {document: tellings[document] for document in sorted({key[0] for key in keys})}
        self._customs = customs
        self._local = {key: tellings[key[0]].actors[key[1]] for key in keys}
        self._by_people = by_people
        same, different = self._pairs(same=True), self._pairs(same=False)
        facing = {((id_, a), (id_, b)) for id_, of in self._told.items() for a, b in of.facing}
        self._links = Links(keys, different | {pair for pair in facing if pair not in same})
        for one, other in sorted(same - different):
            if self._local[one].kind is self._local[other].kind:
                self._links.join(one, other, WHY)
        self._found: dict[Key, Actor] = {}
        self.doubts: list[Doubt] = []

    def resolve(self) -> Found:
        """Resolve states and organisations first, then persons, then the offices of both."""
        self._states()
        self._organizations()
        offices = self._of(ActorKind.OFFICE)
        people = self._of(ActorKind.PERSON)
        if people:
            self._people(people)
        for key, office in offices.items():
            self._office(key, office)
        self.doubts += self._linked_alike()
        why = self._links.why
        return {
            key: (Resolution(*key, actor.id, *why.get(key, (1.0, "named so in the text"))), actor)
            for key, actor in self._found.items()
        }

    def _pairs(self, *, same: bool) -> set[tuple[Key, Key]]:
        """Give the pairs that people said are the same, or are not."""
        marked: dict[str, list[Key]] = {}
        for document, of in self._told.items():
            for id_, mark, is_same in of.decided:
                if is_same is same and (document, id_) in self._local:
                    marked.setdefault(mark, []).append((document, id_))
        return {(one, other) for keys in marked.values() for one, other in combinations(sorted(keys), 2)}

    def _of(self, kind: ActorKind) -> dict[Key, Actor]:
        return {key: actor for key, actor in self._local.items() if actor.kind is kind}

    def _states(self) -> None:
        states = self._of(ActorKind.STATE)
        unknown = {key: state for key, state in states.items() if plain(state.name) not in self._customs.states}
        for key in sorted(states.keys() - unknown.keys()):
            own = self._customs.states[plain(states[key].name)].id
            state = self._customs.by_id.get(self._by_people.id(own), self._customs.by_id[own])
            name, aliases = self._called(state.id, state.name, state.aliases)
            self._found[key] = Actor(state.id, ActorKind.STATE, name, aliases, None, self._by_people.wikidata(state.id))
        if unknown:
            link_states(unknown, self._links)
            self._merge(unknown)

    def _organizations(self) -> None:
        organizations = self._of(ActorKind.ORGANIZATION)
        if not organizations:
            return
        states = {key: self._state(key) for key in organizations}
        link_organizations(organizations, states, self._customs.body, self._links)
        self._merge(organizations)

    def _people(self, people: Mapping[Key, Actor]) -> None:
        judge = self._customs.judge
        portraits = {key: self._told[key[0]].people[key[1]] for key in people}
        ranks = {key: _rank(judge, portrait, people[key]) for key, portrait in portraits.items()}
        # Portraits are changed by linking, and each belongs to one component only.
        joined: dict[Key, Portrait] = {}
        for key, portrait in sorted(portraits.items()):
            if (into := joined.setdefault(self._links.root(key), portrait)) is not portrait:
                into.add(portrait)
        self.doubts = [
            doubt
            for doubt in link_persons(joined.values(), judge, self._customs.thresholds, self._links)
            if not self._links.are_apart(doubt.one, doubt.other)
        ]
        self._merge(people, ranks)

    def _merge(self, local: Mapping[Key, Actor], ranks: Mapping[Key, int] | None = None) -> None:
        """Make actors of the clusters; `ranks` says whose name is better."""
        clusters = [keys for keys in self._links.clusters() if keys[0] in local]
        states = {key: self._state(key) for key in local}
        renamed = {(id_, who): name for id_, of in self._told.items() for who, name in of.renamed.items()}
        self._found |= named([cluster(keys, local, states, ranks or {}, renamed) for keys in clusters])

    def _state(self, key: Key) -> str | None:
        owner = self._told[key[0]].owners[key[1]]
        return owner if owner and owner.startswith("state/") else None

    def _office(self, key: Key, office: Actor) -> None:
        of = self._told[key[0]]
        kind, holder = of.offices[key[1]], of.holders.get(key[1])
        owner = self._state(key) or self._owner(key, office)
        if owner is None and holder is not None:
            owner = self._owner_by_holder((key[0], holder), key, kind)
        id_ = office_id(kind, owner, key[0])
        name, aliases = self._called(id_, *self._customs.office(kind, owner))
        belongs = owner if owner and not owner.startswith("person/") else None
        self._found[key] = Actor(id_, ActorKind.OFFICE, name, aliases, belongs, self._by_people.wikidata(id_))

    def _linked_alike(self) -> Iterator[Doubt]:
        """Doubt whether those are two to whom people gave one id in Wikidata."""
        linked: dict[tuple[ActorKind, str], dict[str, Key]] = {}
        for key, local in sorted(self._local.items()):
            for link in local.wikidata:
                linked.setdefault((local.kind, link), {}).setdefault(self._found[key].id, key)
        for keys in linked.values():
            for one, other in combinations(keys.values(), 2):
                if not self._links.are_apart(one, other):
                    yield Doubt(one, other, *_LINKED_ALIKE)

    def _called(self, id_: str, name: str, aliases: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """Give the name and the aliases of what has an id of its own, by the word of people if there is one."""
        given = self._by_people.name(id_)
        return (given, (name, *(alias for alias in aliases if alias != given))) if given else (name, aliases)

    def _owner(self, key: Key, office: Actor) -> str | None:
        """Give the organisation that an office belongs to."""
        owner = self._found.get((key[0], office.state or ""))
        return owner.id if owner else None

    def _owner_by_holder(self, holder: Key, key: Key, kind: str) -> str:
        """Give the state in which the holder of an office has one of this title by other documents, else the holder."""
        person = self._found[holder]
        having = [self._told[other[0]].people[other[1]] for other, who in self._found.items() if who.id == person.id]
        states = {owner for one in having for owner, of in one.held if of == kind and _is_state(owner)}
        if len(states) != 1:
            return person.id
        self._links.why[key] = (0.9, f"the office that its holder, {person.name}, has by other documents")
        return states.pop()


def _rank(judge: Judge, portrait: Portrait, actor: Actor) -> int:
    """Rank how a person is named: in full, in full with a title or an honorific, with initials, by a surname."""
    if not judge.is_full(portrait):
        return 3
    whole = fold(actor.name).split()
    if judge.is_partial(portrait):
        return 2
    return 0 if any(list(name.words) == whole for name in portrait.names) and len(whole) > 1 else 1


def _is_state(owner: str) -> bool:
    return owner.startswith("state/")
