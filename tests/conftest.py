"""What several test files share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.extract import Extractor
from graph.knowledge import Knowledge
from graph.store import Store, open_store
from tests.servers import SERVERS


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One reader for all tests: loading the language model takes seconds."""
    return Extractor(Knowledge.load())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Give the address of a module's one server of a kind, started when it is first asked for."""
    running: dict[str, str] = {}
    with ExitStack() as stack:

        def address(kind: str) -> str:
            if kind not in running:
                running[kind] = stack.enter_context(SERVERS[kind](tmp_path_factory.mktemp(kind)))
            return running[kind]

        yield address


Server = Callable[[str], str]


@pytest.fixture(params=["embedded", *SERVERS])
def where(request: pytest.FixtureRequest, tmp_path: Path, server: Server) -> str:
    """Give a place for an empty graph: a new folder, and each of the servers."""
    return _empty(request.param, tmp_path, server)


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """Give an empty graph, on this disk and on each of the servers."""
    with open_store(where) as opened:
        yield opened


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Store]:
    """Give an empty graph on this disk."""
    with open_store(tmp_path / "db") as opened:
        yield opened


@pytest.fixture(params=["embedded", "oxigraph"])
def standard_store(request: pytest.FixtureRequest, tmp_path: Path, server: Server) -> Iterator[Store]:
    """Give an empty graph where all of SPARQL 1.1 is: Virtuoso has no unnamed and no empty graphs, and no transactions."""
    with open_store(_empty(request.param, tmp_path, server)) as opened:
        yield opened


def _empty(kind: str, tmp_path: Path, server: Server) -> str:
    if kind == "embedded":
        return str(tmp_path / "db")
    address = server(kind)
    with open_store(address) as store:
        if kind == "oxigraph":
            store.update("DROP ALL")
        else:
            store.replace({str(row["g"]): [] for row in store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")})
    return address
