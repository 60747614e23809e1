"""Find actors, interactions, offices held and documents in the graph: the program's own fixed queries."""

from graph.find.actors import actor, actors, held, named, offices
from graph.find.contacts import chain, contacts, heaviest, path
from graph.find.documents import document, documents, stats, texts
from graph.find.doubts import doubts
from graph.find.evidence import evidence_by_iri
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
from graph.find.newest import (
    Newest,
    between_query,
    in_turn,
    newest,
    newest_first,
    slots_query,
    summaries,
    summary_query,
    within,
)
from graph.find.others import Other, most_often

__all__ = [
    "ActorFound",
    "ContactFound",
    "DocumentFound",
    "DoubtFound",
    "EvidenceFound",
    "InteractionFound",
    "Newest",
    "OfficeFound",
    "Other",
    "Page",
    "ParticipantFound",
    "SideFound",
    "Stats",
    "actor",
    "actors",
    "between_query",
    "chain",
    "contacts",
    "described",
    "document",
    "documents",
    "doubts",
    "evidence_by_iri",
    "heaviest",
    "held",
    "in_turn",
    "interactions",
    "most_often",
    "named",
    "newest",
    "newest_first",
    "offices",
    "path",
    "slots_query",
    "stats",
    "summaries",
    "summary_query",
    "texts",
    "within",
]
