"""The things that answers are made of: evidence, interactions, offices held, contacts and actors."""

from datetime import date
from urllib.parse import quote

from pydantic import BaseModel, Field

from graph.find import ActorFound, ContactFound, EvidenceFound, InteractionFound, OfficeFound, ParticipantFound
from graph.model import ActorKind, InteractionKind, Role, Status


class Evidence(BaseModel):
    """The sentence that shows something, and where it stands."""

    document: str = Field(description="Id of the document.", examples=["2024-10-11-scoop"])
    title: str | None = Field(description="Its title, where it is known.")
    published: date | None = Field(description="Its day of publication, where it is known.")
    publisher: str | None = Field(description="Who published it, where that is known.")
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
            publisher=found.publisher,
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

    id: str = Field(description="Its readable path.", examples=["interaction/call/2024-10-09/ada-alder/berta-birch"])
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
    evidence: list[Evidence] = Field(description="The sentences that show it, in all documents; there is always one.")
    sources: int = Field(description="How many documents tell it; copies of one article count as one.")
    reason: str = Field(description="Why the reports of it are thought to be of one interaction.")
    contradicts: list[str] = Field(description="Ids of interactions that cannot have been if this one was.")

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
            sources=found.sources,
            reason=found.reason,
            contradicts=list(found.contradicts),
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

    id: str = Field(description="Its readable path.", examples=["state/israel"])
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


def document_link(document: str) -> str:
    """Give the address of a document."""
    return f"/documents/{quote(document)}"
