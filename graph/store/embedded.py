"""The graph in one folder on this disk, kept by Oxigraph (RocksDB)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
from rdflib import Dataset

from graph.errors import QueryError, StoreError
from graph.store import changes, codec, forms, safe
from graph.store.answers import Answering
from graph.store.conforming import conforming
from graph.store.moments import image, state
from graph.store.protocol import WHOLE, Data, Quad, Result, Scope, Triple
from graph.store.rdflib_view import over_oxigraph
from graph.store.using import using

_FAILURES = (OSError, RuntimeError, ValueError)
"""What pyoxigraph raises where the disk, the lock or the data are not as they should be."""


class Embedded(Answering):
    """A store in a folder; see `graph.store.protocol.Store` for what each method promises."""

    def __init__(
        self, store: ox.Store, path: Path, *, read_only: bool, folder: TemporaryDirectory[str] | None = None
    ) -> None:
        self._open: ox.Store | None = store
        self._folder = folder
        self._path = path
        self._read_only = read_only
        self._version = 0

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, existing: bool = False) -> "Embedded":
        """Open the folder, and touch nothing in it that is not a graph; a new one is made unless it has to be there.

        Raises StoreError.
        """
        check_folder(path, existing=read_only or existing)
        try:
            if not read_only:
                return cls(ox.Store(path), path, read_only=False)
            store = _read_only(path)
            return cls(store, path, read_only=True) if store else cls._of_image(path)
        except _FAILURES as error:
            raise _unopened(path, error) from error

    @classmethod
    def _of_image(cls, path: Path) -> "Embedded":
        """Open a copy of what is being written: it stays as it is, and goes when it is closed."""
        folder = TemporaryDirectory(prefix="reading.", dir=path)
        try:
            image(path, Path(folder.name))
            return cls(ox.Store.read_only(folder.name), path, read_only=True, folder=folder)
        except BaseException:
            folder.cleanup()
            raise

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"the graph in {self._path} has been closed; open it again")
        return self._open

    @property
    def path(self) -> Path:
        """Name the folder that it lies in."""
        return self._path

    @property
    def version(self) -> int:
        """Count the writes."""
        return self._version

    @property
    def shared(self) -> bool:
        """Say no: whoever writes it has it alone."""
        return False

    def snapshot(self, folder: Path) -> None:
        """Put the graph as it is at this moment into a new folder, which `open_store` opens.

        On the same disk the files are hard links: milliseconds, and no room until the graph goes on to change. Its
        parent folders are made. Raises StoreError, also where the folder is there already.
        """
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._store.backup(str(folder))
        except _FAILURES as error:
            message = f"the graph in {self._path} could not be copied to {folder} ({error}); choose a new folder"
            raise StoreError(message) from error

    def replace(
        self,
        graphs: Mapping[str, Iterable[Triple]],
        nodes: Mapping[tuple[str, str], Iterable[Triple]] | None = None,
    ) -> None:
        """Write the difference to what is there, in one transaction."""
        self._check_writable()
        try:
            steps = [self._graph_update(graph, triples) for graph, triples in graphs.items()]
            steps += [self._node_update(graph, node, triples) for (graph, node), triples in (nodes or {}).items()]
            update = " ;\n".join(step for step in steps if step)
            if update:
                self._store.update(update)
                self._version += 1
                self._store.flush()
        except (*_FAILURES, SyntaxError) as error:
            raise StoreError(f"the graph in {self._path} could not be written, nothing was changed: {error}") from error

    def _graph_update(self, graph: str, triples: Iterable[Triple]) -> str:
        new = {codec.to_quad(triple, graph) for triple in triples}
        if not new:
            return f"DROP SILENT GRAPH {ox.NamedNode(graph)}"
        return _difference(set(self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))), new)

    def _node_update(self, graph: str, node: str, triples: Iterable[Triple]) -> str:
        new = {codec.to_quad(triple, graph) for triple in triples}
        return _difference(set(self._store.quads_for_pattern(ox.NamedNode(node), None, None, ox.NamedNode(graph))), new)

    def _found(self, query: str, scope: Scope) -> forms.Found:
        """Run a query, in other words where Oxigraph would not answer it as SPARQL says."""
        whole = scope.union and not scope.chosen and not safe.has_dataset(query)
        changed = conforming(query, lambda term: not self._holds(term, query, scope), whole=whole)
        if changed != query:
            with suppress(QueryError):  # what is wrong with a query is told of the query itself
                return self._run(changed, scope)
        return self._run(query, scope)

    def _holds(self, term: str, query: str, scope: Scope) -> bool:
        """Tell whether a statement has a term, written as in a query."""
        asked = f"{safe.prologue(query)} ASK {{ {{ {term} ?p ?o }} UNION {{ ?s ?p {term} }} }}"
        with suppress(QueryError):
            return bool(self._run(asked, scope))
        return True

    def _run(self, query: str, scope: Scope = WHOLE) -> forms.Found:
        if not scope.reach_out:
            safe.refuse_reaching_out(query)
        try:
            return self._store.query(query, prefixes=dict(scope.prefixes), base_iri=scope.base, **_graphs(query, scope))
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is not SPARQL: {error}") from error
        except (OSError, RuntimeError) as error:
            if str(error).endswith("is not supported"):
                raise QueryError(f"the query cannot be answered: {error}") from error
            raise self._unread(error) from error

    def _unread(self, error: Exception) -> StoreError:
        return StoreError(f"the graph in {self._path} could not be read: {error}")

    def update(self, update: str, scope: Scope = WHOLE) -> None:
        """Run a SPARQL update, all of it or nothing."""
        self._check_writable()
        if not scope.reach_out:
            safe.refuse_reaching_out(update)
            safe.refuse_loading(update)
        chosen = using(update, scope.default_graphs, scope.named_graphs) if scope.chosen else update
        try:
            self._store.update(chosen, prefixes=dict(scope.prefixes), base_iri=scope.base)
            self._version += 1
            self._store.flush()
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the update is not SPARQL, nothing was changed: {error}") from error
        except (OSError, RuntimeError) as error:
            raise self._not_updated(update, error) from error

    def _not_updated(self, update: str, error: Exception) -> QueryError | StoreError:
        """Tell an update that cannot be done (the graph is there already, a server does not answer) from a bad disk."""
        asks_others = not safe.keywords(update).isdisjoint({"LOAD", "SERVICE"})
        if asks_others or str(error).endswith(("already exists", "does not exist")):
            return QueryError(f"the update could not be done, nothing was changed: {error}")
        return StoreError(f"the graph in {self._path} could not be written, nothing was changed: {error}")

    def read_graph(self, name: str | None, accept: str) -> Result | None:
        """Give all statements of a graph."""
        graph = changes.graph_name(name)
        if not self._has(graph):
            return None
        media, form = forms.for_graph(accept)
        return self._written(media, lambda file: self._store.dump(file, form, from_graph=graph), self._unread)

    def read_all(self, accept: str) -> Result:
        """Give all graphs."""
        media, form = forms.for_dataset(accept)
        return self._written(media, lambda file: self._store.dump(file, form), self._unread)

    def put_graph(self, name: str | None, parts: Sequence[Data]) -> bool:
        """Make a graph say just what all parts say."""
        return self._changed(name, changes.put(name, parts))

    def post_graph(self, name: str | None, parts: Sequence[Data]) -> bool:
        """Let a graph say what all parts say, too."""
        return self._changed(name, changes.post(name, parts))

    def drop_graph(self, name: str | None) -> bool:
        """Remove a graph."""
        return not self._changed(name, changes.drop(name))

    def _changed(self, name: str | None, update: str) -> bool:
        """Run an update of one graph; tell whether the graph was not there before."""
        new = not self._has(changes.graph_name(name))
        self.update(update)
        return new

    def _has(self, graph: ox.NamedNode | ox.DefaultGraph) -> bool:
        return isinstance(graph, ox.DefaultGraph) or self._store.contains_named_graph(graph)

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(f"the graph in {self._path} was opened only to be read; open it to be written")

    def dump(self, format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002
        """Give everything in one of the formats of RDF."""
        try:
            if format in forms.DATASETS:
                return self._store.dump(format=forms.RDF[format], prefixes=dict(prefixes or {})) or b""
            return forms.dumped(self._store, format, prefixes or {})
        except (OSError, RuntimeError) as error:
            raise self._unread(error) from error

    def quads(self) -> Iterator[Quad]:
        """Go through all statements."""
        try:
            yield from map(codec.from_quad, self._store)
        except (OSError, RuntimeError) as error:
            raise self._unread(error) from error

    def load(self, quads: Path) -> None:
        """Add all that a file of N-Quads says, in parts: fast for large files, and for a graph that is made anew.

        Raises StoreError.
        """
        self._check_writable()
        try:
            self._store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
            self._version += 1
            self._store.flush()
        except (*_FAILURES, SyntaxError) as error:
            raise StoreError(f"{quads} could not be loaded into the graph in {self._path}: {error}") from error

    def optimize(self) -> None:
        """Put the files in order now, which the store else does by itself in the time after much was written.

        Raises StoreError.
        """
        self._check_writable()
        try:
            self._store.optimize()
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph in {self._path} could not be put in order: {error}") from error

    def close(self) -> None:
        """Let go of the folder, so that another may open it."""
        self._open = None
        if self._folder:
            self._folder.cleanup()

    def dataset(self) -> Dataset:
        """Give the graph to users of rdflib, straight from the disk."""
        return over_oxigraph(self._store)


def _graphs(query: str, scope: Scope) -> dict[str, Any]:
    """Say to Oxigraph which graphs a query sees."""
    if scope.chosen:
        chosen = (scope.default_graphs, scope.named_graphs)
        default, named = ([ox.NamedNode(name) for name in names] for names in chosen)
        return {"default_graph": default, "named_graphs": named}
    return {"use_default_graph_as_union": scope.union and not safe.has_dataset(query)}


def _difference(old: set[ox.Quad], new: set[ox.Quad]) -> str:
    parts = [
        f"{verb} DATA {{\n{_statements(quads)}\n}}"
        for verb, quads in (("DELETE", old - new), ("INSERT", new - old))
        if quads
    ]
    return " ;\n".join(parts)


def _statements(quads: set[ox.Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)


def _read_only(path: Path) -> ox.Store | None:
    """Open a folder to read it; give None where it was written at the same time, so that it was seen half."""
    before = state(path)
    try:
        store = ox.Store.read_only(str(path))
    except (OSError, RuntimeError):
        if state(path) == before:
            raise
        return None
    return store if state(path) == before else None


def check_folder(path: Path, *, existing: bool) -> None:
    """Refuse what cannot be a graph, before Oxigraph would write its own files beside something else's."""
    try:
        there = sorted(entry.name for entry in path.iterdir())
    except FileNotFoundError:
        there = []
    except OSError as error:
        raise _unopened(path, error) from error
    if not there and existing:
        raise StoreError(f"there is no graph in {path}; build one first with 'actorgraph build PATH --db {path}'")
    if there and "CURRENT" not in there:
        raise StoreError(
            f"{path} holds other files (such as {there[0]}) and no graph that can be read; nothing in it was touched. "
            "Choose another folder with --db"
        )


def is_locked(error: Exception) -> bool:
    """Tell the failure to open a graph that another writes from others."""
    return any(word in str(error) for word in ("LOCK", "lock hold", "locks"))


def _unopened(path: Path, error: Exception) -> StoreError:
    text = str(error)
    if is_locked(error):
        return StoreError(f"the graph in {path} is being written by another process; wait for it to end, or stop it")
    return StoreError(
        f"the graph in {path} cannot be opened ({text}); nothing in it was touched. "
        "Put back a copy, or choose another folder with --db and build again"
    )
