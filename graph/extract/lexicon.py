"""What the reader of actors knows beforehand: states, bodies, titles and the words around names, from `ontology/`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.extract.words import Phrases, keys
from graph.knowledge import yaml_file


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory with its names."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class StateName:
    """One name of a state: `how` is name, demonym or seat."""

    form: str
    how: str
    state: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun of titles, in one of its variants."""

    id: str
    form: str
    names: tuple[str, ...]
    domain: bool = False
    scope: str = "either"
    leads: bool = False
    alone: bool = False
    gender: str = ""
    plural: bool = False
    kind: str = ""
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that is known by name."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    state: str | None = None
    media: bool = False
    ambiguous: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """All knowledge about actors; made once, shared by all documents."""

    states: Mapping[str, State]
    state_names: Phrases[tuple[StateName, ...]]
    followers: frozenset[tuple[str, ...]]
    heads: Phrases[Head]
    domains: Phrases[str]
    domain_words: Mapping[str, tuple[str, ...]]
    vocabulary: frozenset[str]
    titles: Mapping[str, Any] = field(repr=False)
    names: Mapping[str, Any] = field(repr=False)
    bodies: Phrases[tuple[str, Body]] = field(repr=False)
    organizations: Mapping[str, Any] = field(repr=False)
    cues: Mapping[str, frozenset[str]] = field(repr=False)
    """Words around names that tell what is named, by what they tell."""

    @classmethod
    def load(cls, folder: Path | None = None) -> "Lexicon":
        """Load the lexicon from the ontology.

        Raises KnowledgeError for a missing or malformed file.
        """
        states = yaml_file("states.yaml", folder)
        titles = yaml_file("titles.yaml", folder)
        organizations = yaml_file("organizations.yaml", folder)
        by_id = {entry["id"]: _state(entry) for entry in states["states"]}
        domains = titles["domains"]
        return cls(
            by_id,
            Phrases(_state_names(states)),
            frozenset(keys(phrase) for phrase in states.get("followed_by", ())),
            Phrases(_heads(titles["heads"], {state.name: state.id for state in by_id.values()})),
            Phrases((word, domain) for domain, words in domains.items() for word in words),
            {domain: tuple(words) for domain, words in domains.items()},
            frozenset(
                key
                for word in [*titles["words"], *(w for ws in domains.values() for w in ws)]
                for key in keys(str(word))
            )
            - {"the", "and", "of", "for"},
            titles,
            yaml_file("names.yaml", folder),
            Phrases(_bodies(organizations)),
            organizations,
            {name: frozenset(words) for name, words in yaml_file("cues.yaml", folder).items()},
        )

    @cached_property
    def former(self) -> Phrases[bool]:
        """Words before a title: True where they say that the office is held no more."""
        return Phrases([(w, True) for w in self.titles["former"]] + [(w, False) for w in self.titles["current"]])

    @cached_property
    def ranks(self) -> Phrases[str]:
        """Words before a title that belong to the post."""
        return Phrases((word, word) for word in self.titles["ranks"])

    @cached_property
    def lesser(self) -> frozenset[str]:
        """Those ranks that make another post of it."""
        return frozenset(self.titles["lesser"])

    @cached_property
    def honorifics(self) -> Phrases[str]:
        """Honorifics and ranks before a name, with what they tell: f, m or nothing."""
        given = self.names["honorifics"]
        entries = [(form, "" if who == "any" else who) for who in ("f", "m", "any") for form in given[who]]
        return Phrases(entries + [(form, "") for form in self.names["ranks"]])

    @cached_property
    def questioners(self) -> frozenset[str]:
        """Labels of those who ask in an interview."""
        return frozenset(self.names["questioners"])

    @cached_property
    def answerers(self) -> frozenset[str]:
        """Labels of those who answer in an interview."""
        return frozenset(self.names["answerers"])

    @cached_property
    def saying(self) -> frozenset[str]:
        """Verbs whose subject speaks the quotation beside them."""
        return frozenset(self.names["saying"])

    @cached_property
    def short(self) -> Mapping[str, str]:
        """Short forms of given names, in plain letters, with the full one."""
        return {keys(form)[0]: keys(full)[0] for form, full in self.names["short"].items()}

    @cached_property
    def long(self) -> Mapping[str, str]:
        """Short titles, in plain letters, with the noun that they stand for."""
        return {keys(form)[0]: noun for form, noun in self.names["long"].items()}

    @cached_property
    def given(self) -> Mapping[str, str]:
        """Given names, in plain letters, with who bears them."""
        names = [self.names[group] for group in ("more_given", "given")]
        return {keys(form)[0]: who for group in names for who in ("f", "m") for form in group[who]}

    @cached_property
    def particles(self) -> frozenset[str]:
        """Small words inside a name."""
        return frozenset(self.names["particles"])

    @cached_property
    def openers(self) -> frozenset[str]:
        """Small words that may open a name."""
        return frozenset(self.names["openers"])

    @cached_property
    def humans(self) -> Mapping[str, str]:
        """Nouns for human beings, with f, m or nothing."""
        given = self.names["humans"]
        return {form: "" if who == "any" else who for who in ("any", "m", "f") for form in given[who]}

    @cached_property
    def others(self) -> Phrases[bool]:
        """Capitalised words that name neither persons nor bodies."""
        return Phrases((form, True) for form in self.names["other"])

    @cached_property
    def body_heads(self) -> Phrases[str]:
        """Head nouns of organisations, with their sort (government, forces, party ...)."""
        return Phrases((form, sort) for sort, forms in self.organizations["heads"].items() for form in forms)

    @cached_property
    def administration(self) -> Body | None:
        """The body that "the X administration" means."""
        wanted = self.names["administration"]
        hits = self.bodies.first.get(keys(wanted)[0], ())
        return next((body for _, (form, body) in hits if form == wanted), None)

    @cached_property
    def lower_bodies(self) -> Phrases[bool]:
        """Nouns that name an organisation in small letters; True where they need no more than "the"."""
        alone = set(self.organizations["alone"])
        return Phrases((form, form in alone) for form in dict.fromkeys([*self.organizations["lower_case"], *alone]))

    @cached_property
    def portfolios(self) -> Phrases[bool]:
        """What a ministry may be for."""
        return Phrases((form, True) for form in self.organizations["portfolios"])

    @cached_property
    def not_bodies(self) -> Phrases[bool]:
        """Capitalised phrases that only look like organisations."""
        return Phrases((form, True) for form in self.organizations["not_organizations"])

    @cached_property
    def of_groups(self) -> frozenset[str]:
        """Nouns that, after the name of a state, mean the state itself."""
        return frozenset(self.organizations["of_state"])

    @cached_property
    def relatives(self) -> Mapping[str, str]:
        """Nouns that name an office by another one (counterpart, deputy, predecessor), with what they make of it."""
        return {noun: how for how, nouns in self.titles["relative"].items() for noun in nouns}

    @cached_property
    def of_state(self) -> Mapping[tuple[str, ...], str]:
        """Titles that alone tell the state."""
        ids = {state.name: state.id for state in self.states.values()}
        return {keys(title): ids[name] for name, titles in self.titles["of_state"].items() for title in titles}


