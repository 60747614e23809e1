"""Start the servers that are measured side by side, each a process of its own on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

BIN = Path(sys.executable).parent
SECONDS = 120.0
"""How long a server may take to be there."""
RDFLIB = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


@contextmanager
def actorgraph(db: Path) -> Iterator[str]:
    """Run `actorgraph serve`, and give its address."""
    port = _free_port()
    command = [sys.executable, "-m", "graph.cli", "serve", "--db", str(db), "--port", str(port)]
    with _running(
        [*command, "--query-seconds", "600", "--query-most-seconds", "600"], f"http://127.0.0.1:{port}/health"
    ):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def oxigraph(db: Path) -> Iterator[str]:
    """Run `oxigraph serve` with the union of all graphs as default graph, as `actorgraph serve` has it."""
    port = _free_port()
    command = [str(BIN / "oxigraph"), "serve", "-l", str(db), "-b", f"127.0.0.1:{port}", "--union-default-graph"]
    with _running(command, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def rdflib_endpoint(quads: Path) -> Iterator[str]:
    """Run rdflib-endpoint on rdflib's own store, and give the address of its queries."""
    port = _free_port()
    with _running(
        [sys.executable, "-c", RDFLIB, str(quads), str(port)], f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"
    ):
        yield f"http://127.0.0.1:{port}/sparql"


def load_oxigraph(quads: Path, db: Path) -> None:
    """Run `oxigraph load`."""
    command = [str(BIN / "oxigraph"), "load", "-l", str(db), "-f", str(quads)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def optimize_oxigraph(db: Path) -> None:
    """Run `oxigraph optimize`."""
    command = [str(BIN / "oxigraph"), "optimize", "-l", str(db)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


@contextmanager
def _running(command: Sequence[str], address: str) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    try:
        _wait(process, address)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            told = process.communicate()[1].decode("utf-8", "replace")
            raise RuntimeError(f"{' '.join(map(str, process.args))} ended before it answered: {told[-2000:]}")  # type: ignore[arg-type]
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing answers at {address} within {SECONDS:g} seconds")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
