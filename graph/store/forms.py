"""The forms in which Oxigraph writes and reads answers and graphs."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from graph.errors import StoreError
from graph.store import negotiation

TABLES = {
    "srj": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
DATASETS = ("nq", "trig", "jsonld")
GRAPHS = ("ttl", "nt")
"""The forms in which a whole store is dumped: with its graphs, and their union."""

Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def for_result(found: Found, accept: str) -> tuple[str, Any]:
    """Choose media type and form of what a query found; the most usual ones where the client wants none of them."""
    if isinstance(found, ox.QueryTriples):
        return for_graph(accept)
    offers = negotiation.BOOLEANS if isinstance(found, ox.QueryBoolean) else negotiation.TABLES
    media_type = negotiation.choose(accept, list(offers)) or next(iter(offers))
    return media_type, TABLES[offers[media_type]]


def for_graph(accept: str) -> tuple[str, ox.RdfFormat]:
    """Choose media type and form for one graph; Turtle where the client wants none of them."""
    media_type = negotiation.choose(accept, list(negotiation.GRAPHS)) or "text/turtle"
    return media_type, RDF[negotiation.GRAPHS[media_type]]


def for_dataset(accept: str) -> tuple[str, ox.RdfFormat]:
    """Choose media type and form for several named graphs; TriG where the client wants none of them."""
    media_type = negotiation.choose(accept, list(negotiation.DATASETS)) or "application/trig"
    return media_type, RDF[negotiation.DATASETS[media_type]]


def dumped(quads: Iterable[ox.Quad], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Write all quads in one of `DATASETS`, or their union in one of `GRAPHS`, sorted.

    Raises StoreError for another form.
    """
    if form in DATASETS:
        return ox.serialize(quads, format=RDF[form], prefixes=dict(prefixes)) or b""
    if form in GRAPHS:
        triples = {quad.triple for quad in quads}
        return ox.serialize(sorted(triples, key=str), format=RDF[form], prefixes=dict(prefixes)) or b""
    raise StoreError(f"the graph cannot be written as '{form}'; known are {', '.join([*DATASETS, *GRAPHS])}")
