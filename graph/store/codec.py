"""Turn rdflib's terms into Oxigraph's and back, and both into Python values; pure."""

from collections.abc import Callable
from datetime import date

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef

from graph.store.protocol import Quad, Triple, Value

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TRIPLE = 3
_VALUES: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((f"{_XSD}integer", f"{_XSD}int", f"{_XSD}long", f"{_XSD}nonNegativeInteger"), int),
    **dict.fromkeys((f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"), float),
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
    f"{_XSD}date": date.fromisoformat,
}


def to_quad(triple: Triple, graph: str) -> ox.Quad:
    """Give a statement as Oxigraph keeps it.

    Raises ValueError for blank nodes, which could not be replaced, and for IRIs that are none.
    """
    subject, predicate, value = triple
    if any(isinstance(term, BNode) for term in (subject, value)):
        raise ValueError(f"a blank node in {triple}: every node of the graph needs an IRI")
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), _to_object(value), ox.NamedNode(graph))


def _to_object(value: URIRef | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(value, URIRef):
        return ox.NamedNode(value)
    if value.language:
        return ox.Literal(str(value), language=value.language)
    return ox.Literal(str(value), datatype=ox.NamedNode(value.datatype) if value.datatype else None)


def from_quad(quad: ox.Quad) -> Quad:
    """Give a statement as rdflib knows it."""
    graph = quad.graph_name
    return (
        URIRef(quad.subject.value),  # type: ignore[union-attr]  # no quoted triples are ever stored
        URIRef(quad.predicate.value),
        _from_object(quad.object),
        None if isinstance(graph, ox.DefaultGraph) else URIRef(graph.value),
    )


def _from_object(term: object) -> URIRef | Literal:
    if not isinstance(term, ox.Literal):
        return URIRef(term.value)  # type: ignore[attr-defined]
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == f"{_XSD}string":
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def row_quad(row: ox.QuerySolution) -> ox.Quad:
    """Give a solution of `?s ?p ?o`, and perhaps `?g`, as a statement; booleans in their usual form."""
    value = row["o"]
    if isinstance(value, ox.Literal) and value.datatype.value == f"{_XSD}boolean" and value.value in "01":
        value = ox.Literal("true" if value.value == "1" else "false", datatype=value.datatype)
    graph = row["g"] if len(row) > _TRIPLE else None
    return ox.Quad(row["s"], row["p"], value, graph)


def to_value(term: object) -> Value:
    """Give a term of a solution as a Python value; a literal that is not what its datatype says stays text."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(term.value) if isinstance(term, (ox.NamedNode, ox.BlankNode)) else str(term)
    try:
        return _VALUES.get(term.datatype.value, str)(term.value)
    except ValueError:
        return term.value
