"""Strangers' queries in reader processes: their limits, what they see, and what is left of them."""

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from rdflib import Literal, URIRef

from api import Limits, ServeSettings, create_app
from api.limits import TookTooLongError, TooManyError, TooManyRowsError, TooMuchMemoryError
from api.pool import HELD, Pool
from api.readers import Reader, ReaderDiedError
from api.snapshots import FOLDER
from graph import record
from graph.errors import QueryError, StoreError
from graph.knowledge import Knowledge
from graph.model import Document, Reading
from graph.store import WHOLE, Scope, open_store
from graph.store.embedded import Embedded
from graph.store.reader import Question
from tests.servers import oxigraph
from tests.serving import serving

EX = "http://example.org/"
G, P = URIRef(f"{EX}g"), URIRef(f"{EX}p")
SIZE = 5000
LONG = "." * 300
ALL = "SELECT ?o { ?s ?p ?o }"
HOURS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z FILTER(STRLEN(CONCAT(?x, ?y, ?z)) < 0) }"
BIG = "SELECT ?a ?b ?x { ?a ?p ?x . ?b ?p ?y }"
GREEDY = f"{BIG} ORDER BY ?y ?x"
ODD = ['},{"', "</result>", "a\nb\r", 'say "x", y', "}", "\t", "{"]
JSON = "application/sparql-results+json"


def triples(count: int, word: str = "said") -> list[tuple[URIRef, URIRef, Literal]]:
    """Long values, so that few rows make a long answer."""
    return [(URIRef(f"{EX}{number}"), P, Literal(f"{word} {number}{LONG}")) for number in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Embedded]:
    with Embedded.open(tmp_path / "db") as opened:
        opened.replace({str(G): triples(SIZE)})
        yield opened


@contextmanager
def pool_of(store: Embedded, **limits: float) -> Iterator[Pool]:
    pool = Pool(store, Limits(**limits))  # type: ignore[arg-type]
    try:
        yield pool
    finally:
        pool.close()


