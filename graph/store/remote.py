"""The graph on a SPARQL 1.1 server: Query and Update, and the Graph Store Protocol where updates do not do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import httpx
import pyoxigraph as ox
from rdflib import Dataset

from graph.errors import StoreError
from graph.store import changes, codec, forms, received, rewriting, safe, writing
from graph.store.address import Address
from graph.store.answers import Answering
from graph.store.exchange import Exchange, Request
from graph.store.protocol import WHOLE, Data, Quad, Result, Scope, Triple
from graph.store.rdflib_view import over_sparql
from graph.store.server import Server, find
from graph.store.using import using

_UNNAMED = Scope(union=False)
"""For queries that name their graphs, or mean the one that has no name."""


class Remote(Answering):
    """A store on a server; see `graph.store.protocol.Store` for what each method promises.

    Every answer is read whole. A write is one update request, which servers do as a whole or not at all; it says all
    that a graph is to say, so that it may be sent again where an answer was lost, and so it is. Where a server takes
    no long updates (`Dialect.whole_updates`), graphs are put one after another, and single subjects come last: what
    was cut off half way has not got its fingerprint, and is written again by the next build.
    """

    def __init__(self, server: Server, exchange: Exchange, *, read_only: bool = False) -> None:
        self._server = server
        self._exchange = exchange
        self._read_only = read_only
        self._version = 0

    @classmethod
    def open(cls, address: Address, *, read_only: bool = False) -> "Remote":
        """Find the server at an address.

        Raises StoreError where none answers, or where it hides named graphs from queries.
        """
        exchange = Exchange(address)
        try:
            server = find(address, exchange)
            exchange.passing = server.dialect.passing
            store = cls(server, exchange, read_only=read_only)
            store.check_union()
        except BaseException:
            exchange.close()
            raise
        return store

    def check_union(self) -> None:
        """Refuse a server whose queries do not see what named graphs say, which would be answered by nothing."""
        if self.ask("ASK { GRAPH ?graph { ?s ?p ?o } }") and not self.ask("ASK { ?s ?p ?o }"):
            raise StoreError(
                f"queries at {self._server.query} do not see the named graphs; set up that server so that its default "
                "graph is the union of all (Fuseki: tdb2:unionDefaultGraph true)"
            )

    @property
    def version(self) -> int:
        """Count the writes of this process; another one may write, too."""
        return self._version

    @property
    def shared(self) -> bool:
        """Say yes: it is a server."""
        return True

    def replace(
        self,
        graphs: Mapping[str, Iterable[Triple]],
        nodes: Mapping[tuple[str, str], Iterable[Triple]] | None = None,
    ) -> None:
        """Write all of it in one update, or graph by graph where the server cannot (see the class)."""
        self._check_writable()
        try:
            graph_lines = {graph: writing.lines(graph, triples) for graph, triples in graphs.items()}
            node_lines = {of: writing.lines(of[0], triples) for of, triples in (nodes or {}).items()}
        except ValueError as error:
            raise StoreError(f"{self._server.update}: nothing was changed: {error}") from error
        if not graph_lines and not node_lines:
            return
        if self._server.dialect.whole_updates:
            self._send_update(writing.whole(graph_lines, node_lines), repeatable=True)
        else:
            self._write_one_by_one(graph_lines, node_lines)
        self._version += 1

    def _write_one_by_one(self, graphs: writing.Graphs, nodes: writing.Nodes) -> None:
        for graph, lines in graphs.items():
            self._put(graph, lines)
        for graph, of in writing.by_graph(nodes).items():
            for update in writing.removals(graph, list(of)):
                self._send_update(update, repeatable=True)
            if lines := "".join(of.values()):
                self._send_graph("POST", graph, lines)

    def _put(self, graph: str, lines: str) -> None:
        if lines:
            self._send_graph("PUT", graph, lines)
        else:
            self._exchange.send(Request("DELETE", self._server.graphs, params={"graph": graph}), missing=True)

    def _send_graph(self, method: str, graph: str, lines: str) -> None:
        short, long = writing.by_length(lines, self._server.dialect.longest_sent)
        headers = {"Content-Type": "application/n-triples"}
        self._exchange.send(Request(method, self._server.graphs, {"graph": graph}, headers, body=short.encode()))
        for line in long:
            self._send_update(*writing.inserted(graph, line), repeatable=True)

    def _send_update(self, update: str, *, repeatable: bool) -> None:
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._exchange.send(
            Request("POST", self._server.update, headers=headers, body=update.encode(), repeatable=repeatable)
        )

    def update(self, update: str, scope: Scope = WHOLE) -> None:
        """Run a SPARQL update; whether a failing one leaves nothing behind is the server's promise."""
        self._check_writable()
        if not scope.reach_out:
            safe.refuse_reaching_out(update)
            safe.refuse_loading(update)
        chosen = using(update, scope.default_graphs, scope.named_graphs) if scope.chosen else update
        self._send_update(rewriting.declared(chosen, scope), repeatable=False)
        self._version += 1

    def _run(self, query: str, scope: Scope = WHOLE) -> forms.Found:
        if not scope.reach_out:
            safe.refuse_reaching_out(query)
        form = received.form(query, scope)
        response = self._exchange.send(self._request(query, scope, form))
        limit = self._server.dialect.limit_header
        if limit and limit in response.headers:
            raise StoreError(
                f"{self._server.query} gives no more than {response.headers[limit]} rows at once, and has left some "
                f"out; {self._server.dialect.limit_advice}"
            )
        return received.found(self._content(response), form, self._server.query)

    def _request(self, query: str, scope: Scope, form: received.Form) -> Request:
        sent: dict[str, Any] = {"query": rewriting.query(query, scope, self._server.dialect)}
        if scope.chosen:
            sent |= {"default-graph-uri": list(scope.default_graphs), "named-graph-uri": list(scope.named_graphs)}
        elif scope.union and not safe.has_dataset(query):
            sent |= self._server.dialect.union
        return Request("POST", self._server.query, headers={"Accept": form.value}, form=sent, seconds=scope.seconds)

    def _content(self, response: httpx.Response) -> bytes:
        return received.standard(response.content, self._server.dialect.blank)

    def _unread(self, error: Exception) -> StoreError:
        return StoreError(f"the answer of {self._server.query} could not be read: {error}")

    def read_graph(self, name: str | None, accept: str) -> Result | None:
        """Give all statements of a graph."""
        changes.graph_name(name)
        if not self._has(name):
            return None
        media_type, form = forms.for_graph(accept)
        triples = [quad.triple for quad in (self._unnamed() if name is None else self._named(f"<{name}>"))]
        return self._written(media_type, lambda file: ox.serialize(triples, file, form))

    def read_all(self, accept: str) -> Result:
        """Give all graphs."""
        media_type, form = forms.for_dataset(accept)
        quads = list(self._all())
        return self._written(media_type, lambda file: ox.serialize(quads, file, form))

    def put_graph(self, name: str | None, parts: Sequence[Data]) -> bool:
        """Make a graph say just what all parts say."""
        return self._changed(name, changes.put(name, parts), parts, "PUT")

    def post_graph(self, name: str | None, parts: Sequence[Data]) -> bool:
        """Let a graph say what all parts say, too."""
        return self._changed(name, changes.post(name, parts), parts, "POST")

    def drop_graph(self, name: str | None) -> bool:
        """Remove a graph."""
        return not self._changed(name, changes.drop(name), (), "DELETE")

    def _changed(self, name: str | None, update: str, parts: Sequence[Data], method: str) -> bool:
        """Change one graph; tell whether it was not there before."""
        self._check_writable()
        new = not self._has(name)
        if self._server.dialect.whole_updates:
            self._send_update(update, repeatable=method != "POST")
        elif name is None:
            raise StoreError(f"{self._server.dialect.name} has no graph without a name; name the graph to be written")
        else:
            self._send_graph(method, name, changes.lines(parts))
        self._version += 1
        return new

    def _has(self, name: str | None) -> bool:
        if name is None:
            return True
        pattern = "" if self._server.dialect.empty_graphs else "?s ?p ?o"
        return self.ask(f"ASK {{ GRAPH <{name}> {{ {pattern} }} }}")

    def dump(self, format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002
        """Give everything in one of the formats of RDF."""
        return forms.dumped(self._all(), format, prefixes or {})

    def quads(self) -> Iterator[Quad]:
        """Go through all statements."""
        yield from map(codec.from_quad, self._all())

    def _all(self) -> Iterator[ox.Quad]:
        yield from self._named("?g")
        yield from self._unnamed()

    def _named(self, graph: str) -> Iterator[ox.Quad]:
        return self._read(f"{{ GRAPH {graph} {{ ?s ?p ?o }} }}")

    def _unnamed(self) -> Iterator[ox.Quad]:
        return self._read("{ ?s ?p ?o }") if self._server.dialect.unnamed_graph else iter(())

    def _read(self, where: str) -> Iterator[ox.Quad]:
        """Read the statements that a pattern finds, page by page where the server gives no more at once."""
        page = self._server.dialect.page
        if page is None:
            yield from map(codec.row_quad, self._table(f"SELECT * {where}", _UNNAMED))
            return
        number = 0
        while rows := self._page(where, number, page):
            yield from map(codec.row_quad, rows)
            number += len(rows)
        there = self.select(f"SELECT (COUNT(*) AS ?number) {where}")[0]["number"]
        if there != number:
            raise StoreError(
                f"{self._server.query} has been written while it was read ({number} statements of {there} were "
                "found); read it again"
            )

    def _page(self, where: str, start: int, rows: int) -> list[ox.QuerySolution]:
        query = f"SELECT * {where} OFFSET {start} LIMIT {rows}"
        response = self._exchange.send(self._request(query, _UNNAMED, received.Form.TABLE))
        return list(received.table(self._content(response), self._server.query))

    def dataset(self) -> Dataset:
        """Give the graph to users of rdflib; each pattern is one query."""
        return over_sparql(self)

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(f"the graph at {self._server.query} was opened only to be read; open it to be written")

    def close(self) -> None:
        """Close the connections."""
        self._exchange.close()
