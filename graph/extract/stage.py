"""What has been found in a document so far, for the steps that follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.extract.lexicon import Lexicon
from graph.extract.names import Name
from graph.extract.offices import Title
from graph.extract.organizations import Organization
from graph.extract.persons import Person
from graph.extract.states import Place
from graph.extract.words import Words


@dataclass(slots=True)
class Stage:
    """What has been found in a document so far, with indexes by token."""

    words: Words
    lexicon: Lexicon
    places: list[Place]
    organizations: list[Organization]
    titles: list[Title]
    names: list[Name]
    persons: Mapping[int, Person]
    """Persons by the start of their names."""

    def __post_init__(self) -> None:
        """Index the spans by where they begin and end."""
        self.place_ending = {p.end: p for p in self.places}
        self.place_at = {p.start: p for p in self.places}
        self.body_ending = {o.end: o for o in self.organizations}
        self.body_at = {o.start: o for o in self.organizations} | {o.core: o for o in self.organizations}
        self.name_at = {n.honorific: n for n in self.names} | {n.start: n for n in self.names}
        self.name_ending = {n.end: n for n in self.names}
        self.title_at = {t.core: t for t in self.titles}

    place_ending: dict[int, Place] = None  # type: ignore[assignment]
    place_at: dict[int, Place] = None  # type: ignore[assignment]
    body_ending: dict[int, Organization] = None  # type: ignore[assignment]
    body_at: dict[int, Organization] = None  # type: ignore[assignment]
    name_at: dict[int, Name] = None  # type: ignore[assignment]
    name_ending: dict[int, Name] = None  # type: ignore[assignment]
    title_at: dict[int, Title] = None  # type: ignore[assignment]

    def person(self, name: Name | None) -> Person | None:
        """Give the person whom a name names, or None."""
        return None if name is None else self.persons.get(name.start)
