"""The SPARQL endpoint and the Graph Store Protocol as a client meets them: who may write, what is seen, what is sent."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, SH, VOID, Graph, Literal, Namespace, URIRef

from api import DefaultGraph, ServeSettings, create_app
from graph.errors import StoreError
from graph.knowledge import Knowledge
from graph.store import Store, open_store

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
TOKEN = "let-me-in"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = {"Content-Type": "application/sparql-update"}
QUERY = {"Content-Type": "application/sparql-query"}
TURTLE = {"Content-Type": "text/turtle"}
EVERYTHING = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
Serve = Callable[..., TestClient]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db") as opened:
        opened.update("INSERT DATA { <a:s> <a:p> 1 . GRAPH <a:g> { <a:s> <a:p> 2 } GRAPH <a:h> { <a:s> <a:p> 3 } }")
        yield opened


@pytest.fixture
def serve(store: Store, knowledge: Knowledge) -> Serve:
    def served(**settings: object) -> TestClient:
        return TestClient(create_app(store, knowledge, ServeSettings(**settings)), raise_server_exceptions=False)

    return served


@pytest.fixture
def client(serve: Serve) -> TestClient:
    return serve(token=TOKEN, allow_update=True)


def numbers(client: TestClient, **parameters: object) -> list[str]:
    answered = client.get("/sparql", params={"query": EVERYTHING, **parameters}, headers={"Accept": "text/csv"})
    assert answered.status_code == 200, answered.text
    return answered.text.split()[1:]


# --- what a query sees ---


@pytest.mark.parametrize(
    ("parameters", "seen"),
    [
        ({}, ["1", "2", "3"]),
        ({"default-graph-uri": "a:g"}, ["2"]),
        ({"default-graph-uri": ["a:g", "a:h"]}, ["2", "3"]),
        ({"named-graph-uri": "a:g"}, []),
        ({"query": "SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"}, ["2", "3"]),
        ({"query": "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "a:h"}, ["3"]),
        ({"query": "SELECT ?o FROM <a:g> { ?s ?p ?o }"}, ["2"]),
        ({"query": "SELECT ?o FROM <a:g> { ?s ?p ?o }", "default-graph-uri": "a:h"}, ["3"]),
    ],
    ids=str,
)
def test_graphs_are_chosen_beside_the_query(client: TestClient, parameters: dict[str, str], seen: list[str]) -> None:
    assert numbers(client, **parameters) == seen
    form = {"query": EVERYTHING, **parameters}
    assert client.post("/sparql", data=form, headers={"Accept": "text/csv"}).text.split()[1:] == seen
    query = form.pop("query")
    headers = {**QUERY, "Accept": "text/csv"}
    assert client.post("/sparql", params=form, content=query, headers=headers).text.split()[1:] == seen


def test_the_default_graph_can_be_the_unnamed_one(serve: Serve) -> None:
    assert numbers(serve(default_graph=DefaultGraph.UNNAMED)) == ["1"]


def test_the_prefixes_of_the_vocabulary_are_known_and_can_be_changed(client: TestClient) -> None:
    assert numbers(client, query="SELECT (STR(ag:Call) AS ?x) {}") == ["https://w3id.org/actorgraph/ns#Call"]
    assert numbers(client, query="PREFIX ag: <x:> SELECT (STR(ag:Call) AS ?x) {}") == ["x:Call"]
    refused = client.get("/sparql", params={"query": "SELECT (STR(nobody:Call) AS ?x) {}"})
    assert refused.status_code == 400


def test_relative_names_are_read_against_the_endpoint(client: TestClient) -> None:
    assert numbers(client, query="SELECT (STR(<x>) AS ?x) {}") == ["http://testserver/x"]


# --- who may write ---


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 403),
        ({}, SHOWN, 403),
        ({"token": TOKEN}, SHOWN, 403),
        ({"allow_update": True}, SHOWN, 403),
        ({"token": TOKEN, "allow_update": True}, {}, 401),
        ({"token": TOKEN, "allow_update": True}, {"Authorization": "Bearer wrong"}, 401),
        ({"token": TOKEN, "allow_update": True}, {"Authorization": f"Basic {TOKEN}"}, 401),
        ({"token": TOKEN, "allow_update": True}, SHOWN, 204),
        ({"token": "", "allow_update": True}, {"Authorization": "Bearer "}, 403),
    ],
    ids=str,
)
def test_an_update_needs_the_token_and_the_permission(
    serve: Serve, settings: dict[str, object], headers: dict[str, str], status: int
) -> None:
    client = serve(**settings)
    update = "DELETE WHERE { ?s ?p 1 }"
    direct = client.post("/sparql", content=update, headers={**UPDATE, **headers})
    assert direct.status_code == status
    assert ("www-authenticate" in direct.headers) == (status == 401)
    assert numbers(client) == (["2", "3"] if status == 204 else ["1", "2", "3"])
    assert client.post("/sparql", data={"update": update}, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, SHOWN, 403),
        ({"token": TOKEN}, {}, 401),
        ({"token": TOKEN}, {"Authorization": "Bearer wrong"}, 401),
        ({"token": TOKEN}, SHOWN, 204),
    ],
    ids=str,
)
def test_a_graph_is_written_with_the_token(
    serve: Serve, settings: dict[str, object], headers: dict[str, str], status: int
) -> None:
    client, there = serve(**settings), status == 204
    for method, path in (("PUT", "/graphs?graph=a:g"), ("POST", "/graphs?graph=a:g"), ("DELETE", "/graphs?graph=a:g")):
        before = numbers(client)
        answered = client.request(
            method, path, content="<a:s> <a:p> 7 ." if there else "nonsense", headers={**TURTLE, **headers}
        )
        assert answered.status_code == status, (method, answered.text)
        assert there or numbers(client) == before
    assert numbers(client) == (["1", "3"] if there else ["1", "2", "3"])
    assert client.delete("/graphs/x", headers=headers).status_code == (404 if there else status)


def test_an_update_sees_the_graphs_that_are_chosen(client: TestClient) -> None:
    update = "INSERT { <a:new> <a:p> ?o } WHERE { ?s <a:p> ?o }"
    headers = {**UPDATE, **SHOWN}
    assert client.post("/sparql?using-graph-uri=a:h", content=update, headers=headers).status_code == 204
    assert numbers(client, query="SELECT ?o { <a:new> ?p ?o }") == ["3"]
    both = client.post("/sparql?using-graph-uri=a:h", content=f"WITH <a:g> {update}", headers=headers)
    assert both.status_code == 400


@pytest.mark.parametrize(
    "update",
    ["LOAD <http://127.0.0.1:9/x>", "INSERT { <a:> <b:> ?c } WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"],
)
def test_no_update_reaches_out_of_the_machine(client: TestClient, update: str) -> None:
    answered = client.post("/sparql", content=update, headers={**UPDATE, **SHOWN})
    assert answered.status_code == 400
    assert "not allowed here" in answered.json()["detail"]


def test_a_long_body_is_only_read_from_who_may_write(serve: Serve) -> None:
    client = serve(token=TOKEN, allow_update=True, query_bytes=100, upload_bytes=1000)
    update = f"INSERT DATA {{ <a:s> <a:q> '{'x' * 500}' }}"
    assert client.post("/sparql", data={"update": update}).status_code == 413
    assert client.post("/sparql", data={"update": update}, headers=SHOWN).status_code == 204
    for path in ("/sparql", "/graphs?graph=a:g"):
        headers = {**(UPDATE if path == "/sparql" else TURTLE), **SHOWN}
        assert client.post(path, content="#" * 1001, headers=headers).status_code == 413


# --- single graphs ---


def test_a_graph_is_put_read_and_removed(client: TestClient) -> None:
    made = client.put("/graphs", params={"graph": "a:new"}, content="<a:s> <a:p> 4 .", headers={**TURTLE, **SHOWN})
    assert made.status_code == 201
    assert client.get(made.headers["location"]).text.split()[:2] == ["<a:s>", "<a:p>"]
    assert client.head(made.headers["location"]).status_code == 200
    assert client.delete("/graphs?graph=a:new", headers=SHOWN).status_code == 204
    for gone in (client.get, client.head):
        assert gone("/graphs?graph=a:new").status_code == 404
    assert client.delete("/graphs?graph=a:new", headers=SHOWN).status_code == 404


def test_relative_names_in_a_graph_are_read_against_its_own(client: TestClient) -> None:
    client.put("/graphs?graph=http://e/g/x", content="<> <#p> <y> .", headers={**TURTLE, **SHOWN})
    assert client.get("/graphs?graph=http://e/g/x").text.split() == [
        "<http://e/g/x>",
        "<http://e/g/x#p>",
        "<http://e/g/y>",
        ".",
    ]
    client.put("/graphs/here", content="<> <p> 1 .", headers={**TURTLE, **SHOWN})
    assert client.get("/graphs/here").text.split()[:2] == [
        "<http://testserver/graphs/here>",
        "<http://testserver/graphs/p>",
    ]


def test_the_default_graph_is_what_a_query_sees(client: TestClient, serve: Serve) -> None:
    lines = client.get("/graphs?default", headers={"Accept": "application/n-triples"}).text.splitlines()
    assert sorted(line.split('"')[1] for line in lines) == ["1", "2", "3"]
    unnamed = serve(default_graph=DefaultGraph.UNNAMED).get(
        "/graphs?default", headers={"Accept": "application/n-triples"}
    )
    assert [line.split('"')[1] for line in unnamed.text.splitlines()] == ["1"]


def test_all_graphs_are_read_together(client: TestClient) -> None:
    lines = client.get("/graphs", headers={"Accept": "application/n-quads"}).text.splitlines()
    assert {line.split()[-2] for line in lines} >= {"<a:g>", "<a:h>"}
    assert client.get("/graphs", headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("method", "path", "content", "media_type", "status", "said"),
    [
        ("PUT", "/graphs?graph=a:g", "<a:s> <a:p>", "text/turtle", 400, "is not text/turtle"),
        ("PUT", "/graphs?graph=a:g", "1,2", "text/csv", 415, "text/csv"),
        ("PUT", "/graphs?graph=a:g", "<a:s> <a:p> 1 .", None, 400, "application/rdf+xml"),
        ("PUT", "/graphs?graph=relative", "", "text/turtle", 422, "no absolute IRI"),
        ("PUT", "/graphs?graph=a:g&default", "", "text/turtle", 422, "takes one graph"),
        ("PUT", "/graphs", "", "text/turtle", 422, "takes one graph"),
        ("DELETE", "/graphs", "", None, 422, "takes one graph"),
        ("POST", "/graphs?grph=a:g", "", "text/turtle", 422, "takes one graph"),
        ("POST", "/graphs?graph=a:g", "--x--", "multipart/form-data; boundary=x", 400, "form"),
        ("PATCH", "/graphs?graph=a:g", "", None, 405, "PATCH"),
    ],
)
def test_what_is_no_graph_is_refused(
    client: TestClient, method: str, path: str, content: str, media_type: str | None, status: int, said: str
) -> None:
    headers = {**SHOWN, **({"Content-Type": media_type} if media_type else {})}
    answered = client.request(method, path, content=content, headers=headers)
    assert answered.status_code == status, answered.text
    assert said in answered.json()["detail"]
    assert numbers(client) == ["1", "2", "3"]


# --- the description ---


def described(client: TestClient) -> Graph:
    answered = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert answered.status_code == 200
    return Graph().parse(data=answered.text, format="turtle")


def test_the_description_says_what_may_be_done(client: TestClient, serve: Serve) -> None:
    able, reading = described(client), described(serve(allow_reaching_out=True, default_graph=DefaultGraph.UNNAMED))
    assert set(able.objects(predicate=SD.supportedLanguage)) == {SD.SPARQL11Query, SD.SPARQL11Update}
    assert set(able.objects(predicate=SD.feature)) == {SD.UnionDefaultGraph}
    assert set(reading.objects(predicate=SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(reading.objects(predicate=SD.feature)) == {SD.BasicFederatedQuery}
    declared = {str(prefix) for prefix in able.objects(predicate=SH.prefix)}
    assert {"ag", "org", "prov", "rdfs"} <= declared


def test_the_description_counts_what_there_is(client: TestClient) -> None:
    update = "INSERT DATA { GRAPH <a:g> { <a:t> a <a:C> . <a:s> a <a:C> } }"
    assert described(client).value(predicate=RDF.type, object=SD.Graph) is not None
    client.post("/sparql", content=update, headers={**UPDATE, **SHOWN})
    found = described(client)
    default = next(found.objects(predicate=SD.defaultGraph))
    told = {
        term: found.value(default, term)
        for term in (VOID.triples, VOID.properties, VOID.classes, VOID.distinctSubjects, VOID.distinctObjects)
    }
    assert [value.toPython() for value in told.values()] == [5, 2, 1, 2, 4]
    part = next(found.objects(default, VOID.classPartition))
    assert (found.value(part, VOID["class"]), found.value(part, VOID.entities)) == (URIRef("a:C"), Literal(2))
    assert set(found.objects(predicate=SD.name)) == {URIRef("a:g"), URIRef("a:h")}


def test_the_description_is_given_in_the_form_that_is_wanted(client: TestClient) -> None:
    for accept in ("application/rdf+xml", "application/n-triples", "application/ld+json"):
        answered = client.get("/sparql", headers={"Accept": f"text/turtle;q=0.2, {accept}"})
        assert answered.headers["content-type"].partition(";")[0] == accept
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


# --- HTTP ---


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/sparql", "/graphs?graph=a:g", "/graphs?default", "/graphs"])
def test_a_client_that_has_the_answer_gets_it_once(client: TestClient, path: str) -> None:
    first = client.get(path)
    known = {"If-None-Match": first.headers["etag"]}
    again = client.get(path, headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.head(path, headers=known).status_code == 304
    client.post("/sparql", content="INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 8 } }", headers={**UPDATE, **SHOWN})
    changed = client.get(path, headers=known)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


def test_tags_tell_forms_and_queries_apart(client: TestClient) -> None:
    asked = [
        ("/sparql?query=ASK{}", "*/*"),
        ("/sparql?query=ASK%20{}", "*/*"),
        ("/sparql?query=ASK{}", "application/xml"),
    ]
    asked += [
        ("/graphs?graph=a:g", "*/*"),
        ("/graphs?graph=a:h", "*/*"),
        ("/graphs?graph=a:g", "application/n-triples"),
    ]
    tags = [client.get(path, headers={"Accept": accept}).headers["etag"] for path, accept in asked]
    assert len(set(tags)) == len(asked)


@pytest.mark.parametrize("expression", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_an_answer_that_is_never_the_same_has_no_tag(client: TestClient, expression: str) -> None:
    answered = client.get("/sparql", params={"query": f"SELECT ({expression} AS ?x) {{}}"})
    assert answered.status_code == 200
    assert "etag" not in answered.headers


def test_other_answers_are_tagged_too(client: TestClient) -> None:
    for path in ("/stats", "/health", "/actors"):
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200
    assert "etag" not in client.get("/nothing").headers


@pytest.mark.parametrize(
    ("path", "status"),
    [("/sparql?query=ASK{}", 200), ("/sparql?query=ASK{", 400), ("/nothing", 404), ("/graphs?graph=a:n", 404)],
)
def test_pages_of_other_sites_may_read_every_answer(client: TestClient, path: str, status: int) -> None:
    answered = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answered.status_code == status
    assert answered.headers["access-control-allow-origin"] == "*"


def test_pages_of_other_sites_may_read_failures(knowledge: Knowledge) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError("secret") if name in ("ask", "read_graph") else StoreError("secret")

    client = TestClient(create_app(Broken(), knowledge), raise_server_exceptions=False)  # type: ignore[arg-type]
    for path, status in (("/health", 500), ("/stats", 503)):
        answered = client.get(path, headers={"Origin": "https://elsewhere.example"})
        assert answered.status_code == status
        assert answered.headers["access-control-allow-origin"] == "*"
        assert answered.headers["x-content-type-options"] == "nosniff"
        assert "secret" not in answered.text


def test_pages_of_other_sites_may_write_with_the_token(client: TestClient) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "PUT"}
    headers = {**asked, "Access-Control-Request-Headers": "authorization, content-type"}
    allowed = client.options("/graphs?graph=a:g", headers=headers).headers
    assert "PUT" in allowed["access-control-allow-methods"]
    assert "authorization" in allowed["access-control-allow-headers"].lower()


def test_long_answers_come_in_pieces_and_compressed(client: TestClient) -> None:
    many = " ".join(f"<a:many> <a:q> {number} ." for number in range(20_000))
    client.put("/graphs?graph=a:many", content=many, headers={**TURTLE, **SHOWN})
    asked = {"query": "SELECT ?o { <a:many> <a:q> ?o }"}
    for path, parameters in (("/graphs", {"graph": "a:many"}), ("/sparql", asked)):
        headers = {"Accept": "application/n-triples, text/csv;q=0.5"}
        with client.stream("GET", path, params=parameters, headers={**headers, "Accept-Encoding": "gzip"}) as packed:
            assert packed.headers["content-encoding"] == "gzip"
            assert "content-length" not in packed.headers
            body = gzip.decompress(b"".join(packed.iter_raw()))
        plain = client.get(path, params=parameters, headers={**headers, "Accept-Encoding": "identity"})
        assert plain.content == body
        assert body.count(b"\n") >= 20_000
        assert client.head(path, params=parameters, headers=headers).content == b""
