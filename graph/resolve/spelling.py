"""How alike two words of names are, across spellings and transliterations of other scripts."""

import re
from enum import IntEnum

from rapidfuzz.fuzz import ratio

_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = re.compile("ph|th|dh|kh|gh|sh|zh|ch|^y|[cqvwzx]")
# fmt: off
_SOUND = {
    "ph": "f", "th": "t", "dh": "d", "kh": "h", "gh": "g", "sh": "s", "zh": "s", "ch": "k",
    "y": "j", "c": "k", "q": "k", "v": "b", "w": "b", "z": "s", "x": "ks",
}
# fmt: on
_VOWELS = re.compile("(?<!^)[aeiouy]")
_ENDINGS = str.maketrans("iy", "ii")
_LONG = 5
_HIGH, _FAIR, _FAINT = 90, 70, 60


class Likeness(IntEnum):
    """How surely two spellings are one word."""

    NONE = 0
    FAINT = 1
    """May be a misspelling."""
    SOUND = 2
    """The same sounds, in another transliteration."""
    CLOSE = 3
    """A long word with a letter more or less."""
    SAME = 4


def collapsed(word: str) -> str:
    """Give a folded word without doubled letters."""
    return _DOUBLED.sub(r"\1", word)


def sounded(word: str) -> str:
    """Give a folded word as one transliteration of what others write in other letters."""
    return collapsed(_SOUNDS.sub(lambda found: _SOUND[found.group()], collapsed(word)))


def skeleton(word: str) -> str:
    """Give the consonants of a word, by which spellings of one name can be found."""
    return _VOWELS.sub("", sounded(word))


def likeness(one: str, other: str) -> Likeness:
    """Compare two folded words."""
    if collapsed(one) == collapsed(other):
        return Likeness.SAME
    if _ends(one) == _ends(other) and min(len(one), len(other)) >= _LONG and ratio(one, other) >= _HIGH:
        return Likeness.CLOSE
    a, b = sounded(one), sounded(other)
    alike = ratio(a, b)
    if skeleton(one) == skeleton(other) and _ends(a) == _ends(b) and alike >= _FAIR:
        return Likeness.SOUND
    return Likeness.FAINT if alike >= _FAINT else Likeness.NONE


def _ends(word: str) -> tuple[str, str]:
    """Give the first and the last letter: what ends otherwise is another name (Daniel, Daniela)."""
    return word[:1], word[-1:].translate(_ENDINGS)
