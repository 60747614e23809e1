"""Take names of persons apart, and tell whether two may name one person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from graph.names import fold
from graph.resolve.spelling import Alike, Spelling, is_initial

Words = tuple[str, ...]

_INITIAL = re.compile(r"\b([^\W\d_])\.(?!\w\w)")
_MARK = "0"
_QUOTED = re.compile(r'(?<=\w\s)["“”„«(]([^"“”„«»()]+)["“”»)](?=\s\w)')
_TOGETHER = 3
_UNLIKE = frozenset({"less first", "initial"})  # William R. is no Robert
_TWO = 2
_KEPT = 1 << 17
_SMALL_LOSS = -0.05
_FURTHER = 0.2  # what a second initial costs: two that agree say more than one


class Part(IntEnum):
    """What two names have in common."""

    FULL = 0
    """First name and family name, as far as both have them."""
    SHORT = 1
    """What one of them is called by for short."""
    GIVEN = 2
    """A first name alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two names may be one person's: what speaks against it, in log odds, and how to say what they have in common."""

    part: Part
    loss: float
    said: str
    partial: bool = False
    """Whether a first name is an initial, or missing, so that several may be meant."""
    less: bool = False
    """Whether the one has a word less, so that it may be short for several."""
    turned: bool = False
    """Whether the one puts the family name first and the other last."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """The words of a name, without titles and honorifics, and the number or `junior` after it."""

    words: Words
    suffix: str = ""

    @property
    def said(self) -> str:
        """The name for people."""
        return " ".join(word.capitalize() for word in self.words)


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """How names are built: honorifics, words inside names, what stands after them, who puts the family name first."""

    spelling: Spelling
    affixes: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    """Words that stand before names of persons and tell an office."""
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    family_first: frozenset[str] = frozenset()
    _known: dict[tuple[Words, Words], Match | None] = field(default_factory=dict)
    _content: dict[Words, Words] = field(default_factory=dict)
    _taken: dict[tuple[str, frozenset[str]], list[Name]] = field(default_factory=dict)

    def names(self, text: str, titles: frozenset[str] = frozenset()) -> list[Name]:
        """Take a name apart; a nickname in quotes makes a second one. `titles` are words of the person's own titles."""
        key = (text, titles)
        if key not in self._taken:
            if len(self._taken) >= _KEPT:
                self._taken.clear()
            self._taken[key] = self._names(text, titles)
        return self._taken[key]

    def _names(self, text: str, titles: frozenset[str]) -> list[Name]:
        inside = _QUOTED.findall(text)
        main = self._name(_QUOTED.sub(" ", text), titles)
        if not inside or not main.words:
            return [main if main.words else self._name(text, titles)]
        nick = self._name(inside[0], titles)
        return [main, Name((*nick.words, *main.words[1:]), main.suffix)] if nick.words else [main]

    def _name(self, text: str, titles: frozenset[str]) -> Name:
        marked = fold(_INITIAL.sub(rf"\g<1>{_MARK} ", text))
        words = [word.removesuffix(_MARK) or word for word in self.spelling.joined(marked).split()]
        suffix = ""
        while len(words) > 1 and words[-1] in self.suffixes:
            suffix = words.pop()
        while len(words) > _TWO and words[-1] in self.affixes:
            words.pop()
        while len(words) > 1 and (
            words[0] in titles or words[0] in self.titles or (len(words) > _TWO and words[0] in self.affixes)
        ):
            words.pop(0)
        return Name(tuple(words), suffix)

    def content(self, words: Words) -> Words:
        """Leave out the small words and honorifics, unless nothing else is there."""
        known = self._content.get(words)
        if known is None:
            found = tuple(word for at, word in enumerate(words) if not self.is_small(words, at))
            self._content[words] = known = found or words[-1:]
        return known

    def is_small(self, words: Words, at: int) -> bool:
        """Tell whether a word is an honorific or a particle; a single letter is an initial."""
        return len(words[at]) > 1 and (words[at] in self.particles or words[at] in self.affixes)

    def is_full(self, name: Name) -> bool:
        """Tell whether a name has more than one word."""
        return len(self.content(name.words)) > 1

    def compare(self, one: Name, other: Name) -> Match | None:
        """Tell what speaks against two names being one person's; None where they are two."""
        if one.words == other.words:
            part = Part.FULL if self.is_full(one) else Part.SHORT
            return Match(part, 0.0, "the same full name" if part is Part.FULL else "the same name", self._partial(one))
        key = (min(one.words, other.words), max(one.words, other.words))
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._compare(*key)
        return self._known[key]

    def _partial(self, name: Name) -> bool:
        return all(is_initial(word) for word in self.content(name.words)[:-1])

    def _compare(self, one: Words, other: Words) -> Match | None:
        least = min(len(self.content(one)), len(self.content(other)))
        if least == 1:
            return self._short(*sorted((one, other), key=lambda words: len(self.content(words))))
        if not self._may_agree(one, other) or _initials_differ(one, other):
            return None
        usual = {one[0], one[-1]} & self.family_first
        order = self.spelling.weights["order_usual" if usual else "order"]
        found = [self._aligned(one, other, 0.0), self._aligned(one, _turned(other), order)]
        if len(other) > _TWO:
            found.append(self._aligned(one, (other[-1], *other[:-1]), order))
        return max((match for match in found if match), key=lambda match: match.loss, default=None)

    def _may_agree(self, one: Words, other: Words) -> bool:
        """Tell at little cost whether at least two words of the one may be words of the other."""
        alike, content = self.spelling.alike, self.content(other)
        shared = sum(
            any(alike(a, b, last=a == one[-1] or b == other[-1]) is not None for b in content)
            for a in self.content(one)
        )
        if shared > 1:
            return True
        if len(one) == len(other) == _TWO:
            return self.spelling.skeleton("".join(one)) == self.spelling.skeleton("".join(other))
        joined, other_joined = self._joined(one), self._joined(other)
        skeletons, other_skeletons = ({self.spelling.skeleton(word) for word in words} for words in (one, other))
        return bool(joined & (other_joined | other_skeletons) or other_joined & skeletons)

    def _joined(self, words: Words) -> set[str]:
        """Give what words make when they are written together, roughly."""
        joins = ["".join(words[at : at + size]) for size in (_TWO, _TOGETHER) for at in range(len(words) - size + 1)]
        return {self.spelling.skeleton(join) for join in joins}

    def _aligned(self, one: Words, other: Words, order: float) -> Match | None:
        trace = _Alignment(self, one, other).best()
        if (
            trace.matched < _TWO
            or trace.loss <= self.spelling.weights["other"]
            or trace.how >= _UNLIKE
            or (order and "initial" in trace.how)
        ):
            return None
        said = "another spelling of the name" if trace.loss > -2 else "a name spelt much alike"  # noqa: PLR2004
        if "equivalent" in trace.how:
            said = "another form of the first name, the same surname"
        if "initial" in trace.how:
            said = "the same surname and initial"
        if order:
            said = "the name in another order"
        elif trace.how <= {"less", "less first"} and trace.how:
            said = "the same name with a word less"
        return Match(
            Part.FULL,
            trace.loss + order,
            said,
            "initial" in trace.how,
            bool(trace.how & {"less", "less first"}),
            bool(order),
        )

    def _short(self, short: Words, full: Words) -> Match | None:
        """Compare a name of one word with a longer one."""
        word, best = "".join(short), None
        content = self.content(full)
        alone = self.content(short)[0]
        for place, of in enumerate(content):
            last = place == len(content) - 1 or (place == 0 and of in self.family_first)
            alike = self.spelling.alike(alone, of, last=last)
            if alike is None or alike.said in {"initial", "cut"} or (alike.said == "equivalent" and last):
                continue
            part = Part.SHORT if last else Part.GIVEN
            loss = alike.loss - (0 if last or place == 0 else 0.8)
            said = "the same first name" if part is Part.GIVEN else "the same surname"
            match = Match(part, loss, said if not alike.said else f"{said}, spelt otherwise", partial=True)
            best = match if best is None or (match.part, -match.loss) < (best.part, -best.loss) else best
        if best is None and len(full) > 1:
            whole = [self.spelling.alike(word, "".join(full[-size:]), last=True) for size in (_TWO, _TOGETHER)]
            losses = [alike.loss for alike in whole if alike]
            best = Match(Part.SHORT, max(losses), "the same surname, in one word", partial=True) if losses else None
        return best


