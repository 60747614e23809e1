"""The HTTP API on the graph of the five seeds, as their annotators read them."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph

from api import Limits, ServeSettings, create_app
from api.marked import pieces
from api.schemas import Span
from graph import build, find
from graph.errors import StoreError
from graph.knowledge import Knowledge
from graph.model import Document, Reading
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.negotiation import choose
from tests import facts

GALLANT = "person/yoav-gallant"
AXIOS = "000_9025a99d95292b6f"
CNN = "001_943307701e58fa28"
DAYS = {AXIOS: date(2024, 10, 11), CNN: date(2024, 4, 13)}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?i a <https://w3id.org/actorgraph/ns#Interaction> }"
KIND = "<https://w3id.org/actorgraph/ns#kind>"
SLOW = (
    f"SELECT (COUNT(*) AS ?n) {{ ?a {KIND} ?k . ?b {KIND} ?l . ?c {KIND} ?m "
    "FILTER(STRLEN(CONCAT(STR(?k), STR(?l), STR(?m))) < 0) }"
)
LINKS = "CONSTRUCT WHERE { ?a <https://w3id.org/actorgraph/ns#kind> ?b }"
PROBLEM = "application/problem+json"
EVIL = "Eve Lang<script>alert(1)</script> called Bob Stone & <b>Co</b> on Monday.\nNothing else."


class Annotators:
    """Reads the seeds as their annotators did."""

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading]]:
        readings = {gold["id"]: facts.reading(gold) for gold in facts.annotated()}
        return ((document, readings[document.id]) for document in documents)


def seeds() -> list[Document]:
    """Give the seeds, two of them with their days and one with all that a document may carry."""
    documents = [facts.document(gold) for gold in facts.annotated()]
    dated = [replace(document, published=DAYS.get(document.id)) for document in documents]
    known = {"title": "Scoop <i>of the day</i>", "publisher": "Axios", "url": "https://news.example/scoop?a=1&b=2"}
    return [replace(each, **known) if each.id == AXIOS else each for each in dated]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("graph") / "db") as opened:
        build.add(seeds(), Settings(), extractor=Annotators(), store=opened)
        yield opened


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def client(store: Store, knowledge: Knowledge) -> TestClient:
    return TestClient(create_app(store, knowledge))


def items(client: TestClient, path: str) -> list[dict]:
    answered = client.get(path)
    assert answered.status_code == 200, answered.text
    return answered.json()["items"]


def names(interaction: dict) -> set[str]:
    return {participant["name"] for participant in interaction["participants"]}


# --- actors ---


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/actors?q=gallant", GALLANT),
        ("/actors?q=GALLANT&kind=person", GALLANT),
        ("/actors?q=israel&kind=state", "state/israel"),
        ("/actors?q=hamas", "organization/hamas"),
    ],
)
def test_actors_are_found_by_a_part_of_a_name(client, path, first):
    assert items(client, path)[0]["id"] == first


def test_actors_are_given_page_by_page(client):
    seen, address = [], "/actors?limit=7"
    while address:
        page = client.get(address)
        seen += [each["id"] for each in page.json()["items"]]
        link = page.headers.get("link")
        assert link == (f'<{page.json()["next"]}>; rel="next"' if page.json()["next"] else None)
        address = page.json()["next"]
    assert len(seen) == len(set(seen)) == page.json()["total"] > 7


def test_an_actor_has_its_offices_and_contacts(client):
    found = client.get(f"/actors/{GALLANT}").json()
    assert (found["name"], found["kind"]) == ("Yoav Gallant", "person")
    assert {(held["office_name"], held["state_name"]) for held in found["offices"]} == {("Defense Minister", "Israel")}
    assert all(held["evidence"][0]["sentence"] for held in found["offices"])
    austin = [each for each in found["contacts"] if "person/lloyd-austin" in (each["a"], each["b"])]
    assert max(each["times"] for each in austin) >= 12
    assert items(client, austin[0]["evidence"])
    assert {GALLANT} <= {p["actor"] for p in items(client, found["interactions_link"])[0]["participants"]}


def test_an_office_says_who_holds_it(client):
    office = items(client, "/actors?q=defense+minister&kind=office")[0]["id"]
    held = client.get(f"/actors/{office}").json()["offices"]
    assert {each["person_name"] for each in held} == {"Yoav Gallant"}


# --- interactions ---


def test_every_interaction_shows_its_exact_sentence(client):
    texts = {document.id: document.text for document in seeds()}
    found = items(client, "/interactions?limit=500")
    assert len(found) == 25
    for interaction in found:
        assert interaction["evidence"]
        for shown in interaction["evidence"]:
            assert texts[shown["document"]][shown["start"] : shown["end"]] == shown["sentence"]
            assert shown["link"] == f"/documents/{shown['document']}#at-{shown['start']}"


@pytest.mark.parametrize("actor", [GALLANT, "Gallant", "gallant", "Galant", "Yoav Gallant"])
@pytest.mark.parametrize("other", ["person/lloyd-austin", "Austin"])
def test_actor_and_with_take_ids_and_names(client, actor, other):
    found = items(client, f"/interactions?actor={actor}&with={other}")
    assert found
    assert all({"Yoav Gallant", "Lloyd Austin"} <= names(each) for each in found)
    assert 12 in {each["count"] for each in found}


@pytest.mark.parametrize(
    ("query", "field", "values"),
    [
        ("kind=call", "kind", {"call"}),
        ("kind=call&kind=visit", "kind", {"call", "visit"}),
        ("status=planned", "status", {"planned"}),
        ("status=planned&status=cancelled", "status", {"planned", "cancelled"}),
        ("kind=visit&status=cancelled", "kind", {"visit"}),
    ],
)
def test_kinds_and_statuses_may_be_repeated(client, query, field, values):
    found = items(client, f"/interactions?{query}&limit=500")
    assert {each[field] for each in found} == values
    everything = items(client, "/interactions?limit=500")
    assert len(found) < len(everything)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("from=2024", True),
        ("from=2024-04&to=2024-04", True),
        ("from=2024-04-13&to=2024-04-13", True),
        ("from=2024-04-14", False),
        ("to=2024-04-12", False),
        ("to=2023", False),
        ("from=2025", False),
    ],
)
def test_from_and_to_take_days_months_and_years(tmp_path, knowledge, query, holds):
    """One meeting, on 13 April 2024."""
    gold = next(gold for gold in facts.annotated() if gold["id"] == CNN)
    reading = facts.reading(gold)
    with open_store(tmp_path / "db") as store:

        class Once:
            def read_all(self, documents):
                when = facts.When.parse("2024-04-13")
                meeting = next(each for each in reading.interactions if each.kind == "meeting")
                dated = replace(reading, interactions=(replace(meeting, when=when),))
                return ((document, dated) for document in documents)

        build.add([facts.document(gold)], Settings(), extractor=Once(), store=store)
        found = TestClient(create_app(store, knowledge)).get(f"/interactions?{query}").json()
    assert [each["when"] for each in found["items"]] == (["2024-04-13"] if holds else [])
    assert found["total"] == int(holds)


def test_interactions_of_one_document(client):
    found = items(client, f"/interactions?document={CNN}&limit=500")
    assert found
    assert {shown["document"] for each in found for shown in each["evidence"]} == {CNN}


def test_interactions_are_given_page_by_page_with_the_same_filters(client):
    first = client.get("/interactions?kind=talks&kind=call&limit=5").json()
    assert first["total"] == 11
    assert first["next"] == "/interactions?kind=talks&kind=call&limit=5&offset=5"
    rest = items(client, first["next"])
    last = client.get("/interactions?kind=talks&kind=call&limit=5&offset=10").json()
    seen = [each["id"] for each in [*first["items"], *rest, *last["items"]]]
    assert len(set(seen)) == len(seen) == 11
    assert last["next"] is None
    assert client.get("/interactions?kind=talks&kind=call&limit=11").json()["next"] is None


# --- documents ---


def test_documents_are_listed_without_their_texts(client):
    found = items(client, "/documents")
    assert [each["id"] for each in found] == sorted(document.id for document in seeds())
    assert "text" not in found[0]
    assert (found[0]["publisher"], found[0]["published"]) == ("Axios", "2024-10-11")


def test_a_document_gives_its_text_and_its_evidence(client):
    found = client.get(f"/documents/{CNN}").json()
    original = next(document for document in seeds() if document.id == CNN)
    assert found["text"] == original.text
    assert found["interactions"]
    places = {(each["start"], each["end"]) for each in found["evidence"]}
    shown = {(e["start"], e["end"]) for each in [*found["interactions"], *found["offices"]] for e in each["evidence"]}
    assert places == shown
    assert any("meeting (occurred): " in said for span in found["evidence"] for said in span["says"])


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/json, text/html;q=0.9", "application/json"),
        ("application/json;q=0.1, text/html;q=0.2", "text/html; charset=utf-8"),
    ],
)
def test_a_document_is_a_page_for_browsers_and_json_for_programs(client, accept, media_type):
    answered = client.get(f"/documents/{CNN}", headers={"Accept": accept} if accept else {})
    assert answered.headers["content-type"] == media_type
    assert "Accept" in answered.headers["vary"]


def test_the_page_of_a_document_marks_the_evidence(client):
    [planned] = items(client, f"/interactions?document={AXIOS}&kind=visit")
    shown = planned["evidence"][0]
    html = client.get(shown["link"].partition("#")[0], headers={"Accept": "text/html"}).text
    marked = re.search(f'<mark id="at-{shown["start"]}"[^>]*>([^<]*)</mark>', html)
    assert marked
    assert shown["sentence"].startswith(marked.group(1).replace("&#x27;", "'")[:20])
    assert f'href="#at-{shown["start"]}"' in html
    assert "Scoop &lt;i&gt;of the day&lt;/i&gt;" in html
    assert 'href="https://news.example/scoop?a=1&amp;b=2"' in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", '" onclick="x'])
def test_nothing_in_a_document_becomes_html(tmp_path, knowledge, address):
    reading = evil_reading()
    document = Document(reading.id, EVIL, date(2024, 5, 6), "<script>alert(2)</script>", address, "<img src=x>")
    with open_store(tmp_path / "db") as store:
        build.add([document], Settings(), extractor=Given(reading), store=store)
        client = TestClient(create_app(store, knowledge))
        answered = client.get("/documents/evil%3Cscript%3E", headers={"Accept": "text/html"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answered.text
    assert not re.search(r"<(script|img src=x|b>|i>)", answered.text)
    assert "onclick" not in answered.text
    assert "javascript:" not in answered.text
    assert "data:" not in answered.text
    assert "script-src 'self'" in answered.headers["content-security-policy"]


class Given:
    """Reads one document as it is told."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading]]:
        return ((document, self.reading) for document in documents)


