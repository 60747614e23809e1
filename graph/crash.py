"""Kill a process again and again while it writes, and look at what is left: `python -m graph.crash 500`.

Each write puts a document (its graph, and its node in another graph) and a graph that is computed from all, as a build
does; its number is acknowledged when the write has returned. After the kill everything must be of the last write that
was acknowledged, or of the one that was under way, and nothing half.
"""

import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from graph import record
from graph.errors import StoreError
from graph.store import Store, open_store

DOCUMENTS = 12
"""How many documents are written in turn."""
LONGEST = 0.5
"""Seconds for which a writer lives at most after it has begun to write."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it: how often a writer was killed, how many writes were acknowledged, and what was wrong."""

    kills: int
    acknowledged: int
    under_way: int
    """How many writes were there that nobody had acknowledged: the kill came between the two."""
    faults: tuple[str, ...]


def run(kills: int, folder: Path, seed: int = 0) -> Report:
    """Kill writers of one graph in `folder` at random moments, and check the graph after each."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    last = -1
    acknowledged = under_way = 0
    faults: list[str] = []
    for number in range(kills):
        acks = _killed(folder, last + 1, chance.uniform(0, LONGEST))
        promised = acks[-1] if acks else last
        acknowledged += len(acks)
        with open_store(folder) as store:
            found = last_write(store)
            faults += [f"kill {number}: {fault}" for fault in check(store, promised)]
        under_way += found > promised
        last = found
    return Report(kills, acknowledged, under_way, tuple(faults))


def _killed(folder: Path, start: int, seconds: float) -> list[int]:
    """Let a process write, and kill it after a time; give the numbers that it acknowledged."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["graph.record", "graph.store"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=write, args=(folder, start, there))
    process.start()
    there.close()
    acks = [here.recv()]  # it has begun
    time.sleep(seconds)
    process.kill()
    process.join()
    acks += _received(here)
    here.close()
    if process.exitcode != -signal.SIGKILL:
        raise StoreError(f"the writer of {folder} ended by itself ({process.exitcode}); see what it said")
    return [ack for ack in acks if ack >= 0]


def _received(connection: Connection) -> Iterator[int]:
    while True:
        try:
            yield connection.recv()
        except (EOFError, OSError):
            return


def write(folder: Path, start: int, acks: Connection) -> None:
    """Write from one number on, without end, and acknowledge each; -1 says that it begins."""
    with open_store(folder) as store:
        acks.send(-1)
        number = start
        while True:
            put(store, number)
            acks.send(number)
            number += 1


def put(store: Store, number: int) -> None:
    """Do the write of a number: a document that replaces its former self, is new, or goes."""
    document = record.document_iri(f"d{number % DOCUMENTS}")
    node = [(document, record.AG.fingerprint, record.integer(number))]
    store.replace(
        {
            str(document): _document(number),
            str(record.RESOLUTION): [(record.RESOLUTION, record.AG.number, record.integer(number))],
        },
        {(str(record.TEXTS), str(document)): node if _statements(number) else []},
    )


def _document(number: int) -> Iterator[record.Triple]:
    document = record.document_iri(f"d{number % DOCUMENTS}")
    for part in range(_statements(number)):
        yield record.document_iri(f"d{number % DOCUMENTS}/{part}"), record.AG.number, record.integer(number)
    if _statements(number):
        text = f"{number} " * (30_000 if number % 5 == 0 else 30)
        yield document, record.AG.text, record.text_literal(text)


def _statements(number: int) -> int:
    """Give how many statements a write makes besides its text: few, many, or none where it takes the document out."""
    return (0, 3, 40, 400, 7, 1500, 90)[number * 5 % 7]


def last_write(store: Store) -> int:
    """Give the number of the last write that is in the graph, -1 where there is none."""
    rows = store.select(f"SELECT ?n {{ GRAPH {record.RESOLUTION.n3()} {{ ?s ?p ?n }} }}")
    return max((int(str(row["n"])) for row in rows), default=-1)


def check(store: Store, promised: int) -> Iterator[str]:
    """Tell what is lost or half of writes up to the one that is in the graph, which must be no older than promised."""
    found = last_write(store)
    if found not in (promised, promised + 1):
        yield f"write {promised} was acknowledged, {found} is there"
    for document in range(min(DOCUMENTS, found + 1)):
        number = found - (found - document) % DOCUMENTS
        there, expected = _held(store, number), _expected(number)
        if there != expected:
            yield f"document {document} of write {number} has {there}, and not {expected}"


def _held(store: Store, number: int) -> tuple[int, int, int]:
    """Count a document's statements of that number, all its statements, and its nodes of that number."""
    document = record.document_iri(f"d{number % DOCUMENTS}").n3()
    of_graph = f"GRAPH {document} {{ ?s ?p ?o }}"
    counts = (
        f"{of_graph} FILTER(STRSTARTS(STR(?o), '{number} ') || ?o = {number})",
        of_graph,
        f"GRAPH {record.TEXTS.n3()} {{ {document} ?p {number} }}",
    )
    first, second, third = (
        int(str(store.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"])) for pattern in counts
    )
    return first, second, third


def _expected(number: int) -> tuple[int, int, int]:
    made = len(list(_document(number)))
    return made, made, int(made > 0)


def main() -> None:
    """Run as often as the first argument says, and tell."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        report = run(kills, Path(folder) / "db")
    sys.stdout.write(
        f"{report.kills} kills, {report.acknowledged} acknowledged writes, {report.under_way} more that were complete, "
        f"{len(report.faults)} faults\n"
    )
    sys.exit("\n".join(report.faults))


if __name__ == "__main__":
    main()
