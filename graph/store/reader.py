"""A process of its own that answers queries on a snapshot of the graph, one after the other, and can be killed.

It reads a `Question` as a line of JSON from its standard input and writes `Frame`s to its standard output: the media
type, the answer in pieces, the end; or what went wrong. It ends when its input ends, and, whatever it is doing, when it
is over its time or the process that started it is no more.
"""

import io
import json
import os
import resource
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import IO, Any

from graph.errors import QueryError, StoreError
from graph.store.embedded import Embedded
from graph.store.protocol import Scope

PIECE = 1 << 16
"""Bytes of an answer that are sent at a time."""
NICE = 5
"""Strangers come after the other requests where the processors do not suffice for all."""

WATCH_SECONDS = 1.0

_HEAD = struct.Struct(">cI")
_ROW_ENDS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "application/sparql-results+json": (-1, (b'},{"', b"},{}")),
    "application/sparql-results+xml": (0, (b"</result>",)),
    "text/csv": (1, (b"\r\n",)),
    "text/tab-separated-values": (1, (b"\n",)),
    "application/ld+json": (-1, (b']},{"',)),
    "application/rdf+xml": (0, (b"</rdf:Description>",)),
}
"""What ends a row, or stands between two, as Oxigraph writes them, and by how many these are more than the rows.

A row of a graph is a line, or all that is said of a node. A value that looks like the end of a row counts as one: the
limit is for millions.
"""


class Sort(Enum):
    """What a frame holds."""

    MEDIA_TYPE = b"M"
    PIECE = b"P"
    END = b"E"
    NOT_A_QUERY = b"Q"
    NOT_READ = b"S"
    TOO_MANY_ROWS = b"R"
    TOO_MUCH_MEMORY = b"O"


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of an answer: media type, message or bytes, by its sort."""

    sort: Sort
    body: bytes = b""

    def written(self) -> bytes:
        """Give it as it goes through a pipe."""
        return _HEAD.pack(self.sort.value, len(self.body)) + self.body

    @staticmethod
    def taken(read: bytearray) -> "Frame | None":
        """Take the first frame out of what has been read, None where it is not whole yet."""
        if len(read) < _HEAD.size:
            return None
        sort, length = _HEAD.unpack_from(read)
        end = _HEAD.size + length
        if len(read) < end:
            return None
        body = bytes(read[_HEAD.size : end])
        del read[:end]
        return Frame(Sort(sort), body)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the snapshot that it is asked of, and its limits in seconds, rows and bytes of memory."""

    snapshot: str
    query: str
    accept: str
    scope: Scope
    seconds: float
    rows: int
    memory: int

    def written(self) -> bytes:
        """Give it as a line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @staticmethod
    def read(line: bytes) -> "Question":
        """Read a line."""
        told: dict[str, Any] = json.loads(line)
        scope: dict[str, Any] = told.pop("scope")
        for name in ("default_graphs", "named_graphs"):
            scope[name] = tuple(scope[name])
        return Question(**told, scope=Scope(**scope))


class TooManyRowsError(Exception):
    """An answer has more rows than it may; not an OSError, so that it comes through the serializer as it is."""


class _Answer(io.RawIOBase):
    """The file that an answer is written to: it sends pieces and counts rows."""

    def __init__(self, output: IO[bytes], media_type: str, rows: int) -> None:
        self._output = output
        more, self._ends = _ROW_ENDS.get(media_type.partition(";")[0], (0, (b"\n",)))
        self._left = rows + more
        self._overlap = max(map(len, self._ends)) - 1
        self._last = b""
        self._waiting: list[bytes] = []
        self._bytes = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        """Send it with others, and stop where there are too many rows."""
        written = bytes(piece)
        seen = self._last + written
        self._left -= sum(map(seen.count, self._ends))
        if self._left < 0:
            raise TooManyRowsError
        self._last = seen[-self._overlap :] if self._overlap else b""
        self._waiting.append(written)
        self._bytes += len(written)
        if self._bytes >= PIECE:
            self.send()
        return len(written)

    def send(self) -> None:
        """Send what has not been sent yet."""
        if self._bytes:
            self._output.write(Frame(Sort.PIECE, b"".join(self._waiting)).written())
        self._waiting, self._bytes = [], 0


class _Snapshot:
    """The snapshot that is open; another one is opened when it is asked for."""

    def __init__(self) -> None:
        self._store: Embedded | None = None
        self._data = 0

    def store(self, path: str) -> Embedded:
        """Give the store of a snapshot. Raises StoreError."""
        if self._store is None or Path(path) != self._store.path:
            if self._store is not None:
                self._store.close()
            self._store = Embedded.open(Path(path), read_only=True)
            self._data = self._data or _data_bytes()
        return self._store

    def limit(self, memory: int) -> None:
        """Let the process have so much memory besides what it had before its first query."""
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (self._data + memory, hard))


def _data_bytes() -> int:
    """Give the size of all that the process holds in memory of its own; `RLIMIT_DATA` is compared with it."""
    with suppress(OSError):  # there is no /proc but on Linux
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def answer(question: Question, snapshot: _Snapshot, output: IO[bytes]) -> Frame:
    """Write the answer to a question, and give the frame that ends it."""
    try:
        store = snapshot.store(question.snapshot)
        snapshot.limit(question.memory)
        result = store.result(question.query, question.accept, question.scope)
        output.write(Frame(Sort.MEDIA_TYPE, result.media_type.encode()).written())
        written = _Answer(output, result.media_type, question.rows)
        result.write(written)  # type: ignore[arg-type]  # a raw file has all that the serializer calls
        written.send()
    except QueryError as error:
        return Frame(Sort.NOT_A_QUERY, str(error).encode())
    except StoreError as error:
        return Frame(Sort.NOT_READ, str(error).encode())
    except TooManyRowsError:
        return Frame(Sort.TOO_MANY_ROWS)
    except MemoryError:
        return Frame(Sort.TOO_MUCH_MEMORY)
    return Frame(Sort.END)


def questions(lines: IO[bytes]) -> Iterator[Question]:
    """Read questions until there are no more."""
    for line in lines:
        yield Question.read(line)


def _end_with(parent: int) -> None:
    """End this process when another one has inherited it."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(0)


def main(parent: int) -> None:
    """Answer what is asked, as long as the process that started this one is there."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    snapshot = _Snapshot()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        for question in questions(sys.stdin.buffer):
            signal.setitimer(signal.ITIMER_REAL, question.seconds)  # the system ends it then, whatever it is doing
            sys.stdout.buffer.write(answer(question, snapshot, sys.stdout.buffer).written())
            sys.stdout.buffer.flush()
            signal.setitimer(signal.ITIMER_REAL, 0)
