"""A store on a server: its address, what passes and what does not, and what servers do differently."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from rdflib import XSD, Literal, URIRef

from graph.errors import QueryError, StoreError
from graph.store import Store, Triple, open_store
from graph.store.address import Address, address
from graph.store.dialects import ANY, OXIGRAPH, VIRTUOSO
from graph.store.exchange import Exchange, Request
from graph.store.protocol import Scope
from graph.store.remote import Remote
from graph.store.rewriting import query
from graph.store.server import Server, find
from tests.servers import free_port

EX = "http://example.org/"
S, P, G, H = (URIRef(EX + name) for name in "spgh")


def said(*texts: str) -> list[Triple]:
    return [(S, P, Literal(text)) for text in texts]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("http://host:7878", Address("http://host:7878")),
        ("https://a:b%40c@host/sparql", Address("https://host/sparql", user="a", password="b@c")),
        ("http://[::1]:3030/news", Address("http://[::1]:3030/news")),
        (
            "http://host/ds/query update=http://other/u graphs=data",
            Address("http://host/ds/query", update="http://other/u", graphs="http://host/ds/data"),
        ),
    ],
)
def test_an_address_is_read(written: str, expected: Address) -> None:
    assert address(written, {}) == expected


def test_credentials_may_stand_in_the_environment() -> None:
    environment = {"ACTORGRAPH_STORE_USER": "a", "ACTORGRAPH_STORE_PASSWORD": "b", "ACTORGRAPH_STORE_TOKEN": "c"}
    assert address("http://host", environment) == Address("http://host", user="a", password="b", token="c")
    assert address("http://x:y@host", environment).password == "y"
    assert "b'" not in repr(address("http://host", environment))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("http://", "names no server"),
        ("http://host:port", "cannot be read"),
        ("http://host write=x", "'write=x' is not understood"),
        ("http://host update=", "'update=' is not understood"),
    ],
)
def test_a_bad_address_says_how_to_write_one(written: str, message: str) -> None:
    with pytest.raises(StoreError, match=rf'{message}.*write it like "http://host:3030/news/query update='):
        open_store(written)


def test_a_server_that_is_not_there() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=rf"{url} does not answer \(.*refused\); start that server"):
        open_store(url)


def test_an_address_of_something_else(server: Callable[[str], str]) -> None:
    url = f"{server('oxigraph')}/nothing/here"
    with pytest.raises(StoreError, match=rf"no SPARQL server answers queries at {url}: .*answers 404"):
        open_store(url)


@pytest.mark.parametrize("path", ["", "/", "/query"])
def test_all_addresses_of_a_known_server_are_found(server: Callable[[str], str], path: str) -> None:
    url = server("oxigraph")
    where = Address(f"{url}{path}")
    with Exchange(where) as exchange:
        assert find(where, exchange) == Server(f"{url}/query", f"{url}/update", f"{url}/store", OXIGRAPH)


def test_addresses_that_are_said_are_taken(server: Callable[[str], str]) -> None:
    url = server("oxigraph")
    with (
        open_store(f"{url}/query update={url}/nothing") as store,
        pytest.raises(StoreError, match="/nothing answers 404"),
    ):
        store.replace({G: said("one")})


def test_an_unknown_server_takes_everything_at_one_address() -> None:
    with _answering(lambda _: (200, '{"head":{},"boolean":true}')) as url, Exchange(Address(url)) as exchange:
        assert find(Address(url), exchange) == Server(url, url, url, ANY)


def test_a_server_that_hides_named_graphs_is_refused(server: Callable[[str], str]) -> None:
    url = server("oxigraph")
    with open_store(url) as store:
        store.replace({G: said("one")})
    plain = Remote(Server(f"{url}/query", f"{url}/update", f"{url}/store", ANY), Exchange(Address(url)))
    with plain, pytest.raises(StoreError, match="do not see the named graphs; set up that server"):
        plain.check_union()


def test_virtuoso_wants_a_user(server: Callable[[str], str]) -> None:
    url = server("virtuoso").replace("dba:dba@", "")
    with (
        open_store(url, environment={}) as store,
        pytest.raises(StoreError, match=r"answers 401 .*give a user and a pass"),
    ):
        store.replace({G: said("one")})
    wrong = {"ACTORGRAPH_STORE_USER": "dba", "ACTORGRAPH_STORE_PASSWORD": "wrong"}
    with open_store(url, environment=wrong) as store, pytest.raises(StoreError, match="answers 401"):
        store.replace({G: said("one")})


def test_a_read_only_store_is_not_written(where: str) -> None:
    with open_store(where) as store:
        store.replace({G: said("one")})
    with open_store(where, read_only=True) as store:
        for write in (
            lambda: store.replace({G: []}),
            lambda: store.update("CLEAR ALL"),
            lambda: store.drop_graph(G),
        ):
            with pytest.raises(StoreError, match="opened only to be read"):
                write()
        assert store.ask("ASK { ?s ?p ?o }")


def test_what_was_written_is_seen_by_others(where: str) -> None:
    with open_store(where) as store:
        store.replace({G: said("one")})
    with open_store(where, read_only=True) as store:
        assert [quad[2] for quad in store.quads()] == [Literal("one")]


def test_many_and_long_statements(store: Store) -> None:
    many = [(URIRef(f"{EX}{number}"), P, Literal("x" * (number % 90))) for number in range(6_000)]
    long = [(S, P, Literal("é\n" * 100_000))]
    store.replace(
        {G: many, H: long}, {(H, f"{EX}{number}"): [(URIRef(f"{EX}{number}"), P, S)] for number in range(900)}
    )
    assert store.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == [{"n": 6_901}]
    assert sum(1 for _ in store.quads()) == 6_901
    store.replace({G: []}, {(H, f"{EX}{number}"): [] for number in range(900)})
    assert [quad[2] for quad in store.quads()] == [long[0][2]]


def test_rows_are_never_left_out_in_silence(server: Callable[[str], str]) -> None:
    with open_store(server("virtuoso")) as store:
        store.replace({G: [(URIRef(f"{EX}{number}"), P, Literal(number)) for number in range(2_050)]})
        with pytest.raises(StoreError, match=r"no more than 2000 rows at once.*raise ResultSetMaxRows"):
            store.select(f"SELECT ?o {{ GRAPH <{G}> {{ ?s ?p ?o }} }}")
        store.replace({G: []})


VALUES: list[tuple[URIRef | Literal, object]] = [
    (Literal("7", datatype=XSD.integer), 7),
    (Literal("-0.5", datatype=XSD.decimal), -0.5),
    (Literal("true", datatype=XSD.boolean), True),
    (Literal("false", datatype=XSD.boolean), False),
    (Literal("2024-02-29", datatype=XSD.date), date(2024, 2, 29)),
    (Literal("2024", datatype=XSD.gYear), "2024"),
    (Literal("http://example.org/x?y=1&z", datatype=XSD.anyURI), "http://example.org/x?y=1&z"),
    (Literal("mot", lang="fr"), "mot"),
    (URIRef("http://example.org/name%20with/å/名"), "http://example.org/name%20with/å/名"),
]


def test_values_come_back_as_they_were(store: Store) -> None:
    store.replace({G: [(S, URIRef(f"{EX}p{number}"), term) for number, (term, _) in enumerate(VALUES)]})
    rows = store.select("SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?p")
    assert [row["o"] for row in rows] == [value for _, value in VALUES]
    assert sorted((quad[1], quad[2].n3()) for quad in store.quads()) == [
        (URIRef(f"{EX}p{number}"), term.n3()) for number, (term, _) in enumerate(VALUES)
    ]


def test_the_whole_comes_back_in_each_format(store: Store) -> None:
    store.replace({G: said("one"), H: said("one", "two")})
    assert sorted(store.dump("nq").decode().splitlines()) == [
        f'<{S}> <{P}> "one" <{G}> .',
        f'<{S}> <{P}> "one" <{H}> .',
        f'<{S}> <{P}> "two" <{H}> .',
    ]
    assert store.dump("nt").decode().splitlines() == [f'<{S}> <{P}> "one" .', f'<{S}> <{P}> "two" .']


@pytest.mark.parametrize(
    ("asked", "hidden"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT ?o { GRAPH ?g { <a:> ?p ?o } }", True),
        ("SELECT ?o { ?s <p:> ?x ; ?p 5 }", True),
        ("SELECT ?a ?b ?c { ?a <p:> ?b . ?b a:x ?c FILTER(?a != ?b) }", False),
        ("SELECT * { GRAPH<a:> { ?s ?p ?o } }", False),
        ("SELECT * FROM <a:> { ?s ?p ?o }", False),
        ("ASK { GRAPH #?\na:b { ?s ?p ?o } }", False),
        ("SELECT * { ?s a ?class }", False),
    ],
)
def test_virtuoso_leaves_out_its_own_graphs_where_they_could_be_seen(asked: str, *, hidden: bool) -> None:
    written = query(asked, Scope(), VIRTUOSO)
    assert written.startswith("define input:default-graph-exclude <") == hidden
    assert written.endswith(asked)


def test_a_query_declares_what_its_scope_does() -> None:
    assert query("ASK { ?s ?p ?o }", Scope(default_graphs=("a:",)), VIRTUOSO) == "ASK { ?s ?p ?o }"
    assert query("ASK {}", Scope(base="b:", prefixes={"x": "y:"}), ANY) == "BASE <b:>\nPREFIX x: <y:>\nASK {}"


@contextmanager
def _answering(answer: Callable[[int], tuple[int, str]]) -> Iterator[str]:
    """Run a server that answers the nth request as it is told."""
    number = iter(range(10**6))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, body = answer(next(number))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever).start()
        yield f"http://127.0.0.1:{listening.server_address[1]}"
        listening.shutdown()


@pytest.mark.parametrize(
    ("failures", "repeatable", "tried"),
    [
        ([503, 429, 502], True, 4),
        ([503] * 9, True, 4),
        ([503], False, 1),
        ([500], True, 1),
        ([400], True, 1),
    ],
)
def test_what_passes_is_tried_again(failures: list[int], tried: int, *, repeatable: bool) -> None:
    asked: list[int] = []
    pauses: list[float] = []

    def answer(number: int) -> tuple[int, str]:
        asked.append(number)
        return (failures[number], "no\nluck") if number < len(failures) else (200, "{}")

    with _answering(answer) as url, Exchange(Address(url), sleep=pauses.append) as exchange:
        request = Request("POST", url, body=b"x", repeatable=repeatable)
        if tried > len(failures):
            assert exchange.send(request).json() == {}
        else:
            with pytest.raises((QueryError, StoreError), match="no luck"):
                exchange.send(request)
    assert len(asked) == tried
    assert pauses == sorted(pauses)
    assert len(pauses) == tried - 1


def test_a_deadlock_of_virtuoso_passes() -> None:
    answers = [(500, "Virtuoso 40001 Error SR172: Transaction deadlocked"), (200, json.dumps({"done": True}))]
    with (
        _answering(lambda number: answers[number]) as url,
        Exchange(Address(url), passing=VIRTUOSO.passing, sleep=lambda _: None) as exchange,
    ):
        assert exchange.send(Request("POST", url, body=b"x")).json() == {"done": True}


def test_an_answer_that_is_none() -> None:
    with (
        _answering(lambda _: (200, "<html>")) as url,
        Remote(Server(url, url, url, ANY), Exchange(Address(url))) as store,
    ):
        for ask in (lambda: store.select("SELECT * {}"), lambda: store.ask("ASK {}"), lambda: list(store.quads())):
            with pytest.raises(StoreError, match=r"answers what cannot be read .*is it a SPARQL 1\.1 server"):
                ask()
