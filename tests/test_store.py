"""A store on disk: what is written, what is read, and what a damaged or foreign folder says."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rdflib import XSD, BNode, Literal, URIRef

from graph.errors import QueryError, StoreError
from graph.store import Store, Triple, open_store
from graph.store.codec import to_quad
from graph.store.embedded import Embedded, _difference
from graph.store.safe import keywords

EX = "http://example.org/"
S, P, OTHER, G, H = (URIRef(EX + name) for name in "spogh")
DAY = Literal("2024-10-09", datatype=XSD.date)


def said(*texts: str) -> list[Triple]:
    return [(S, P, Literal(text)) for text in texts]


def texts(store: Store, graph: URIRef = G) -> set[str]:
    return {str(row["o"]) for row in store.select(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")}


def test_replace_makes_a_graph_say_just_that(store: Store) -> None:
    store.replace({G: said("one", "two"), H: said("else")})
    store.replace({G: said("two", "three")})
    assert texts(store) == {"two", "three"}
    assert texts(store, H) == {"else"}


def test_an_empty_graph_is_gone(store: Store) -> None:
    store.replace({G: said("one")})
    store.replace({G: []})
    assert store.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } }") == []


def test_single_subjects_are_replaced(store: Store) -> None:
    store.replace({G: [*said("one"), (OTHER, P, Literal("other"))]})
    store.replace({}, {(G, S): said("two")})
    assert texts(store) == {"two", "other"}
    store.replace({}, {(G, S): []})
    assert texts(store) == {"other"}


def test_all_or_nothing(store: Store) -> None:
    store.replace({G: said("one")})
    blank: Triple = (S, P, BNode())  # type: ignore[assignment]
    for bad in (blank, (URIRef("no IRI"), P, OTHER)):
        with pytest.raises(StoreError, match="nothing was changed"):
            store.replace({G: said("two"), H: [bad]})
        assert texts(store) == {"one"}


def test_a_failure_while_the_statements_are_made(store: Store) -> None:
    def broken() -> Iterator[Triple]:
        yield from said("two")
        raise KeyError("biden")

    with pytest.raises(KeyError):
        store.replace({G: broken()})
    assert list(store.quads()) == []


HARD = ["", "\"'\\\n\r\t", '"""', "\x00\x01\x1f\x7f\x85", "}", "# no comment", "名 🙂", "\u2028", "a" * 100_000]


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_any_text_comes_back(store: Store, text: str) -> None:
    store.replace({G: said(text)})
    assert texts(store) == {text}
    assert [quad[2] for quad in store.quads()] == [Literal(text)]
    store.replace({G: said("other")})
    assert texts(store) == {"other"}


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Literal("7", datatype=XSD.integer), 7),
        (Literal("0.5", datatype=XSD.decimal), 0.5),
        (Literal("true", datatype=XSD.boolean), True),
        (DAY, date(2024, 10, 9)),
        (Literal("text"), "text"),
        (Literal("mot", lang="fr"), "mot"),
        (Literal("-1000-01-01", datatype=XSD.date), "-1000-01-01"),
        (OTHER, f"{EX}o"),
    ],
    ids=str,
)
def test_solutions_are_python_values(store: Store, term: URIRef | Literal, value: object) -> None:
    store.replace({G: [(S, P, term)]})
    assert store.select("SELECT ?o ?none { ?s ?p ?o }") == [{"o": value, "none": None}]
    assert next(iter(store.quads()))[2] == term


def test_writing_the_same_again_writes_nothing(embedded: Store) -> None:
    triples = [*said("one"), (S, P, DAY), (S, P, Literal("0.25", datatype=XSD.decimal))]
    assert _difference(set(), {to_quad(triple, G) for triple in triples}).startswith("INSERT DATA")
    embedded.replace({G: triples})
    there = set(embedded._store)  # type: ignore[attr-defined]
    assert _difference(there, {to_quad(triple, G) for triple in triples}) == ""
    before = embedded.version
    embedded.replace({G: triples})
    assert embedded.version == before


def test_queries_see_all_graphs_unless_they_choose(store: Store) -> None:
    store.replace({G: said("one"), H: said("two")})
    assert len(store.select("SELECT * { ?s ?p ?o }")) == 2
    assert len(store.select(f"SELECT * FROM <{G}> {{ ?s ?p ?o }}")) == 1
    assert len(store.select(f"SELECT * FROM <{EX}none> {{ ?s ?p ?o }}")) == 0
    assert store.ask('ASK { ?s ?p "two" }')
    assert not store.ask('ASK { ?s ?p "FROM" }')


