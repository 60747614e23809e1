"""Say what was found as the question wants it: who, whether, when, where, how often, or all of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph import record
from graph.ask import tell
from graph.ask.asked import Asked, Form, Order
from graph.ask.names import joined
from graph.ask.tell import Teller
from graph.find import InteractionFound, Other
from graph.model import DIRECTED, InteractionKind, Status

_STATUSES, _KINDS = tuple(Status), tuple(InteractionKind)
_MARKS = tuple("" if status is Status.OCCURRED else f"{status} " for status in Status)

NOTHING = "No report of that."


@dataclass(frozen=True, slots=True)
class Row:
    """A solution: an interaction, whoever fills the hole, and whether a call went the other way round."""

    interaction: InteractionFound
    who: str | None = None
    reversed: bool = False


def reply(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    """Say the answer."""
    if not rows:
        return NOTHING
    if all(row.reversed for row in rows):
        return f"No report of that; it was the other way round.\n{_list(rows, teller)}"
    rows = [row for row in rows if not row.reversed]
    if asked.order:
        return _one(asked, rows, teller)
    return _told(asked, rows, teller) + _quoted(asked, rows)


def _told(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    match asked.form:
        case Form.WHO:
            return _who(asked, rows, teller)
        case Form.WHETHER:
            return _whether(asked, rows, teller)
        case Form.WHEN:
            return _when(rows, teller)
        case Form.WHERE:
            return _where(asked, rows, teller)
        case Form.COUNT:
            return _count(asked, rows, teller)
        case _:
            return _list(rows, teller)


def chosen(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """Keep the first or the last one where that is asked for, else all."""
    if not asked.order:
        return list(rows)
    statuses = asked.statuses or (Status.OCCURRED,)
    fitting = [row for row in rows if row.interaction.status in statuses and row.interaction.when]
    if not fitting:
        return list(rows)
    days = [row.interaction.when.latest for row in fitting if row.interaction.when]
    wanted = max(days) if asked.order is Order.LAST else min(days)
    return [row for row in fitting if row.interaction.when and row.interaction.when.latest == wanted]


def _found(rows: Sequence[Row]) -> list[InteractionFound]:
    return list({row.interaction.id: row.interaction for row in rows}.values())


def _quoted(asked: Asked, rows: Sequence[Row]) -> str:
    told = asked.form is Form.LIST and bool(asked.kinds) and set(asked.kinds) <= DIRECTED - {InteractionKind.VISIT}
    if not asked.evidence and not told:
        return ""
    return "\n" + "\n".join(tell.quotes(_found(rows)))


def _list(rows: Sequence[Row], teller: Teller) -> str:
    return tell.lines([teller.whole(same) for same in teller.grouped(_found(rows))])


def _one(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    """Say which was the first or the last one."""
    statuses = asked.statuses or (Status.OCCURRED,)
    if all(row.interaction.when is None or row.interaction.status not in statuses for row in rows):
        return f"No day is known of any that fits.\n{_list(rows, teller)}"
    undated = len({row.interaction.id for row in rows if not row.interaction.when})
    also = f"\nOf {tell.plural(undated, 'other report')}, the day is not known." if undated else ""
    return _list(chosen(asked, rows), teller) + also


def _who(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    """Name each one who fills the hole, with all that shows it; who really took part comes first."""
    by_who: defaultdict[str, list[InteractionFound]] = defaultdict(list)
    for row in rows:
        if row.who:
            by_who[row.who].append(row.interaction)
    if not by_who or not asked.sides:
        return _list(rows, teller)
    told: list[tuple[tuple[bool, int, str], str]] = []
    for who, found in by_who.items():
        groups = teller.grouped(found)
        happened = [same for same in groups if same[0].status is Status.OCCURRED]
        weight = sum(max(same[0].count or 1, len(same)) for same in happened)
        told.append(((not happened, -weight, who), f"{teller.actor(who)}: {'; '.join(map(teller.brief, groups))}"))
    return tell.lines([line for _, line in sorted(told)])


def _whether(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    """Say yes where it took place, else what is told of it."""
    groups = teller.grouped(_found(rows))
    wanted = [status for status in asked.statuses if status is not Status.OCCURRED]
    if wanted:
        asked_for = [same for same in groups if same[0].status in wanted]
        others = [same for same in groups if same not in asked_for]
        also = f"\nReported otherwise:\n{_said(others, teller)}" if others and asked.sides else ""
        return f"Yes.\n{_said(asked_for, teller)}{also}" if asked_for else f"{NOTHING}{also}"
    if asked.future:
        groups = sorted(groups, key=lambda same: same[0].status is Status.OCCURRED)
    first = groups[0][0].status
    opening = {
        Status.OCCURRED: "No plan is reported, but it was reported before." if asked.future else "Yes.",
        Status.PLANNED: "It is planned:" if asked.future else "Not that it took place, but it was planned:",
        Status.CANCELLED: "It was cancelled:",
        Status.DENIED: "It was denied:",
        Status.POSSIBLE: "It is only said to be possible:",
    }[first]
    if first is Status.OCCURRED and groups[0][0].contradicts and not asked.future:
        opening = "Reports differ:"
    return f"{opening}\n{_said(groups, teller)}"


def _said(groups: Sequence[Sequence[InteractionFound]], teller: Teller) -> str:
    return tell.lines([teller.whole(same) for same in groups])


def _when(rows: Sequence[Row], teller: Teller) -> str:
    """Give each day, newest first, then what has none."""
    groups = teller.grouped(_found(rows))
    dated = sorted(
        (same for same in groups if same[0].when),
        key=lambda same: same[0].when.latest if same[0].when else None,  # type: ignore[arg-type, return-value]
        reverse=True,
    )
    told = [f"{tell.day(same[0].when)}: {teller.whole(same, day=False)}" for same in dated if same[0].when]
    told += [f"day not known: {teller.whole(same)}" for same in groups if not same[0].when]
    return tell.lines(told)


def _where(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    if asked.kinds == (InteractionKind.VISIT,):
        return _who(asked, rows, teller)
    placed = [(same[0].place, same) for same in teller.grouped(_found(rows)) if same[0].place]
    if not placed:
        return f"No report says where.\n{_list(rows, teller)}"
    return tell.lines([f"{place}: {teller.whole(same)}" for place, same in placed])


def _count(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    """Say how often, and how the number is made up; what did not take place is not counted, but told."""
    statuses = asked.statuses or (Status.OCCURRED,)
    groups = teller.grouped(_found(rows))
    counted = [same for same in groups if same[0].status in statuses]
    others = [same for same in groups if same[0].status not in statuses]
    if asked.hole and asked.hole.limit:
        return _count_who(asked, [row for row in rows if row.interaction.status in statuses], teller)
    stated = [same for same in counted if same[0].count]
    single = [same for same in counted if not same[0].count]
    also = [f"Not counted:\n{_said(others, teller)}"] if others else []
    if not counted:
        return "\n".join(["None is reported as having taken place.", *also])
    if stated:
        opening = f"{joined([tell.plural(same[0].count or 0, 'time') for same in stated])}, as stated:"
        besides = tell.plural(tell.events(single), "single event")
        extra = [f"Besides, {besides} reported, perhaps among these:\n{_said(single, teller)}"]
        return "\n".join([opening, _said(stated, teller), *(extra if single else []), *also])
    number = _numbered(asked, tell.events(single), teller)
    return "\n".join([f"{number}, counting what is reported:", _said(single, teller), *also])


def _numbered(asked: Asked, number: int, teller: Teller) -> str:
    """Give "2 calls" where calls were asked for, else "2 times"."""
    one, several = teller.words[asked.kinds[0]] if len(asked.kinds) == 1 else ("time", "times")
    return tell.plural(number, one, several) if one != several else tell.plural(number, "time")


def _count_who(asked: Asked, rows: Sequence[Row], teller: Teller) -> str:
    number = len({row.who for row in rows if row.who})
    return f"{number}.\n{_who(asked, rows, teller)}" if number else "None is reported."


def solution(row: Row) -> dict[str, Any]:
    """Give what is counted of an interaction that is known in full."""
    one = row.interaction
    return {
        "interaction": one.id,
        "who": str(record.actor_iri(row.who)) if row.who else None,
        "status": str(record.status_iri(one.status)),
        "kind": str(record.kind_iri(one.kind)),
        "count": one.count,
        "reversed": row.reversed,
    }


def counted(asked: Asked, solutions: Sequence[Mapping[str, Any]], teller: Teller, *, whole: bool) -> str:
    """Say of very many interactions how many there are of each kind, by who fills the hole.

    Where these are not all that there are (`whole`), it is said of how many the numbers are. Calls that are known to
    have gone the other way round are not counted.
    """
    solutions = [solution for solution in solutions if not solution.get("reversed")] or solutions
    groups: defaultdict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for solution in solutions:
        groups[str(solution.get("who") or "")][str(solution["interaction"])] = solution
    ranked = sorted(groups.items(), key=lambda group: (-_times(group[1].values()), group[0]))
    told = [f"{_called(who, teller)}{_kinds(same.values(), teller)}" for who, same in ranked]
    every = {str(solution["interaction"]): solution for solution in solutions}
    people = f", with {len(ranked)} different actors" if asked.hole else ""
    opening = f"{tell.plural(_times(every.values()), 'time')} as reported{people}:"
    part = "" if whole else f"There are more; of the {tell.plural(len(every), 'newest one', 'newest ones')} alone: "
    return f"{part}{opening}\n{tell.lines(told)}"


def totals(times: int, number: int, most: Sequence[Other], teller: Teller) -> str:
    """Say how often somebody was told of with how many others, and name those of them who are `most`."""
    told = [f"{teller.actor(one.actor)}: {numbers(one.events, teller)}" for one in most[: tell.LINES]]
    more = f"\n… and {number - len(told)} more." if number > len(told) else ""
    people = tell.plural(number, "different actor")
    return f"{tell.plural(times, 'time')} as reported, with {people}:\n{tell.lines(told)}{more}"


def _called(who: str, teller: Teller) -> str:
    return f"{teller.actor(record.actor_id(who))}: " if who else ""


def _times(solutions: Iterable[Mapping[str, Any]]) -> int:
    """Add up what took place; a stated number of times counts as so many."""
    occurred = str(record.status_iri(Status.OCCURRED))
    return sum(int(one["count"] or 1) for one in solutions if one["status"] == occurred)


def _kinds(solutions: Iterable[Mapping[str, Any]], teller: Teller) -> str:
    counted = Counter((record.status_of(str(one["status"])), record.kind_of(str(one["kind"]))) for one in solutions)
    return numbers(counted, teller)


def numbers(counted: Mapping[tuple[Status, InteractionKind], int], teller: Teller) -> str:
    """Give "3 calls, 1 planned meeting"."""
    parts = sorted((_STATUSES.index(status), -number, _KINDS.index(kind)) for (status, kind), number in counted.items())
    return ", ".join(
        f"{-less} {_MARKS[status]}{teller.words[_KINDS[kind]][less != -1]}" for status, less, kind in parts
    )
