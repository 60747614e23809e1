"""What is known of names before anything is read: honorifics, names of states."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from graph.errors import KnowledgeError
from graph.knowledge import ontology_folder, yaml_file
from graph.names import fold, slug
from graph.resolve.linking import Thresholds
from graph.resolve.naming import Naming
from graph.resolve.portrait import Judge
from graph.resolve.spelling import spelling
from graph.resolve.titles import Titles, titles


@dataclass(frozen=True, slots=True)
class State:
    """A state as the ontology has it; `adjectives` are the words before a title that say whose it is."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


States = Mapping[str, State]
"""Each state by each of its names, folded and without an article."""

Value = TypeVar("Value", bound=Hashable)

_FILES = ("names", "spellings", "states", "titles", "resolution")
_ABBREVIATION = 3
_TITLES = 2
_KEPT = 1 << 17


def plain(name: str) -> str:
    """Fold a name and leave out its article."""
    return fold(name).removeprefix("the ")


@dataclass(frozen=True, slots=True, eq=False)
class Customs:
    """How persons, states and offices are named, and how surely names and what is beside them tell who is meant."""

    judge: Judge = field(repr=False)
    thresholds: Thresholds
    states: States = field(repr=False)
    by_id: Mapping[str, State] = field(repr=False)
    """Each state by its id in the graph."""
    titles: Titles = field(repr=False)

    bodies: Mapping[str, bool] = field(default_factory=dict, repr=False)
    """Words for bodies whose names come in any order, and whether these have a portfolio."""

    _bodies: dict[tuple[str, str | None], str] = field(default_factory=dict, repr=False)
    _kinds: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict, repr=False)
    _offices: dict[tuple[str, str | None], tuple[str, tuple[str, ...]]] = field(default_factory=dict, repr=False)

    _ones: dict[frozenset[Any], frozenset[Any]] = field(default_factory=dict, repr=False)

    def one(self, values: Iterable[Value]) -> frozenset[Value]:
        """Give the same set for the same values, so that many readings share it."""
        found = frozenset(values)
        if len(self._ones) >= _KEPT:
            self._ones.clear()
        return self._ones.setdefault(found, found)

    @property
    def naming(self) -> Naming:
        """How names of persons are built."""
        return self.judge.naming

    def office(self, kind: str, owner: str | None) -> tuple[str, tuple[str, ...]]:
        """Give the name and the aliases of an office; they depend on nothing but its kind and the id of its owner."""
        key = (kind, owner)
        if key not in self._offices:
            self._offices[key] = self._office(kind, owner)
        return self._offices[key]

    def kind(self, title: str, owner: tuple[str, ...]) -> str:
        """Tell what office a title names; `owner` are the names of whose it is, which are no part of it."""
        key = (title, owner)
        if key not in self._kinds:
            known = self.states.get(plain(owner[0])) if owner else None
            self._kinds[key] = self.titles.kind(title, (*owner, *(known.aliases if known else ())))
        return self._kinds[key]

    def body(self, name: str, owner: str | None) -> str:
        """Give the name of an organisation in the form by which it is compared; `owner` is the id of its state."""
        key = (name, owner)
        if key not in self._bodies:
            if len(self._bodies) >= _KEPT:
                self._bodies.clear()
            state = self.by_id.get(owner or "")
            owners = (state.name, *state.adjectives) if state else ()
            bodies = self.bodies if owner else {word: True for word, has in self.bodies.items() if has}
            self._bodies[key] = self.titles.body(plain(name), bodies, owners)
        return self._bodies[key]

    def words(self, names: Iterable[str]) -> frozenset[str]:
        """Give all words of some names, folded."""
        return frozenset(word for name in names for word in fold(name).split())

    def _office(self, kind: str, owner: str | None) -> tuple[str, tuple[str, ...]]:
        name, *others = self.titles.names_of(kind, owner)
        state = self.by_id.get(owner or "")
        if state:
            for title in (name, *others[:_TITLES]):
                others += [*(f"{adjective} {title}" for adjective in state.adjectives), f"{title} of {state.name}"]
        return name, tuple(others)


def customs(folder: Path | None = None) -> Customs:
    """Load the customs from the ontology, or from another folder of knowledge.

    Raises KnowledgeError.
    """
    home = ontology_folder(folder)
    files = {name: yaml_file(f"{name}.yaml", home) for name in _FILES}
    try:
        states = _states(files["states"])
        by_id = {state.id: state for state in states.values()}
        called = titles(files["titles"], {state.name: id_ for id_, state in by_id.items()})
        words = files["resolution"]["bodies"]
        bodies = dict.fromkeys(_folded(words["of_state"]), False) | dict.fromkeys(_folded(words["portfolio"]), True)
        judge, thresholds = _judge(files, {state.name: id_ for id_, state in by_id.items()}, called)
    except (KeyError, TypeError, AttributeError) as error:
        names = ", ".join(f"{name}.yaml" for name in _FILES)
        raise KnowledgeError(f"{home}: {error!r} is missing in one of {names}, or has another form") from error
    return Customs(judge, thresholds, states, by_id, called, bodies)


def _judge(files: Mapping[str, Any], ids: Mapping[str, str], called: Titles) -> tuple[Judge, Thresholds]:
    names, table, settled = files["names"], files["spellings"], files["resolution"]
    weights = {**settled["names"], **settled["company"]}
    affixes = [*names["ranks"], *(word for group in names["honorifics"].values() for word in group)]
    spelt, particles = spelling(table, names, weights), _folded(names["particles"])
    naming = Naming(
        spelt,
        _folded(affixes),
        frozenset({word for head in called.heads for word in head} - spelt.known - particles),
        particles,
        _folded(names["suffixes"]),
        _folded(table["family_first"]["families"]),
    )
    turning = frozenset(ids[name] for name in table["family_first"]["states"])
    thresholds = Thresholds(
        settled["sure"], settled["doubtful"], settled["margin"]["full"], settled["margin"]["partial"]
    )
    return Judge(naming, weights, turning), thresholds


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in fold(name).split())


def _states(table: Mapping[str, Any]) -> States:
    found = dict[str, State]()
    for entry in table["states"]:
        name, names, demonyms = entry["name"], entry.get("names", ()), entry.get("demonyms", ())
        aliases = tuple(dict.fromkeys(other for other in (*names, *demonyms, *entry.get("seats", ())) if other != name))
        short = [other for other in names if other.isupper() and len(fold(other)) <= _ABBREVIATION]
        state = State(f"state/{slug(name)}", name, aliases, (*demonyms[:1], *short))
        found |= {plain(other): state for other in (*names, name)}
    return found
