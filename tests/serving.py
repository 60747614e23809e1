"""Serve a store to tests, as `actorgraph serve` does."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api import ServeSettings, create_app
from graph.knowledge import Knowledge
from graph.store import Store


@contextmanager
def serving(store: Store, settings: ServeSettings | None = None) -> Iterator[str]:
    """Serve a store on a free port, and give the address."""
    app = create_app(store, Knowledge.load(), settings)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                thread.join(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
