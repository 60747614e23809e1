"""Say in English what was found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.ask.names import Names, joined
from graph.find import EvidenceFound, InteractionFound, OfficeFound
from graph.model import DIRECTED, ActorKind, InteractionKind, Role, Status, When

LINES = 12
"""Lines of a list that an answer spells out."""

_FIRST_STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Teller:
    """Says interactions with the names of the graph and the words of the ontology."""

    names: Names
    words: Mapping[InteractionKind, tuple[str, str]]

    def actor(self, id: str) -> str:  # noqa: A002 -- the field's name
        """Name an actor as in a sentence."""
        actor = self.names.known.get(id)
        name = self.names.name(id)
        if actor and actor.kind is ActorKind.OFFICE:
            return f"the {name}"
        return self.names.the(name) if actor and actor.kind is not ActorKind.PERSON else name

    def kind(self, found: InteractionFound) -> str:
        """Name a kind with its status, which is always said where it did not simply take place, or reports differ."""
        word = self.words[found.kind][0]
        disputed = "disputed " if found.contradicts and found.status is Status.OCCURRED else ""
        return f"{disputed}{word}" if found.status is Status.OCCURRED else f"{found.status.value} {word}"

    def brief(self, same: Sequence[InteractionFound]) -> str:
        """Say one interaction, or several that are told alike, without the participants."""
        first = same[0]
        times = f", {first.count} times" if first.count and first.count > 1 else ""
        occasions = f", {len(same)} occasions" if len(same) > 1 else ""
        return f"{self.kind(first)}{times}{occasions}{on(first.when)}{sources(same)}"

    def whole(self, same: Sequence[InteractionFound], *, day: bool = True) -> str:
        """Say one interaction, or several that are told alike, with the participants."""
        first = same[0]
        times = f", {first.count} times" if first.count and first.count > 1 else ""
        occasions = f", {len(same)} occasions" if len(same) > 1 else ""
        when = on(first.when) if day else ""
        return f"{self.kind(first)} {self.people(first)}{times}{occasions}{when}{sources(same)}"

    def people(self, found: InteractionFound) -> str:
        """Say who took part, in the direction in which it went."""
        by_role = {role: [self.actor(one.actor) for one in found.participants if one.role is role] for role in Role}
        agents, recipients, others = by_role[Role.AGENT], by_role[Role.RECIPIENT], by_role[Role.PARTICIPANT]
        if found.kind is InteractionKind.VISIT and agents:
            return " ".join(
                [f"of {joined(agents)}", *([f"to {joined([*recipients, *others])}"] if recipients + others else [])]
            )
        if found.kind in DIRECTED and (agents or recipients):
            by = [f"from {joined(agents + others)}"] if agents or others else []
            return " ".join([*by, *([f"to {joined(recipients)}"] if recipients else [])])
        return f"between {joined([*agents, *recipients, *others])}"

    def grouped(self, found: Iterable[InteractionFound]) -> list[list[InteractionFound]]:
        """Put together interactions that are told in the same words; what took place comes first, newest first."""
        groups: defaultdict[object, list[InteractionFound]] = defaultdict(list)
        for one in found:
            who = frozenset((participant.actor, participant.role) for participant in one.participants)
            groups[one.kind, one.status, who, one.when, one.count].append(one)
        return sorted(groups.values(), key=_place)


def _place(same: Sequence[InteractionFound]) -> tuple[int, int, int]:
    first = same[0]
    day = first.when.latest.toordinal() if first.when else 0
    return _FIRST_STATUSES.index(first.status), -(first.count or 0), -day


def events(groups: Sequence[Sequence[InteractionFound]]) -> int:
    """Count the interactions."""
    return sum(map(len, groups))


def on(when: When | None) -> str:
    """Say a moment at its precision: " on 9 October 2024", " in October 2024", " in 2024", or nothing."""
    if when is None:
        return ""
    return f" on {day(when)}" if when.earliest == when.latest else f" in {day(when)}"


def day(when: When) -> str:
    """Write a moment at its precision."""
    if when.earliest == when.latest:
        return written(when.earliest)
    return f"{when.earliest:%B %Y}" if len(when.iso) > 4 else when.iso  # noqa: PLR2004 -- four digits of a year


def written(one: date) -> str:
    """Write a day."""
    return f"{one.day} {one:%B %Y}"


def sources(found: Sequence[InteractionFound]) -> str:
    """Name the documents that tell it; of several, say how many sources they are, copies of one article being one."""
    listed = documents(found)
    several = len(found) == 1 and len({shown.document for shown in found[0].evidence}) > 1
    return f" (told by {plural(found[0].sources, 'source')}: {listed[2:]}" if several else listed


def documents(found: Iterable[InteractionFound | OfficeFound]) -> str:
    """Name the documents of all evidence, with their publishers."""
    listed = list(dict.fromkeys(named(shown) for one in found for shown in one.evidence))
    more = f" and {len(listed) - 3} more" if len(listed) > 3 else ""  # noqa: PLR2004
    return f" ({', '.join(listed[:3])}{more})" if listed else ""


def named(shown: EvidenceFound) -> str:
    """Name the document of a piece of evidence, with its publisher."""
    return f"{shown.publisher}: {shown.title or shown.document}" if shown.publisher else shown.title or shown.document


def quotes(found: Iterable[InteractionFound], limit: int = 5) -> list[str]:
    """Quote the sentences that show it, each once."""
    shown: dict[tuple[str, int], EvidenceFound] = {
        (evidence.document, evidence.start): evidence for one in found for evidence in one.evidence
    }
    return [f"“{' '.join(one.sentence.split())}” ({named(one)})" for one in list(shown.values())[:limit]]


def lines(listed: Sequence[str], limit: int = LINES) -> str:
    """Put sentences under one another, and say how many were left out."""
    more = [f"… and {len(listed) - limit} more."] if len(listed) > limit else []
    return "\n".join([*(f"{capital(one)}." for one in listed[:limit]), *more])


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def plural(number: int, one: str, several: str | None = None) -> str:
    """Give "1 call", "2 calls"."""
    return f"{number} {one if number == 1 else several or one + 's'}"
