"""Find which persons of different documents are one: full names first, then initials, then what is shorter."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.resolve.linking import Doubt, Linking, Thresholds
from graph.resolve.links import Links
from graph.resolve.naming import Name
from graph.resolve.portrait import Judge, Portrait

Words = frozenset[str]


def link_persons(people: Iterable[Portrait], judge: Judge, thresholds: Thresholds, links: Links) -> list[Doubt]:
    """Join the local persons that are one, and give those of which it is doubtful; `people` are changed."""
    linking = Linking(judge, thresholds, links)
    groups = _Groups(judge, linking)
    ordered = sorted(people, key=lambda one: one.first)
    full = [one for one in ordered if judge.is_full(one)]
    anchors, plain = groups.anchors([one for one in full if not judge.is_partial(one)])
    clusters = linking.agglomerate(anchors)
    clusters = linking.assign(plain, clusters, thresholds.full)
    clusters = linking.assign([one for one in full if judge.is_partial(one)], clusters, thresholds.partial)
    short = groups.joined(
        [one for one in ordered if not judge.is_full(one)], _offices_of_day, "the same name and office on the same day"
    )
    for part in _in_turn(short):
        clusters = linking.assign(part, clusters, thresholds.partial)
    return linking.doubted()


def _in_turn(short: Sequence[Portrait]) -> Iterable[list[Portrait]]:
    """Give first those who left an office, which tells until when others were in it; then those in one; then others."""
    former = [one for one in short if any(term.former for term in one.held.values())]
    yield former
    yield [one for one in short if one.held and not any(term.former for term in one.held.values())]
    yield [one for one in short if not one.held]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Joins what is the same at first sight, so that less is left to compare."""

    judge: Judge
    linking: Linking

    def anchors(self, people: Sequence[Portrait]) -> tuple[list[Portrait], list[Portrait]]:
        """Give those who show best who is who, and apart from them the plain ones.

        A plain one bears the name of somebody who holds an office, and has none. Where the text tells them apart from
        that holder, or where nobody of that name holds an office, they stand for themselves.
        """
        officials = self.joined([one for one in people if one.held], _offices, "the same full name, the same office")
        bearers: dict[Words, list[Portrait]] = {}
        for one in officials:
            for words in _bags(one):
                bearers.setdefault(words, []).append(one)
        others = [one for one in people if not one.held]
        unknown = [one for one in others if not _bearers(one, bearers)]
        known = [one for one in others if _bearers(one, bearers)]
        apart, plain = list[Portrait](), list[Portrait]()
        for one in known:
            told_apart = any(self.judge.tells_apart(one, each) for each in _bearers(one, bearers))
            (apart if told_apart else plain).append(one)
        return [*officials, *self.joined(unknown, _names, "the same full name"), *apart], plain

    def joined(self, people: Iterable[Portrait], by: Callable[[Portrait], Hashable], said: str) -> list[Portrait]:
        """Join those of one form, for a reason."""
        found: list[Portrait] = []
        first: dict[Hashable, Portrait] = {}
        for one in people:
            into = first.setdefault(by(one), one)
            if into is one or not self.linking.join(into, one, 1.0, said):
                found.append(one)
        return found


def _names(one: Portrait) -> frozenset[Name]:
    return frozenset(one.names)


def _bags(one: Portrait) -> frozenset[Words]:
    """Give the words of the names, in whatever order."""
    return frozenset(frozenset((*name.words, name.suffix)) for name in one.names)


def _bearers(one: Portrait, bearers: Mapping[Words, list[Portrait]]) -> list[Portrait]:
    return [bearer for words in _bags(one) for bearer in bearers.get(words, ())]


def _offices(one: Portrait) -> Hashable:
    return _names(one), frozenset((office, term.former) for office, term in one.held.items())


def _offices_of_day(one: Portrait) -> Hashable:
    """Give the name, office and day of somebody named for short; the same surname may be another's next year."""
    return (_names(one), frozenset(one.held.items())) if one.held and one.days else one.first
