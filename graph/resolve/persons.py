"""Find which persons of different documents are one: full names, spellings of them, and surnames alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from graph.model import Actor
from graph.names import fold
from graph.resolve.company import SAID, Company, Shared
from graph.resolve.links import Key, Links, Why, by_root
from graph.resolve.spelling import Likeness, collapsed, likeness, skeleton

Words = tuple[str, ...]


@dataclass(slots=True)
class Named:
    """All local persons of one name."""

    words: Words
    keys: list[Key] = field(default_factory=list)
    company: Company = field(default_factory=Company)

    @property
    def core(self) -> Words:
        """The words that are no initials."""
        return tuple(word for word in self.words if len(word) > 1)

    @property
    def initials(self) -> Words:
        """The words of one letter."""
        return tuple(word for word in self.words if len(word) == 1)

    @property
    def said(self) -> str:
        """The name for people."""
        return " ".join(word.capitalize() for word in self.words)


@dataclass(frozen=True, slots=True)
class Names:
    """How names of persons are taken apart: the words that stand before and after them, and words of names of states.

    A first name may be the name of a state, and so be among the words of its own bearer's title.
    """

    affixes: frozenset[str]
    states: frozenset[str]

    def words(self, name: str, company: Company) -> Words:
        """Give the words of a name, without the person's own titles, and without honorifics if a full name is left."""
        words = fold(name).split()
        titles = self.titles(company)
        while len(words) > 1 and (words[0] in titles or (len(words) > 2 and words[0] in self.affixes)):  # noqa: PLR2004
            words.pop(0)
        while len(words) > 2 and words[-1] in self.affixes:  # noqa: PLR2004
            words.pop()
        return tuple(words)

    def titles(self, company: Company) -> frozenset[str]:
        """Give the words of a person's titles."""
        return frozenset(word for title in company.titles for word in title.split("-")) - self.states

    def fullest(self, actor: Actor, company: Company) -> Words:
        """Give the name of a person, or a full name among the aliases where it is a surname only."""
        words = self.words(actor.name, company)
        fuller = sorted(self.words(alias, company) for alias in actor.aliases) if len(words) == 1 else []
        return next((alias for alias in fuller if len(alias) > 1 and words[0] in alias), words)


def rank(actor: Actor, company: Company, names: Names) -> int:
    """Rank how a person is named: in full, in full with a title or an honorific, by a surname."""
    words = names.words(actor.name, company)
    return (0 if fold(actor.name) == " ".join(words) else 1) if len(words) > 1 else 2


def link_persons(people: Mapping[Key, Actor], company: Mapping[Key, Company], names: Names, links: Links) -> None:
    """Join the local persons that are one."""
    full: dict[Words, Named] = {}
    alone: dict[Words, Named] = {}
    for key, actor in sorted(people.items()):
        words = names.fullest(actor, company[key])
        group = (full if len(words) > 1 else alone).setdefault(words, Named(words))
        group.keys.append(key)
        group.company |= company[key]
    for group in full.values():
        links.join_all(group.keys, (1.0, "the same full name"))
    _link_aliases(full, people, company, names, links)
    _link_spellings(full, links)
    _link_partial(full, links)
    _link_surnames(alone, full, people, company, names, links)


def _link_aliases(
    full: Mapping[Words, Named],
    people: Mapping[Key, Actor],
    company: Mapping[Key, Company],
    names: Names,
    links: Links,
) -> None:
    for words, group in sorted(full.items()):
        for key in group.keys:
            for alias in sorted({names.words(alias, company[key]) for alias in people[key].aliases}):
                if alias != words and alias in full:
                    why = (0.95, f"another name of {group.said}, as {key[0]} calls them")
                    links.join(group.keys[0], full[alias].keys[0], why)


