"""Events: one node for each interaction in the world, with all reports of it and all their evidence."""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import RDF, RDFS, Literal, URIRef

from graph.model import Event, Evidence
from graph.record import iris
from graph.record.contacts import contact_iri, pairs
from graph.record.interactions import interaction_node, label
from graph.record.iris import AG
from graph.record.summaries import moments, slot, ways
from graph.record.told import Quoted, told_text

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def event_node(event: Event, names: Mapping[str, str], shown: Mapping[Evidence, Quoted]) -> Iterator[Triple]:
    """Describe an event; `names` has the names of its participants, `shown` the words of its evidence."""
    node = iris.event_iri(event.id)
    yield node, RDF.type, AG.Interaction
    yield node, RDF.type, AG[event.told.kind.value.capitalize()]
    yield node, RDFS.label, iris.text_literal(label(event.told, names))
    yield from interaction_node(node, event.told)
    for report in event.reports:
        yield node, AG.report, iris.path_iri(report)
    for other in event.contradicts:
        yield node, AG.contradicts, iris.event_iri(other)
    for a, b in pairs(event.told):
        yield node, AG.contact, contact_iri(a, b, event.told.kind)
    for actor, faced in ways(event.told).items():
        for moment in moments(event.told.when):
            yield node, AG.slot, iris.text_literal(slot(actor, (event.told.kind, faced), moment))
    yield node, AG.told, iris.text_literal(told_text(event, names, shown))
    yield node, AG.sources, iris.integer(event.sources)
    yield node, AG.reason, iris.text_literal(event.reason)
    yield node, AG.block, iris.text_literal(event.block)


def copies_node(document: str, copies: Iterable[str]) -> Iterator[Triple]:
    """Say of which documents one is a near-copy."""
    for copy in copies:
        yield iris.document_iri(document), AG.copyOf, iris.document_iri(copy)
