"""What is known of a person from one or several documents, and how well two such portraits agree."""

from collections.abc import Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from graph.resolve.company import OfficeKey, Scene, Term
from graph.resolve.links import Key
from graph.resolve.naming import Match, Name, Naming, Part
from graph.resolve.spelling import Weights, is_initial

_NEAR, _SOME_YEARS, _GENERATION, _SAME_TIME, _SAME_WEEK = 730, 2200, 9200, 100, 14
_MOST = 2
_FEW = 0.3

_KEPT = 1 << 17

Names = tuple[Name, ...]
Reasons = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How much speaks for two portraits showing one person, in log odds, and what does."""

    odds: float
    match: Match
    reasons: Reasons = ()

    @property
    def partial(self) -> bool:
        """Tell whether several persons may be meant by the name alone."""
        return self.match.partial or self.match.part is not Part.FULL

    @property
    def said(self) -> str:
        """Give the reason for people."""
        return ", ".join((self.match.said, *self.reasons))


@dataclass(frozen=True, slots=True)
class _Nearest:
    """How near all names of two come to one another: `match`, where they may be one person's.

    `alike` tells whether any two of them may be, `full` whether both have a full one.
    """

    match: Match | None
    alike: bool
    full: bool


@dataclass(slots=True)
class Portrait:
    """One person as some documents show them."""

    first: Key
    """The local actor that stands for all."""
    names: Names
    documents: AbstractSet[str]
    called: frozenset[str] = frozenset()
    """Single words that a document calls them by, beside the name."""
    held: dict[OfficeKey, Term] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    scene: Scene = field(default_factory=Scene)
    days: tuple[date, ...] = ()
    found_by: frozenset[str] = frozenset()
    """The keys by which others find them."""

    def add(self, other: "Portrait") -> None:
        """Take in what another portrait of the same person shows."""
        self.first = min(self.first, other.first)
        if not isinstance(self.documents, set):
            self.documents = set(self.documents)
        self.documents.update(other.documents)
        self.names = tuple(dict.fromkeys((*self.names, *other.names)))
        self.called |= other.called
        for office, term in other.held.items():
            self.held[office] = self.held[office] | term if office in self.held else term
        self.states |= other.states
        self.scene |= other.scene
        self.days = _span((*self.days, *other.days))
        self.found_by |= other.found_by


def _span(days: Iterable[date]) -> tuple[date, ...]:
    ordered = sorted(days)
    return (ordered[0], ordered[-1]) if ordered else ()


@dataclass(frozen=True, slots=True)
class Judge:
    """Weighs what speaks for and against two portraits showing one person."""

    naming: Naming
    weights: Weights
    turning: frozenset[str] = frozenset()
    """States whose people put the family name first."""
    _nearest: dict[tuple[Names, Names], _Nearest] = field(default_factory=dict, repr=False, compare=False)
    _words: dict[Names, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def is_full(self, one: Portrait) -> bool:
        """Tell whether a person is named in full somewhere."""
        return any(self.naming.is_full(name) for name in one.names)

    def is_partial(self, one: Portrait) -> bool:
        """Tell whether all first names are initials."""
        names = [name for name in one.names if self.naming.is_full(name)]
        return all(is_initial(word) for name in names for word in self.naming.content(name.words)[:-1])

    def tells_apart(self, one: Portrait, holder: Portrait) -> bool:
        """Tell whether a text tells somebody apart from the holder of an office."""
        return self._facing(one, holder)[0] < 0

    def company(self, one: Portrait) -> Iterator[Hashable]:
        """Give what two may share besides a name: offices, and who and what is beside them."""
        scene = one.scene
        for sort, marks in enumerate((one.held, scene.persons, scene.partners, scene.organizations)):
            for mark in marks:
                yield sort, mark

    def beginnings(self, one: Portrait) -> set[str]:
        """Give the first letters that the first name may have in another form."""
        spelling = self.naming.spelling
        firsts = {word for name in one.names for word in self.naming.content(name.words)[:-1]}
        return {spelling.skeleton(word)[:1] for word in firsts} | {
            f"={line}" for word in firsts for line in spelling.forms.get(word, ())
        }

    def may_meet(self, one: Portrait, other: Portrait) -> bool:
        """Tell whether two have any name in common; where not, who is joined with the one brings none either."""
        return self._nearest_of(one, other).alike or self._called(one, other)

    def score(self, one: Portrait, other: Portrait) -> Score | None:
        """Give how well two portraits agree; None where the names are two persons'."""
        match = self._names(one, other)
        if match is None:
            return None
        odds, said = self._company(one, other, match)
        return Score(self._base(match, one, other) + odds, match, said)

    def _names(self, one: Portrait, other: Portrait) -> Match | None:
        """Compare all names of both: the nearest counts, unless most of the others contradict it."""
        nearest = self._nearest_of(one, other)
        match = nearest.match
        if match is None:
            called = not nearest.alike and not nearest.full and self._called(one, other)
            return Match(Part.SHORT, 0.0, "what the other is called by", partial=True) if called else None
        if match.part is Part.GIVEN and self._called(one, other):
            return replace(match, part=Part.SHORT, said="what the other is called by")
        return match

    def _nearest_of(self, one: Portrait, other: Portrait) -> _Nearest:
        key = (one.names, other.names)
        found = self._nearest.get(key)
        if found is None:
            if len(self._nearest) >= _KEPT:
                self._nearest.clear()
            self._nearest[key] = found = self._compared(*key)
        return found

    def _compared(self, ones: Names, others: Names) -> _Nearest:
        full = all(any(map(self.naming.is_full, names)) for names in (ones, others))
        pairs = [(a, b, self.naming.compare(a, b)) for a in ones for b in others]
        found = [(a, b, match) for a, b, match in pairs if match]
        if not found:
            return _Nearest(None, alike=False, full=full)
        a, b, best = min(found, key=lambda each: (each[2].part, -each[2].loss, each[0], each[1]))
        if 2 * len(found) < len(pairs) and best.loss < -_FEW:
            return _Nearest(None, alike=True, full=full)
        if 2 * len(found) <= len(pairs) and best.less:
            return _Nearest(None, alike=True, full=full)
        if a.suffix != b.suffix and best.part is Part.FULL:
            loss = self.weights["other"] if a.suffix and b.suffix else self.weights["suffix"]
            best = replace(best, loss=best.loss + loss, said=f"{best.said}, but {a.suffix or b.suffix}")
        return _Nearest(best, alike=True, full=full)

    def _called(self, one: Portrait, other: Portrait) -> bool:
        """Tell whether the short name of the one is what documents call the other by."""
        return any(
            "".join(self.naming.content(name.words)) in called.called
            for named, called in ((one, other), (other, one))
            for name in named.names
            if not self.naming.is_full(name)
        )

    def _base(self, match: Match, one: Portrait, other: Portrait) -> float:
        base = self.weights[{Part.FULL: "full", Part.SHORT: "short", Part.GIVEN: "given"}[match.part]]
        about = one.states | other.states | one.scene.states | other.scene.states
        turned = match.turned and about & self.turning
        usual = self.weights["order_usual"] - self.weights["order"]
        return base + match.loss + (usual if turned else 0)

    def _company(self, one: Portrait, other: Portrait, match: Match) -> tuple[float, Reasons]:
        short = match.part is not Part.FULL
        offices, said = self._offices(one, other, sure=not match.partial and not short)
        found = [
            (offices * (2 if short and offices < 0 else 1), said),
            self._facing(one, other),
            self._facing(other, one),
            *self._beside(one, other, loss=min(0.0, match.loss if not short else 0.0)),
            self._text(one, other, short=short),
            self._text(other, one, short=short),
        ]
        if one.documents & other.documents:
            found.append((self.weights["together"], ""))
        if one.days and other.days and _gap(one.days, other.days) > _GENERATION:
            found.append((self.weights["generation"], ""))
        return sum(odds for odds, _ in found), tuple(said for odds, said in found if said and odds > 0)

    def _offices(self, one: Portrait, other: Portrait, *, sure: bool) -> tuple[float, str]:
        """Compare the offices that both hold or held; who is named in full may leave an office and come back."""
        if not one.held or not other.held:
            return 0.0, ""
        shared = one.held.keys() & other.held.keys()
        if shared:
            best = max(self._same_office(one.held[office], other.held[office], sure=sure) for office in shared)
            return best, "the same office" if best > 0 else ""
        pairs = [(a, b) for a in one.held for b in other.held]
        if any(kind == of and not (owner and by) for (owner, kind), (by, of) in pairs):
            return self.weights["title"], "the same title"
        return max(
            (self._other_office(a, one.held[a], b, other.held[b]) for a, b in pairs if a[0] and b[0]), default=0.0
        ), ""

    def _same_office(self, a: Term, b: Term, *, sure: bool) -> float:
        gap = _gap(a.days, b.days) if a.days and b.days else 0
        if a.after(b) or b.after(a):
            return self.weights["office_back" if sure else "office_left"]
        if (a.before(b) or b.before(a)) and not sure:
            return self.weights["office_begun"]
        if gap > _SOME_YEARS or (not a.current and not b.current):
            return self.weights["office_later"] / (2 if gap > _SOME_YEARS else 1)
        return self.weights["office" if gap <= _NEAR else "office_later"]

    def _other_office(self, one: OfficeKey, a: Term, other: OfficeKey, b: Term) -> float:
        """Judge two offices that are not one: nobody has offices of two states, and few of two bodies at a time."""
        together = not (a.former or b.former) and a.days and b.days and _gap(a.days, b.days) <= _SAME_TIME
        if a.state and b.state and a.state != b.state:
            return self.weights["other_state" if one[1] != other[1] else "other_state_title"]
        if one[0] == other[0] or (a.state and a.state == b.state):
            return self.weights["other_office"] if together else 0.0
        return self.weights["other_body"] if together else self.weights["other_office"]

    def _facing(self, one: Portrait, other: Portrait) -> tuple[float, str]:
        """Tell whether the one deals with the office that the other holds, or is told apart from its holder."""
        holds = {office: term.days for office, term in other.held.items() if term.current and office not in one.held}
        if any(_about(one.days, holds[office]) for office in one.scene.faces & holds.keys()):
            return self.weights["faces"], ""
        if not one.held and any(_about(one.days, holds[office]) for office in one.scene.vacant & holds.keys()):
            return self.weights["apart"], ""
        return 0.0, ""

    def _beside(self, one: Portrait, other: Portrait, *, loss: float) -> Iterable[tuple[float, str]]:
        """Compare who and what is beside them; it excuses no names that differ, for namesakes move in one world."""
        weights, left = self.weights, max(0.0, self.weights["beside"] + self.weights["beside_less"] * -loss)
        a, b, own = one.scene, other.scene, self._own(one) | self._own(other)
        partners, persons = (a.partners & b.partners) - own, (a.persons & b.persons) - own
        found = []
        if partners:
            found.append((weights[self._when(one, other)], "they deal with the same"))
        if others := len(persons - partners):
            found.append((weights["person"] * (1 + min(others - 1, _MOST) / 2), "the same persons beside them"))
        if organizations := (a.organizations & b.organizations) - partners:
            found.append((weights["organization"], f"{min(organizations).title()} in the text"))
        for odds, said in found:
            yield min(odds, left), said
            left -= min(odds, left)

    def _when(self, one: Portrait, other: Portrait) -> str:
        gap = _gap(one.days, other.days) if one.days and other.days else _SAME_WEEK
        return "partner_soon" if gap <= _SAME_WEEK else "partner" if gap <= _SAME_TIME else "partner_later"

    def _own(self, one: Portrait) -> frozenset[str]:
        known = self._words.get(one.names)
        if known is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            known = frozenset(self.naming.spelling.skeleton(word) for name in one.names for word in name.words)
            self._words[one.names] = known
        return known

    def _text(self, one: Portrait, other: Portrait, *, short: bool) -> tuple[float, str]:
        """Tell whether the texts that show the one, without an office, speak of the state of the other."""
        if one.states or not other.states:
            return 0.0, ""
        weight = 1.0 if short else _FEW
        if one.scene.states & other.states:
            return self.weights["state"] * weight, "the same state"
        return (self.weights["no_state"] * weight, "") if one.scene.states else (0.0, "")


def _about(one: tuple[date, ...], other: tuple[date, ...]) -> bool:
    return not one or not other or _gap(one, other) <= _SAME_TIME


def _gap(one: tuple[date, ...], other: tuple[date, ...]) -> int:
    """Give the days between two spans of time; 0 where they overlap."""
    return max(0, (max(one[0], other[0]) - min(one[-1], other[-1])).days)
