"""Find the actors that a question names: by full name, surname, alias, demonym, capital or title."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA

from graph import record
from graph.ask.titles import Titles
from graph.ask.tokens import key
from graph.ask.words import Phrase, Words
from graph.errors import KnowledgeError
from graph.find import ActorFound
from graph.knowledge import Knowledge
from graph.model import ActorKind
from graph.store import Store

_LABELS = f"""{record.PREFIXES}
SELECT ?actor ?name ?alias ?body ?state ?interactions WHERE {{
  GRAPH {record.RESOLUTION.n3()} {{
    ?actor ag:interactions ?interactions ; skos:prefLabel ?name .
    OPTIONAL {{ ?actor skos:altLabel ?alias }}
    OPTIONAL {{ ?actor org:postIn ?body }}
    OPTIONAL {{ ?actor ag:state ?state }}
  }}
}}"""

_ORDER = (ActorKind.STATE, ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.OFFICE)
"""Which kind of actor is meant where a name could be of several."""

_NAMED, _SURNAME = 2, 1
"""How surely a phrase names an actor: it is listed as a name, or it is the end of one."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the world: its own names, and the demonyms and seats that stand for it."""

    name: str
    own: tuple[Phrase, ...]
    others: tuple[Phrase, ...]
    people: frozenset[Phrase] = frozenset()
    """Those of the demonyms that mean several people ("Israelis")."""


States = tuple[State, ...]


def states(knowledge: Knowledge, words: Words) -> States:
    """Load the states of the world from the ontology.

    Raises KnowledgeError.
    """
    try:
        return tuple(
            State(
                entry["name"],
                tuple(key(name, words.spelling) for name in (entry["name"], *entry.get("names", ()))),
                tuple(key(name, words.spelling) for name in (*entry.get("demonyms", ()), *entry.get("seats", ()))),
                frozenset(
                    key(name, words.spelling)
                    for name in entry.get("demonyms", ())
                    if name.endswith("s") and name[:-1] in entry["demonyms"]
                ),
            )
            for entry in knowledge.yaml("states.yaml")["states"]
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"states.yaml: {error!r} is missing or not of the right form here") from error


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the graph, as far as a question needs it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    interactions: int = 0

    @property
    def kind(self) -> ActorKind:
        """Give what it is."""
        return record.actor_kind(self.id)


@dataclass(frozen=True, slots=True)
class Names:
    """All names of actors: those of the graph, and the states of the world that the graph does not speak of."""

    known: Mapping[str, Known]
    phrases: Mapping[Phrase, Mapping[str, int]]
    absent: Mapping[Phrase, str]
    typed: Mapping[Phrase, frozenset[str]]
    longest: int
    articles: frozenset[str]
    """Words of names that stand with an article."""
    people: frozenset[Phrase]
    """Names of several people of one state."""

    @classmethod
    def load(cls, store: Store, words: Words, titles: Titles, states: States) -> "Names":
        """Load the names of all actors from the graph, with the states, demonyms and titles that the ontology adds."""
        known = _known(store)
        phrases: defaultdict[Phrase, dict[str, int]] = defaultdict(dict)
        typed: defaultdict[Phrase, set[str]] = defaultdict(set)
        for actor in known.values():
            for name in (actor.name, *actor.aliases):
                phrase = key(name, words.spelling)
                typed[phrase].add(name)
                for variant in titles.variants(phrase) if actor.kind is ActorKind.OFFICE else {phrase}:
                    phrases[variant][actor.id] = _NAMED
        _add_surnames(known.values(), phrases, words)
        absent = _add_states(states, phrases)
        phrases.pop((), None)
        longest = max((len(phrase) for phrase in (*phrases, *absent)), default=0)
        spelt = {phrase: frozenset(names) for phrase, names in typed.items()}
        people = frozenset(phrase for state in states for phrase in state.people)
        return cls(known, phrases, absent, spelt, longest, words.articles, people)

    def at(self, norms: Phrase, start: int, end: int) -> int:
        """Give the number of tokens of the longest name that begins at `start`, 0 where there is none."""
        for length in range(min(self.longest, end - start), 0, -1):
            phrase = norms[start : start + length]
            if phrase in self.phrases or phrase in self.absent:
                return length
        return 0

    def meant(self, phrase: Phrase) -> tuple[str, ...]:
        """Give the ids of those whom a phrase names best: of the likeliest kind, and all that are equally likely."""
        found = self.phrases.get(phrase, {})
        best = max(found.values(), default=0)
        ids = [id for id, strength in found.items() if strength == best]
        for kind in _ORDER:
            of_kind = sorted(id for id in ids if self.known[id].kind is kind)
            if of_kind:
                return tuple(of_kind)
        return ()

    def near(self, phrase: Phrase) -> tuple[str, ...]:
        """Give the ids of those whose name is this one but for a slip of the fingers, of all equally near."""
        tolerated = _tolerance(phrase)
        if not tolerated:
            return ()
        typed = " ".join(phrase)
        distances: dict[Phrase, int] = {}
        for known in (*self.phrases, *self.absent):
            if len(known) == len(phrase):
                distance = OSA.distance(" ".join(known), typed, score_cutoff=tolerated)
                if distance <= tolerated and all(map(_alike, known, phrase)):
                    distances[known] = distance
        best = min(distances.values(), default=0)
        nearest = [known for known, distance in distances.items() if distance == best]
        return tuple(sorted({id for known in nearest for id in self.meant(known)}))

    def nearest(self, phrase: Phrase, limit: int = 3) -> tuple[str, ...]:
        """Give the ids of those whose names are the nearest to offer, the likeliest first."""
        typed = " ".join(phrase)
        scored: dict[str, float] = {}
        for known, ids in self.phrases.items():
            score = _likeness(known, phrase, typed)
            for id in ids:
                scored[id] = max(score, scored.get(id, 0))
        ranked = sorted(scored, key=lambda one: (-scored[one], -self.known[one].interactions, one))
        return tuple(id for id in ranked if scored[id] >= 0.65)[:limit]  # noqa: PLR2004 -- below, names have little in common

    def of_state(self, states: Iterable[str]) -> tuple[str, ...]:
        """Give all offices and organisations that belong to a state."""
        wanted = set(states)
        return tuple(sorted(actor.id for actor in self.known.values() if actor.state in wanted))

    def found(self, ids: Iterable[str]) -> tuple[ActorFound, ...]:
        """Describe actors in full."""
        known = (self.known[id] for id in ids if id in self.known)
        return tuple(ActorFound(one.id, one.kind, one.name, one.aliases, one.state, one.interactions) for one in known)

    def takes_part(self, id: str) -> bool:  # noqa: A002 -- the field's name
        """Tell whether an actor takes part in an interaction."""
        return id in self.known and self.known[id].interactions > 0

    def names(self, ids: Iterable[str]) -> list[str]:
        """Give the full names of actors, of offices with the state."""
        return [self.name(id) for id in ids]

    def name(self, id: str) -> str:  # noqa: A002 -- the field's name
        """Give the full name of an actor, of an office with the state that it belongs to."""
        actor = self.known.get(id)
        if actor is None:
            return id
        state = self.known.get(actor.state or "")
        if actor.kind is not ActorKind.OFFICE or state is None or state.name in actor.name:
            return actor.name
        return f"{actor.name} of {self.the(state.name)}"

    def the(self, name: str) -> str:
        """Give the name of a state or body as it stands in a sentence: "the United States"."""
        folded = key(name, {})
        return f"the {name}" if self.articles & {*folded} and name.split(maxsplit=1)[0].lower() != "the" else name


