"""Run queries in reader processes on the newest snapshot of an embedded graph, and pass their answers on in pieces."""

import logging
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from threading import Lock

from api.limits import Limits, Places, TookTooLongError, TooManyRowsError, TooMuchMemoryError
from api.readers import Reader, ReaderDiedError
from api.snapshots import Snapshot, Snapshots, Snapshotting
from api.strangers import Answered
from graph.errors import QueryError, StoreError
from graph.store import WHOLE, Scope
from graph.store.reader import Frame, Question, Sort

LOG = logging.getLogger("actorgraph.api")
HELD = 1 << 20
"""Bytes of an answer that are waited for before it begins to be sent: until then a limit is told as a problem."""
GIVEN = 1 << 16
"""Bytes that are given at a time."""
CLIENT_SECONDS = 120.0
"""How long all in all a client may take to fetch an answer; a reader waits for it meanwhile."""


class Pool:
    """Reader processes for one store; any thread may run queries in them."""

    def __init__(self, store: Snapshotting, limits: Limits) -> None:
        self._store = store
        self.limits = limits
        self._places = Places(limits)
        self._snapshots = Snapshots(store)
        self._readers = _Readers(limits.at_once)
        self._finish = weakref.finalize(self, _end, self._readers, self._snapshots)

    @property
    def version(self) -> int:
        """Name the state of the graph that a query of now is answered from: never older than the last write."""
        return self._store.version

    def start(self) -> None:
        """Have a reader ready for each place."""
        self._readers.start()

    def close(self) -> None:
        """End all readers, whatever they are doing, and remove the snapshots."""
        self._finish()

    def run(self, query: str, accept: str, scope: Scope = WHOLE, *, seconds: float | None = None) -> Answered:
        """Answer a query.

        The answer begins when it is complete or has become long; a limit that it comes to later breaks it off.
        """
        chosen = self.limits.chosen(seconds)
        self._places.take(chosen)
        try:
            run = _Run(self, self._snapshots.take(), chosen)
        except BaseException:
            self._places.leave()
            raise
        return run.answer(query, accept, scope)

    def reader(self) -> Reader:
        """Give a reader that is not used."""
        return self._readers.take()

    def leave(self, snapshot: Snapshot, reader: Reader | None, *, whole: bool) -> None:
        """End a run: its reader goes on with another query if the answer came to its end, or else is replaced."""
        if reader:
            self._readers.leave(reader, whole=whole)
        self._snapshots.let_go(snapshot)
        self._places.leave()


class _Readers:
    """All readers of a pool; never more of them idle than there were in use at the same time."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._idle: list[Reader] = []
        self._running: set[Reader] = set()
        self._ended = False
        self._lock = Lock()

    def start(self) -> None:
        """Have one ready for each place."""
        with self._lock:
            while len(self._idle) + len(self._running) < self._at_once:
                self._idle.append(Reader())

    def take(self) -> Reader:
        """Give an idle one, or a new one.

        Raises StoreError after the end.
        """
        with self._lock:
            if self._ended:
                raise StoreError("the graph is no longer served")
            while self._idle and not self._idle[-1].alive:
                self._idle.pop().end()
            reader = self._idle.pop() if self._idle else Reader()
            self._running.add(reader)
            return reader

    def leave(self, reader: Reader, *, whole: bool) -> None:
        """Keep one that has come to the end of an answer; put a new one in the place of any other."""
        with self._lock:
            self._running.discard(reader)
            if whole and not self._ended:
                self._idle.append(reader)
                return
            reader.end()
            if not self._ended:
                self._idle.append(Reader())

    def end(self) -> None:
        """End those that are idle, and kill those that are not."""
        with self._lock:
            self._ended = True
            while self._idle:
                self._idle.pop().end()
            for reader in self._running:
                reader.kill()


def _end(readers: _Readers, snapshots: Snapshots) -> None:
    readers.end()
    snapshots.close()


class _Run:
    """One query while it runs."""

    def __init__(self, pool: Pool, snapshot: Snapshot, seconds: float) -> None:
        self._pool = pool
        self._snapshot = snapshot
        self._seconds = self._left = seconds
        self._reader: Reader | None = None
        self._whole = self._over = False

    def answer(self, query: str, accept: str, scope: Scope) -> Answered:
        """Ask, and wait for the beginning of the answer."""
        limits = self._pool.limits
        seconds = self._seconds + CLIENT_SECONDS
        question = Question(str(self._snapshot.path), query, accept, scope, seconds, limits.rows, limits.memory)
        try:
            self._reader = self._pool.reader()
            media_type = self._asked(self._reader, question)
            held = bytearray()
            while len(held) < HELD and (piece := self.piece()) is not None:
                held += piece
        except BaseException:
            self.leave()
            raise
        if self._whole:
            self.leave()
        return Answered(media_type, _Pieces(self, bytes(held)), self._snapshot.version)

    def _asked(self, reader: Reader, question: Question) -> str:
        """Put a question, and give the media type of its answer."""
        try:
            reader.ask(question)
        except ReaderDiedError as error:
            raise self._broken(error) from error
        return self._frame(reader).body.decode()

    def piece(self) -> bytes | None:
        """Wait for the next piece of the answer, None at its end."""
        if self._whole or self._reader is None:
            return None
        frame = self._frame(self._reader)
        self._whole = frame.sort is Sort.END
        return None if self._whole else frame.body

    def _frame(self, reader: Reader) -> Frame:
        """Wait for a frame; only the reader's time counts, and not its client's."""
        began = time.monotonic()
        try:
            frame = reader.frame(self._left)
        except TimeoutError as error:
            raise TookTooLongError(self._seconds) from error
        except ReaderDiedError as error:
            raise self._broken(error) from error
        self._left -= time.monotonic() - began
        return self._checked(frame)

    def _checked(self, frame: Frame) -> Frame:
        """Raise what a frame tells that holds no part of an answer."""
        match frame.sort:
            case Sort.NOT_A_QUERY:
                self._whole = True
                raise QueryError(frame.body.decode())
            case Sort.NOT_READ:
                raise StoreError(frame.body.decode())
            case Sort.TOO_MANY_ROWS:
                self._whole = True
                raise TooManyRowsError(self._pool.limits.rows)
            case Sort.TOO_MUCH_MEMORY:
                raise TooMuchMemoryError(self._pool.limits.memory)
        return frame

    def _broken(self, died: ReaderDiedError) -> Exception:
        if died.out_of_memory:
            return TooMuchMemoryError(self._pool.limits.memory)
        return StoreError(f"the process that read the graph for a query has died: {died}")

    def leave(self) -> None:
        """Give the place back, once."""
        if not self._over:
            self._over = True
            self._pool.leave(self._snapshot, self._reader, whole=self._whole)


class _Pieces(Iterator[bytes]):
    """The pieces of an answer: what has been waited for, then the rest as it comes; to drop them ends the query."""

    def __init__(self, run: _Run, held: bytes) -> None:
        self._run = run
        self._held = memoryview(held)

    def __next__(self) -> bytes:
        if self._held:
            piece, self._held = bytes(self._held[:GIVEN]), self._held[GIVEN:]
            return piece
        try:
            following = self._run.piece()
        except Exception as error:
            LOG.warning("an answer was broken off: %r", error)
            self._run.leave()
            raise
        if following is None:
            self._run.leave()
            raise StopIteration
        return following

    def close(self) -> None:
        """End the query, if it has not ended."""
        self._run.leave()

    def __del__(self) -> None:
        with suppress(Exception):
            self._run.leave()