@pytest.mark.parametrize(
    ("query", "accept", "media", "body"),
    [
        ("SELECT ?o { ?s ?p ?o }", "text/csv", "text/csv", "o\r\none\r\n"),
        ("SELECT ?o { ?s ?p ?o }", "text/tab-separated-values", "text/tab-separated-values", '?o\n"one"\n'),
        (
            "SELECT ?o { ?s ?p ?o }",
            "text/html, application/sparql-results+xml;q=0.9",
            "application/sparql-results+xml",
            "<literal>one</literal>",
        ),
        ("SELECT ?o { ?s ?p ?o }", "*/*", "application/sparql-results+json", '"value":"one"'),
        ("SELECT ?o { ?s ?p ?o }", "text/csv;q=0, */*", "application/sparql-results+json", '"value":"one"'),
        ("ASK { ?s ?p ?o }", "application/json", "application/json", '"boolean":true'),
        ("ASK { ?s ?p ?o }", "text/csv", "application/sparql-results+json", '"boolean":true'),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", "text/turtle", f'<{EX}s> <{EX}p> "one"'),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json", '"@value":"one"'),
        (
            "DESCRIBE <http://example.org/s>",
            "application/n-triples",
            "application/n-triples",
            f'<{EX}s> <{EX}p> "one" .',
        ),
        ("DESCRIBE <http://example.org/s>", "nonsense;q=x", "text/turtle", '"one"'),
    ],
)
def test_the_result_is_written_as_asked(store: Store, query: str, accept: str, media: str, body: str) -> None:
    store.replace({G: said("one")})
    found, written = store.query(query, accept)
    assert found == media
    assert body in written.decode()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o {\n ?s ?p }",
        "",
        "SELECT",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "LOAD <http://example.org>",
        "DROP ALL",
    ],
)
def test_what_is_no_query_is_refused_with_its_place(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"the query is not SPARQL: error at \d+:\d+"):
        store.query(query, "*/*")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1:9>{?s ?p ?o} } } }",
        "# a comment\nASK { SERVICE ?x { ?s ?p ?o } }",
        'SELECT * { BIND("#" AS ?a) SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }',
        "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1:9> { ?s ?p ?o } FILTER(?c>?d) }",
        "PREFIX : <a:> SELECT * { ?s :p ?o. SERVICE :x { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_out(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        store.query(query, "*/*")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT ?service { ?service ?p ?o } # SERVICE",
        "PREFIX service: <http://example.org/SERVICE> SELECT * { ?s service:x ?o }",
        "SELECT * { ?s <http://example.org/SERVICE> ?o }",
    ],
)
def test_the_word_alone_is_harmless(store: Store, query: str) -> None:
    assert store.select(query) == []


def test_keywords() -> None:
    assert keywords("""select ?from { ?a "from" <from> . # from\n ?a from:b 'it\\'s' }""") == {"SELECT"}


def test_select_and_ask_say_what_they_want(store: Store) -> None:
    with pytest.raises(QueryError, match="a SELECT query is wanted"):
        store.select("ASK {}")
    with pytest.raises(QueryError, match="an ASK query is wanted"):
        store.ask("SELECT * {}")
    with pytest.raises(StoreError, match="cannot be written as 'xml'; known are nq, trig, jsonld, ttl, nt"):
        store.dump("xml")


def test_the_version_rises_with_each_write_that_changes_something(store: Store) -> None:
    versions = [store.version]
    for said_now in (said("one"), said("two"), []):
        store.replace({G: said_now})
        versions.append(store.version)
    assert versions == sorted(set(versions))
    store.select("SELECT * { ?s ?p ?o }")
    assert store.version == versions[-1]


def test_a_snapshot_stays_as_it_was(tmp_path: Path) -> None:
    with Embedded.open(tmp_path / "db") as store:
        store.replace({G: said("one")})
        store.snapshot(tmp_path / "new" / "snapshot")
        store.replace({G: said("two")})
        with open_store(tmp_path / "new" / "snapshot", read_only=True) as then:
            assert texts(then) == {"one"}
        assert texts(store) == {"two"}
        with pytest.raises(StoreError, match=r"could not be copied to .*snapshot .*; choose a new folder"):
            store.snapshot(tmp_path / "new" / "snapshot")


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        store.replace({G: said("one")})
    for read_only in (True, False):
        with open_store(tmp_path / "db", read_only=read_only) as store:
            assert texts(store) == {"one"}


def test_a_read_only_store_is_not_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        store.replace({G: said("one")})
    with open_store(tmp_path / "db", read_only=True) as store:
        with pytest.raises(StoreError, match="opened only to be read"):
            store.replace({G: said("two")})
        assert texts(store) == {"one"}


def test_nothing_there_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph in .*none; build one first with 'actorgraph build"):
        open_store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


@pytest.mark.usefixtures("embedded")
def test_a_second_writer_is_told_of_the_first(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is being written by another process"):
        open_store(tmp_path / "db")
    code = f"from pathlib import Path; from graph.store import open_store; open_store(Path({str(tmp_path / 'db')!r}))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "StoreError" in found.stderr
    assert "is being written by another process" in found.stderr


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"holds other files \(such as letter\.txt\)"):
            open_store(tmp_path, read_only=read_only)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "db").write_text("x")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"cannot be opened \(.*Not a directory"):
            open_store(tmp_path / "db", read_only=read_only)
    assert (tmp_path / "db").read_text() == "x"


@pytest.mark.parametrize("damaged", ["CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_database(tmp_path: Path, damaged: str, *, read_only: bool) -> None:
    with open_store(tmp_path / "db") as store:
        store.replace({G: said(*map(str, range(1000)))})
    for file in (tmp_path / "db").glob(damaged):
        file.write_bytes(b"garbage" * 20)
    before = {file.name: file.read_bytes() for file in (tmp_path / "db").glob(damaged)}
    assert before
    with pytest.raises(StoreError, match=r"the graph in .*db (cannot be opened|could not be read)"):  # noqa: SIM117
        with open_store(tmp_path / "db", read_only=read_only) as opened:
            opened.select("SELECT * { ?s ?p ?o }")
    assert {file.name: file.read_bytes() for file in (tmp_path / "db").glob(damaged)} == before


def test_a_closed_store(tmp_path: Path) -> None:
    store = open_store(tmp_path / "db")
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.ask("ASK {}")
    open_store(tmp_path / "db").close()
