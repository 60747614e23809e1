"""What people correct: pairs of actors that may be one, and decisions."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.facts import Actor, OfficeHeld
from graph import model
from graph.find import DoubtFound, SideFound
from graph.model import Verdict

Said = Literal[
    "same", "different", "not-sure", "merge", "split", "rename", "change-kind", "alias", "link", "reject", "confirm"
]


class Side(BaseModel):
    """One of two actors that may be one."""

    actor: Actor
    offices: list[OfficeHeld]
    documents: list[str] = Field(description="Ids of the documents that name it.")

    @classmethod
    def of(cls, found: SideFound) -> "Side":
        """Make it from what the graph gives."""
        return cls(
            actor=Actor.of(found.actor),
            offices=[OfficeHeld.of(each) for each in found.offices],
            documents=list(found.documents),
        )


class Doubt(BaseModel):
    """Two actors that may be one, but not surely enough to join them."""

    one: Side
    other: Side
    score: float = Field(description="How likely it is that they are one, from 0 to 1.")
    reason: str = Field(description="What speaks for it.", examples=["the same full name"])

    @classmethod
    def of(cls, found: DoubtFound) -> "Doubt":
        """Make it from what the graph gives."""
        return cls(one=Side.of(found.one), other=Side.of(found.other), score=found.score, reason=found.reason)


class Reference(BaseModel):
    """An actor, in words that outlive rebuilding: what a document calls it, or the id of a state or an office."""

    document: str | None = Field(description="Id of the document; none where the name is an id.")
    name: str

    @classmethod
    def of(cls, found: model.Reference) -> "Reference":
        """Make it from what was decided."""
        return cls(document=found.document or None, name=found.name)


class Word(BaseModel):
    """Who said something, when and why."""

    by: str
    when: datetime
    why: str

    @classmethod
    def of(cls, found: model.Word) -> "Word":
        """Make it from what was decided."""
        return cls(by=found.who, when=found.when, why=found.why)


class Decision(Word):
    """What a person decided; one with `undone` is kept, and not obeyed."""

    id: str
    decision: Verdict
    actors: list[Reference] = Field(description="Those of whom it speaks.")
    apart: list[Reference] = Field(description="In a split: those that these are not.")
    value: str | None = Field(description="The new name, alias or kind, or the id in Wikidata.")
    interaction: str | None = Field(description="Id of the interaction of which it speaks, as it was then.")
    reports: list[str] = Field(description="The reports by which that interaction is known again.")
    undone: Word | None = Field(description="Who took it back, when and why.")

    @classmethod
    def of_decision(cls, found: model.Decision) -> "Decision":
        """Make it from what the graph keeps."""
        return cls(
            id=found.id,
            decision=found.verdict,
            **Word.of(found.word).model_dump(),
            actors=[Reference.of(each) for each in found.of],
            apart=[Reference.of(each) for each in found.apart],
            value=found.value,
            interaction=found.interaction,
            reports=list(found.reports),
            undone=Word.of(found.undone) if found.undone else None,
        )


class NewDecision(BaseModel):
    """What to decide, who decides it, and why."""

    model_config = ConfigDict(extra="forbid")

    decision: Said = Field(description="What is decided.", examples=["same"])
    by: str = Field(min_length=1, max_length=200, description="Who decides.", examples=["ada"])
    why: str = Field(min_length=1, max_length=2000, description="Why.", examples=["one person in two spellings"])
    actors: list[str] = Field(
        default=[], max_length=100, description="Ids or names of actors: two, or one.", examples=[["state/israel"]]
    )
    documents: list[str] = Field(
        default=[], max_length=10_000, description="To split: ids of the documents that speak of another actor."
    )
    value: str | None = Field(None, max_length=500, description="The new name, alias or kind, or the id in Wikidata.")
    interaction: str | None = Field(None, max_length=2000, description="To reject or confirm: its id.")
