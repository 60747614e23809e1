"""The IRIs and literals of the graph, and the way back from them to ids and values."""

import re
from datetime import UTC, date, datetime
from urllib.parse import quote, unquote

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Literal, Namespace, URIRef

from graph.model import ActorKind, Evidence, InteractionKind, Status

BASE = "https://w3id.org/actorgraph/"
AG = Namespace(f"{BASE}ns#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

RESOLUTION = URIRef(f"{BASE}graph/resolution")
"""The graph that describes the actors, and says which local actor is which."""

TEXTS = URIRef(f"{BASE}graph/texts")
"""The graph that keeps texts and readings, so that documents can be resolved anew without being read again."""

EVENTS = URIRef(f"{BASE}graph/events")
"""The graph of interactions, each with all its reports and all their evidence; computed from the documents' graphs."""

DECISIONS = URIRef(f"{BASE}graph/decisions")
"""The graph of what people decided: the only one that nothing else can make anew."""

CONTACTS = URIRef(f"{BASE}graph/contacts")
"""The graph of direct edges, computed from the interactions."""

NAMESPACES: dict[str, str] = {
    "ag": str(AG),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SDO),
    "sem": str(SEM),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""The prefixes that the vocabulary is written with."""

PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMESPACES.items())
"""The prefixes that the program's own queries are written with."""

_WIKIDATA = "http://www.wikidata.org/entity/"
_LONE = re.compile("[\ud800-\udfff]")
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')


def part(text: str, safe: str = "") -> str:
    """Write any text as one part of an IRI; a name of dots only would be taken for a folder."""
    written = quote(cleaned(text), safe=safe)
    return written if written.strip(".") else written.replace(".", "%2E")


def cleaned(text: str) -> str:
    """Replace what cannot be written as UTF-8, one character by one, so that offsets stay."""
    return _LONE.sub("\ufffd", text)


def document_iri(id: str) -> URIRef:  # noqa: A002 -- the field's name
    """Name a document, and the graph of what it says."""
    return URIRef(f"{BASE}doc/{part(id)}")


def document_id(iri: str) -> str:
    """Give the id of a document's IRI."""
    return unquote(iri.removeprefix(f"{BASE}doc/"))


def actor_iri(id: str) -> URIRef:  # noqa: A002 -- the field's name
    """Name an actor by its readable path, such as `person/ada-lovelace`."""
    return URIRef(f"{BASE}actor/{part(id, safe='/')}")


def actor_id(iri: str) -> str:
    """Give the readable path of an actor's IRI."""
    return unquote(iri.removeprefix(f"{BASE}actor/"))


def wikidata_iri(id: str) -> URIRef:  # noqa: A002 -- the field's name
    """Name an entity of Wikidata, as Wikidata does, by its id there (`Q42`)."""
    return URIRef(f"{_WIKIDATA}{id}")


def wikidata_of(iri: str) -> str:
    """Give the id in Wikidata of what `wikidata_iri` named."""
    return iri.removeprefix(_WIKIDATA)


def actor_kind(id: str) -> ActorKind:  # noqa: A002 -- the field's name
    """Tell the kind of an actor from its readable path."""
    return ActorKind(id.split("/", 1)[0])


def class_iri(kind: ActorKind) -> URIRef:
    """Name the class of a kind of actors."""
    return AG[kind.value.capitalize()]


def node_iri(id: str) -> URIRef | None:  # noqa: A002 -- the field's name
    """Give the IRI of any node from its path below the base, or from its IRI; None for what cannot be one."""
    iri = id if id.startswith(BASE) else BASE + id
    return None if _NO_IRI.search(iri) else URIRef(iri)


def path_iri(path: str) -> URIRef:
    """Name a node of the graph by its path below the base, as `path_of` gives it."""
    return URIRef(BASE + path)


def event_iri(id: str) -> URIRef:  # noqa: A002 -- the field's name
    """Name an event by its readable id, such as `interaction/call/2024-10-09/ada-lovelace/mary-somerville`."""
    return URIRef(f"{BASE}{part(id, safe='/')}")


def evidence_iri(evidence: Evidence) -> URIRef:
    """Name a piece of evidence by its document, its place there, and the rule that read it."""
    rule = f"/{part(evidence.rule)}" if evidence.rule else ""
    return URIRef(f"{document_iri(evidence.document)}/evidence/{evidence.start}-{evidence.end}{rule}")


def evidence_of(iri: str) -> Evidence:
    """Give back what `evidence_iri` named."""
    document, _, place = iri.removeprefix(f"{BASE}doc/").partition("/evidence/")
    span, _, rule = place.partition("/")
    start, end = span.split("-")
    return Evidence(unquote(document), int(start), int(end), unquote(rule))


def path_of(iri: str) -> str:
    """Give a node's path below the base: its id for people."""
    return iri.removeprefix(BASE)


def document_of(path: str) -> str:
    """Give the id of the document in which a node is, such as a report, from its path."""
    return unquote(path.removeprefix("doc/").partition("/")[0])


def kind_iri(kind: InteractionKind) -> URIRef:
    """Name the concept of a kind of interaction."""
    return URIRef(f"{BASE}kind/{kind.value}")


def kind_of(iri: str) -> InteractionKind:
    """Give the kind that a concept stands for."""
    return InteractionKind(iri.removeprefix(f"{BASE}kind/"))


def status_iri(status: Status) -> URIRef:
    """Name the concept of a status."""
    return URIRef(f"{BASE}status/{status.value}")


def status_of(iri: str) -> Status:
    """Give the status that a concept stands for."""
    return Status(iri.removeprefix(f"{BASE}status/"))


def text_literal(text: str) -> Literal:
    """Write a text."""
    return Literal(cleaned(text))


def integer(number: int) -> Literal:
    """Write a whole number."""
    return Literal(str(number), datatype=XSD.integer, normalize=False)


def decimal(number: float) -> Literal:
    """Write a number to three places in the shortest form, as stores bring it to anyway."""
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD.decimal, normalize=False)


def boolean(value: bool) -> Literal:  # noqa: FBT001 -- the value itself
    """Write true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean, normalize=False)


def moment(value: datetime) -> Literal:
    """Write a moment in UTC, to the second."""
    written = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Literal(written, datatype=XSD.dateTime, normalize=False)


def day(value: date) -> Literal:
    """Write a day."""
    return Literal(value.isoformat(), datatype=XSD.date, normalize=False)
