"""What is known of names before anything is read: honorifics, names of states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError
from graph.knowledge import ontology_folder, yaml_file
from graph.names import fold, slug
from graph.resolve.titles import Titles, titles


@dataclass(frozen=True, slots=True)
class State:
    """A state as the ontology has it; `adjectives` are the words before a title that say whose it is."""

    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


States = Mapping[str, State]
"""Each state by each of its names, folded and without an article."""

_ABBREVIATION = 3
_TITLES = 2


def plain(name: str) -> str:
    """Fold a name and leave out its article."""
    return fold(name).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Customs:
    """How persons and states are named.

    `affixes` are folded words that stand before or after names of persons and are no part of them (honorifics, ranks).
    """

    affixes: frozenset[str] = frozenset()
    states: States = field(default_factory=dict, repr=False)
    titles: Titles = field(default_factory=Titles, repr=False)
    by_id: Mapping[str, State] = field(default_factory=dict, repr=False)
    """Each state by its id in the graph."""

    def office(self, kind: str, owner: str | None) -> tuple[str, tuple[str, ...]]:
        """Give the name and the aliases of an office; they depend on nothing but its kind and the id of its owner."""
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
    names, states = yaml_file("names.yaml", home), _states(yaml_file("states.yaml", home))
    try:
        by_id = {f"state/{slug(state.name)}": state for state in states.values()}
        called = titles(yaml_file("titles.yaml", home), {state.name: id_ for id_, state in by_id.items()})
        return Customs(_affixes(names), states, called, by_id)
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(
            f"{home}: {error!r} is missing in names.yaml, states.yaml or titles.yaml, or has another form"
        ) from error


def _affixes(names: Mapping[str, Any]) -> frozenset[str]:
    words = [*names["ranks"], *names["suffixes"], *(word for group in names["honorifics"].values() for word in group)]
    return frozenset(part for word in words for part in fold(word).split())


def _states(table: Mapping[str, Any]) -> States:
    found = dict[str, State]()
    for entry in table["states"]:
        name, names, demonyms = entry["name"], entry.get("names", ()), entry.get("demonyms", ())
        aliases = tuple(dict.fromkeys(other for other in (*names, *demonyms, *entry.get("seats", ())) if other != name))
        short = [other for other in names if other.isupper() and len(fold(other)) <= _ABBREVIATION]
        state = State(name, aliases, (*demonyms[:1], *short))
        found |= {plain(other): state for other in (*names, name)}
    return found