def evil_reading() -> Reading:
    """Give a reading whose every text tries to be HTML."""
    end = EVIL.index("\n")
    shown = facts.Evidence("evil<script>", 0, end, "<rule>")
    people = ("eve", "Eve Lang<script>alert(3)</script>"), ("bob", "Bob <img src=x onerror=alert(4)>")
    call = facts.Interaction(
        facts.InteractionKind.CALL,
        (facts.Participant("eve", facts.Role.AGENT), facts.Participant("bob", facts.Role.RECIPIENT)),
        (shown,),
        topic="<script>alert(5)</script>",
    )
    actors = tuple(facts.Actor(id_, facts.ActorKind.PERSON, name, (id_.title(),)) for id_, name in people)
    return Reading("evil<script>", actors, (), (call,))


def test_spans_may_overlap():
    spans = [Span(start=2, end=6, says=["a"]), Span(start=4, end=8, says=["b"]), Span(start=90, end=99, says=["c"])]
    found = [
        (piece.text, [s for span in piece.covering for s in span.says], piece.anchor)
        for piece in pieces("0123456789", spans)
    ]
    assert found == [
        ("01", [], False),
        ("23", ["a"], True),
        ("45", ["a", "b"], True),
        ("67", ["b"], False),
        ("89", [], False),
    ]


