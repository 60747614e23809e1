"""The same data as a Dataset of rdflib, wherever it lies."""

from pathlib import Path

import pytest
from rdflib import RDF, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

import graph.store
from graph.store import Data, Store

EX = "http://example.org/"
S, P, OTHER, G, H = (URIRef(EX + name) for name in "spogh")
TRIPLES = [
    (S, P, Literal("one")),
    (S, P, Literal("mot", lang="fr")),
    (S, P, Literal("2024-10-09", datatype=XSD.date)),
    (S, RDF.type, OTHER),
]


def test_it_holds_the_same(store: Store) -> None:
    store.replace({G: TRIPLES, H: [(OTHER, P, Literal("é\n\"'"))]})
    dataset = store.dataset()
    assert isinstance(dataset, Dataset)
    assert set(dataset.graph(G)) == set(TRIPLES)
    assert (OTHER, P, Literal("é\n\"'"), H) in set(dataset)
    assert len(set(dataset.triples((None, None, None)))) == 5
    assert set(dataset.objects(S, RDF.type)) == {OTHER}
    assert {G, H} <= {each.identifier for each in dataset.graphs()}
    assert (OTHER, P, None) in dataset
    assert (OTHER, RDF.type, None) not in dataset


def test_it_is_asked_by_sparql(store: Store) -> None:
    store.replace({G: TRIPLES, H: [(OTHER, P, Literal("two"))]})
    dataset = store.dataset()
    rows = dataset.query("SELECT ?o { ?s ?p ?o FILTER(lang(?o) = 'fr') }")
    assert [row.o for row in rows] == [Literal("mot", lang="fr")]  # type: ignore[union-attr]
    assert dataset.query(f"ASK {{ GRAPH <{H}> {{ ?s ?p 'two' }} }}").askAnswer
    assert not dataset.query(f"ASK {{ GRAPH <{G}> {{ ?s ?p 'two' }} }}").askAnswer
    made = dataset.query("CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?o)) }").graph
    assert made is not None
    assert set(made) == {(OTHER, RDF.type, S)}
    named = dataset.query("SELECT ?s ?o { ?s p: ?o FILTER(datatype(?o) = xsd:date) }", initNs={"p": P, "xsd": str(XSD)})
    assert [tuple(row) for row in named] == [(S, Literal("2024-10-09", datatype=XSD.date))]  # type: ignore[arg-type]


def test_what_is_written_later_is_seen(store: Store) -> None:
    dataset = store.dataset()
    assert (S, P, None) not in dataset
    store.replace({G: TRIPLES})
    assert (S, P, Literal("one")) in dataset


def test_it_can_be_updated(store: Store) -> None:
    store.replace({G: TRIPLES})
    dataset = store.dataset()
    dataset.graph(H).add((OTHER, P, Literal("two")))
    dataset.update(f"DELETE DATA {{ GRAPH <{G}> {{ <{S}> <{P}> 'one' }} }}")
    assert store.ask('ASK { ?s ?p "two" }')
    assert not store.ask('ASK { ?s ?p "one" }')


def test_blank_nodes_are_kept(standard_store: Store) -> None:
    turtle = b"<http://example.org/s> <http://example.org/p> [ <http://example.org/q> 1 ] ."
    standard_store.put_graph(G, [Data(turtle, "text/turtle")])
    expected = Graph()
    blank = BNode()
    expected.add((S, P, blank))
    expected.add((blank, URIRef(f"{EX}q"), Literal(1)))
    assert isomorphic(Graph() + standard_store.dataset().graph(G), expected)


def test_the_short_way(tmp_path: Path) -> None:
    with graph.store.open(tmp_path / "db") as store:
        store.replace({G: TRIPLES})
    with graph.store.open(str(tmp_path / "db"), read_only=True) as store:
        assert set(store.dataset().graph(G)) == set(TRIPLES)
        with pytest.raises(Exception, match="read-write"):
            store.dataset().graph(G).add((S, P, S))
