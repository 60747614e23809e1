"""The W3C's tests of queries and of the forms of their results, over HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from rdflib import Graph

from tests.w3c import comparing
from tests.w3c.reading import MF, QT, Test, file, of_folder, of_kind
from tests.w3c.serving import WRITER, Server, served

LISTED = {
    "aggregates/agg-empty-group-count-graph": "a table that is counted in GRAPH ?g is counted once for all graphs",
    "functions/bnode01": "BNODE of one text is one node for all solutions",
    "csv-tsv-res/csv03": "numbers are kept by their value: 1.0E6 is written 1000000",
    "csv-tsv-res/tsv03": "numbers are kept by their value: a negativeInteger is written as an integer",
    "service/service5": "the variable of SERVICE is not bound by the group before it",
}
ANSWERS: dict[str, tuple[str, Callable[[bytes], comparing.Table | bool]]] = {
    ".srx": ("application/sparql-results+xml", comparing.from_xml),
    ".srj": ("application/sparql-results+json", comparing.from_json),
    ".csv": ("text/csv", comparing.from_csv),
    ".tsv": ("text/tab-separated-values", comparing.from_tsv),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


def marked(tests: list[Test]) -> list[object]:
    return [
        pytest.param(test, id=str(test), marks=[pytest.mark.xfail(reason=LISTED[str(test)], strict=True)])
        if str(test) in LISTED
        else pytest.param(test, id=str(test))
        for test in tests
    ]


@pytest.mark.parametrize("test", marked(of_kind("QueryEvaluationTest", "CSVResultFormatTest", without=("service",))))
def test_a_query_answers_as_expected(server: Server, test: Test) -> None:
    server.clear()
    for data in test.manifest.objects(test.one(MF.action), QT.data):
        server.load(data)
    for data in test.manifest.objects(test.one(MF.action), QT.graphData):
        server.load(data, str(data))
    query, expected = test.one(MF.action, QT.query), test.one(MF.result)
    text = f"BASE <{query}>\n{file(query).read_text(encoding='utf-8')}"
    check(server, text, file(expected), str(expected))


def check(server: Server, text: str, expected: Path, base: str) -> None:
    if expected.suffix in ANSWERS:
        accept, read = ANSWERS[expected.suffix]
        answered = server.query(text, accept)
        assert answered.status_code == 200, answered.text
        assert answered.headers["content-type"].partition(";")[0] == accept
        found, wanted = read(answered.content), read(expected.read_bytes())
        assert comparing.same(found, wanted), f"{found}\nexpected\n{wanted}"
        return
    wanted_graph = Graph().parse(expected, publicID=base)
    if (None, comparing.RS.resultVariable, None) in wanted_graph:
        found = comparing.from_json(server.query(text, "application/json").content)
        assert comparing.same(found, comparing.from_graph(wanted_graph))
        return
    answered = server.query(text, "text/turtle")
    assert answered.status_code == 200, answered.text
    found_graph = Graph().parse(data=answered.text, format="turtle")
    assert comparing.same(found_graph, wanted_graph), answered.text


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Server]:
    """Another server, which stands for all that the tests of SERVICE name: each is a graph of it."""
    with served() as running:
        yield running


@pytest.mark.parametrize("test", marked(of_folder("service")))
def test_a_query_asks_other_servers(server: Server, elsewhere: Server, test: Test, tmp_path: Path) -> None:
    server.clear()
    elsewhere.clear()
    action, addresses = test.one(MF.action), {}
    for service in test.manifest.objects(action, QT.serviceData):
        name, data = (test.manifest.value(service, term) for term in (QT.endpoint, QT.data))
        addresses[str(name)] = f"{elsewhere.address}/sparql?default-graph-uri={quote(str(name), safe='')}"
        elsewhere.load(data, str(name))

    def addressed(path: Path) -> Path:
        text = path.read_text(encoding="utf-8")
        for name, address in addresses.items():
            text = text.replace(name, address)
        copy = tmp_path / path.name
        copy.write_text(text, encoding="utf-8")
        return copy

    for data in test.manifest.objects(action, QT.data):
        content = addressed(file(data)).read_bytes()
        loaded = server.client.put(
            "/graphs?default", content=content, headers={"Content-Type": "text/turtle", **WRITER}
        )
        assert loaded.status_code == 204
    query = addressed(file(test.one(MF.action, QT.query))).read_text(encoding="utf-8")
    check(server, query, addressed(file(test.one(MF.result))), "")


def test_few_tests_are_listed() -> None:
    assert len(LISTED) <= 5