def children() -> dict[int, str]:
    """Give the processes that this one has started and not yet reaped, with their states: `Z` is a zombie."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = path.read_text().rpartition(")")[2].split()
            command = (path.parent / "cmdline").read_bytes()  # of a zombie, nothing is left of it
        except OSError:
            continue
        if int(after[1]) == os.getpid() and (b"graph.store.reader" in command or not command):
            found[int(path.parent.name)] = after[0]
    return found


def everything(pool: Pool, query: str, accept: str = JSON, scope: Scope = WHOLE) -> bytes:
    return b"".join(pool.run(query, accept, scope).pieces)


def values(pool: Pool, query: str = ALL) -> set[str]:
    return {row["o"]["value"] for row in json.loads(everything(pool, query))["results"]["bindings"]}


def test_the_answer_is_what_the_store_itself_gives(store: Embedded) -> None:
    scope = Scope(default_graphs=(str(G),), prefixes={"ex": EX}, base=EX)
    queries = [
        "SELECT * { ex:7 ?p ?o }",
        f"ASK {{ <7> ?p 'said 7{LONG}' }}",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3",
    ]
    with pool_of(store) as pool:
        for query in queries:
            for accept in (JSON, "text/csv", "text/turtle", "application/rdf+xml"):
                answered = pool.run(query, accept, scope)
                assert (answered.media_type, b"".join(answered.pieces)) == store.query(query, accept, scope)


def test_a_query_over_its_time_is_killed_and_nothing_is_left_of_it(store: Embedded) -> None:
    with pool_of(store, seconds=20, most_seconds=30, at_once=1) as pool:
        pool.start()
        everything(pool, "ASK {}")
        before = set(children())
        with pytest.raises(TookTooLongError, match=r"0\.3"):
            pool.run(HOURS, JSON, seconds=0.3)
        assert before.isdisjoint(children())
        assert everything(pool, "ASK {}")
        with pytest.raises(TookTooLongError, match=r"^0\.2$"):
            Pool(store, Limits(most_seconds=0.2)).run(HOURS, JSON, seconds=1000)
    gc.collect()
    assert children() == {}


def test_a_query_that_takes_hours_holds_up_nobody(store: Embedded) -> None:
    settings = ServeSettings(limits=Limits(seconds=300, most_seconds=300, at_once=2))
    with ThreadPoolExecutor(2) as threads, serving(store, settings) as address:
        slow = [threads.submit(httpx.get, f"{address}/sparql", params={"query": HOURS}, timeout=400) for _ in "12"]
        wait_until_it_runs(*slow)
        for path in ["/stats", "/ask?q=who+met+Ada", "/actors", "/interactions", "/health", "/"] * 3:
            assert httpx.get(address + path, timeout=60).status_code == 200
        assert not any(each.done() for each in slow)
        assert len(running()) == 2
        served_until_here = set(children())
        for process in served_until_here:
            os.kill(process, signal.SIGKILL)
        assert [each.result().status_code for each in slow] == [503, 503]
    assert children() == {}


def running() -> list[int]:
    """Give the readers that use the processor: those that are idle sleep."""
    return [process for process, state in children().items() if state == "R"]


def wait_until_it_runs(*asked: Future) -> None:
    while len(running()) < len(asked):
        assert not any(each.done() for each in asked), [each.result() for each in asked]
        time.sleep(0.01)


def test_more_memory_than_allowed_ends_a_query_and_only_that(store: Embedded) -> None:
    with pool_of(store, memory=50 << 20, seconds=60, at_once=1) as pool:
        with pytest.raises(TooMuchMemoryError):
            pool.run(GREEDY, JSON)
        assert len(values(pool)) == SIZE


@pytest.mark.parametrize(
    "accept",
    [
        JSON,
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
        "application/n-triples",
        "text/turtle",
        "application/ld+json",
        "application/rdf+xml",
    ],
)
def test_an_answer_may_have_just_so_many_rows(tmp_path: Path, accept: str) -> None:
    """Whatever is in the values: what looks like the end of a row there is none."""
    told = [(URIRef(f"{EX}{number}"), P, Literal(odd)) for number, odd in enumerate(ODD)]
    table = "sparql" in accept or accept in {"text/csv", "text/tab-separated-values"}
    query = f"SELECT * {{ {{ ?s <{P}> ?o }} UNION {{}} }}" if table else "CONSTRUCT WHERE { ?s ?p ?o }"
    there = len(ODD) + 1 if table else len(ODD)
    with Embedded.open(tmp_path / "db") as store:
        store.replace({str(G): told})
        with pool_of(store, rows=there, at_once=1) as enough:
            assert everything(enough, query, accept)
        with pool_of(store, rows=there - 1, at_once=1) as too_few, pytest.raises(TooManyRowsError):
            too_few.run(query, accept)


def test_a_long_answer_comes_in_pieces_and_ends_where_it_is_dropped(store: Embedded) -> None:
    with pool_of(store, seconds=60, at_once=1, rows=10**9) as pool:
        answered = pool.run(f"{BIG} LIMIT 10000", "text/csv")
        assert len(children()) == 1
        pieces = [len(piece) for piece in answered.pieces]
        assert max(pieces) < HELD < sum(pieces)
        reader = set(children())
        answered = pool.run(BIG, "text/csv")
        assert set(children()) == reader, "a reader that came to the end of an answer goes on with the next one"
        next(answered.pieces)
        del answered
        assert set(children()).isdisjoint(reader)
        assert everything(pool, "ASK {}")


def test_a_limit_behind_the_beginning_breaks_the_answer_off(store: Embedded) -> None:
    rows = 10_000
    with pool_of(store, seconds=60, at_once=1, rows=rows) as pool:
        answered = pool.run(BIG, "text/csv")
        with pytest.raises(TooManyRowsError):
            list(answered.pieces)
        assert everything(pool, "ASK {}")


def test_a_client_never_takes_a_part_for_the_whole(store: Embedded) -> None:
    settings = ServeSettings(limits=Limits(rows=10_000, seconds=60, most_seconds=60))
    with serving(store, settings) as address, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{address}/sparql", params={"query": BIG}, headers={"Accept": "text/csv"}, timeout=60)


def test_a_query_sees_one_state_and_the_next_one_the_newest(store: Embedded) -> None:
    with pool_of(store, seconds=60, at_once=2, rows=10**9) as pool:
        answered = pool.run("SELECT ?o { ?s ?p ?o . ?t ?q ?r } LIMIT 10000", "text/tab-separated-values")
        next(answered.pieces)
        store.replace({str(G): triples(3, "new")})
        assert {value.rstrip(".") for value in values(pool)} == {"new 0", "new 1", "new 2"}
        assert len(list((store.path / FOLDER).glob("*/*"))) == 2
        assert b"new" not in b"".join(answered.pieces)
        assert answered.version < pool.version
        assert len(list((store.path / FOLDER).glob("*/*"))) == 1
        assert pool.run(ALL, JSON).version == pool.version
    assert not (store.path / FOLDER).exists()


def test_snapshots_left_behind_are_removed_and_those_of_others_are_not(store: Embedded) -> None:
    left = store.path / FOLDER / "left"
    store.snapshot(left / "1")
    with pool_of(store, at_once=1) as pool, pool_of(store, at_once=1) as other:
        values(pool)
        assert not left.exists()
        values(other)
        assert len(values(pool)) == SIZE
        assert len(list((store.path / FOLDER).iterdir())) == 2


def test_readers_that_die_are_replaced(store: Embedded) -> None:
    with pool_of(store, seconds=300, most_seconds=300, at_once=1) as pool, ThreadPoolExecutor(1) as thread:
        values(pool)
        (idle,) = children()
        os.kill(idle, signal.SIGKILL)
        os.waitid(os.P_PID, idle, os.WEXITED | os.WNOWAIT)  # a zombie's threads may outlive its first one
        assert len(values(pool)) == SIZE
        slow = thread.submit(pool.run, HOURS, JSON)
        wait_until_it_runs(slow)
        os.kill(running()[0], signal.SIGKILL)
        with pytest.raises(StoreError, match="died"):
            slow.result()
        assert len(values(pool)) == SIZE


def test_a_reader_ends_with_its_server_whatever_happens_to_that(store: Embedded, tmp_path: Path) -> None:
    store.snapshot(tmp_path / "snapshot")
    question = Question(str(tmp_path / "snapshot"), HOURS, JSON, WHOLE, seconds=300, rows=1, memory=1 << 30)
    program = f"""
