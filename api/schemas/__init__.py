"""What the API answers, field by field; pydantic lives only here and at the problems."""

from api.schemas.answers import (
    ActorDetail,
    Answer,
    Document,
    DocumentDetail,
    Health,
    Paged,
    Path,
    Span,
    Stats,
    spans,
)
from api.schemas.corrections import Decision, Doubt, NewDecision
from api.schemas.facts import Actor, Contact, Evidence, Interaction, OfficeHeld, Participant, document_link

__all__ = [
    "Actor",
    "ActorDetail",
    "Answer",
    "Contact",
    "Decision",
    "Document",
    "DocumentDetail",
    "Doubt",
    "Evidence",
    "Health",
    "Interaction",
    "NewDecision",
    "OfficeHeld",
    "Paged",
    "Participant",
    "Path",
    "Span",
    "Stats",
    "document_link",
    "spans",
]
