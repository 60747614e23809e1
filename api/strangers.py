"""Run strangers' SPARQL within limits of time and number.

This is the seam for reader processes on a snapshot of the graph: `run` keeps its promise whatever it runs the query
in. For now that is a thread on the live store, which cannot be stopped: a query beyond its time is answered as such and
keeps its place until it ends.
"""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from threading import BoundedSemaphore, Thread

from graph.store import WHOLE, Scope, Store


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query, as it comes: what it is, its bytes in pieces, and the state of the graph that it is of."""

    media_type: str
    pieces: Iterator[bytes]
    version: int


class TookTooLongError(Exception):
    """A query did not end within its time."""


class TooManyError(Exception):
    """As many queries are running as may."""


class Strangers:
    """Run queries that nobody has looked at, `at_once` at the same time, each for at most `seconds`."""

    def __init__(self, store: Store, seconds: float, at_once: int) -> None:
        self._store = store
        self._places = BoundedSemaphore(at_once)
        self.seconds = seconds

    @property
    def version(self) -> int:
        """Name the state of the graph that a query of now is answered from: never older than the last write."""
        return self._store.version

    def run(self, query: str, accept: str, scope: Scope = WHOLE, *, seconds: float | None = None) -> Answered:
        """Answer within `seconds`, where they are fewer than the limit.

        Raises QueryError for a query that is malformed or not allowed, TookTooLongError, and TooManyError.
        """
        if not self._places.acquire(timeout=self.seconds):
            raise TooManyError
        answered: Future[Answered] = Future()
        Thread(target=self._answer, args=(answered, query, accept, scope), daemon=True, name="stranger").start()
        try:
            return answered.result(min(self.seconds, seconds or self.seconds))
        except TimeoutError as error:
            raise TookTooLongError from error

    def _answer(self, answered: Future[Answered], query: str, accept: str, scope: Scope) -> None:
        try:
            version = self._store.version
            media_type, body = self._store.query(query, accept, scope)
            answered.set_result(Answered(media_type, iter([body]), version))
        except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
            answered.set_exception(error)
        finally:
            self._places.release()