import os, signal
from api.readers import Reader
from graph.store import Scope
from graph.store.reader import Question
reader = Reader()
reader.ask({question!r})
print(reader.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    told = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=False)
    assert told.returncode == -signal.SIGKILL
    while Path(f"/proc/{int(told.stdout)}").exists():
        time.sleep(0.1)


def test_a_reader_over_its_time_ends_by_itself(store: Embedded, tmp_path: Path) -> None:
    store.snapshot(tmp_path / "snapshot")
    reader = Reader()
    reader.ask(Question(str(tmp_path / "snapshot"), HOURS, JSON, WHOLE, seconds=0.2, rows=1, memory=1 << 30))
    with pytest.raises(ReaderDiedError):
        reader.frame(60)
    reader.end()


def test_what_is_no_query_is_said_and_costs_no_process(store: Embedded) -> None:
    with pool_of(store, at_once=1) as pool:
        values(pool)
        before = set(children())
        for wrong in ("SELECT", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "CLEAR ALL"):
            with pytest.raises(QueryError):
                pool.run(wrong, JSON)
        assert set(children()) == before


def test_more_queries_than_places_wait_and_more_than_that_are_sent_away(store: Embedded) -> None:
    with pool_of(store, seconds=300, most_seconds=300, at_once=1, waiting=1) as pool, ThreadPoolExecutor(2) as threads:
        slow = threads.submit(pool.run, HOURS, JSON)
        wait_until_it_runs(slow)
        waiting = threads.submit(pool.run, ALL, JSON)
        while pool._places._all.acquire(blocking=False):  # until the other one waits
            pool._places._all.release()
        with pytest.raises(TooManyError):
            pool.run(ALL, JSON)
        assert not slow.done()
        os.kill(running()[0], signal.SIGKILL)
        with pytest.raises(StoreError):
            slow.result()
        assert b"".join(waiting.result().pieces)


