"""How alike two words of names are, across spellings, languages and transliterations of other scripts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nicknames import NickNamer
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from graph.names import fold

_DOUBLED = re.compile(r"(.)\1+")
_CONSONANTS = re.compile(r"([^aeiou])\1+")
_VOWELS = re.compile("[aeiouy]")
_LONG, _LONGER, _LONGEST = 4, 5, 7
_CUT_SURNAME = 5
_ABBREVIATION = 2
_FAIR = 70
_COARSE = str.maketrans("gd", "kt", "h")

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Alike:
    """How much less likely it is that two words are one name, in log odds, and in what they differ."""

    loss: float = 0.0
    said: str = ""


_UNKNOWN = Alike(said="not compared yet")
_KEPT = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """What is known of the ways in which names are written; see `ontology/spellings.yaml`."""

    weights: Weights
    whole: tuple[tuple[re.Pattern[str], str], ...] = ()
    sounds: tuple[tuple[re.Pattern[str], str], ...] = ()
    forms: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The lines of equivalents in which a first name stands."""
    families: Mapping[str, str] = field(default_factory=dict)
    """The usual form of a family name that has several."""
    known: frozenset[str] = frozenset()
    """Well known first names."""
    _sounded: dict[str, str] = field(default_factory=dict)
    _skeletons: dict[str, str] = field(default_factory=dict)
    _alike: dict[tuple[str, str, bool], Alike | None] = field(default_factory=dict)

    def joined(self, folded: str) -> str:
        """Bring a folded name into one form where words are written together or apart."""
        for pattern, form in self.whole:
            folded = pattern.sub(form, folded)
        return folded

    def sound(self, word: str) -> str:
        """Give a folded word as one transliteration of what others write in other letters."""
        known = self._sounded.get(word)
        if known is None:
            known = _CONSONANTS.sub(r"\1", word)
            for pattern, sound in self.sounds:
                known = pattern.sub(sound, known)
            self._sounded[word] = known = collapsed(known) or word
        return known

    def skeleton(self, word: str) -> str:
        """Give what all spellings of a word have in common: its consonants, roughly; words are found by it."""
        known = self._skeletons.get(word)
        if known is None:
            sound = self.sound(self.families.get(word, word))
            first = "a" if _VOWELS.match(sound) else sound[:1]
            consonants = first.translate(_COARSE) + _VOWELS.sub("", sound[1:]).translate(_COARSE)
            self._skeletons[word] = known = collapsed(consonants) or sound
        return known

    def alike(self, one: str, other: str, *, last: bool) -> Alike | None:
        """Compare two folded words, which stand `last` in their names or before; None for two names."""
        key = (one, other, last) if one < other else (other, one, last)
        known = self._alike.get(key, _UNKNOWN)
        if known is _UNKNOWN:
            if len(self._alike) >= _KEPT:
                self._alike.clear()
            self._alike[key] = known = self._compare(*key)
        return known

    def _compare(self, one: str, other: str, last: bool) -> Alike | None:  # noqa: FBT001 (the key of a cache)
        if collapsed(one) == collapsed(other):
            return Alike()
        short, long = sorted((one, other), key=len)
        if _initial(short, long):
            return Alike(self.weights["initial"], "initial")
        if last and self.families.get(one, one) == self.families.get(other, other):
            return Alike(self.weights["sound"] / 20, "sound")
        if (
            not last
            and not _feminine(short, long)
            and self.forms.get(one, frozenset()) & self.forms.get(other, frozenset())
        ):
            return Alike(self.weights["equivalent"], "equivalent")
        if not last and _feminine(short, long) and short in self.known:
            return None
        found = self._near(one, other)
        if found and not last and one in self.known and other in self.known:
            return Alike(found.loss + self.weights["known"], found.said)
        if found is None and long.startswith(short) and len(short) >= _LONG:
            least = _CUT_SURNAME if last else 1
            found = Alike(self.weights["cut"], "cut") if len(long) - len(short) >= least else None
        return found

    def _near(self, one: str, other: str) -> Alike | None:
        """Compare by sound, then by letters."""
        if _gender(one) != _gender(other):
            return None
        a, b = self.sound(one), self.sound(other)
        if a == b:
            return Alike(0.0, "sound")
        consonants = self.skeleton(one)
        found = []
        if consonants == self.skeleton(other) and ratio(a, b) >= _FAIR:
            differing = (1 - ratio(a, b) / 100) * 2 / max(2, len(consonants))
            found.append(Alike(self.weights["sound"] * differing, "sound"))
        size = min(len(one), len(other))
        if size >= _LONGER and min(OSA.distance(one, other), OSA.distance(a, b)) == 1:
            found.append(Alike(self.weights["slip"] * (1 if size < _LONGEST else 0.7), "slip"))
        return max(found, key=lambda alike: alike.loss, default=None)


def collapsed(word: str) -> str:
    """Give a folded word without doubled letters."""
    return _DOUBLED.sub(r"\1", word)


def spelling(table: Mapping[str, Any], names: Mapping[str, Any], weights: Weights) -> Spelling:
    """Take what `spellings.yaml` and `names.yaml` say."""
    english = [(canonical, *short) for canonical, short in NickNamer.default_lookup().items()]
    forms: dict[str, set[int]] = {}
    short = [(full, name) for name, full in names["short"].items()]
    for number, line in enumerate((*table["equivalents"], *short, *_pairs(english))):
        for name in line:
            forms.setdefault(fold(name), set()).add(number)
    known = {fold(name) for group in names["given"].values() for name in group} | set(forms)
    return Spelling(
        weights,
        tuple((re.compile(pattern), form) for pattern, form in table["whole"]),
        tuple((re.compile(pattern), form) for pattern, form in table["sounds"]),
        {name: frozenset(numbers) for name, numbers in forms.items()},
        {fold(name): fold(line[0]) for line in table["families"] for name in line},
        frozenset(known),
    )


def _pairs(groups: Iterable[tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    """Give a name with each of its short forms: two short forms of one name need not be one name."""
    return ((full, short) for full, *shorts in groups for short in shorts)


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial, or two consonants for a sound of another script (Ts.)."""
    return len(word) == 1 or (len(word) == _ABBREVIATION and not _VOWELS.search(word))


def _initial(short: str, long: str) -> bool:
    return is_initial(short) and long.startswith(short) and len(long) > len(short)


def _feminine(short: str, long: str) -> bool:
    """Tell whether the longer word may be the feminine of the other: Louis, Louise; Michel, Michelle."""
    return long[-1] in "ae" and collapsed(long[:-1]) == collapsed(short)


def _gender(word: str) -> bool:
    """Tell what often tells women's names from men's: Maria, Mario; Daniela, Daniel."""
    return word.endswith("a")
