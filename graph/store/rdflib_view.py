"""The same graph for users of rdflib."""

from io import BytesIO
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from rdflib.query import Result as Answer

from graph.store.protocol import WHOLE, Scope, Store

_ACCEPT = "application/sparql-results+xml, application/n-triples;q=0.9"


def over_oxigraph(store: ox.Store) -> Dataset:
    """Give the open store of Oxigraph as a Dataset; both see what either writes."""
    return Dataset(OxigraphStore(store=store), default_union=True)


def over_sparql(store: Store) -> Dataset:
    """Give a Dataset whose patterns and queries are asked of a store by SPARQL, one by one."""
    return Dataset(_BySparql(store), default_union=True)


class _BySparql(SPARQLUpdateStore):
    """rdflib's store over SPARQL, with our way to the server instead of its own."""

    def __init__(self, store: Store) -> None:
        super().__init__("store:query", "store:update")
        self._asked = store

    def _query(self, query: str, default_graph: str | None = None, **_: Any) -> Answer:
        scope = Scope(default_graphs=(str(default_graph),)) if default_graph is not None else WHOLE
        media_type, body = self._asked.query(query, _ACCEPT, scope)
        return Answer.parse(BytesIO(body), content_type=media_type)

    def _update(self, update: str) -> None:
        self._updates += 1
        self._asked.update(update)