# --- path, stats, export, health ---


def test_a_path_shows_the_interactions_behind_its_steps(client):
    found = client.get("/path?from=Kurilla&to=person/benjamin-netanyahu").json()
    assert (found["start"], found["end"], found["connected"]) == (
        "person/eric-kurilla",
        "person/benjamin-netanyahu",
        True,
    )
    here = found["start"]
    for step in found["steps"]:
        assert here in (step["a"], step["b"])
        here = step["b"] if step["a"] == here else step["a"]
        both = {step["a"], step["b"]}
        assert any(both <= {p["actor"] for p in each["participants"]} for each in found["interactions"])
    assert here == found["end"]


def test_no_path_is_said_plainly(client):
    [alone] = [each for each in items(client, "/actors?limit=500") if each["interactions"] == 0][:1]
    found = client.get(f"/path?from={alone['id']}&to=Israel").json()
    assert (found["connected"], found["steps"]) == (False, [])


def test_stats_count_everything(client, store):
    found = client.get("/stats").json()
    assert found["documents"] == 5
    assert sum(found["interactions"].values()) == sum(found["statuses"].values()) == find.interactions(store).total
    assert sum(found["actors"].values()) == find.actors(store).total


@pytest.mark.parametrize("form", ["graphml", "gexf", "ttl", "nq", "jsonld", "csv"])
def test_the_graph_can_be_taken_along(client, form):
    answered = client.get(f"/export?format={form}")
    assert answered.status_code == 200
    assert answered.headers["content-disposition"] == f'attachment; filename="actorgraph.{form}"'
    assert b"Gallant" in answered.content
    if form in ("graphml", "gexf"):
        ET.fromstring(answered.content)
    if form == "ttl":
        assert len(Graph().parse(data=answered.content, format="turtle")) > 100


