"""Say as one SPARQL update how graphs are to change, so that all of it happens or nothing; pure."""

from collections.abc import Sequence

import pyoxigraph as ox

from graph.errors import DataError
from graph.store import negotiation
from graph.store.forms import RDF
from graph.store.protocol import Data


def put(name: str | None, parts: Sequence[Data]) -> str:
    """Write the update that makes a graph say just what all parts say; a named one is there even if that is nothing."""
    if name is None:
        return f"CLEAR DEFAULT ;\n{_inserted(name, parts)}"
    graph = _iri(name)
    return f"DROP SILENT GRAPH {graph} ;\nCREATE SILENT GRAPH {graph} ;\n{_inserted(name, parts)}"


def post(name: str | None, parts: Sequence[Data]) -> str:
    """Write the update that lets a graph say what all parts say, too."""
    create = "" if name is None else f"CREATE SILENT GRAPH {_iri(name)} ;\n"
    return create + _inserted(name, parts)


def drop(name: str | None) -> str:
    """Write the update that removes a graph."""
    return "CLEAR DEFAULT" if name is None else f"DROP SILENT GRAPH {_iri(name)}"


def graph_name(name: str | None) -> ox.NamedNode | ox.DefaultGraph:
    """Name a graph as Oxigraph does.

    Raises DataError for what is no absolute IRI.
    """
    try:
        return ox.DefaultGraph() if name is None else ox.NamedNode(name)
    except ValueError as error:
        raise DataError(f"'{name}' is no name of a graph ({error}); give an absolute IRI") from error


def _iri(name: str) -> str:
    return str(graph_name(name))


def lines(parts: Sequence[Data]) -> str:
    """Write what all parts say as N-Triples.

    Raises DataError.
    """
    return "".join(_statements(part) for part in parts)


def _inserted(name: str | None, parts: Sequence[Data]) -> str:
    statements = lines(parts)
    return (
        f"INSERT DATA {{\n{statements}}}"
        if name is None
        else f"INSERT DATA {{ GRAPH {_iri(name)} {{\n{statements}}} }}"
    )


def _statements(data: Data) -> str:
    """Give the statements of one part as lines; its blank nodes get names that no other part has."""
    sort = data.media_type.partition(";")[0].strip().lower()
    form = negotiation.GRAPHS.get(sort)
    if form is None:
        known = ", ".join(negotiation.GRAPHS)
        raise DataError(f"RDF as {sort or '(no media type)'} is not understood; send one of {known}")
    try:
        read = ox.parse(data.body, RDF[form], base_iri=data.base, without_named_graphs=True, rename_blank_nodes=True)
        return "".join(f"{quad.triple} .\n" for quad in read)
    except (SyntaxError, ValueError) as error:
        raise DataError(f"the body is not {sort}: {error}") from error
