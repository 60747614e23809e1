"""The central values: what passes from one step to the next.

All are frozen. Offsets are counted in characters of `Document.text`; `text[start:end]` is what they point at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    OFFICE = "office"
    STATE = "state"
    ORGANIZATION = "organization"


class InteractionKind(StrEnum):
    """What passes between two actors; `gold/README.md` and `ontology/actorgraph.ttl` define each."""

    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    TALKS = "talks"
    ADVICE = "advice"
    WARNING = "warning"
    MESSAGE = "message"


DIRECTED = frozenset({InteractionKind.VISIT, InteractionKind.ADVICE, InteractionKind.WARNING, InteractionKind.MESSAGE})
"""Kinds in which it matters who did it to whom."""


class Status(StrEnum):
    """Whether an interaction took place."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DENIED = "denied"
    POSSIBLE = "possible"


class Role(StrEnum):
    """How an actor takes part: did it, had it done to them, or took part on equal terms."""

    AGENT = "agent"
    RECIPIENT = "recipient"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was published."""

    id: str
    text: str
    published: date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where an actor is named."""

    start: int
    end: int
    text: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office, state or organisation as one document knows it.

    `name` is the fullest form that is sure, `aliases` are other forms. `state` is the id of the state that it belongs
    to, or for an office of the state or organisation. `wikidata` are its ids there (`Q42`), by the word of people.
    """

    id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    wikidata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """One moment, known to a day, a month or a year: it lies between `earliest` and `latest`, both included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.latest < self.earliest:
            raise ValueError(f"{self.earliest} comes after {self.latest}")

    @property
    def iso(self) -> str:
        """Give the moment as `2024-10-09`, `2024-10` or `2024`, at the precision at which it is known."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month):
            return f"{self.earliest:%Y-%m}"
        return f"{self.earliest:%Y}"

    @classmethod
    def parse(cls, iso: str) -> "When":
        """Read what `iso` writes.

        Raises ValueError for anything else.
        """
        year, *parts = [int(part) for part in iso.split("-")]
        if not parts:
            return cls(date(year, 1, 1), date(year, 12, 31))
        month, *days = parts
        if not days:
            following = date(year + month // 12, month % 12 + 1, 1)
            return cls(date(year, month, 1), date.fromordinal(following.toordinal() - 1))
        day = date.fromisoformat(iso)
        return cls(day, day)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that shows something: `text[start:end]` of the document, and the rule that read it."""

    document: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """A person is put in an office by the text."""

    person: str
    office: str
    evidence: Evidence
    former: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an interaction."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Interaction:
    """One call, meeting, visit, talks, advice, warning or message between actors."""

    kind: InteractionKind
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...]
    status: Status = Status.OCCURRED
    when: When | None = None
    count: int | None = None
    topic: str | None = None
    place: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says; actor ids are local to it. `published` is the document's day, where it is known."""

    id: str
    actors: tuple[Actor, ...] = ()
    offices: tuple[OfficeHeld, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A local actor of one document is an actor of the graph, for a reason that can be read."""

    document: str
    local: str
    actor: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One document's telling of an interaction; `told` has actors of the graph, `published` is the document's day."""

    id: str
    document: str
    told: Interaction
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One interaction in the world, with all reports of it.

    `told` is what they say together, with the evidence of all. `sources` counts the documents that are no copies of one
    another, `reason` says why the reports are one, `contradicts` are the ids of events that cannot have been if this
    one was. Events of different blocks are never compared.
    """

    id: str
    told: Interaction
    reports: tuple[str, ...]
    sources: int
    reason: str
    block: str
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """Documents of these days (the first and the last of them, where they have days) show a person in an office."""

    person: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """An actor, in words that outlive rebuilding and reading again.

    A person or an organisation is named by a document and what that calls them: ids in the graph follow from names and
    may change with every document, and ids in a document with every version of the reader, but texts stay as they are.
    Without a document, `name` is an id in the graph: of a state or an office of a state, whose ids depend on nothing
    else.
    """

    document: str
    name: str


class Verdict(StrEnum):
    """What a person can decide: about two actors, about one, or about an interaction."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_SURE = "not-sure"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    CHANGE_KIND = "change-kind"
    ALIAS = "alias"
    LINK = "link"
    REJECT = "reject"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Word:
    """Who said something, when (in UTC) and why."""

    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, for good; one that was taken back (`undone`) is kept, and no longer obeyed.

    `of` are the actors of whom it speaks; in a split, these become one, and none of `apart`. `value` is the new name,
    alias or kind, or the id in Wikidata. A decision about an interaction names it, and the reports by which it is known
    again.
    """

    id: str
    verdict: Verdict
    word: Word
    of: tuple[Reference, ...] = ()
    apart: tuple[Reference, ...] = ()
    value: str | None = None
    interaction: str | None = None
    reports: tuple[str, ...] = ()
    undone: Word | None = None
