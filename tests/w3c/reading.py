"""Read the manifests of the suite."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

FOLDER = Path(__file__).parent / "sparql11"
HOME = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
"""Where the suite is published: relative names in its files are read against it."""

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@dataclass(frozen=True)
class Test:
    """One test of a manifest."""

    __test__ = False

    folder: str
    id: str
    kind: str
    node: Node
    manifest: Graph

    def one(self, *path: URIRef) -> Node | None:
        """Follow properties from the test to one node."""
        node: Node | None = self.node
        for step in path:
            node = self.manifest.value(node, step) if node is not None else None
        return node

    def __str__(self) -> str:
        return f"{self.folder}/{self.id}"


def file(iri: Node | str) -> Path:
    """Give the file that an IRI of the suite names."""
    return FOLDER / str(iri).removeprefix(HOME)


def folders() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/manifest.ttl"))


@cache
def of_folder(folder: str, manifest: str = "manifest.ttl") -> list[Test]:
    """Give the tests of one folder, in the order of its manifest; those that it describes and does not list, too."""
    home = f"{HOME}{folder}/{manifest}"
    graph = Graph().parse(FOLDER / folder / manifest, publicID=home)
    entries = graph.value(URIRef(home), MF.entries)
    listed = list(Collection(graph, entries)) if entries else []
    unlisted = sorted(node for node in graph.subjects(MF.action) if node not in listed)
    return [
        Test(folder, str(node).rpartition("#")[2], str(graph.value(node, RDF.type)).rpartition("#")[2], node, graph)
        for node in [*listed, *unlisted]
    ]


def of_kind(*kinds: str, without: tuple[str, ...] = ()) -> list[Test]:
    """Give all tests of some kinds."""
    return [test for folder in folders() if folder not in without for test in of_folder(folder) if test.kind in kinds]
