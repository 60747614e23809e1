"""What passes between actors, as statements about a report of it, or about the event."""

from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from graph.model import Interaction, Role, Status
from graph.record import iris
from graph.record.iris import AG

Triple = tuple[URIRef, URIRef, URIRef | Literal]

_ROLES = {Role.AGENT: AG.agent, Role.RECIPIENT: AG.recipient}


def interaction_node(node: URIRef, told: Interaction) -> Iterator[Triple]:
    """Describe an interaction whose participants are actors of the graph."""
    yield node, AG.kind, iris.kind_iri(told.kind)
    yield node, AG.status, iris.status_iri(told.status)
    yield node, AG.confidence, iris.decimal(told.confidence)
    for participant in told.participants:
        yield node, AG.participant, iris.actor_iri(participant.actor)
        if participant.role in _ROLES:
            yield node, _ROLES[participant.role], iris.actor_iri(participant.actor)
    if told.when:
        yield node, AG.earliest, iris.day(told.when.earliest)
        yield node, AG.latest, iris.day(told.when.latest)
    if told.count is not None:
        yield node, AG["count"], iris.integer(told.count)
    if told.topic:
        yield node, AG.topic, iris.text_literal(told.topic)
    if told.place:
        yield node, AG.place, iris.text_literal(told.place)
    for evidence in told.evidence:
        yield node, AG.evidence, iris.evidence_iri(evidence)


def label(told: Interaction, names: Mapping[str, str]) -> str:
    """Say an interaction in a line: `planned visit: A → B, 2024-10`."""
    by_role: dict[Role, list[str]] = {role: [] for role in Role}
    for participant in told.participants:
        by_role[participant.role].append(names[participant.actor])
    sides = [", ".join(by_role[role]) for role in (Role.AGENT, Role.RECIPIENT) if by_role[role]]
    everybody = " – ".join([*([" → ".join(sides)] if sides else []), *by_role[Role.PARTICIPANT]])
    status = "" if told.status is Status.OCCURRED else f"{told.status.value} "
    return f"{status}{told.kind.value}: {everybody}{f', {told.when.iso}' if told.when else ''}"
