"""Find which reports tell one event, and say why; pure, and the order of the reports makes no difference.

Reports are compared only within a block: those of the same actors, in kinds of which one may be told as the other. In a
block, what is surest is joined first: what has a day, then what one document tells, then what copies of it tell, then
what documents of the same days tell, then the more general kind, then what became of a plan. What could belong to two
events is left alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from graph.model import DIRECTED, ActorKind, Event, Report, Role, Status, Tenure
from graph.names import slug
from graph.resolve.joining import tellings
from graph.resolve.merging import sources, told_together
from graph.resolve.rules import Rules
from graph.resolve.tellings import Calendar, Telling, agree, exact, settled

Tenures = Mapping[str, Collection[Tenure]]
"""Who is shown to hold an office, by the id of the office."""

Copies = Mapping[str, Collection[str]]
"""The documents that are near-copies of a document, by its id."""


def events(
    reports: Iterable[Report], rules: Rules, *, tenures: Tenures | None = None, copies: Copies | None = None
) -> tuple[Event, ...]:
    """Give the events that reports tell; each report is in one of them.

    All reports of a block (see `block`) must be given together; what other blocks hold makes no difference.
    """
    blocks: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda report: report.id):
        blocks.setdefault(block(report, rules, tenures or {}), []).append(report)
    return tuple(
        event
        for name, told in sorted(blocks.items())
        for event in _block(name, told, rules, tenures or {}, copies or {})
    )


def block(report: Report, rules: Rules, tenures: Tenures) -> str:
    """Name what a report can be compared with: its kind's family and its actors, holders standing for their offices."""
    meant = seats(report, rules, tenures)
    family = rules.family(report.told.kind)
    if report.told.kind not in DIRECTED:
        return f"{family} {' '.join(sorted(set(meant.values())))}"
    sides = [
        sorted({meant[one.actor] for one in report.told.participants if (one.role is Role.RECIPIENT) is last})
        for last in (False, True)
    ]
    return f"{family} {' '.join(sides[0])} > {' '.join(sides[1])}"


def seats(report: Report, rules: Rules, tenures: Tenures) -> dict[str, str]:
    """Give whom each participant stands for: an office for the one person who is shown to hold it then.

    Nobody stands for another where two participants would become one.
    """
    actors = dict.fromkeys(one.actor for one in report.told.participants)
    meant = {actor: _holder(tenures.get(actor, ()), report, rules) or actor for actor in actors}
    return meant if len(set(meant.values())) == len(meant) else {actor: actor for actor in actors}


def _holder(tenures: Collection[Tenure], report: Report, rules: Rules) -> str | None:
    """Give the one who is shown in the office near that day; of two after one another, the later where it had begun."""
    day = exact(report.told.when) or report.published
    near = [one for one in tenures if day is None or _away(day, one) <= rules.held]
    if day and len(near) > 1:
        last = max(near, key=lambda one: one.first or date.min)
        before = [one for one in near if one is not last]
        if last.first and all(one.last and one.last < last.first for one in before):
            begun = last.first - timedelta(days=rules.told) <= day
            near = [last] if begun else [one for one in before if one.last and day <= one.last]
    return near[0].person if len(near) == 1 else None


def _away(day: date, tenure: Tenure) -> int:
    """Give how many days before the first or after the last of a tenure a day is."""
    first, last = tenure.first or day, tenure.last or day
    return max((first - day).days, (day - last).days, 0)


def _block(name: str, reports: Sequence[Report], rules: Rules, tenures: Tenures, copies: Copies) -> list[Event]:
    found = sorted(tellings(reports, rules, copies), key=_place)
    ids = _ids(name, found, rules)
    against = _contradictions(found, rules)
    return [
        Event(
            ids[number],
            told_together(telling, lambda report: seats(report, rules, tenures), rules),
            tuple(report.id for report in telling.reports),
            sources(telling.documents, copies),
            "; ".join(telling.reasons) or "one report",
            name,
            tuple(sorted(ids[other] for other in against.get(number, ()))),
        )
        for number, telling in enumerate(found)
    ]


def _contradictions(found: Sequence[Telling], rules: Rules) -> dict[int, set[int]]:
    """Give, for each event, the places of those that cannot have been if it was."""
    places = {id(telling): number for number, telling in enumerate(found)}
    by_status: dict[Status, list[Telling]] = {}
    for telling in found:
        by_status.setdefault(settled(telling.statuses), []).append(telling)
    calendars = {status: Calendar(of) for status, of in by_status.items()}
    against: dict[int, set[int]] = {}
    for one, other in (sorted(pair) for pair in rules.contradict):
        for a in by_status.get(one, ()) if other in calendars else ():
            told, days = a.published, rules.contradicted
            for b in calendars[other].near(a, [(a.day, a.day, 0), (told, told, days)]):
                if _contradict(a, b, rules):
                    against.setdefault(places[id(a)], set()).add(places[id(b)])
                    against.setdefault(places[id(b)], set()).add(places[id(a)])
    return against


def _contradict(one: Telling, other: Telling, rules: Rules) -> bool:
    """Tell whether two of statuses at odds are of the same kind and days."""
    if one.day and other.day and one.day != other.day:
        return False
    if not any(rules.kin(a, b) for a in one.kinds for b in other.kinds):
        return False
    if one.day and other.day:
        return True
    if Status.DENIED not in one.statuses | other.statuses or not agree(one, other, rules):
        return False
    first, last = one.published, other.published
    near = first is not None and last is not None and abs((first - last).days) <= rules.contradicted
    return near or bool(one.documents & other.documents)


def _ids(block: str, found: Iterable[Telling], rules: Rules) -> list[str]:
    """Name the events of a block; what would have the name of one before it gets a number."""
    taken: Counter[str] = Counter()
    ids = []
    for telling in found:
        plain = _id(block, telling, rules)
        taken[plain] += 1
        ids.append(plain if taken[plain] == 1 else f"{plain}.{taken[plain]}")
    return ids


def _place(telling: Telling) -> tuple[int, int, str]:
    """Give the place of a telling among those of its block: what happened first, then by what tells it."""
    return list(Status).index(settled(telling.statuses)), telling.count or 0, telling.first.id


def _id(block: str, telling: Telling, rules: Rules) -> str:
    """Name an event by its kind, its day and its actors; without a day, by the first document that tells it, too.

    Two events of one name can only be in one block: what stands for the actors is made so that it can be read back.
    """
    kind = min(telling.kinds, key=lambda kind: (kind in rules.general, kind))
    actors = [_named(actor) for actor in block.split(" ")[1:]]
    when = telling.when
    first = min(telling.reports, key=lambda report: (report.published or date.max, report.document)).document
    within = [] if telling.day else [f"in-{slug(first)}"]
    number = [f"{telling.count}-times"] if telling.count else []
    return "/".join(["interaction", kind.value, when.iso if when else "undated", *number, *actors, *within])


def _named(actor: str) -> str:
    """Write an actor's id as one part of a path: a person by the name, others with their kind before it."""
    if actor == ">":
        return "to"
    kind, _, name = actor.partition("/")
    if kind != ActorKind.PERSON or "/" in name:
        return actor.replace("/", ".")
    return f"{name}." if name == "to" else name
