"""What one document says, as the statements of its own graph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rdflib import DCTERMS, ORG, PROV, RDF, RDFS, SDO, XSD, Literal, URIRef

from graph.model import Actor, ActorKind, Document, Evidence, Interaction, OfficeHeld, Participant, Reading, Report
from graph.names import slug
from graph.record import iris
from graph.record.interactions import interaction_node, label
from graph.record.iris import AG

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Ids = Mapping[str, str]
"""The id in the graph of each local actor of a reading."""


Judged = Mapping[str, bool]
"""The reports that people rejected (False) or confirmed (True), by their ids."""


def document_graph(document: Document, reading: Reading, actors: Ids, judged: Judged | None = None) -> Iterator[Triple]:
    """Say all that a document says, with its own names of the actors: nothing here depends on other documents."""
    yield from _description(document)
    yield from _memberships(document, reading, actors)
    names = {actors[actor.id]: actor.name for actor in reversed(reading.actors)}
    for report in reports(document, reading, actors, judged):
        node = iris.path_iri(report.id)
        yield node, RDF.type, AG.Report
        yield node, RDFS.label, iris.text_literal(label(report.told, names))
        yield from interaction_node(node, report.told)
        for evidence in report.told.evidence:
            yield from _shown(document, evidence)


def reports(document: Document, reading: Reading, actors: Ids, judged: Judged | None = None) -> list[Report]:
    """Give the reports of a document, in the order of its text.

    What people rejected is left out, and what they confirmed is sure; nothing passes between an actor and itself.
    """
    local = {actor.id: actor for actor in reading.actors}
    ordered = sorted(reading.interactions, key=lambda found: (found.evidence[0].start, found.evidence[0].end))
    names: Counter[str] = Counter()
    found = []
    for interaction in ordered:
        name = _name(interaction, local)
        names[name] += 1
        node = f"{iris.document_iri(document.id)}/report/{iris.part(f'{name}-{names[name]}')}"
        told = replace(interaction, participants=_resolved(interaction, actors))
        report = Report(iris.path_of(node), document.id, told, document.published)
        judgement = (judged or {}).get(report.id)
        if judgement is not False and len({one.actor for one in told.participants}) > 1:
            found.append(replace(report, told=replace(told, confidence=1.0)) if judgement else report)
    return found


def text_node(
    document: Document, reading: str, fingerprint: str, signature: str = "", bands: Iterable[str] = ()
) -> Iterator[Triple]:
    """Keep a document's text, its reading as JSON, and what tells whether it has changed and what it is a copy of."""
    node = iris.document_iri(document.id)
    yield node, AG.text, iris.text_literal(document.text)
    yield node, AG.reading, iris.text_literal(reading)
    yield node, AG.fingerprint, iris.text_literal(fingerprint)
    if signature:
        yield node, AG.signature, iris.text_literal(signature)
    for band in bands:
        yield node, AG.band, iris.text_literal(band)


def stamp(ways: str) -> Iterator[Triple]:
    """Keep in which ways the actors and events of the graph were resolved."""
    yield iris.TEXTS, AG.ways, iris.text_literal(ways)


def _description(document: Document) -> Iterator[Triple]:
    node = iris.document_iri(document.id)
    yield node, RDF.type, AG.Document
    yield node, DCTERMS.identifier, iris.text_literal(document.id)
    if document.published:
        yield node, DCTERMS.issued, iris.day(document.published)
    for predicate, text in ((DCTERMS.title, document.title), (DCTERMS.publisher, document.publisher)):
        if text:
            yield node, predicate, iris.text_literal(text)
    if document.url:
        yield node, SDO.url, Literal(iris.cleaned(document.url), datatype=XSD.anyURI, normalize=False)


def _memberships(document: Document, reading: Reading, actors: Ids) -> Iterator[Triple]:
    counted: Counter[str] = Counter()
    for held in sorted(_offices_held(reading, actors), key=lambda held: (held.evidence.start, held.evidence.end)):
        person, office = _local_name(reading, held.person), _local_name(reading, held.office)
        name = slug(f"{person} {office}")
        counted[name] += 1
        node = URIRef(f"{iris.document_iri(document.id)}/membership/{iris.part(f'{name}-{counted[name]}')}")
        yield node, RDF.type, ORG.Membership
        yield node, RDFS.label, iris.text_literal(f"{person}{', former' if held.former else ','} {office}")
        yield node, ORG.member, iris.actor_iri(actors[held.person])
        yield node, ORG.role, iris.actor_iri(actors[held.office])
        yield node, AG.former, iris.boolean(held.former)
        yield node, AG.evidence, iris.evidence_iri(held.evidence)
        yield from _shown(document, held.evidence)


def can_hold(person: str, office: str) -> bool:
    """Tell whether one actor is a person, and another an office."""
    return (iris.actor_kind(person), iris.actor_kind(office)) == (ActorKind.PERSON, ActorKind.OFFICE)


def _offices_held(reading: Reading, actors: Ids) -> list[OfficeHeld]:
    """Leave out what is held by no person, or is no office, by the word of people."""
    return [held for held in reading.offices if can_hold(actors[held.person], actors[held.office])]


def _local_name(reading: Reading, local: str) -> str:
    return next(actor.name for actor in reading.actors if actor.id == local)


def _name(interaction: Interaction, local: Mapping[str, Actor]) -> str:
    """Name an interaction by its kind and by its participants' local names, which no other document can change."""
    people = (local[participant.actor].name for participant in interaction.participants)
    return slug(" ".join([interaction.kind.value, *people]))


def _resolved(interaction: Interaction, actors: Ids) -> tuple[Participant, ...]:
    """Give the participants as actors of the graph, each once."""
    return tuple(dict.fromkeys(replace(one, actor=actors[one.actor]) for one in interaction.participants))


def _shown(document: Document, evidence: Evidence) -> Iterator[Triple]:
    where, shown = iris.document_iri(document.id), iris.evidence_iri(evidence)
    yield shown, RDF.type, AG.Evidence
    yield shown, AG.document, where
    yield shown, PROV.wasQuotedFrom, where
    yield shown, AG.start, iris.integer(evidence.start)
    yield shown, AG.end, iris.integer(evidence.end)
    yield shown, AG.sentence, iris.text_literal(document.text[evidence.start : evidence.end])
    yield shown, AG.rule, iris.text_literal(evidence.rule)
