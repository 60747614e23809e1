"""What the API answers, field by field; pydantic lives only here and at the problems."""

from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, Field

from graph.ask import Answer as AnswerFound
from graph.find import (
    ActorFound,
    ContactFound,
    DocumentFound,
    EvidenceFound,
    InteractionFound,
    OfficeFound,
    ParticipantFound,
)
from graph.find import Stats as StatsFound
from graph.model import ActorKind, InteractionKind, Role, Status
from graph.model import Document as DocumentRead

T = TypeVar("T")


class Evidence(BaseModel):
    """The sentence that shows something, and where it stands."""

    document: str = Field(description="Id of the document.", examples=["000_9025a99d95292b6f"])
    title: str | None = Field(description="Its title, where it is known.")
    published: date | None = Field(description="Its day of publication, where it is known.")
    start: int = Field(description="Where the sentence starts in the document's text, in characters from 0.")
    end: int = Field(description="Where it ends; text[start:end] is the sentence.")
    sentence: str = Field(description="The exact words.")
    rule: str = Field(description="The rule that read it.")
    link: str = Field(description="The place in the document, to open in a browser.")

    @classmethod
    def of(cls, found: EvidenceFound) -> "Evidence":
        """Make it from what the graph gives."""
        return cls(
            document=found.document,
            title=found.title,
            published=found.published,
            start=found.start,
            end=found.end,
            sentence=found.sentence,
            rule=found.rule,
            link=f"{document_link(found.document)}#at-{found.start}",
        )


class Participant(BaseModel):
    """An actor's part in an interaction."""

    actor: str = Field(description="Id of the actor: what to put behind /actors/.", examples=["state/israel"])
    name: str = Field(examples=["Israel"])
    kind: ActorKind
    role: Role = Field(description="agent: did it; recipient: it was done to them; participant: on equal terms.")

    @classmethod
    def of(cls, found: ParticipantFound) -> "Participant":
        """Make it from what the graph gives."""
        return cls(actor=found.actor, name=found.name, kind=found.kind, role=found.role)


class Interaction(BaseModel):
    """One call, meeting, visit, talks, advice, warning or message between actors."""

    id: str = Field(description="Its readable path, which stays the same while its document does.")
    kind: InteractionKind
    status: Status = Field(description="Whether it took place.")
    when: str | None = Field(description="The day, month or year, as far as it is known.", examples=["2024-10-09"])
    earliest: date | None = Field(description="The first day that it may have been.")
    latest: date | None = Field(description="The last day that it may have been.")
    count: int | None = Field(description="How many times, where the text says so.", examples=[12])
    topic: str | None = Field(description="What it was about, where the text says so.")
    place: str | None = Field(description="Where it was, where the text says so.")
    confidence: float = Field(description="How sure the reading is, from 0 to 1.")
    participants: list[Participant]
    evidence: list[Evidence] = Field(description="The sentences that show it; there is always one.")

    @classmethod
    def of(cls, found: InteractionFound) -> "Interaction":
        """Make it from what the graph gives."""
        return cls(
            id=found.id,
            kind=found.kind,
            status=found.status,
            when=found.when.iso if found.when else None,
            earliest=found.when.earliest if found.when else None,
            latest=found.when.latest if found.when else None,
            count=found.count,
            topic=found.topic,
            place=found.place,
            confidence=found.confidence,
            participants=[Participant.of(each) for each in found.participants],
            evidence=[Evidence.of(each) for each in found.evidence],
        )


class OfficeHeld(BaseModel):
    """A person is, or was, in an office."""

    person: str = Field(description="Id of the person.")
    person_name: str
    office: str = Field(description="Id of the office.")
    office_name: str
    state: str | None = Field(description="Id of the state or organisation that the office belongs to.")
    state_name: str | None
    former: bool = Field(description="True where the text says that the person is no longer in it.")
    evidence: list[Evidence]

    @classmethod
    def of(cls, found: OfficeFound) -> "OfficeHeld":
        """Make it from what the graph gives."""
        return cls(
            person=found.person,
            person_name=found.person_name,
            office=found.office,
            office_name=found.office_name,
            state=found.state,
            state_name=found.state_name,
            former=found.former,
            evidence=[Evidence.of(each) for each in found.evidence],
        )


class Contact(BaseModel):
    """All interactions of one kind between two actors, taken together; the evidence is in /interactions."""

    a: str = Field(description="Id of one actor; in kinds with a direction, of the one who did it.")
    a_name: str
    b: str = Field(description="Id of the other actor.")
    b_name: str
    kind: InteractionKind
    statuses: list[Status] = Field(description="Every status that one of them has.")
    events: int = Field(description="How many interactions.")
    times: int = Field(description="How many times, with the counts that the texts state added up.")
    first: date | None = Field(description="Day of the first, where one is known.")
    last: date | None = Field(description="Day of the last, where one is known.")
    evidence: str = Field(description="The address that gives these interactions with their evidence.")

    @classmethod
    def of(cls, found: ContactFound) -> "Contact":
        """Make it from what the graph gives."""
        return cls(
            a=found.a,
            a_name=found.a_name,
            b=found.b,
            b_name=found.b_name,
            kind=found.kind,
            statuses=list(found.statuses),
            events=found.events,
            times=found.times,
            first=found.first,
            last=found.last,
            evidence=f"/interactions?actor={quote(found.a)}&with={quote(found.b)}&kind={found.kind.value}",
        )


