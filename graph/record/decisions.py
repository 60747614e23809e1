"""What people decided, as statements of a graph of their own, and the way back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from rdflib import RDF, Literal, URIRef

from graph.model import Decision, Reference, Verdict, Word
from graph.record import iris
from graph.record.iris import AG, BASE

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Said = Mapping[str, Sequence[str]]
"""All that is said of one node: the values of each property, as texts."""

_VERDICT = f"{BASE}verdict/"


def decision_iri(id: str) -> URIRef:  # noqa: A002 -- the field's name
    """Name a decision."""
    return URIRef(f"{BASE}decision/{iris.part(id)}")


def decision_node(decision: Decision) -> Iterator[Triple]:
    """Describe a decision, and those of whom it speaks as nodes of their own."""
    node = decision_iri(decision.id)
    yield node, RDF.type, AG.Decision
    yield node, AG.verdict, URIRef(f"{_VERDICT}{decision.verdict.value}")
    yield node, AG.by, iris.text_literal(decision.word.who)
    yield node, AG.when, iris.moment(decision.word.when)
    yield node, AG.why, iris.text_literal(decision.word.why)
    for property_, references in ((AG.of, decision.of), (AG.apart, decision.apart)):
        for number, reference in enumerate(references, 1):
            yield from _reference(node, property_, number, reference)
    if decision.value is not None:
        yield node, AG.value, iris.text_literal(decision.value)
    if decision.interaction is not None:
        yield node, AG.ofInteraction, iris.event_iri(decision.interaction)
    for report in decision.reports:
        yield node, AG.ofReport, iris.path_iri(report)
    if decision.undone:
        yield node, AG.undoneBy, iris.text_literal(decision.undone.who)
        yield node, AG.undoneWhen, iris.moment(decision.undone.when)
        yield node, AG.undoneWhy, iris.text_literal(decision.undone.why)


def _reference(node: URIRef, property_: URIRef, number: int, reference: Reference) -> Iterator[Triple]:
    named = URIRef(f"{node}/{property_.removeprefix(str(AG))}/{number}")
    yield node, property_, named
    yield named, RDF.type, AG.Reference
    yield named, AG.calls, iris.text_literal(reference.name)
    if reference.document:
        yield named, AG.within, iris.document_iri(reference.document)


def decisions_of(statements: Iterable[tuple[str, str, str]]) -> tuple[Decision, ...]:
    """Give back the decisions that the statements of their graph describe, the earliest first.

    Raises KeyError or ValueError where one is not as `decision_node` writes it.
    """
    nodes: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in statements:
        nodes.setdefault(subject, {}).setdefault(predicate.removeprefix(str(AG)), []).append(value)
    decisions = (_decision(iri, said, nodes) for iri, said in nodes.items() if "verdict" in said)
    return tuple(sorted(decisions, key=lambda decision: (decision.word.when, decision.id)))


def _decision(iri: str, said: Said, nodes: Mapping[str, Said]) -> Decision:
    return Decision(
        iri.removeprefix(f"{BASE}decision/"),
        Verdict(said["verdict"][0].removeprefix(_VERDICT)),
        Word(said["by"][0], datetime.fromisoformat(said["when"][0]), said["why"][0]),
        _references(said.get("of", ()), nodes),
        _references(said.get("apart", ()), nodes),
        said["value"][0] if "value" in said else None,
        iris.path_of(said["ofInteraction"][0]) if "ofInteraction" in said else None,
        tuple(sorted(map(iris.path_of, said.get("ofReport", ())))),
        Word(said["undoneBy"][0], datetime.fromisoformat(said["undoneWhen"][0]), said["undoneWhy"][0])
        if "undoneWhen" in said
        else None,
    )


def _references(named: Sequence[str], nodes: Mapping[str, Said]) -> tuple[Reference, ...]:
    ordered = sorted(named, key=lambda iri: int(iri.rpartition("/")[2]))
    return tuple(
        Reference(iris.document_id(said["within"][0]) if "within" in said else "", said["calls"][0])
        for said in (nodes[iri] for iri in ordered)
    )
