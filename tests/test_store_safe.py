"""What a stranger's query must not do, however it is written."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import QueryError, StoreError
from graph.store import Scope, Store, open_store
from graph.store.safe import keywords
from graph.store.tokens import tokens

PREFIXES = "PREFIX : <{0}> PREFIX e: <{0}> PREFIX t.rue: <{0}> "


class Elsewhere(BaseHTTPRequestHandler):
    """A server that nobody may be made to ask."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(500)

    do_POST = do_GET  # noqa: N815 -- the name that http.server calls

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (Elsewhere,), {"asked": asked})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db") as opened:
        opened.update("INSERT DATA { <a:s> <a:p> true, 1, 'x' ; <a:q#> <http://127.0.0.1/a#> }")
        yield opened


SERVICES = [
    "SELECT * { SERVICE <{0}> { ?a ?b ?c } }",
    "SELECT * { service silent <{0}> { ?a ?b ?c } }",
    "SELECT * { SERVICE:x { ?a ?b ?c } }",
    "SELECT * { SERVICEe:x { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p true.SERVICE:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<{0}> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1SERVICE<{0}> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o.SERVICE<{0}>{ ?a ?b ?c } }",
    "SELECT * { OPTIONAL { ?s e:a\\# ?o }\n SERVICE <{0}> { ?a ?b ?c } }",
    "SELECT * { OPTIONAL { ?s e:a\\# ?o } SERVICE <{0}> { ?a ?b ?c } }",
    "SELECT * { OPTIONAL { ?s e:a\\' ?o } SERVICE <{0}> { ?a ?b ?c } OPTIONAL { ?s e:a\\' ?o } }",
    "SELECT * { OPTIONAL { ?s <http://127.0.0.1/\\u0061#> ?o } SERVICE <{0}> { ?a ?b ?c } }",
    'SELECT * { VALUES ?x { """a" } SERVICE <{0}> { ?a ?b ?c } }',
    "SELECT * { VALUES ?x { '''a' } SERVICE <{0}> { ?a ?b ?c } }",
    "SELECT * { FILTER(1<2)SERVICE<{0}>{ ?a ?b ?c } FILTER(2>1) }",
    "SELECT * { VALUES ?x { <{0}> } SERVICE?x { ?a ?b ?c } }",
    "SELECT * { # it's\r SERVICE <{0}> { ?a ?b ?c } }",
    "SELECT * { FILTER EXISTS { SERVICE <{0}> { ?a ?b ?c } } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_asks_another_server(store: Store, elsewhere: tuple[str, list[str]], query: str) -> None:
    address, asked = elsewhere
    written = PREFIXES.format(address) + query.replace("{0}", address)
    with pytest.raises(QueryError):
        store.query(written, "application/json")
    assert asked == []


def test_a_query_may_ask_where_that_is_allowed(store: Store, elsewhere: tuple[str, list[str]]) -> None:
    address, asked = elsewhere
    with pytest.raises((QueryError, StoreError)):
        store.query(SERVICES[0].replace("{0}", address), "application/json", Scope(reach_out=True))
    assert asked
    asked.clear()


@pytest.mark.parametrize("update", ["LOAD <{0}>", "load silent<{0}>", "LOAD:x", "LOADSILENT:x", "CLEAR ALL;LOAD<{0}>"])
def test_no_update_asks_another_server(store: Store, elsewhere: tuple[str, list[str]], update: str) -> None:
    address, asked = elsewhere
    with pytest.raises(QueryError):
        store.update(PREFIXES.format(address) + update.replace("{0}", address))
    assert asked == []
    assert store.ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    "update",
    [
        "PREFIX load: <x:> INSERT DATA { load:a load:b load:c }",
        "PREFIX service: <x:> INSERT DATA { service:a service:b 'LOAD <a:> SERVICE' } # LOAD",
    ],
)
def test_prefixes_may_have_such_names(store: Store, update: str) -> None:
    store.update(update)
    assert store.ask("ASK { ?s ?p ?o FILTER STRSTARTS(STR(?s), 'x:') }")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?SERVICE { ?s e:SERVICE 'SERVICE' } # SERVICE", {"SELECT"}),
        ('ASK { ?s ?p """a "SERVICE" b""", <x:SERVICE>, "SERVICE"@SERVICE, _:SERVICE }', {"ASK"}),
        ("ASK { ?s ?p true.FILTER(?s<3&&?p>4)}", {"ASK", "TRUE", "FILTER"}),
        ("ASK { ?s a e:x\\#y;e:b.c ?d. }", {"ASK", "A"}),
        ("SELECT(COUNT(*)AS?n){}", {"SELECT", "COUNT", "AS"}),
    ],
)
def test_words_are_told_from_what_looks_like_them(query: str, words: set[str]) -> None:
    assert keywords(query) == words


NONSENSE = ["a.", "a-", '"', '"""', "'\\", "<a", "a%", "_:a.", "PREFIX ", "?s :p* :o . ", "(:p*/"]


@pytest.mark.parametrize("piece", NONSENSE)
def test_long_nonsense_is_read_once(piece: str) -> None:
    found = list(tokens(piece * (100_000 // len(piece))))
    assert found[0].start == 0
    assert all(before.end <= after.start for before, after in pairwise(found))
