"""The W3C's tests of updates, over HTTP: what the graphs say afterwards."""

from collections.abc import Iterator

import pytest
from rdflib import RDFS, Dataset, Graph
from rdflib.term import Node

from tests.w3c.reading import MF, UT, Test, file, of_kind
from tests.w3c.serving import Server, served


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


def states(test: Test, node: Node | None) -> dict[str | None, Node]:
    """Give the graphs of a state that the manifest writes down: name → file, None for the default graph."""
    assert node is not None
    default = test.manifest.value(node, UT.data)
    found: dict[str | None, Node] = {None: default} if default else {}
    for graph in test.manifest.objects(node, UT.graphData):
        name, data = test.manifest.value(graph, RDFS.label), test.manifest.value(graph, UT.graph)
        assert data is not None
        found[str(name)] = data
    return found


def expected(state: dict[str | None, Node]) -> dict[str | None, Graph]:
    return {name: Graph().parse(file(data), publicID=str(data), format="turtle") for name, data in state.items()}


def there(server: Server) -> dict[str | None, Graph]:
    answered = server.client.get("/graphs", headers={"Accept": "application/n-quads"})
    dataset = Dataset()
    dataset.parse(data=answered.text, format="nquads")
    default = dataset.default_context.identifier
    return {None if graph.identifier == default else str(graph.identifier): graph for graph in dataset.graphs()}


def check(found: dict[str | None, Graph], wanted: dict[str | None, Graph]) -> None:
    """Compare all graphs that say something: an empty graph may be there or not."""
    assert {name for name, graph in found.items() if graph} == {name for name, graph in wanted.items() if graph}
    for name, graph in wanted.items():
        if graph:
            assert found[name].isomorphic(graph), name


@pytest.mark.parametrize("test", of_kind("UpdateEvaluationTest"), ids=str)
def test_an_update_changes_what_it_should(server: Server, test: Test) -> None:
    server.clear()
    before, request = states(test, test.one(MF.action)), test.one(MF.action, UT.request)
    for name, data in before.items():
        server.load(data, name)
    check(there(server), expected(before))
    answered = server.update(f"BASE <{request}>\n{file(request).read_text(encoding='utf-8')}")
    assert answered.status_code == 204, answered.text
    check(there(server), expected(states(test, test.one(MF.result))))
