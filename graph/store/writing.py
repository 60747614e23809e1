"""Say in SPARQL, or in N-Triples, what graphs and single subjects are to say from now on; pure.

Unlike a difference this does not depend on what is there, so that it may be sent twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from graph.store import codec
from graph.store.protocol import Triple

Graphs = Mapping[str, str]
"""By graph: its statements as N-Triples."""
Nodes = Mapping[tuple[str, str], str]
"""By graph and subject: the statements of that subject as N-Triples."""

_REMOVED = 200
"""How many subjects one operation removes."""


def lines(graph: str, triples: Iterable[Triple]) -> str:
    """Write statements as N-Triples, each once.

    Raises ValueError as `codec.to_quad` does, also where the name of the graph is no IRI.
    """
    ox.NamedNode(graph)
    return "".join(sorted({f"{codec.to_quad(triple, graph).triple} .\n" for triple in triples}))


def whole(graphs: Graphs, nodes: Nodes) -> str:
    """Write everything as one update."""
    steps: list[str] = []
    for graph, statements in graphs.items():
        steps.append(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")
        steps += inserted(graph, statements)
    for graph, of in by_graph(nodes).items():
        steps += [*removals(graph, list(of)), *inserted(graph, "".join(of.values()))]
    return " ;\n".join(steps)


def by_graph(nodes: Nodes) -> dict[str, dict[str, str]]:
    """Give subjects and their statements for each graph."""
    found: dict[str, dict[str, str]] = {}
    for (graph, node), statements in nodes.items():
        found.setdefault(graph, {})[node] = statements
    return found


def removals(graph: str, nodes: Sequence[str]) -> Iterator[str]:
    """Write operations that remove all that a graph says about some subjects."""
    name = ox.NamedNode(graph)
    for start in range(0, len(nodes), _REMOVED):
        some = " ".join(str(ox.NamedNode(node)) for node in nodes[start : start + _REMOVED])
        yield (
            f"DELETE {{ GRAPH {name} {{ ?node ?p ?o }} }} "
            f"WHERE {{ VALUES ?node {{ {some} }} GRAPH {name} {{ ?node ?p ?o }} }}"
        )


def inserted(graph: str, statements: str) -> list[str]:
    """Write the operation that inserts statements, or none where there are none."""
    return [f"INSERT DATA {{ GRAPH {ox.NamedNode(graph)} {{\n{statements}}} }}"] if statements else []


def by_length(statements: str, longest: int | None) -> tuple[str, list[str]]:
    """Part short statements from those of more than `longest` bytes."""
    every = statements.splitlines(keepends=True)
    long = [line for line in every if longest is not None and len(line.encode()) > longest]
    return ("".join(line for line in every if line not in long) if long else statements), long
