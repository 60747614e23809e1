"""The endpoint of `actorgraph serve`, started as a user starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.cli.whole import _listening
from graph.store import open_store

TOKEN = "from-the-environment"
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    db = tmp_path_factory.mktemp("served") / "db"
    with open_store(db) as store:
        store.update("INSERT DATA { GRAPH <a:g> { <a:s> a <https://w3id.org/actorgraph/ns#Call> } }")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "graph.cli", "serve", "--db", str(db), "--port", str(port), "--allow-update"]
    environment = {**os.environ, "ACTORGRAPH_TOKEN": TOKEN}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        assert str(port) in server.stderr.readline()
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def wait_for(address: str) -> str:
    for _ in range(300):
        try:
            httpx.get(f"{address}/health").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError(f"{address} does not answer")


def calls(address: str) -> int:
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?call a ag:Call }"}
    return int(httpx.get(f"{address}/sparql", params=query, headers={"Accept": "text/csv"}).text.split()[1])


def test_what_was_written_is_read_at_once(address: str) -> None:
    sparql, shown = f"{address}/sparql", {"Authorization": f"Bearer {TOKEN}"}
    assert calls(address) == 1
    for number in range(2, 6):
        update = f"INSERT DATA {{ GRAPH <a:g> {{ <a:{number}> a ag:Call }} }}"
        assert httpx.post(sparql, data={"update": update}).status_code == 401
        assert httpx.post(sparql, data={"update": update}, headers=shown).status_code == 204
        assert calls(address) == number
    assert httpx.delete(f"{address}/graphs?graph=a:g", headers=shown).status_code == 204
    assert calls(address) == 0


def test_an_answer_does_not_wait_for_its_second_half() -> None:
    with _listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
