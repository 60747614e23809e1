"""The W3C's tests of the SPARQL Protocol, the Graph Store Protocol and the Service Description, played as written."""

from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, RDFS, BNode, Graph, Namespace, URIRef

from tests.w3c import playing
from tests.w3c.reading import UT, Test, of_folder
from tests.w3c.serving import Server, served

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


@pytest.mark.parametrize("test", of_folder("protocol"), ids=str)
def test_the_sparql_protocol(server: Server, test: Test) -> None:
    server.clear()
    for graph in test.manifest.objects(test.node, UT.graphData):
        data, name = test.manifest.value(graph, UT.graph), test.manifest.value(graph, RDFS.label)
        assert data is not None
        server.load(data, str(name))
    playing.play(server, test, {"/sparql/": "/sparql"})


@pytest.mark.parametrize(
    "test",
    [test for part in ("direct", "indirect") for test in of_folder("graph-store-protocol", f"manifest-{part}.ttl")],
    ids=str,
)
def test_the_graph_store_protocol(server: Server, test: Test) -> None:
    server.clear()
    playing.play(server, test, {"/gsp": "/graphs"})


# What Service Description defines: each property, what has it, and what its values are (its section 3).
SERVICE, DATASET, GRAPH, NAMED = SD.Service, SD.Dataset, SD.Graph, SD.NamedGraph
SCHEMA = {
    SD.endpoint: (SERVICE, None),
    SD.feature: (SERVICE, SD.Feature),
    SD.defaultEntailmentRegime: (SERVICE, SD.EntailmentRegime),
    SD.supportedLanguage: (SERVICE, SD.Language),
    SD.resultFormat: (SERVICE, None),
    SD.inputFormat: (SERVICE, None),
    SD.defaultDataset: (SERVICE, DATASET),
    SD.defaultGraph: (DATASET, GRAPH),
    SD.namedGraph: (DATASET, NAMED),
    SD.name: (NAMED, None),
    SD.graph: (NAMED, GRAPH),
}
KNOWN = {
    SD.Feature: {SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery},
    SD.Language: {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update},
    SD.EntailmentRegime: {URIRef("http://www.w3.org/ns/entailment/Simple")},
}


@pytest.fixture(scope="module")
def description(server: Server) -> Graph:
    server.clear()
    assert server.update("INSERT DATA { <a:s> a <a:C> . GRAPH <a:g> { <a:s> <a:p> 1, 2 } }").status_code == 204
    answered = server.client.get("/sparql")
    assert answered.status_code == 200
    return Graph().parse(data=answered.content, format=answered.headers["content-type"].partition(";")[0])


READ = {
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
}


def returns_rdf(description: Graph, server: Server) -> None:
    assert len(description) > 0
    for accept, form in READ.items():
        answered = server.client.get("/sparql", headers={"Accept": accept})
        assert answered.headers["content-type"].partition(";")[0] == accept
        triples = b"".join(f"{quad.triple} .\n".encode() for quad in parse(answered.content, form))
        assert Graph().parse(data=triples, format="nt").isomorphic(description), accept


def has_endpoint_triple(description: Graph, server: Server) -> None:
    assert list(description.objects(predicate=SD.endpoint)) == [URIRef(f"{server.address}/sparql")]


def conforms_to_schema(description: Graph, _: Server) -> None:
    said = [(s, p, o) for s, p, o in description if str(p).startswith(str(SD))]
    assert {p for _, p, _ in said} <= SCHEMA.keys(), "only properties that Service Description defines"
    for subject, term, value in said:
        domain, of = SCHEMA[term]
        assert (subject, RDF.type, domain) in description, term
        assert isinstance(value, URIRef | BNode), term
        if of in KNOWN:
            assert value in KNOWN[of], value
        elif of:
            assert (value, RDF.type, of) in description, term
    assert len(list(description.subjects(RDF.type, SERVICE))) == 1
    for named in description.subjects(RDF.type, NAMED):
        assert len(list(description.objects(named, SD.name))) == 1
    for dataset in description.subjects(RDF.type, DATASET):
        assert len(list(description.objects(dataset, SD.defaultGraph))) == 1
    assert list(description.objects(predicate=SD.name)) == [URIRef("a:g")]


SAID = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


@pytest.mark.parametrize("test", of_folder("service-description"), ids=str)
def test_the_service_description(server: Server, description: Graph, test: Test) -> None:
    SAID[test.id](description, server)


def test_every_test_of_the_three_suites_is_played() -> None:
    counted = [len(of_folder(folder)) for folder in ("protocol", "service-description")]
    stored = [len(of_folder("graph-store-protocol", f"manifest-{part}.ttl")) for part in ("direct", "indirect")]
    assert (counted, stored) == ([34, 3], [5, 9])
