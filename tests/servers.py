"""Real SPARQL servers for the tests: each is started once, on free ports and a folder of its own, and emptied between tests."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
USER, PASSWORD = "dba", "dba"

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
Charset = UTF-8
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 2000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run `oxigraph serve`, and give its address."""
    if not OXIGRAPH.exists():
        pytest.skip("the server of Oxigraph is not installed: pip install oxigraph")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"{url}/query"):
        yield url


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run Virtuoso, and give its address, with user and password."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(http=http, sql=free_port()))
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql"):
        yield f"http://{USER}:{PASSWORD}@127.0.0.1:{http}"


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            _wait(server, url, folder)
            yield
        finally:
            server.kill()
            server.wait()


def _wait(server: "subprocess.Popen[bytes]", url: str, folder: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, (folder / "server.log").read_text()
        try:
            httpx.get(url, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} does not answer: {(folder / 'server.log').read_text()}")


SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}
