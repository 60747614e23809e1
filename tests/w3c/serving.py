"""Serve a new, empty graph on a free port, and talk with the server as any client would."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from rdflib.term import Node

from api import DefaultGraph, Limits, ServeSettings, create_app
from graph.knowledge import Knowledge
from graph.store import open_store
from tests.w3c.reading import file

TOKEN = "sesame-öffne-dich"
WRITER = {"Authorization": f"Bearer {TOKEN}".encode()}
SUITE = ServeSettings(
    token=TOKEN,
    allow_update=True,
    allow_reaching_out=True,
    default_graph=DefaultGraph.UNNAMED,
    limits=Limits(seconds=60),
)
"""The suite's data sets have a default graph of their own; its LOAD and SERVICE are really tried."""
TYPES = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    client: httpx.Client

    def query(self, text: str, accept: str = "*/*", **parameters: object) -> httpx.Response:
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.client.post("/sparql", content=text.encode(), headers=headers, params=parameters)

    def update(self, text: str) -> httpx.Response:
        headers = {"Content-Type": "application/sparql-update", **WRITER}
        return self.client.post("/sparql", content=text.encode(), headers=headers)

    def clear(self) -> None:
        assert self.update("DROP ALL").status_code == 204

    def load(self, iri: Node | str, name: str | None = None) -> None:
        """Send a file of the suite as the default graph, or as a named one; relative names are read against the file's."""
        path = file(iri)
        body = path.read_text(encoding="utf-8")
        if path.suffix == ".ttl":
            body = f"@base <{iri}> .\n{body}"
        body = body.replace("<rdf:RDF", f'<rdf:RDF xml:base="{iri}"')
        headers = {"Content-Type": TYPES[path.suffix], **WRITER}
        asked = {"graph": name} if name else {"default": ""}
        answered = self.client.post("/graphs", params=asked, content=body.encode(), headers=headers)
        assert answered.status_code in (201, 204), answered.text


@contextmanager
def served(settings: ServeSettings = SUITE) -> Iterator[Server]:
    """Serve a new graph in a thread until the block ends; in memory where the machine has a folder there."""
    memory = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
        open_store(Path(folder) / "db") as store,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        config = uvicorn.Config(
            create_app(store, Knowledge.load(), settings), log_level="error", ws="none", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            with httpx.Client(base_url=address, timeout=120) as client:
                yield Server(address, client)
        finally:
            server.should_exit = True
            thread.join(30)