def _link_spellings(full: Mapping[Words, Named], links: Links) -> None:
    blocks: dict[str, list[Named]] = {}
    for _, group in sorted(full.items()):
        blocks.setdefault(skeleton(group.words[-1]), []).append(group)
    for _, block in sorted(blocks.items()):
        for one, other in combinations(block, 2):
            only_two = len(by_root(links, [group.keys[0] for group in block])) <= 2  # noqa: PLR2004
            if why := _spelt_alike(one, other, only_two=only_two):
                _join(one, other, why, links)


def _join(one: Named, other: Named, why: Why, links: Links) -> None:
    """Join the name that fewer documents have to the one that more have."""
    more, fewer = sorted((one, other), key=lambda group: (-len(group.keys), group.words))
    links.join(more.keys[0], fewer.keys[0], (why[0], why[1].format(more.said)))


def _spelt_alike(one: Named, other: Named, *, only_two: bool) -> Why | None:
    """Say why two full names may be spellings of one, or None.

    What is near enough depends on the company: the same office excuses more than the same state, and that than nothing.
    `only_two`: nobody else has such a surname.
    """
    if len(one.core) != len(other.core) or (one.initials and other.initials and one.initials != other.initials):
        return None
    *given, last = (likeness(a, b) for a, b in zip(one.core, other.core, strict=True))
    least, shared = min(*given, last), one.company.shares(other.company)
    elsewhere = one.company.differs(other.company)
    if least >= Likeness.CLOSE and not elsewhere:
        return (0.97, "another spelling of {}") if least is Likeness.SAME else (0.85, "nearly the same spelling as {}")
    if last < Likeness.SOUND or shared is Shared.NOTHING or (elsewhere and not only_two):
        return None
    if least >= Likeness.SOUND:
        return 0.9 if not elsewhere else 0.7, f"sounds like {{}}, {SAID[shared]}"
    if least >= Likeness.FAINT and (shared is Shared.OFFICE or (shared is Shared.TITLE and only_two)):
        return 0.75, f"spelt much like {{}}, the same surname and {SAID[shared].removeprefix('the ')}"
    return None


def _link_partial(full: Mapping[Words, Named], links: Links) -> None:
    """Join a name with a word less, or an initial for a word, to the fuller one, where that is one only."""
    by_surname: dict[str, list[Named]] = {}
    for _, group in sorted(full.items()):
        by_surname.setdefault(group.words[-1], []).append(group)
    for _, same in sorted(by_surname.items()):
        for short in sorted(same, key=lambda group: (-len(group.words), -len(group.core), group.words)):
            fuller = [group for group in same if group is not short and _is_part(short.words, group.words)]
            roots = {links.root(group.keys[0]) for group in fuller}
            if len(roots) == 1 and not short.company.differs(fuller[0].company):
                links.join(
                    fuller[0].keys[0], short.keys[0], (0.9, f"short for {fuller[0].said}, the only one so called")
                )


def _is_part(short: Words, fuller: Words) -> bool:
    """Tell whether all words of a name, or words with its initials, stand in that order in a fuller one."""
    if len("".join(short)) >= len("".join(fuller)):
        return False
    left = iter(fuller)
    return all(any(word == of or (len(word) == 1 and of.startswith(word)) for of in left) for word in short)


@dataclass(slots=True)
class _Person:
    """A cluster of full names, as a surname may mean it."""

    key: Key
    said: str
    company: Company
    shorts: set[str]


def _link_surnames(
    alone: Mapping[Words, Named],
    full: Mapping[Words, Named],
    people: Mapping[Key, Actor],
    company: Mapping[Key, Company],
    names: Names,
    links: Links,
) -> None:
    known: dict[str, list[_Person]] = {}
    for person in _persons(full.values(), people, names, links):
        for form in sorted({form for short in person.shorts for form in (collapsed(short), f"~{skeleton(short)}")}):
            known.setdefault(form, []).append(person)
    for (word,), group in sorted(alone.items()):
        exact = known.get(collapsed(word), [])
        near = [person for person in known.get(f"~{skeleton(word)}", ()) if _sounds_like(word, person)]
        _link_surname(group, exact, near, company, links)


