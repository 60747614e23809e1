"""Turn values into RDF statements and IRIs into ids: the only place that knows how the graph is written. Pure."""

from graph.record.actors import actor_node, resolution_graph
from graph.record.contacts import Contact, contacts, contacts_graph
from graph.record.documents import document_graph, fault, text_node
from graph.record.iris import (
    AG,
    BASE,
    CONTACTS,
    PREFIXES,
    RESOLUTION,
    TEXTS,
    actor_id,
    actor_iri,
    actor_kind,
    document_iri,
    kind_iri,
    kind_of,
    node_iri,
    path_of,
    status_iri,
    status_of,
    text_literal,
)

__all__ = [
    "AG",
    "BASE",
    "CONTACTS",
    "PREFIXES",
    "RESOLUTION",
    "TEXTS",
    "Contact",
    "actor_id",
    "actor_iri",
    "actor_kind",
    "actor_node",
    "contacts",
    "contacts_graph",
    "document_graph",
    "document_iri",
    "fault",
    "kind_iri",
    "kind_of",
    "node_iri",
    "path_of",
    "resolution_graph",
    "status_iri",
    "status_of",
    "text_literal",
    "text_node",
]
