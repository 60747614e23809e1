"""What each address answers with, whole."""

from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from api.schemas.facts import Actor, Contact, Interaction, OfficeHeld, document_link
from graph.ask import Answer as AnswerFound
from graph.find import DocumentFound, EvidenceFound
from graph.find import Stats as StatsFound
from graph.model import ActorKind, InteractionKind, Status
from graph.model import Document as DocumentRead

T = TypeVar("T")


class ActorDetail(Actor):
    """An actor with its offices and its contacts."""

    same_as: list[str] = Field(
        description="Entities of Wikidata that it is, by the word of people (owl:sameAs).",
        examples=[["http://www.wikidata.org/entity/Q900000001"]],
    )
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
    interactions: list[Interaction] = Field(description="As this document tells them, apart from what others tell.")
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
