"""Queries that the store's engine would not answer as SPARQL 1.1 says, and the words in which it does."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import Scope, Store, open_store
from graph.store.conforming import conforming
from tests.w3c.reading import FOLDER

DATA = """PREFIX : <http://e/> INSERT DATA {
  GRAPH :g { :a :p :b . :b :p :c . :a :name "A" }
  GRAPH :h { :a :p :d }
}"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db") as opened:
        opened.update(DATA)
        yield opened


def found(store: Store, query: str, scope: Scope | None = None) -> list[str]:
    chosen = scope or Scope(prefixes={"": "http://e/"})
    return sorted(store.query(query, "text/csv", chosen)[1].decode().replace("http://e/", ":").split()[1:])


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("SELECT ?s { ?s :p* :c }", [":a", ":b", ":c"]),
        ("SELECT ?s { ?s :p* :none }", [":none"]),
        ("SELECT ?s { ?s :p? :none }", [":none"]),
        ("SELECT ?o { :none :p*/:p? ?o }", [":none"]),
        ("SELECT ?o { :none :p|:p* ?o }", [":none"]),
        ("SELECT ?o { :none :p+ ?o }", []),
        ("SELECT ?o { :none :p/:p* ?o }", []),
        ("SELECT ?o { :none (^:p)* ?o ; :p* ?o }", [":none"]),
        ("SELECT ?s ?n { :a :name ?n . ?s :p* :none, :other }", []),
        ("SELECT ?s ?n { :a :name ?n ; :p* :b . ?s :p* :none }", [":none,A"]),
        ("SELECT ?s { ?s :p* 'none' }", ["none"]),
        ("SELECT ?x { :none :p* :none BIND(1 AS ?x) }", ["1"]),
        ("SELECT ?x { :none :p* :other BIND(1 AS ?x) }", []),
        ("SELECT ?x { :a :p* :a BIND(1 AS ?x) }", ["1"]),
        ("SELECT ?s { GRAPH :h { ?s :p* :c } }", [":c"]),
        ("SELECT ?s { GRAPH :g { ?s :p* :c } }", [":a", ":b", ":c"]),
        ("SELECT ?s { ?s :p ?o FILTER EXISTS { :none :p* :none } FILTER(?o = :c) }", [":b"]),
        ("SELECT ?s { { SELECT ?s { ?s :p* :none } } }", [":none"]),
        ("SELECT (2*3 AS ?x) { FILTER(2 *3 > 1) }", ["6"]),
        ('SELECT (LANG(GROUP_CONCAT(?x)) AS ?l) (1 AS ?y) { VALUES ?x { "a"@en "b"@en } }', [",1"]),
        ("SELECT ?g ?x { GRAPH ?g { ?x :p :b MINUS { ?y :p :b } } }", [":g,:a"]),
        ("SELECT ?x { GRAPH ?g { ?x :p :b MINUS { ?x :p :b } } }", []),
        ("SELECT ?x { GRAPH ?g { ?x :p :b MINUS { ?x :p :d } } }", [":a"]),
        ("SELECT ?x { ?x :p :b MINUS { ?y :p :b } }", [":a"]),
        ("SELECT ?g ?x { GRAPH ?g { VALUES ?x { 1 } } }", [":g,1", ":h,1"]),
        ("SELECT ?g ?x { GRAPH ?g { VALUES (?g ?x) { (:g 1) (UNDEF 2) } } }", [":g,1", ":g,2", ":h,2"]),
        ("SELECT ?g ?x { GRAPH ?g { :b :p ?o VALUES ?x { 1 } } }", [":g,1"]),
    ],
)
def test_a_query_is_answered_as_sparql_says(store: Store, query: str, answer: list[str]) -> None:
    assert found(store, query) == answer


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s :p* :c }",
        "SELECT ?s { ?s :p* ?o }",
        "SELECT ?s { ?s :p+ :none }",
        "SELECT ?s { VALUES ?s { :none } ?s :p* ?o }",
        "SELECT ?x { ?x :p :b MINUS { ?y :p :b } }",
        "SELECT ?x { GRAPH :g { ?x :p :b MINUS { ?y :p :b } } }",
        "SELECT ?x { GRAPH ?g { ?x :p :b MINUS { ?x :q :b } } }",
        "SELECT ?x { SERVICE <a:> { GRAPH ?g { ?x :p :b MINUS { ?y :q :b } ?x :p* :none } } }",
        "SELECT ?s { ?s :p _:x . _:x :q ?z . ?s :p* :none }",
        "SELECT ?s { ?s :p* :none",
        "SELECT ?s { << ?s :p ?o >> :p* :none }",
        "GRAPH",
    ],
)
def test_other_queries_stay_as_they_are(query: str) -> None:
    assert conforming(query, lambda term: term == ":none") == query


def test_what_is_wrong_is_told_of_the_query_itself(store: Store) -> None:
    with pytest.raises(Exception, match="error at 1:30:"):
        store.query("SELECT ?s { ?s :p* :none ?? }", "text/csv", Scope(prefixes={"": "http://e/"}))


def is_sparql(query: str) -> bool:
    try:
        ox.Store().query(query, base_iri="http://e/")
    except SyntaxError:
        return False
    except RuntimeError:  # an unknown function
        return True
    return True


def test_what_is_sparql_stays_sparql_and_what_is_none_stays_none() -> None:
    changed = 0
    for path in sorted(FOLDER.glob("*/*.rq")):
        query = path.read_text(encoding="utf-8")
        written = conforming(query, lambda _: True, whole=False)
        assert is_sparql(written) == is_sparql(query), path
        changed += written != query
    assert changed >= 15
