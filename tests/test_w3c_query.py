"""The W3C's tests of queries and of the forms of their results, over HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from tests.w3c import comparing
from tests.w3c.reading import MF, QT, Test, file, of_kind
from tests.w3c.serving import Server, served

GRAPHS = "a variable of GRAPH is joined too early where the group in it has no pattern that holds it"
PATHS = "paths of no step find only what is in the graph"
LISTED = {
    "aggregates/agg-empty-group-count-graph": GRAPHS,
    "bindings/graph": GRAPHS,
    "negation/graph-minus": GRAPHS,
    "aggregates/agg-groupconcat-04": "GROUP_CONCAT keeps a language that all have",
    "aggregates/agg-groupconcat-06": "GROUP_CONCAT keeps a language that all have",
    "functions/bnode01": "BNODE of one text is one node for all solutions",
    "csv-tsv-res/csv03": "numbers are kept by value: 1.0E6 is written 1000000",
    "csv-tsv-res/tsv03": "numbers are kept by value: a negativeInteger is written as an integer",
    "property-path/zero_or_more_set_start": PATHS,
    "property-path/zero_or_more_set_end": PATHS,
    "property-path/zero_or_one_set_start": PATHS,
    "property-path/zero_or_one_set_end": PATHS,
}
"""Tests that are not passed, and why."""

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
