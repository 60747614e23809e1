"""Single graphs of a store, read and written as RDF, updates, and what a query sees."""

from io import BytesIO
from pathlib import Path

import pytest
from rdflib import Graph

from graph.errors import DataError, QueryError, StoreError
from graph.store import Data, Result, Scope, Store, open_store

G = "http://example.org/g"
TURTLE = "text/turtle"
TWO = f"INSERT DATA {{ <a:> <p:> 1 . GRAPH <{G}> {{ <b:> <p:> 2 }} GRAPH <h:> {{ <c:> <p:> 3 }} }}"


def said(text: str, media_type: str = TURTLE) -> list[Data]:
    return [Data(text.encode(), media_type, "http://example.org/base/")]


def text(result: Result | None) -> str:
    assert result
    body = BytesIO()
    result.write(body)
    return body.getvalue().decode()


def numbers(store: Store, query: str, scope: Scope) -> list[str]:
    return sorted(store.query(query, "text/csv", scope)[1].decode().split()[1:])


def test_a_graph_says_what_was_put_and_then_more(store: Store) -> None:
    assert store.put_graph(G, said("<s> <p> [ <q> 1 ] ."))
    assert not store.put_graph(G, said("<s> <p> [ <q> 2 ] ."))
    assert not store.post_graph(G, [*said("[ <r> 3 ] ."), *said("[ <r> 3 ] .")])
    expected = Graph().parse(
        data="@base <http://example.org/base/> . <s> <p> [ <q> 2 ] . [ <r> 3 ] . [ <r> 3 ] .", format="turtle"
    )
    read = Graph().parse(data=text(store.read_graph(G, TURTLE)), format="turtle")
    assert read.isomorphic(expected)
    assert text(store.read_graph(None, TURTLE)) == ""


def test_a_dropped_graph_is_not_there(standard_store: Store) -> None:
    standard_store.put_graph(G, said(""))
    assert text(standard_store.read_graph(G, TURTLE)) == ""
    assert standard_store.drop_graph(G)
    assert not standard_store.drop_graph(G)
    assert standard_store.read_graph(G, TURTLE) is None


def test_the_unnamed_graph_is_always_there(standard_store: Store) -> None:
    standard_store.update(TWO)
    assert not standard_store.put_graph(None, said("<x:> <p:> 9 ."))
    assert text(standard_store.read_graph(None, "application/n-triples")).startswith("<x:> <p:>")
    assert standard_store.drop_graph(None)
    assert text(standard_store.read_graph(None, TURTLE)) == ""
    assert "<b:>" in text(standard_store.read_all("application/n-quads"))


def test_bad_data_changes_nothing(store: Store) -> None:
    store.put_graph(G, said("<s> <p> 1 ."))
    before, version = text(store.read_graph(G, TURTLE)), store.version
    for bad in (said("<s> <p> 1"), said("x", "image/png"), [*said("<s> <p> 3 ."), *said("{")], said("}", "text/csv")):
        with pytest.raises(DataError):
            store.put_graph(G, bad)
        with pytest.raises(DataError):
            store.post_graph(G, bad)
    with pytest.raises(DataError, match="give an absolute IRI"):
        store.put_graph("no iri", said(""))
    assert (text(store.read_graph(G, TURTLE)), store.version) == (before, version)


@pytest.mark.parametrize(
    ("scope", "seen", "named"),
    [
        (Scope(), ["1", "2", "3"], ["2", "3"]),
        (Scope(union=False), ["1"], ["2", "3"]),
        (Scope(default_graphs=(G,)), ["2"], []),
        (Scope(default_graphs=(G, "h:"), named_graphs=("h:",)), ["2", "3"], ["3"]),
        (Scope(named_graphs=("none:",)), [], []),
    ],
)
def test_a_scope_says_which_graphs_a_query_sees(
    standard_store: Store, scope: Scope, seen: list[str], named: list[str]
) -> None:
    standard_store.update(TWO)
    assert numbers(standard_store, "SELECT ?o { ?s ?p ?o }", scope) == seen
    assert numbers(standard_store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", scope) == named


def test_a_scope_counts_instead_of_from(standard_store: Store) -> None:
    standard_store.update(TWO)
    assert numbers(standard_store, f"SELECT ?o FROM <{G}> {{ ?s ?p ?o }}", Scope()) == ["2"]
    assert numbers(standard_store, f"SELECT ?o FROM <{G}> {{ ?s ?p ?o }}", Scope(default_graphs=("h:",))) == ["3"]


def test_a_scope_says_what_short_names_mean(store: Store) -> None:
    scope = Scope(base="http://example.org/", prefixes={"x": "http://example.org/"})
    store.update("INSERT DATA { GRAPH x:g { <s> x:p x:o } }", scope)
    assert (
        store.query("ASK { x:s <p> <http://example.org/o> }", "application/json", scope)[1]
        == b'{"head":{},"boolean":true}'
    )
    assert b"false" in store.query("PREFIX x: <other:> ASK { x:s <p> ?o }", "application/json", scope)[1]
    with pytest.raises(QueryError):
        store.query("ASK { x:s ?p ?o }", "application/json")


def test_an_update_is_done_whole_or_not_at_all(standard_store: Store) -> None:
    standard_store.update(TWO)
    version = standard_store.version
    with pytest.raises((QueryError, StoreError), match="The graph <none:> does not exist"):
        standard_store.update("INSERT DATA { <z:> <p:> 9 } ; DROP GRAPH <none:>")
    with pytest.raises(QueryError, match=r"error at \d+:\d+"):
        standard_store.update("INSERT DATA { <z:> <p:> 9 } ; DROP GRAPH")
    assert numbers(standard_store, "SELECT ?o { ?s ?p ?o }", Scope()) == ["1", "2", "3"]
    assert standard_store.version == version
    standard_store.update("CLEAR ALL")
    assert standard_store.version > version


def test_what_cannot_be_done_is_told_from_what_is_not_understood(embedded: Store) -> None:
    with pytest.raises(QueryError, match="nothing was changed: The graph <none:> does not exist"):
        embedded.update("DROP GRAPH <none:>")
    with pytest.raises(QueryError, match="the update is not SPARQL, nothing was changed"):
        embedded.update("DROP GRAPH")


def test_an_update_sees_the_graphs_that_are_chosen(standard_store: Store) -> None:
    standard_store.update(TWO)
    standard_store.update("INSERT { <x:> <p:> ?o } WHERE { ?s <p:> ?o }", Scope(default_graphs=(G,)))
    assert numbers(standard_store, "SELECT ?o { <x:> <p:> ?o }", Scope()) == ["2"]


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "LOAD SILENT <file:///etc/passwd>",
        "INSERT {} WHERE { SERVICE <a:> { ?s ?p ?o } }",
    ],
)
def test_an_update_asks_no_other_machine_unless_allowed(store: Store, update: str) -> None:
    with pytest.raises(QueryError, match="not allowed here"):
        store.update(update)


def test_a_file_of_this_machine_is_never_loaded(embedded: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.nt").write_text("<a:> <b:> <c:> .")
    with pytest.raises(QueryError, match="could not be done"):
        embedded.update(f"LOAD <{(tmp_path / 'secret.nt').as_uri()}>", Scope(reach_out=True))


def test_what_was_opened_to_be_read_is_not_updated(tmp_path: Path) -> None:
    open_store(tmp_path / "db").close()
    with open_store(tmp_path / "db", read_only=True) as store:
        for write in (lambda: store.update(TWO), lambda: store.put_graph(G, said("")), lambda: store.drop_graph(G)):
            with pytest.raises(StoreError, match="only to be read"):
                write()
