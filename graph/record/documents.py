"""What one document says, as the statements of its own graph."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rdflib import DCTERMS, ORG, PROV, RDF, RDFS, SDO, XSD, Literal, URIRef

from graph.model import Actor, Document, Evidence, Interaction, OfficeHeld, Participant, Reading, Role, Status
from graph.names import slug
from graph.record import iris
from graph.record.iris import AG

Triple = tuple[URIRef, URIRef, URIRef | Literal]

_ROLES = {Role.AGENT: AG.agent, Role.RECIPIENT: AG.recipient}


def document_graph(document: Document, reading: Reading, actors: Mapping[str, Actor]) -> Iterator[Triple]:
    """Say all that a document says; `actors` gives the actor of the graph for each local id of the reading."""
    yield from _description(document)
    yield from _memberships(document, reading, actors)
    local = {actor.id: actor for actor in reading.actors}
    ordered = sorted(reading.interactions, key=lambda found: (found.evidence[0].start, found.evidence[0].end))
    names: Counter[str] = Counter()
    for interaction in ordered:
        name = _name(interaction, local)
        names[name] += 1
        node = URIRef(f"{iris.document_iri(document.id)}/interaction/{iris.part(f'{name}-{names[name]}')}")
        yield from _interaction(node, document, interaction, actors)


def text_node(document: Document, reading: str, fingerprint: str) -> Iterator[Triple]:
    """Keep a document's text, its reading as JSON, and what tells whether it has to be read again."""
    node = iris.document_iri(document.id)
    yield node, AG.text, iris.text_literal(document.text)
    yield node, AG.reading, iris.text_literal(reading)
    yield node, AG.fingerprint, iris.text_literal(fingerprint)


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


def _memberships(document: Document, reading: Reading, actors: Mapping[str, Actor]) -> Iterator[Triple]:
    counted: Counter[str] = Counter()
    for held in sorted(reading.offices, key=lambda held: (held.evidence.start, held.evidence.end)):
        person, office = actors[held.person], actors[held.office]
        name = slug(f"{_local_name(reading, held.person)} {_local_name(reading, held.office)}")
        counted[name] += 1
        node = URIRef(f"{iris.document_iri(document.id)}/membership/{iris.part(f'{name}-{counted[name]}')}")
        yield from _membership(node, held, person, office)
        yield from _shown(node, document, held.evidence)


def _local_name(reading: Reading, local: str) -> str:
    return next(actor.name for actor in reading.actors if actor.id == local)


def _membership(node: URIRef, held: OfficeHeld, person: Actor, office: Actor) -> Iterator[Triple]:
    yield node, RDF.type, ORG.Membership
    yield node, RDFS.label, iris.text_literal(f"{person.name}{', former' if held.former else ','} {office.name}")
    yield node, ORG.member, iris.actor_iri(person.id)
    yield node, ORG.role, iris.actor_iri(office.id)
    yield node, AG.former, iris.boolean(held.former)


def _name(interaction: Interaction, local: Mapping[str, Actor]) -> str:
    """Name an interaction by its kind and by its participants' local names, which no other document can change."""
    people = (local[participant.actor].name for participant in interaction.participants)
    return slug(" ".join([interaction.kind.value, *people]))


def _interaction(
    node: URIRef, document: Document, interaction: Interaction, actors: Mapping[str, Actor]
) -> Iterator[Triple]:
    yield node, RDF.type, AG.Interaction
    yield node, RDF.type, AG[interaction.kind.value.capitalize()]
    yield node, RDFS.label, iris.text_literal(_label(interaction, actors))
    yield node, AG.kind, iris.kind_iri(interaction.kind)
    yield node, AG.status, iris.status_iri(interaction.status)
    yield node, AG.confidence, iris.decimal(interaction.confidence)
    for participant in resolved(interaction, actors):
        yield node, AG.participant, iris.actor_iri(participant.actor)
        if participant.role in _ROLES:
            yield node, _ROLES[participant.role], iris.actor_iri(participant.actor)
    yield from _circumstances(node, interaction)
    for evidence in interaction.evidence:
        yield from _shown(node, document, evidence)


def _circumstances(node: URIRef, interaction: Interaction) -> Iterator[Triple]:
    if interaction.when:
        yield node, AG.earliest, iris.day(interaction.when.earliest)
        yield node, AG.latest, iris.day(interaction.when.latest)
    if interaction.count is not None:
        yield node, AG["count"], iris.integer(interaction.count)
    if interaction.topic:
        yield node, AG.topic, iris.text_literal(interaction.topic)
    if interaction.place:
        yield node, AG.place, iris.text_literal(interaction.place)


def resolved(interaction: Interaction, actors: Mapping[str, Actor]) -> tuple[Participant, ...]:
    """Give the participants as actors of the graph, each once."""
    return tuple(dict.fromkeys(replace(one, actor=actors[one.actor].id) for one in interaction.participants))


def _label(interaction: Interaction, actors: Mapping[str, Actor]) -> str:
    """Say an interaction in a line: `planned visit: A → B, 2024-10`."""
    names: dict[Role, list[str]] = {role: [] for role in Role}
    for participant in interaction.participants:
        names[participant.role].append(actors[participant.actor].name)
    sides = [", ".join(names[role]) for role in (Role.AGENT, Role.RECIPIENT) if names[role]]
    everybody = " – ".join([*([" → ".join(sides)] if sides else []), *names[Role.PARTICIPANT]])
    status = "" if interaction.status is Status.OCCURRED else f"{interaction.status.value} "
    return f"{status}{interaction.kind.value}: {everybody}{f', {interaction.when.iso}' if interaction.when else ''}"


def _shown(node: URIRef, document: Document, evidence: Evidence) -> Iterator[Triple]:
    where = iris.document_iri(document.id)
    rule = f"/{iris.part(evidence.rule)}" if evidence.rule else ""
    shown = URIRef(f"{where}/evidence/{evidence.start}-{evidence.end}{rule}")
    yield node, AG.evidence, shown
    yield shown, RDF.type, AG.Evidence
    yield shown, AG.document, where
    yield shown, PROV.wasQuotedFrom, where
    yield shown, AG.start, iris.integer(evidence.start)
    yield shown, AG.end, iris.integer(evidence.end)
    yield shown, AG.sentence, iris.text_literal(document.text[evidence.start : evidence.end])
    yield shown, AG.rule, iris.text_literal(evidence.rule)