def test_health_says_ok(client):
    assert client.get("/health").json()["status"] == "ok"


# --- questions ---


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("who spoke with Gallant?", {"Lloyd Austin", "Jake Sullivan"}),
        ("who did Biden call?", {"Benjamin Netanyahu"}),
    ],
)
def test_a_question_is_answered_with_its_evidence_and_its_query(client, question, named):
    found = client.get("/ask", params={"q": question}).json()
    assert found["understood"]
    assert found["question"] == question
    assert all(name in found["text"] for name in named)
    assert named <= {name for each in found["interactions"] for name in names(each)}
    assert all(each["evidence"][0]["sentence"] for each in found["interactions"])
    assert client.get("/sparql", params={"query": found["sparql"]}).status_code == 200


def test_a_question_that_is_not_understood_is_no_error(client):
    answered = client.get("/ask", params={"q": "colourless green ideas sleep furiously"})
    found = answered.json()
    assert answered.status_code == 200
    assert not found["understood"]
    assert found["text"]
    assert found["sparql"] is None
    assert client.get("/ask", params={"q": found["suggestions"][0]}).json()["understood"]


def test_an_empty_question_gives_examples_that_are_understood(client):
    suggestions = client.get("/ask?q=").json()["suggestions"]
    assert suggestions
    assert all(client.get("/ask", params={"q": each}).json()["understood"] for each in suggestions)


