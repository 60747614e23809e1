"""The same graph for users of rdflib."""

from collections.abc import Generator, Iterator
from io import BytesIO
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import XSD, Dataset, Graph, Literal, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from rdflib.query import Result as Answer

from graph.store.protocol import WHOLE, Scope, Store

_ACCEPT = "application/sparql-results+xml, application/n-triples;q=0.9"


def over_oxigraph(store: ox.Store) -> Dataset:
    """Give the open store of Oxigraph as a Dataset; both see what either writes."""
    return Dataset(_ByOxigraph(store=store), default_union=True)


def over_sparql(store: Store) -> Dataset:
    """Give a Dataset whose patterns and queries are asked of a store by SPARQL, one by one."""
    return Dataset(_BySparql(store), default_union=True)


class _ByOxigraph(OxigraphStore):
    """oxrdflib's store, whose texts are equal to rdflib's: without a datatype. To name a graph does not make it."""

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        return ((tuple(map(_plain, triple)), graphs) for triple, graphs in super().triples(triple_pattern, context))

    def query(self, *args: Any, **kwargs: Any) -> Answer:
        found = super().query(*args, **kwargs)
        if found.type == "SELECT":
            found.bindings = [{name: _plain(term) for name, term in row.items()} for row in found.bindings]
        elif found.graph is not None:
            plain = Graph()
            for s, p, o in found.graph:
                plain.add((s, p, _plain(o)))
            found.graph = plain
        return found

    def add_graph(self, graph: Graph) -> None:
        pass


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

    def triples(self, spo: Any, context: Graph | None = None) -> Iterator[Any]:
        """Give the statements that fit a pattern, each with the graphs that say it, as rdflib's own stores do."""
        graph = context.identifier.n3() if context is not None and self._is_contextual(context) else "?g"
        found: dict[tuple[Any, ...], list[Graph]] = {}
        for row in self._query(f"SELECT * {{ GRAPH {graph} {{ {self._pattern(spo)} }} }}").bindings:
            triple = tuple(row[Variable(name)] if term is None else term for name, term in zip("spo", spo, strict=True))
            found.setdefault(triple, []).append(
                context if context is not None and graph != "?g" else Graph(self, row[Variable("g")])
            )
        return ((triple, iter(graphs)) for triple, graphs in found.items())

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:
        pattern = self._pattern(triple or (None, None, None))
        for row in self._query(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {pattern} }} }}").bindings:
            yield row[Variable("g")]

    def _pattern(self, spo: Any) -> str:
        return " ".join(
            f"?{name}" if term is None else self.node_to_sparql(term) for name, term in zip("spo", spo, strict=True)
        )

    def add_graph(self, graph: Graph) -> None:
        pass


def _plain(term: Any) -> Any:
    return Literal(str(term)) if isinstance(term, Literal) and term.datatype == XSD.string else term