def _persons(full: Iterable[Named], people: Mapping[Key, Actor], names: Names, links: Links) -> list[_Person]:
    found: dict[Key, _Person] = {}
    for group in sorted(full, key=lambda group: (-len(group.keys), group.words)):
        root = links.root(group.keys[0])
        person = found.setdefault(root, _Person(group.keys[0], group.said, Company(), set()))
        person.company |= group.company
        person.shorts.add(group.words[-1])
        for key in group.keys:
            person.shorts |= _short_forms(people[key], group) - names.titles(group.company)
    return list(found.values())


def _short_forms(actor: Actor, named: Named) -> set[str]:
    """Give the single words that a text calls a person by: words of the name, and aliases of one word."""
    forms: set[str] = set()
    for alias in actor.aliases:
        plain = fold(alias).split()
        if plain and (len(plain) == 1 or plain[-1] in named.words[1:]):
            forms.add(plain[-1])
    return forms


def _sounds_like(word: str, person: _Person) -> bool:
    return any(Likeness.SOUND <= likeness(word, short) < Likeness.SAME for short in person.shorts)


def _link_surname(
    group: Named, exact: Sequence[_Person], near: Sequence[_Person], company: Mapping[Key, Company], links: Links
) -> None:
    """Join those named by a surname only to the person meant, where that is sure enough; the rest by company."""
    parts, unknown = _by_company(group.keys, company)
    left = []
    for keys, shared in parts:
        links.join_all(keys, (0.8, "the same surname and the same office or state"))
        meant = _meant(group.said, shared, exact, near)
        if meant is None or not links.join(meant[0].key, keys[0], meant[1]):
            left.append(keys)
    if not unknown:
        return
    if len(exact) == 1:
        for key in unknown:
            links.join(exact[0].key, key, (0.7, f"{exact[0].said} is the only person called {group.said}"))
    elif not exact and len(left) <= 1:
        links.join_all([*(left[0] if left else ()), *unknown], (0.6, "the same surname, and nobody else has it"))


def _by_company(
    keys: Sequence[Key], company: Mapping[Key, Company]
) -> tuple[list[tuple[list[Key], Company]], list[Key]]:
    """Group keys that share an office or a state, and give those of whom neither is known apart."""
    unknown = [key for key in keys if not company[key].states and not company[key].offices]
    together = Links(key for key in keys if key not in set(unknown))
    first: dict[str | tuple[str, str], Key] = {}
    for (key,) in together.clusters():
        for thing in sorted(company[key].offices | company[key].states, key=str):
            together.join(first.setdefault(thing, key), key, (1.0, ""))
    parts = []
    for cluster in together.clusters():
        shared = Company()
        for key in cluster:
            shared |= company[key]
        parts.append((cluster, shared))
    return parts, unknown


def _meant(
    said: str, company: Company, exact: Sequence[_Person], near: Sequence[_Person]
) -> tuple[_Person, Why] | None:
    """Choose the one person whom a surname with this company means, or None."""
    for candidates, score, word in ((exact, 0.95, "the same surname"), (near, 0.85, "a surname that sounds alike")):
        agreeing = [(person.company.shares(company), person) for person in candidates]
        agreeing = [(how, person) for how, person in agreeing if how and not person.company.differs(company)]
        most = max((how for how, _ in agreeing), default=Shared.NOTHING)
        best = [person for how, person in agreeing if how is most]
        if len(best) == 1:
            return best[0], (score, f"{word} as {best[0].said} and {SAID[most]}")
        if best:
            return None
    if len(exact) == 1 and exact[0].company.shares(company) is Shared.TITLE:
        return exact[0], (0.7, f"{exact[0].said} is the only {said} with this kind of office")
    if len(exact) == 1 and not exact[0].company.differs(company):
        return exact[0], (0.7, f"{exact[0].said} is the only person called {said}")
    return None
