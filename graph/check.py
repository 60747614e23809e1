"""Check a whole graph against the shapes of the ontology (SHACL)."""

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, SH, Graph, Node

from graph.errors import KnowledgeError
from graph.knowledge import ontology_folder
from graph.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """A node of the graph that is not as it must be: what must be, and the value that is wrong, if there is one."""

    node: str
    rule: str
    value: str | None = None

    def __str__(self) -> str:
        return f"{self.node}: it must hold that {self.rule}{f' (but: {self.value})' if self.value else ''}"


def check(store: Store, ontology: Path | None = None) -> tuple[Problem, ...]:
    """Say where the graph does not satisfy the shapes; `()` where all is well.

    All of the graph is taken into memory. Raises KnowledgeError where the ontology cannot be read, StoreError.
    """
    folder = ontology_folder(ontology)
    vocabulary, shapes = (_turtle(folder / name) for name in ("actorgraph.ttl", "shapes.ttl"))
    data = reduce(lambda graph, quad: graph.add(quad[:3]), store.quads(), Graph())
    # pyshacl would copy the data to add the vocabulary; it is ours already
    _, report, _ = validate(data + vocabulary, shacl_graph=shapes, inference="none", advanced=False)
    return tuple(
        sorted((_problem(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)), key=str)
    )


def _turtle(path: Path) -> Graph:
    try:
        return Graph().parse(path, format="turtle")
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); is --ontology the right folder?") from error
    except Exception as error:  # rdflib's parser raises whatever comes
        raise KnowledgeError(f"{path}: not valid Turtle: {error}") from error


def _problem(report: Graph, result: Node) -> Problem:
    node, rule, value = (report.value(result, path) for path in (SH.focusNode, SH.resultMessage, SH.value))
    return Problem(str(node), str(rule), None if value is None else str(value))