def test_the_same_question_is_answered_from_memory_until_the_graph_changes(tmp_path: Path) -> None:
    with Embedded.open(tmp_path / "db") as store:
        client = TestClient(create_app(store, Knowledge.load()))
        asked = []
        select = Embedded.select
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Embedded, "select", lambda self, query: asked.append(query) or select(self, query))
            answers = [client.get("/documents") for _ in range(2)]
            once = len(asked)
            store.replace(
                {f"{record.BASE}doc/new": list(record.document_graph(Document("new", "-"), Reading("new"), {}))}
            )
            answers.append(client.get("/documents"))
            assert len(asked) > once > 0
    assert answers[0].headers == answers[1].headers
    assert [len(each.json()["items"]) for each in answers] == [0, 0, 1]


def test_a_server_elsewhere_is_waited_for_no_longer_than_a_query_may_take(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as address, open_store(address) as store:
        store.replace({str(G): triples(SIZE)})
        client = TestClient(create_app(store, Knowledge.load(), ServeSettings(limits=Limits(seconds=1))))
        answered = client.get("/sparql", params={"query": HOURS})
        assert (answered.status_code, answered.json()["title"]) == (503, "Query took too long")
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_closing_ends_what_is_running(store: Embedded) -> None:
    pool = Pool(store, Limits(seconds=300, most_seconds=300))
    with ThreadPoolExecutor(1) as thread:
        slow = thread.submit(pool.run, HOURS, JSON)
        wait_until_it_runs(slow)
        pool.close()
        with pytest.raises(StoreError):
            slow.result()
    assert children() == {}
    with pytest.raises(StoreError, match="no longer served"):
        pool.run(ALL, JSON)


@pytest.mark.parametrize(
    ("limits", "query", "status", "title", "said"),
    [
        (Limits(seconds=0.2), HOURS, 503, "Query took too long", "0.2 seconds"),
        (Limits(memory=50 << 20, seconds=60), GREEDY, 503, "Query needs too much memory", "50 MiB"),
        (Limits(rows=1000), ALL, 422, "Too many rows", "1,000 rows"),
    ],
)
def test_a_problem_says_which_limit_it_was(store: Embedded, limits, query, status, title, said) -> None:
    client = TestClient(create_app(store, Knowledge.load(), ServeSettings(limits=limits)))
    answered = client.get("/sparql", params={"query": query})
    found = answered.json()
    assert (answered.status_code, found["title"]) == (status, title)
    assert said in found["detail"]
    assert answered.headers["content-type"] == "application/problem+json"


def test_threads_of_other_requests_are_not_taken_by_those_who_wait(store: Embedded) -> None:
    settings = ServeSettings(limits=Limits(seconds=300, most_seconds=300, at_once=1, waiting=60))
    with ThreadPoolExecutor(61) as threads, serving(store, settings) as address:
        query = {"query": HOURS}
        asked = [threads.submit(httpx.get, f"{address}/sparql", params=query, timeout=400) for _ in range(61)]
        while not running():
            time.sleep(0.01)
        for _ in range(5):
            assert httpx.get(f"{address}/stats", timeout=60).status_code == 200
        assert not any(each.done() for each in asked)
