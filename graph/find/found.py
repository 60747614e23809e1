"""What can be found in the graph, as values for people and programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from graph.model import ActorKind, Document, InteractionKind, Role, Status, When

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ActorFound:
    """An actor of the graph; `state` is the id of the actor that it belongs to, `interactions` how many it is in.

    `wikidata` are its ids there, by the word of people.
    """

    id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...]
    state: str | None
    interactions: int
    wikidata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipantFound:
    """An actor's part in an interaction."""

    actor: str
    name: str
    kind: ActorKind
    role: Role


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The sentence that shows something, `text[start:end]` of a document."""

    document: str
    title: str | None
    published: date | None
    start: int
    end: int
    sentence: str
    rule: str
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class InteractionFound:
    """An interaction with all that is known of it; `id` is its readable path.

    `sources` counts the documents that tell it, copies of one article as one; `reason` says why their reports are one;
    `contradicts` are the ids of interactions that cannot have been if this one was.
    """

    id: str
    kind: InteractionKind
    status: Status
    when: When | None
    count: int | None
    topic: str | None
    place: str | None
    confidence: float
    participants: tuple[ParticipantFound, ...]
    evidence: tuple[EvidenceFound, ...]
    sources: int = 1
    reason: str = "one report"
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeFound:
    """A person is, or was, in an office; `state` is the state or organisation that the office belongs to."""

    person: str
    person_name: str
    office: str
    office_name: str
    state: str | None
    state_name: str | None
    former: bool
    evidence: tuple[EvidenceFound, ...]


@dataclass(frozen=True, slots=True)
class ContactFound:
    """All interactions of one kind between two actors, taken together.

    `events` counts the interactions, `times` says how often they occurred by the counts of the texts, `weight` how much
    is told of them. Kinds with a direction lead from `a` to `b`.
    """

    a: str
    a_name: str
    b: str
    b_name: str
    kind: InteractionKind
    statuses: tuple[Status, ...]
    events: int
    times: int
    first: date | None
    last: date | None
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document and all that it says: `interactions` are as this document alone tells them."""

    document: Document
    interactions: tuple[InteractionFound, ...]
    offices: tuple[OfficeFound, ...]


@dataclass(frozen=True, slots=True)
class SideFound:
    """One of two actors that may be one: who it is, its offices, and the documents that name it."""

    actor: ActorFound
    offices: tuple[OfficeFound, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtFound:
    """Two actors that may be one; `score` is how likely that is, from 0 to 1, and `reason` what speaks for it."""

    one: SideFound
    other: SideFound
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of what was found, and how much there is in all."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much of everything the graph holds."""

    documents: int
    actors: Mapping[ActorKind, int]
    offices_held: int
    interactions: Mapping[InteractionKind, int]
    statuses: Mapping[Status, int]