def _state(entry: dict[str, Any]) -> State:
    return State(
        entry["id"],
        entry["name"],
        tuple(entry.get("names", ())),
        tuple(entry.get("demonyms", ())),
        entry.get("capital") or "",
        tuple(entry.get("seats", ())),
        entry.get("of"),
    )


def _state_names(found: dict[str, Any]) -> list[tuple[str, tuple[StateName, ...]]]:
    by_keys: dict[tuple[str, ...], list[StateName]] = {}
    for entry in found["states"]:
        ambiguous = set(entry.get("ambiguous", ()))
        forms = [(entry["name"], "name"), *((form, "name") for form in entry.get("names", ()))]
        forms += [(form, "demonym") for form in entry.get("demonyms", ())]
        forms += [(form, "seat") for form in dict.fromkeys([entry.get("capital"), *entry.get("seats", ())]) if form]
        for form, how in forms:
            known = by_keys.setdefault(keys(form), [])
            if not any(name.state == entry["id"] for name in known):
                known.append(StateName(form, how, entry["id"], ambiguous=form in ambiguous))
    for phrase in found.get("not_states", ()):
        by_keys.setdefault(keys(phrase), []).insert(0, StateName(phrase, "none", ""))
    return [
        (" ".join(key), tuple(sorted(names, key=lambda n: n.how == "seat"))) for key, names in by_keys.items() if key
    ]


def _heads(entries: Iterable[dict[str, Any]], states: Mapping[str, str]) -> list[tuple[str, Head]]:
    found: list[tuple[str, Head]] = []
    for entry in entries:
        names = tuple(entry["names"])
        for form in names:
            gender = "f" if form in entry.get("f", ()) else "m" if form in entry.get("m", ()) else ""
            for plural in (False, True):
                head = Head(
                    entry["id"],
                    form,
                    names,
                    domain=entry.get("domain", False),
                    scope=entry.get("scope", "either"),
                    leads=entry.get("leads", False),
                    alone=entry.get("alone", False),
                    gender=gender,
                    plural=plural,
                    kind=entry.get("kind", ""),
                    state=states.get(entry.get("state", "")),
                )
                found.extend((name, head) for name in (plurals(form) if plural else [form]))
    return found


def plurals(form: str) -> list[str]:
    """Give the plural of a title ("secretaries of state", "prime ministers", "secretaries-general")."""
    for link in (
        " of ",
        " to ",
        " for ",
        " d'",
        " in ",
        "-in-",
        "-elect",
        "-designate",
        " elect",
        " general",
        "-general",
    ):
        first, found, rest = form.partition(link)
        if found:
            return [_plural(first) + found + rest, *([_plural(form)] if "general" in link else [])]
    return [_plural(form)]


def _plural(word: str) -> str:
    if word.endswith("."):
        return word
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and not word.endswith("ey"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "x")) else "s")


def _bodies(found: dict[str, Any]) -> list[tuple[str, tuple[str, Body]]]:
    entries: list[tuple[str, tuple[str, Body]]] = []
    for entry in found["known"]:
        body = Body(
            entry["id"],
            entry["name"],
            tuple(entry.get("names", ())),
            entry.get("state"),
            entry.get("media", False),
            frozenset(entry.get("ambiguous", ())),
        )
        entries.extend((form, (form, body)) for form in (body.name, *body.names, *entry.get("seats", ())))
    return entries