# --- SPARQL ---


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (COUNT, None, "application/sparql-results+json"),
        (COUNT, "application/json", "application/json"),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (COUNT, "text/csv", "text/csv; charset=utf-8"),
        (COUNT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (COUNT, "text/csv;q=0.4, application/sparql-results+xml;q=0.8, */*;q=0.1", "application/sparql-results+xml"),
        (COUNT, "text/turtle, text/csv;q=0.5", "text/csv; charset=utf-8"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
        (LINKS, None, "text/turtle; charset=utf-8"),
        (LINKS, "application/n-triples", "application/n-triples"),
        (LINKS, "application/ld+json", "application/ld+json"),
        (LINKS, "text/turtle;q=0.1, application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_sparql_answers_in_the_form_that_is_wanted(client, query, accept, media_type):
    answered = client.get("/sparql", params={"query": query}, headers={"Accept": accept} if accept else {})
    assert answered.status_code == 200, answered.text
    assert answered.headers["content-type"] == media_type
    if query == COUNT:
        assert "25" in answered.text


def test_sparql_is_posted_as_a_form_or_as_it_is(client):
    as_form = client.post("/sparql", data={"query": COUNT})
    as_it_is = client.post(
        "/sparql", content=COUNT, headers={"Content-Type": "application/sparql-query; charset=utf-8"}
    )
    asked = client.get("/sparql", params={"query": COUNT})
    assert asked.json()["results"]["bindings"][0]["n"]["value"] == "25"
    assert as_form.content == as_it_is.content == asked.content


@pytest.mark.parametrize(
    ("request_", "status", "title", "said"),
    [
        ({"params": {"query": "SELEKT * {}"}}, 400, "Query not accepted", "not SPARQL"),
        (
            {"params": {"query": "SELECT * { SERVICE <http://elsewhere/> { ?s ?p ?o } }"}},
            400,
            "Query not accepted",
            "SERVICE",
        ),
        ({"params": {"query": "LOAD <http://elsewhere/>"}}, 403, "Update refused", "read"),
        ({"params": {"query": "# hello\nPREFIX a: <x#y> \n DELETE WHERE { ?s ?p ?o }"}}, 403, "Update refused", "read"),
        ({"params": {"query": "insert data { <a:b> <a:b> <a:b> }"}}, 403, "Update refused", "read"),
        ({"data": {"query": "ASK {}" + " " * 200_000}}, 413, "Query too long", "100000"),
        ({"params": {"query": LINKS}, "headers": {"Accept": "image/png"}}, 406, "Not acceptable", "image/png"),
        ({"params": {"query": COUNT, "default-graph-uri": "x"}}, 422, "Parameter not valid", "default-graph-uri"),
        ({"params": {"query": COUNT, "using-graph-uri": "x:y"}}, 422, "Unknown parameter", "default-graph-uri"),
        ({"data": {"update": "CLEAR ALL"}}, 403, "Update refused", "read"),
        ({"data": {"q": COUNT}}, 422, "Unknown parameter", "q"),
        ({"data": {"query": ["ASK {}", "ASK {}"]}}, 422, "Parameter not valid", "once"),
        (
            {"data": {}, "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            422,
            "Parameter not valid",
            "query",
        ),
        (
            {"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}},
            400,
            "Query not accepted",
            "UTF-8",
        ),
        (
            {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}},
            403,
            "Update refused",
            "read",
        ),
        ({"json": {"query": COUNT}}, 415, "Unsupported media type", "application/json"),
        (
            {"content": "x" * 400_000, "headers": {"Content-Type": "application/sparql-query"}},
            413,
            "Query too long",
            "100000",
        ),
    ],
)
def test_sparql_that_is_refused_says_why(client, store, request_, status, title, said):
    before = find.stats(store)
    answered = client.get("/sparql", **request_) if "params" in request_ else client.post("/sparql", **request_)
    found = expect_problem(answered, status, title)
    assert said in found["detail"] + found["remedy"]
    assert find.stats(store) == before


def test_a_slow_query_is_ended_at_its_limit(store, knowledge):
    client = TestClient(create_app(store, knowledge, ServeSettings(limits=Limits(seconds=0.05, most_seconds=7))))
    found = expect_problem(client.get("/sparql", params={"query": SLOW}), 503, "Query took too long")
    assert "0.05 seconds" in found["detail"]
    assert "timeout=7" in found["remedy"]
    assert found["parameter"] == "query"
    assert client.get("/stats").status_code == 200


# --- what goes wrong ---


def expect_problem(answered, status: int, title: str) -> dict:
    found = answered.json()
    assert (answered.status_code, found["title"]) == (status, title), found
    assert answered.headers["content-type"] == PROBLEM
    assert found["status"] == status
    assert found["type"].startswith("https://w3id.org/actorgraph/problem/")
    assert found["detail"]
    assert found["remedy"]
    return found


@pytest.mark.parametrize(
    ("path", "status", "title", "parameter", "said"),
    [
        ("/nothing", 404, "No such address", None, "/docs"),
        ("/interaction", 404, "No such address", None, "/interactions"),
        ("/page/nothing.js", 404, "No such address", None, "nothing.js"),
        ("/actors/person/nobody", 404, "Not in the graph", "id", "person/nobody"),
        ("/documents/nothing", 404, "Not in the graph", "id", "nothing"),
        ("/ask", 422, "Parameter not valid", "q", "missing"),
        (f"/ask?q={'x' * 501}", 422, "Parameter not valid", "q", "500"),
        ("/actors?kind=planet", 422, "Parameter not valid", "kind", "'person', 'office', 'state' or 'organization'"),
        ("/actors?limit=0", 422, "Parameter not valid", "limit", "1"),
        ("/actors?limit=many", 422, "Parameter not valid", "limit", "many"),
        ("/actors?offset=-1", 422, "Parameter not valid", "offset", "0"),
        ("/interactions?kind=call&kind=chat", 422, "Parameter not valid", "kind", "chat"),
        ("/interactions?status=done", 422, "Parameter not valid", "status", "'occurred'"),
        ("/interactions?from=yesterday", 422, "Parameter not valid", "from", "from=2024-10"),
        ("/interactions?to=2024-13", 422, "Parameter not valid", "to", "2024-13"),
        ("/interactions?to=2024-02-30", 422, "Parameter not valid", "to", "2024-02-30"),
        ("/interactions?from=24-1", 422, "Parameter not valid", "from", "24-1"),
        ("/interactions?from=2024&to=2023", 422, "Parameter not valid", "to", "before"),
        ("/interactions?actor=", 422, "Unknown actor", "actor", "/actors?q="),
        ("/interactions?actor=Zzyzx", 422, "Unknown actor", "actor", "Zzyzx"),
        ("/interactions?actor=Israel&with=Zzyzx", 422, "Unknown actor", "with", "Zzyzx"),
        ("/interactions?actor=person/nobody", 422, "Unknown actor", "actor", "person/nobody"),
        ("/interactions?document=nothing", 422, "Unknown document", "document", "/documents"),
        ("/interactions?wiht=Israel", 422, "Unknown parameter", "wiht", "Did you mean with?"),
        ("/path?from=Israel", 422, "Parameter not valid", "to", "missing"),
        ("/path?from=Israel&to=Zzyzx", 422, "Unknown actor", "to", "Zzyzx"),
        ("/export", 422, "Parameter not valid", "format", "missing"),
        ("/export?format=pdf", 422, "Parameter not valid", "format", "'graphml'"),
        ("/sparql?timeout=5", 422, "Parameter not valid", "query", "one query"),
        ("/stats?x=1", 422, "Unknown parameter", "x", "none"),
    ],
)
def test_a_problem_names_the_parameter_and_the_remedy(client, path, status, title, parameter, said):
    found = expect_problem(client.get(path), status, title)
    assert found.get("parameter") == parameter
    assert said in f"{found['detail']} {found['remedy']}"


def test_an_ambiguous_name_is_answered_with_those_that_it_may_mean(client):
    found = expect_problem(client.get("/interactions?actor=minister"), 422, "Ambiguous actor")
    assert len({near["id"] for near in found["near"]}) > 1
    for near in found["near"]:
        assert client.get(f"/actors/{near['id']}").json()["name"] == near["name"]


@pytest.mark.parametrize("written", ["Gallnt", "Yoav Gallent", "person/yoav-galant"])
def test_a_misspelt_name_is_answered_with_near_ones(client, written):
    found = expect_problem(client.get("/interactions", params={"actor": written}), 422, "Unknown actor")
    assert GALLANT in {near["id"] for near in found["near"]}
    assert GALLANT in found["remedy"]


@pytest.mark.parametrize(("method", "path"), [("POST", "/ask"), ("DELETE", f"/documents/{CNN}"), ("PUT", "/sparql")])
def test_other_methods_are_refused(client, method, path):
    answered = client.request(method, path)
    expect_problem(answered, 405, "Method not allowed")
    assert "GET" in answered.headers["allow"]


ODD = [
    "x> } UNION { ?s ?p ?o",
    '" . ?x ?y ?z',
    "\\u003e",
    "%00",
    "a%0Ab",
    "../../etc/passwd",
    "person/",
    "//",
    "%ED%A0%80",
    "%F0%9F%98%80",
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "path",
    [
        "/actors?q={}",
        "/actors/{}",
        "/documents/{}",
        "/interactions?actor={}",
        "/interactions?from={}",
        "/ask?q={}",
        "/sparql?query={}",
        "/page/{}",
    ],
)
def test_odd_input_does_no_harm(client, path, odd):
    answered = client.get(path.format(odd))
    assert answered.status_code < 500
    assert answered.status_code == 200 or answered.headers["content-type"] == PROBLEM


class Broken:
    """A store in which everything fails."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str):
        def fail(*_args, **_named):
            raise self.error

        return fail


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [(RuntimeError("secret /home/x"), 500, "Server error"), (StoreError("secret /home/x"), 503, "Graph not available")],
)
@pytest.mark.parametrize("path", ["/health", "/stats", "/actors", "/sparql?query=ASK{}", "/documents/x"])
def test_unexpected_errors_are_problems_that_tell_no_secrets(knowledge, path, error, status, title):
    client = TestClient(create_app(Broken(error), knowledge), raise_server_exceptions=False)
    answered = client.get(path)
    expect_problem(answered, status, title)
    assert "secret" not in answered.text


# --- HTTP ---


@pytest.mark.parametrize("path", ["/", "/docs", "/stats", f"/documents/{CNN}", "/page/style.css", "/interactions"])
def test_head_is_get_without_the_body(client, path):
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers.get("content-length") == get.headers.get("content-length")


def test_answers_are_compressed_where_that_is_wanted(client):
    packed = client.get("/interactions", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/interactions", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_pages_of_other_sites_may_read(client, store, knowledge):
    origin = {"Origin": "https://elsewhere.example"}
    assert client.get("/stats", headers=origin).headers["access-control-allow-origin"] == "*"
    closed = TestClient(create_app(store, knowledge, ServeSettings(origins=())))
    assert "access-control-allow-origin" not in closed.get("/stats", headers=origin).headers


@pytest.mark.parametrize("path", ["/", "/docs", "/ask?q=", "/nothing", "/openapi.json"])
def test_every_answer_keeps_scripts_of_others_out(client, path):
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("accept", "offers", "chosen"),
    [
        (None, "a/b c/d", "a/b"),
        ("", "a/b c/d", "a/b"),
        ("c/d", "a/b c/d", "c/d"),
        ("c/*", "a/b c/d", "c/d"),
        ("*/*", "a/b c/d", "a/b"),
        ("a/b;q=0.5, c/d;q=0.6", "a/b c/d", "c/d"),
        ("*/*, a/b;q=0", "a/b c/d", "c/d"),
        ("A/B;Q=1", "c/d a/b", "a/b"),
        ("c/d;q=0", "c/d", None),
        ("x/y", "a/b c/d", None),
        ("a/b;q=rather", "a/b", None),
        (";,;q", "a/b", None),
    ],
)
def test_the_accept_header_chooses(accept, offers, chosen):
    assert choose(accept, offers.split()) == chosen


# --- what a stranger reads about it ---


def test_every_address_is_described(client):
    described = client.get("/openapi.json").json()
    wanted = (
        "/ask /actors /actors/{id} /interactions /documents /documents/{id} /path /export /sparql /graphs /stats "
        "/health /review /decisions /decisions/{id}"
    )
    assert set(described["paths"]) == set(wanted.split())
    tags = {tag["name"] for tag in described["tags"]}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert len(operation["description"]) > 40, (path, method)
            assert set(operation["tags"]) <= tags
            assert list(operation["responses"]["4XX"]["content"]) == [PROBLEM]
            for parameter in operation.get("parameters", []):
                assert parameter.get("description"), (path, parameter["name"])
    assert "Problem" in described["components"]["schemas"]
    references = re.findall(r"#/components/schemas/([^\"]+)", json.dumps(described))
    assert set(references) <= set(described["components"]["schemas"])


def test_the_pages_load_nothing_from_elsewhere(client):
    for path in ("/", "/docs", "/query"):
        html = client.get(path).text
        addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
        assert addresses
        for address in addresses:
            assert address.startswith(("/", "#")), address
            if address.startswith("/page/"):
                assert client.get(address).status_code == 200, address


def test_code_of_others_is_what_its_table_says():
    vendor = Path(create_app.__code__.co_filename).parent / "page" / "vendor"
    rows = re.findall(r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", (vendor / "README.md").read_text(), re.MULTILINE)
    assert {name for name, _ in rows} == {path.name for path in vendor.iterdir() if path.suffix in (".js", ".css")}
    for name, digest in rows:
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest
