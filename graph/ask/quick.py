"""Answer the commonest questions, about one who is named, from what is kept for them: at a cost that does not grow.

What is told of very many interactions is exact: totals come from summaries, those who are named from whole pairs. What
is described in full are the newest.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from graph import find, record
from graph.ask import query, replies, tell
from graph.ask.asked import Asked, Form
from graph.ask.query import Meant
from graph.ask.replies import Row
from graph.ask.tell import Teller
from graph.ask.times import Span
from graph.find import InteractionFound
from graph.model import Interaction, InteractionKind, Participant, Role, Status
from graph.record import Part, Summary, Way
from graph.store import Store

RANKED = 10
"""So many are named who took part most often."""
NEWEST = tell.LINES
"""So many interactions are described in full where there are very many."""

_FORMS = frozenset({Form.WHO, Form.COUNT, Form.LIST, Form.WHEN})
_WAYS: dict[tuple[Role, Role], frozenset[Way]] = {
    (Role.PARTICIPANT, Role.PARTICIPANT): frozenset(Way),
    (Role.AGENT, Role.RECIPIENT): frozenset({Way.THERE, Way.EVEN}),
    (Role.RECIPIENT, Role.AGENT): frozenset({Way.BACK, Way.EVEN}),
}
"""The ways that are asked for, by the parts of the one who is named and of the one who is looked for."""


@dataclass(frozen=True, slots=True)
class Quick:
    """An answer: the query of what is described, what that is, all in words, and who are named in it."""

    sparql: str
    rows: list[Row]
    text: str
    actors: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """One who is named, and the parts of its summary that are asked for."""

    id: str
    summary: Summary
    parts: Sequence[Part]

    @property
    def events(self) -> int:
        return self.summary.events(self.parts)


def quick(asked: Asked, sides: Sequence[Meant], store: Store, teller: Teller, described: int) -> Quick | None:
    """Answer a question, with so many interactions `described`; None where it needs the general query."""
    ways = _ways(asked, sides)
    if ways is None:
        return None
    ids = sides[0].ids
    known = find.summaries(store, ids)
    if any(id_ not in known and teller.names.takes_part(id_) for id_ in ids):
        return None  # the graph was made by an older version of the program
    asking = _Asking(asked, store, teller, ways, described)
    if asked.span:
        faced = _either(asked, ways) if asked.hole else None
        named = [_Named(id_, one, one.parts(asked.kinds, faced)) for id_, one in known.items()]
        return asking.within(ids, named, asked.span)
    for faced in dict.fromkeys((_either(asked, ways), ways)):
        named = [_Named(id_, one, one.parts(asked.kinds, faced if asked.hole else None)) for id_, one in known.items()]
        told = [one for one in named if one.events]
        if sum(one.events for one in told) <= described:
            return None if asked.most else asking.few(ids, told)
    if asked.most:
        return asking.most(told[0]) if len(told) == 1 else None
    asking = replace(asking, described=min(described, NEWEST))
    return asking.many(told) if told and (asked.hole or len(told) == 1) else None


def _ways(asked: Asked, sides: Sequence[Meant]) -> frozenset[Way] | None:
    """Give the ways that are asked for, None for questions that ask for more than kinds and ways."""
    more = (asked.statuses, asked.order, asked.topics, asked.places, asked.most and (asked.span or not asked.hole))
    hole = asked.hole
    if asked.span and (asked.span.month or asked.span.day):
        return None
    if asked.form not in _FORMS or len(sides) != 1 or any(more) or (hole and (hole.limit or hole.among)):
        return None
    return _WAYS.get((sides[0].role, hole.role if hole else Role.PARTICIPANT))


def _either(asked: Asked, ways: frozenset[Way]) -> frozenset[Way]:
    """Give the ways that are looked at first: calls that went the other way round are told, too, where all are few."""
    return frozenset(Way) if asked.kinds == (InteractionKind.CALL,) else ways


@dataclass(frozen=True, slots=True)
class _Asking:
    asked: Asked
    store: Store
    teller: Teller
    ways: frozenset[Way]
    described: int

    def few(self, ids: Sequence[str], named: Sequence[_Named]) -> Quick:
        """Tell all."""
        found, slots = self._newest(named)
        rows = list(self._rows(found, ids))
        sparql = _shown([slots, find.summary_query(ids)])
        return Quick(sparql, rows, replies.reply(self.asked, rows, self.teller))

    def within(self, ids: Sequence[str], named: Sequence[_Named], span: Span) -> Quick:
        """Tell all that was within some days, or, of very many, how many they are."""
        days = span.earliest, span.latest
        found = [find.within(self.store, one.id, one.summary, one.parts, days, query.LIMIT) for one in named]
        together = find.newest_first({one.id: one for of in found for one in of.items}.values())
        rows = list(self._rows(together, ids))
        described = {one.id for one in together[: self.described]}
        shown = [row for row in rows if row.interaction.id in described]
        whole = all(one.whole for one in found)
        slots = find.slots_query(slot for of in found for slot in of.slots)
        sparql = _shown([slots, find.summary_query(ids)])
        number = len({row.interaction.id for row in rows})
        if whole and number <= self.described:
            return Quick(sparql, rows, replies.reply(self.asked, rows, self.teller))
        if self.asked.form in {Form.WHO, Form.COUNT}:
            solutions = [replies.solution(row) for row in rows]
            return Quick(sparql, shown, replies.counted(self.asked, solutions, self.teller, whole=whole))
        told = replies.reply(self.asked, shown, self.teller)
        of = f"{'' if whole else 'at least '}{tell.plural(number, 'interaction')}"
        return Quick(sparql, shown, f"{told}\nOf {of}, the {self.described} newest were looked at.")

    def many(self, named: Sequence[_Named]) -> Quick:
        """Tell the totals, those who are told of most often, and the newest."""
        ids = [one.id for one in named]
        found, slots = self._newest(named)
        rows = list(self._rows(found, ids))
        queries = [slots, find.summary_query(ids)]
        if self.asked.form not in {Form.WHO, Form.COUNT}:
            told = replies.reply(self.asked, rows, self.teller)
            note = f"Of {tell.plural(named[0].events, 'interaction')}, the {len(found)} newest were looked at."
            return Quick(_shown(queries), rows, f"{told}\n{note}")
        if not self.asked.hole:
            return Quick(_shown(queries), rows, _counted(named[0], self.teller))
        texts, actors = [], []
        for one in named:
            text, most, ran = self._totals(one)
            texts.append(f"{tell.capital(self.teller.actor(one.id))}: {text}" if len(named) > 1 else text)
            actors += most
            queries += ran
        return Quick(_shown(queries), rows, "\n".join(texts), tuple(actors))

    def most(self, one: _Named) -> Quick | None:
        """Tell who took part most often in what took place, and show some of what the first of them took part in."""
        wanted = record.Wanted.of(self.asked.kinds, self.ways)
        others, queries = find.most_often(self.store, one.id, one.summary, wanted, RANKED)
        ranked = [other for other in others if other.times]
        if not ranked:
            return None
        lines = [
            f"{place}. {self.teller.actor(other.actor)}: {tell.plural(other.times, 'time')} "
            f"in {tell.plural(_occurred(other), 'interaction')}."
            for place, other in enumerate(ranked, 1)
        ]
        shown = find.between_query(one.id, ranked[0].actor, self.asked.kinds, NEWEST)
        found = find.in_turn(self.store.select(shown))
        rows = [Row(each, ranked[0].actor) for each in found]
        return Quick(_shown([shown, *queries]), rows, "\n".join(lines))

    def _newest(self, named: Sequence[_Named]) -> tuple[list[InteractionFound], str]:
        """Find the newest interactions, and give the query that finds them."""
        found = [find.newest(self.store, one.id, one.summary, one.parts, self.described) for one in named]
        together = find.newest_first({one.id: one for of in found for one in of.items}.values())
        return together[: self.described], find.slots_query(slot for of in found for slot in of.slots)

    def _totals(self, one: _Named) -> tuple[str, list[str], list[str]]:
        """Say how often and with how many, and name the first of them; give these, and the queries that were run."""
        kinds, ways = self.asked.kinds, self.ways
        wanted = record.Wanted.of(kinds, ways)
        most, queries = find.most_often(self.store, one.id, one.summary, wanted, tell.LINES)
        number = one.summary.others(kinds, ways)
        text = replies.totals(one.summary.times(one.parts), number, most, self.teller)
        return text, [other.actor for other in most], queries

    def _rows(self, found: Sequence[InteractionFound], ids: Collection[str]) -> Iterator[Row]:
        """Give each interaction with each of those who fill the hole."""
        if not self.asked.hole:
            yield from map(Row, found)
            return
        either = _either(self.asked, self.ways)
        for one in found:
            agents = {part.actor for part in one.participants if part.role is Role.AGENT}
            recipients = {part.actor for part in one.participants if part.role is Role.RECIPIENT}
            against = {Way.BACK: agents, Way.THERE: recipients}.get(min(self.ways - {Way.EVEN}), set())
            reversed_ = either != self.ways and any(id_ in against for id_ in ids)
            for who in sorted(_facing(one, ids, either)):
                yield Row(one, who, reversed_)


def _facing(found: InteractionFound, ids: Collection[str], ways: Collection[Way]) -> set[str]:
    """Give those who face one of some actors in one of these ways, and are none of them."""
    parts = tuple(Participant(one.actor, one.role) for one in found.participants)
    facing = record.facing(Interaction(found.kind, parts, ()))
    there = {b for (a, b), way in facing.items() if a in ids and way in ways}
    return (there | {a for (a, b), way in facing.items() if b in ids and way.turned in ways}) - set(ids)


def _occurred(other: find.Other) -> int:
    return sum(number for (status, _), number in other.events.items() if status is Status.OCCURRED)


def _counted(one: _Named, teller: Teller) -> str:
    counted: Counter[tuple[Status, InteractionKind]] = Counter()
    for kind, faced in one.parts:
        counted.update({(status, kind): n for status, n in one.summary.taken[kind, faced].statuses.items()})
    times = tell.plural(one.summary.times(one.parts), "time")
    return f"{times} as reported:\n{tell.lines([replies.numbers(counted, teller)])}"


def _shown(queries: Sequence[str]) -> str:
    """Give the first query, with the others as comments behind it."""
    first, *others = dict.fromkeys(queries)
    return "\n\n".join([first, *("\n".join(f"# {line}" for line in query.splitlines()) for query in others)])