class Actor(BaseModel):
    """A person, an office, a state or an organisation."""

    id: str = Field(description="Its readable path.", examples=["person/yoav-gallant"])
    kind: ActorKind
    name: str = Field(description="The fullest name that the texts give.")
    aliases: list[str] = Field(description="Its other names.")
    state: str | None = Field(description="Id of the state or organisation that it belongs to, where there is one.")
    interactions: int = Field(description="In how many interactions it takes part.")

    @classmethod
    def of(cls, found: ActorFound) -> "Actor":
        """Make it from what the graph gives."""
        return cls(
            id=found.id,
            kind=found.kind,
            name=found.name,
            aliases=list(found.aliases),
            state=found.state,
            interactions=found.interactions,
        )


class ActorDetail(Actor):
    """An actor with its offices and its contacts."""

    offices: list[OfficeHeld] = Field(description="Offices it holds or held; for an office, who holds it.")
    contacts: list[Contact] = Field(description="Whom it has been in contact with, the most frequent first.")
    contacts_total: int = Field(description="How many contacts there are in all.")
    interactions_link: str = Field(description="The address of its interactions, with their evidence.")


class Answer(BaseModel):
    """The answer to a question, with everything that it rests on."""

    question: str
    understood: bool = Field(description="False where the question was not understood; `suggestions` then help.")
    text: str = Field(description="The answer in plain English.")
    sparql: str | None = Field(description="The query that was run; paste it into /sparql to see what it gives.")
    interactions: list[Interaction]
    offices: list[OfficeHeld]
    path: list[Contact] = Field(description="For questions about a connection: the chain of contacts.")
    actors: list[Actor] = Field(description="The actors that the question is about or the answer names.")
    suggestions: list[str] = Field(description="Questions that would be understood.")

    @classmethod
    def of(cls, found: AnswerFound) -> "Answer":
        """Make it from what `ask` gives."""
        return cls(
            question=found.question,
            understood=found.understood,
            text=found.text,
            sparql=found.sparql,
            interactions=[Interaction.of(each) for each in found.interactions],
            offices=[OfficeHeld.of(each) for each in found.offices],
            path=[Contact.of(each) for each in found.path],
            actors=[Actor.of(each) for each in found.actors],
            suggestions=list(found.suggestions),
        )


class Paged(BaseModel, Generic[T]):
    """Some of what was found, and where the rest is."""

    items: list[T]
    total: int = Field(description="How many there are in all.")
    limit: int
    offset: int = Field(description="How many were left out before the first.")
    next: str | None = Field(description="The address of the following ones, null at the end.")


class Document(BaseModel):
    """A document without its text."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None
    url: str | None = Field(description="Where it was published.")
    link: str = Field(description="The address of its text with the evidence marked.")

    @classmethod
    def of(cls, found: DocumentRead) -> "Document":
        """Make it from what the graph gives."""
        return cls(
            id=found.id,
            title=found.title,
            published=found.published,
            publisher=found.publisher,
            url=found.url,
            link=document_link(found.id),
        )


class Span(BaseModel):
    """A place in a document's text that shows something."""

    start: int
    end: int
    says: list[str] = Field(description="What it shows, in words.")


class DocumentDetail(Document):
    """A document with its text and all that it says."""

    text: str
    evidence: list[Span] = Field(description="Every place of the text that shows something, in order.")
    interactions: list[Interaction]
    offices: list[OfficeHeld]


class Path(BaseModel):
    """The shortest chain of contacts between two actors."""

    start: str = Field(description="Id of the actor at its start.")
    end: str = Field(description="Id of the actor at its end.")
    connected: bool = Field(description="False where no chain leads from one to the other.")
    steps: list[Contact]
    interactions: list[Interaction] = Field(description="The interactions behind the steps, with their evidence.")


class Stats(BaseModel):
    """How much of everything the graph holds."""

    documents: int
    actors: dict[ActorKind, int]
    offices_held: int
    interactions: dict[InteractionKind, int]
    statuses: dict[Status, int]

    @classmethod
    def of(cls, found: StatsFound) -> "Stats":
        """Make it from what the graph gives."""
        return cls(
            documents=found.documents,
            actors=dict(found.actors),
            offices_held=found.offices_held,
            interactions=dict(found.interactions),
            statuses=dict(found.statuses),
        )


class Health(BaseModel):
    """That the server runs and can read its graph."""

    status: str = Field(examples=["ok"])
    version: str


def document_link(document: str) -> str:
    """Give the address of a document."""
    return f"/documents/{quote(document)}"


def spans(found: DocumentFound) -> list[Span]:
    """Give every place of a document that shows something, in order, each place once."""
    says: dict[tuple[int, int], list[str]] = {}
    for places, words in _shown(found):
        for place in places:
            if place.document == found.document.id:
                says.setdefault((place.start, place.end), []).append(words)
    return [Span(start=start, end=end, says=words) for (start, end), words in sorted(says.items())]


def _shown(found: DocumentFound) -> Iterable[tuple[tuple[EvidenceFound, ...], str]]:
    for interaction in found.interactions:
        names = " – ".join(participant.name for participant in interaction.participants)
        yield interaction.evidence, f"{interaction.kind.value} ({interaction.status.value}): {names}"
    for office in found.offices:
        yield office.evidence, f"office: {office.person_name}, {'former ' if office.former else ''}{office.office_name}"
