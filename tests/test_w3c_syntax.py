"""The W3C's tests of what is a query or an update at all, over HTTP: what is none is refused with 400."""

from collections.abc import Iterator

import pytest

from tests.w3c.reading import MF, Test, file, of_kind
from tests.w3c.serving import Server, served


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


def malformed(server: Server, test: Test) -> bool:
    path = file(test.one(MF.action))
    text = path.read_text(encoding="utf-8")
    answered = server.update(text) if path.suffix == ".ru" else server.query(text)
    if answered.status_code != 400:
        assert answered.status_code in (200, 204), answered.text
        return False
    return "is not SPARQL" in answered.json()["detail"]


@pytest.mark.parametrize("test", of_kind("PositiveSyntaxTest11", "PositiveUpdateSyntaxTest11"), ids=str)
def test_what_is_sparql_is_understood(server: Server, test: Test) -> None:
    server.clear()
    assert not malformed(server, test)


@pytest.mark.parametrize("test", of_kind("NegativeSyntaxTest11", "NegativeUpdateSyntaxTest11"), ids=str)
def test_what_is_no_sparql_is_refused(server: Server, test: Test) -> None:
    assert malformed(server, test)
