"""Find actors, interactions, offices held and documents in the graph: the program's own fixed queries."""

from graph.find.actors import actor, actors, named, offices
from graph.find.contacts import chain, contacts, heaviest, path
from graph.find.documents import document, documents, stats, texts
from graph.find.doubts import doubts
from graph.find.found import (
    ActorFound,
    ContactFound,
    DocumentFound,
    DoubtFound,
    EvidenceFound,
    InteractionFound,
    OfficeFound,
    Page,
    ParticipantFound,
    SideFound,
    Stats,
)
from graph.find.interactions import described, interactions

__all__ = [
    "ActorFound",
    "ContactFound",
    "DocumentFound",
    "DoubtFound",
    "EvidenceFound",
    "InteractionFound",
    "OfficeFound",
    "Page",
    "ParticipantFound",
    "SideFound",
    "Stats",
    "actor",
    "actors",
    "chain",
    "contacts",
    "described",
    "document",
    "documents",
    "doubts",
    "heaviest",
    "interactions",
    "named",
    "offices",
    "path",
    "stats",
    "texts",
]