def _known(store: Store) -> dict[str, Known]:
    found: dict[str, dict[str, Any]] = {}
    for row in store.select(_LABELS):
        id = record.actor_id(str(row["actor"]))
        entry = found.setdefault(id, {"name": str(row["name"]), "aliases": set(), "state": None, "interactions": 0})
        if row["alias"]:
            entry["aliases"].add(str(row["alias"]))
        if row["state"] or row["body"]:
            entry["state"] = record.actor_id(str(row["state"] or row["body"]))
        entry["interactions"] = row["interactions"] or 0
    return {
        id: Known(id, entry["name"], tuple(sorted(entry["aliases"])), entry["state"], entry["interactions"])
        for id, entry in found.items()
    }


def _add_surnames(known: Iterable[Known], phrases: defaultdict[Phrase, dict[str, int]], words: Words) -> None:
    """Let every end of a person's name stand for it: "bin Salman" and "Salman" for "Mohammed bin Salman"."""
    for actor in known:
        if actor.kind is ActorKind.PERSON:
            for name in (actor.name, *actor.aliases):
                phrase = key(name, words.spelling)
                for start in range(1, len(phrase)):
                    if len("".join(phrase[start:])) > 1:
                        phrases[phrase[start:]].setdefault(actor.id, _SURNAME)


def _add_states(states: States, phrases: defaultdict[Phrase, dict[str, int]]) -> dict[Phrase, str]:
    """Add what the ontology knows of the states in the graph; give the names of those that are not in it."""
    absent: dict[Phrase, str] = {}
    for state in states:
        ids = [id for name in state.own for id in phrases.get(name, ()) if id.startswith("state/")]
        for phrase in (*state.own, *state.others):
            if ids:
                phrases[phrase].setdefault(ids[0], _NAMED)
            elif phrase not in phrases:
                absent[phrase] = state.name
    return {phrase: name for phrase, name in absent.items() if phrase not in phrases}


def _tolerance(phrase: Phrase) -> int:
    """Say how many slips of the fingers still leave no doubt about a name."""
    longest = max(map(len, phrase), default=0)
    return 0 if longest < 5 else 1 if longest < 8 else 2  # noqa: PLR2004


def _alike(known: str, typed: str) -> bool:
    return known == typed or OSA.distance(known, typed) <= _tolerance((known,))


def _likeness(known: Phrase, phrase: Phrase, typed: str) -> float:
    """Say how near two names are: as wholes, or by their nearest tokens."""
    whole = OSA.normalized_similarity(" ".join(known), typed)
    tokens = max(
        (OSA.normalized_similarity(a, b) for a in known for b in phrase if min(len(a), len(b)) > 2),  # noqa: PLR2004
        default=0.0,
    )
    return max(float(whole), 0.9 * float(tokens))


def joined(names: Sequence[str], word: str = "and") -> str:
    """Give "A, B and C"."""
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