@dataclass(frozen=True, slots=True)
class _Trace:
    loss: float = 0.0
    matched: int = 0
    how: frozenset[str] = frozenset()

    def then(self, loss: float, matched: int, how: str) -> "_Trace":
        return _Trace(self.loss + loss, self.matched + matched, self.how | ({how} if how else frozenset()))


class _Alignment:
    """The best way to lay the words of two names side by side, some of them written together, some missing."""

    def __init__(self, naming: Naming, one: Words, other: Words) -> None:
        self._naming, self._one, self._other = naming, one, other
        self._seen: dict[tuple[int, int, bool, bool], _Trace] = {}

    def best(self) -> _Trace:
        return self._from(0, 0, False, False)  # noqa: FBT003 (what has been left out, on either side)

    def _from(self, i: int, j: int, left: bool, right: bool) -> _Trace:  # noqa: FBT001
        key = (i, j, left, right)
        if key not in self._seen:
            self._seen[key] = self._find(i, j, left, right)
        return self._seen[key]

    def _find(self, i: int, j: int, left: bool, right: bool) -> _Trace:  # noqa: FBT001
        if i == len(self._one) and j == len(self._other):
            return _Trace()
        found = list(self._matches(i, j, left, right))
        if i < len(self._one):
            loss, counts = self._skip(self._one, i)
            loss += self._naming.spelling.weights["other"] if counts and right else 0
            found.append(self._from(i + 1, j, left or counts, right).then(loss, 0, _left_out(i) if counts else ""))
        if j < len(self._other):
            loss, counts = self._skip(self._other, j)
            loss += self._naming.spelling.weights["other"] if counts and left else 0
            found.append(self._from(i, j + 1, left, right or counts).then(loss, 0, _left_out(j) if counts else ""))
        return max(found, key=lambda trace: trace.loss)

    def _matches(self, i: int, j: int, left: bool, right: bool) -> Iterable[_Trace]:  # noqa: FBT001
        for a, b in _SIZES:
            if self._fits(self._one, i, a) and self._fits(self._other, j, b):
                one, other = "".join(self._one[i : i + a]), "".join(self._other[j : j + b])
                last = i + a == len(self._one) or j + b == len(self._other)
                alike = self._naming.spelling.alike(one, other, last=last)
                if alike and (a + b == _TWO or self._is_whole(one, other, alike)):
                    small = a == 1 and self._naming.is_small(self._one, i)
                    small = small or (b == 1 and self._naming.is_small(self._other, j))
                    rest = self._from(i + a, j + b, left, right)
                    further = alike.said == "initial" and i > 0 and j > 0
                    yield rest.then(alike.loss * (_FURTHER if further else 1), 0 if small else 1, alike.said)

    def _is_whole(self, one: str, other: str, alike: Alike) -> bool:
        """Tell whether words written together are really one word of the other name."""
        return abs(len(one) - len(other)) <= 1 and alike.said not in {"initial", "cut"}

    def _fits(self, words: Words, at: int, size: int) -> bool:
        """Tell whether so many words can be one; an initial is no part of another word."""
        return at + size <= len(words) and (size == 1 or all(len(word) > 1 for word in words[at : at + size]))

    def _skip(self, words: Words, at: int) -> tuple[float, bool]:
        """Give what leaving a word out costs, and whether it counts."""
        weights = self._naming.spelling.weights
        if self._naming.is_small(words, at):
            return _SMALL_LOSS, False
        if len(words[at]) == 1 and 0 < at < len(words) - 1:
            return weights["middle"] / 2, True
        return weights["first" if at == 0 else "last" if at == len(words) - 1 else "middle"], True


def _left_out(at: int) -> str:
    return "less" if at else "less first"


_SIZES = [(1, 1), *((a, b) for a in range(1, _TOGETHER + 1) for b in range(1, _TOGETHER + 1) if a != b and 1 in {a, b})]


def _initials_differ(one: Words, other: Words) -> bool:
    """Tell whether both have middle initials, and not the same: George H. W. is not George W."""
    a, b = ([word for word in words[1:-1] if len(word) == 1] for words in (one, other))
    return bool(a and b and len(one[0]) > 1 and len(other[0]) > 1 and a != b)


def _turned(words: Words) -> Words:
    return (*words[1:], words[0])
