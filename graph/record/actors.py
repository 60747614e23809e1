"""The actors of the graph, and which local actor of which document each of them is."""

from collections.abc import Iterable, Iterator

from rdflib import ORG, OWL, RDF, SKOS, Literal, URIRef

from graph.model import Actor, ActorKind, Resolution
from graph.names import fold
from graph.record import iris
from graph.record.iris import AG

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def actor_node(actor: Actor, interactions: int) -> Iterator[Triple]:
    """Describe one actor; the folded names make it findable without case and accents."""
    node = iris.actor_iri(actor.id)
    yield node, RDF.type, iris.class_iri(actor.kind)
    yield node, SKOS.prefLabel, iris.text_literal(actor.name)
    for alias in actor.aliases:
        yield node, SKOS.altLabel, iris.text_literal(alias)
    for name in {fold(name) for name in (actor.name, *actor.aliases)}:
        yield node, AG.folded, iris.text_literal(name)
    if actor.state:
        yield node, ORG.postIn if actor.kind is ActorKind.OFFICE else AG.state, iris.actor_iri(actor.state)
    for link in actor.wikidata:
        yield node, OWL.sameAs, iris.wikidata_iri(link)
    yield node, AG.interactions, iris.integer(interactions)


def resolution_iri(document: str, local: str) -> URIRef:
    """Name the resolution of a local actor."""
    return URIRef(f"{iris.document_iri(document)}/actor/{iris.part(local)}")


def resolution_node(resolution: Resolution, keys: Iterable[str] = ()) -> Iterator[Triple]:
    """Say which actor a local actor is, and why; by its keys, others are found that may be the same."""
    node = resolution_iri(resolution.document, resolution.local)
    yield node, RDF.type, AG.Resolution
    yield node, AG.document, iris.document_iri(resolution.document)
    yield node, AG.local, iris.text_literal(resolution.local)
    yield node, AG.actor, iris.actor_iri(resolution.actor)
    yield node, AG.score, iris.decimal(resolution.score)
    yield node, AG.reason, iris.text_literal(resolution.reason)
    for key in keys:
        yield node, AG.key, iris.text_literal(key)


def doubt_iri(one: tuple[str, str], other: tuple[str, str]) -> URIRef:
    """Name the doubt whether two local actors, each by its document and its id there, are one."""
    document, local = other
    return URIRef(f"{resolution_iri(*one)}/doubt/{iris.part(document)}/{iris.part(local)}")


def doubt_node(one: tuple[str, str], other: tuple[str, str], score: float, reason: str) -> Iterator[Triple]:
    """Say that two local actors may be one, how likely that is, and what speaks for it."""
    node = doubt_iri(one, other)
    yield node, RDF.type, AG.Doubt
    yield node, AG.one, resolution_iri(*one)
    yield node, AG.other, resolution_iri(*other)
    yield node, AG.score, iris.decimal(score)
    yield node, AG.reason, iris.text_literal(reason)
