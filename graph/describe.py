"""Describe the SPARQL service and what it holds: SPARQL 1.1 Service Description with VoID statistics, as RDF; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, SH, VOID, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph import record

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
SIMPLE = URIRef("http://www.w3.org/ns/entailment/Simple")

FORMS: dict[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "pretty-xml",
}
"""The forms of the description: media type → what rdflib calls it."""

RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)
INPUTS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
UNION = (
    "The resolved graph of all documents: the union of all named graphs. Each document has a graph of its own name, "
    "which holds what it alone says; others say which actors are the same, and what is computed from all."
)
UNNAMED = "The graph without a name, as it is stored. Each named graph is to be asked for by its name."
COMPUTED = {
    URIRef(f"{record.BASE}graph/events"): "One node for each event, merged from its reports in the documents' graphs.",
    record.RESOLUTION: "The actors, and which local actor of which document is which.",
    record.CONTACTS: "Direct edges between actors, computed from the interactions.",
    record.TEXTS: "The texts of the documents and their readings.",
}


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of what the default graph holds; what could not be counted in time is None or empty."""

    properties: Mapping[str, int] = field(default_factory=dict)
    """How many statements have each property."""
    classes: Mapping[str, int] = field(default_factory=dict)
    """How many things are of each class."""
    subjects: int | None = None
    objects: int | None = None
    named: int | None = None
    """How many named graphs there are."""


Counts = tuple[Statistics, tuple[str, ...]]
"""What was counted, and names of graphs to list."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a description tells: where the service is, what it can do, and what it holds."""

    endpoint: str
    graphs: str
    """The address of the Graph Store Protocol."""
    union: bool
    update: bool
    reach_out: bool
    statistics: Statistics = field(default_factory=Statistics)
    names: tuple[str, ...] = ()
    """Names of graphs to list; there may be more."""


def describe(served: Served) -> Graph:
    """Give the description as a graph; every property of Service Description is used as its definition says."""
    described = Graph()
    for prefix, namespace in {**record.NAMESPACES, "sd": SD, "void": VOID, "sh": SH, "formats": FORMATS}.items():
        described.bind(prefix, namespace)
    service, dataset = BNode(), BNode()
    _say(described, service, _service(served))
    described.add((service, SD.defaultDataset, dataset))
    _say(described, dataset, _dataset(served))
    default = BNode()
    described.add((dataset, SD.defaultGraph, default))
    _say(
        described,
        default,
        [(RDF.type, SD.Graph), (RDFS.comment, Literal(UNION if served.union else UNNAMED, lang="en"))],
    )
    _count(described, default, served.statistics)
    for name in served.names:
        _named(described, dataset, URIRef(name))
    for prefix, namespace in record.NAMESPACES.items():
        declaration = BNode()
        described.add((service, SH.declare, declaration))
        _say(
            described,
            declaration,
            [(SH.prefix, Literal(prefix)), (SH.namespace, Literal(namespace, datatype=XSD.anyURI))],
        )
    return described


def write(served: Served, media_type: str) -> bytes:
    """Give the description in one of the `FORMS`."""
    return describe(served).serialize(format=FORMS[media_type], encoding="utf-8")


def _service(served: Served) -> list[tuple[URIRef, Node]]:
    languages = [SD.SPARQL11Query, *([SD.SPARQL11Update] if served.update else [])]
    features = [
        *([SD.UnionDefaultGraph] if served.union else []),
        *([SD.BasicFederatedQuery] if served.reach_out else []),
    ]
    return [
        (RDF.type, SD.Service),
        (RDFS.label, Literal("ActorGraph", lang="en")),
        (RDFS.seeAlso, URIRef(served.graphs)),
        (SD.endpoint, URIRef(served.endpoint)),
        (SD.defaultEntailmentRegime, SIMPLE),
        *((SD.supportedLanguage, language) for language in languages),
        *((SD.feature, feature) for feature in features),
        *((SD.resultFormat, FORMATS[name]) for name in RESULTS),
        *((SD.inputFormat, FORMATS[name]) for name in (INPUTS if served.update else ())),
    ]


def _dataset(served: Served) -> list[tuple[URIRef, Node]]:
    named = served.statistics.named
    said: list[tuple[URIRef, Node]] = [(RDF.type, SD.Dataset), (RDF.type, VOID.Dataset)]
    said.append((VOID.sparqlEndpoint, URIRef(served.endpoint)))
    said.append((VOID.vocabulary, URIRef(str(record.AG))))
    if named is not None:
        text = (
            f"{named} named graphs, {len(served.names)} of them listed here; SELECT ?g {{ GRAPH ?g {{}} }} lists all."
        )
        said.append((RDFS.comment, Literal(text, lang="en")))
    return said


def _named(described: Graph, dataset: Node, name: URIRef) -> None:
    named, graph = BNode(), BNode()
    described.add((dataset, SD.namedGraph, named))
    _say(described, named, [(RDF.type, SD.NamedGraph), (SD.name, name), (SD.graph, graph)])
    text = COMPUTED.get(name)
    _say(described, graph, [(RDF.type, SD.Graph), *([(RDFS.comment, Literal(text, lang="en"))] if text else [])])


def _count(described: Graph, graph: Node, counted: Statistics) -> None:
    """Tell the statistics of a graph in VoID (https://www.w3.org/TR/void/#statistics)."""
    described.add((graph, RDF.type, VOID.Dataset))
    totals = {
        VOID.triples: sum(counted.properties.values()) if counted.properties else None,
        VOID.properties: len(counted.properties) or None,
        VOID.classes: len(counted.classes) or None,
        VOID.distinctSubjects: counted.subjects,
        VOID.distinctObjects: counted.objects,
    }
    _say(described, graph, [(term, Literal(number)) for term, number in totals.items() if number is not None])
    for name, number in counted.classes.items():
        _partition(
            described, graph, VOID.classPartition, [(VOID["class"], URIRef(name)), (VOID.entities, Literal(number))]
        )
    for name, number in counted.properties.items():
        _partition(
            described, graph, VOID.propertyPartition, [(VOID.property, URIRef(name)), (VOID.triples, Literal(number))]
        )


def _partition(described: Graph, graph: Node, sort: URIRef, said: list[tuple[URIRef, Node]]) -> None:
    part = BNode()
    described.add((graph, sort, part))
    _say(described, part, [(RDF.type, VOID.Dataset), *said])


def _say(described: Graph, node: Node, said: list[tuple[URIRef, Node]]) -> None:
    for term, value in said:
        described.add((node, term, value))
