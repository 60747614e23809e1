"""Put the names of one person together: surnames, misspellings, nicknames, family names first."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from graph.extract.lexicon import Lexicon
from graph.extract.names import Name
from graph.extract.words import Words, keys, plain


@dataclass(slots=True)
class Person:
    """A person of one document with all names that the document gives them."""

    id: str
    name: str
    parts: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    gender: str = ""
    aliases: list[str] = field(default_factory=list)


@lru_cache(maxsize=16384)
def parts(text: str) -> tuple[str, ...]:
    """Give the plain parts of a person's name; al- belongs to what follows, and is left out."""
    text = text.replace(" - ", "-")
    found = []
    for word in text.split():
        opened = word[:3].lower() in {"al-", "el-"} and len(word) > len("al-")
        key = plain(word[3:] if opened else word)
        if key and key not in {"al", "el"}:
            found.append(key)
    return tuple(found)


def cluster(words: Words, lexicon: Lexicon, names: list[Name]) -> tuple[list[Person], dict[int, Person]]:
    """Put the names of persons together into persons; the second value maps the start of a name to its person."""
    people: list[Person] = []
    owner: dict[int, Person] = {}
    by_text: dict[str, Person] = {}
    by_initial: dict[str, list[Person]] = {}
    candidates = [name for name in names if name.kind == "person" and any(len(part) > 1 for part in parts(name.text))]
    full = sorted((n for n in candidates if len(parts(n.text)) > 1), key=lambda n: -len(parts(n.text)))
    for name in full:
        mine = _full(lexicon, parts(name.text))
        near = by_initial.get(mine[-1][0], ())
        person = by_text.get(name.text) or next((p for p in near if _same_full(mine, _full(lexicon, p.parts))), None)
        if person is None:
            person = _new(name, people)
            for initial in {part[0] for part in mine}:
                by_initial.setdefault(initial, []).append(person)
        _join(by_text.setdefault(name.text, person), name, owner)
    for name in candidates:
        if name.start not in owner:
            _join(_short(name, people) or _new(name, people), name, owner)
    for person in people:
        _describe(lexicon, words, person)
    return people, owner


def _new(name: Name, people: list[Person]) -> Person:
    people.append(Person("", name.text, parts(name.text)))
    return people[-1]


def _join(person: Person, name: Name, owner: dict[int, Person]) -> None:
    person.names.append(name)
    owner[name.start] = person


def _full(lexicon: Lexicon, found: tuple[str, ...]) -> tuple[str, ...]:
    return (lexicon.short.get(found[0], found[0]), *found[1:])


def _same_full(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    if shorter == longer:
        return True
    if len(shorter) < len(longer):
        if shorter == longer[-len(shorter) :] or shorter == longer[: len(shorter)]:
            return True
        return shorter[0] == longer[0] and shorter[-1] == longer[-1]
    if len(shorter) == len(longer):
        return all(_alike(a, b) for a, b in zip(shorter, longer, strict=True))
    return False


def _alike(a: str, b: str) -> bool:
    """Tell whether two parts of names are spellings of one (Galard, Gallard; Yusuf, Yousef; J, John)."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return min(len(a), len(b)) >= 4 and a[0] == b[0] and _distance(a, b) <= 1  # noqa: PLR2004


def _distance(a: str, b: str) -> int:
    """Give 0, 1 or 2 (or more): how many letters must change to make one word of the other."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > 1:
        return 2
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[shared:], b[shared:]
    return 1 if rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:] else 2


def _short(name: Name, people: list[Person]) -> Person | None:
    part = parts(name.text)[0]
    fits = [p for p in people if len(p.parts) > 1 and part in {p.parts[-1], p.parts[0]}]
    fits = fits or [p for p in people if part in p.parts]
    fits = fits or [p for p in people if len(part) > 4 and _alike(part, p.parts[-1])]  # noqa: PLR2004
    if len(fits) > 1:
        last = [p for p in fits if p.parts[-1] == part] or fits
        before = [p for p in last if any(n.start < name.start for n in p.names)]
        fits = sorted(
            before or last, key=lambda p: -max((n.start for n in p.names if n.start < name.start), default=-1)
        )
    return fits[0] if fits else None


def _describe(lexicon: Lexicon, words: Words, person: Person) -> None:
    person.names.sort(key=lambda n: n.start)
    texts = Counter(n.text for n in person.names)
    person.name = max(texts, key=lambda t: (len(parts(t)), texts[t]))
    aliases = dict.fromkeys(t for t in texts if t != person.name)
    for name in person.names:
        if name.honorific < name.start:
            aliases.setdefault(words.phrase(name.honorific, name.end))
        person.gender = person.gender or name.gender
    spaced = person.name.split()
    if len(spaced) > 1 and spaced[-1][:1].isupper():
        aliases.setdefault(spaced[-1])
    if " - " in person.name:
        aliases.setdefault(person.name.replace(" - ", "-"))
    person.aliases = list(aliases)
    if not person.gender and person.parts:
        first = keys(person.name)
        person.gender = lexicon.given.get(first[0], "") if first else ""
