"""Run strangers' SPARQL within limits of time and number.

This is the seam for reader processes on a snapshot of the graph: `run` keeps its promise whatever it runs the query
in. For now that is a thread on the live store, which cannot be stopped: a query beyond its time is answered as such and
keeps its place until it ends.
"""

from concurrent.futures import Future
from threading import BoundedSemaphore, Thread

from graph.store import Store

Answered = tuple[str, bytes]


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

    def run(self, query: str, accept: str) -> Answered:
        """Give content type and body of the answer.

        Raises QueryError for a query that is malformed or not allowed, TookTooLongError, and TooManyError.
        """
        if not self._places.acquire(timeout=self.seconds):
            raise TooManyError
        answered: Future[Answered] = Future()
        Thread(target=self._answer, args=(answered, query, accept), daemon=True, name="stranger").start()
        try:
            return answered.result(self.seconds)
        except TimeoutError as error:
            raise TookTooLongError from error

    def _answer(self, answered: Future[Answered], query: str, accept: str) -> None:
        try:
            answered.set_result(self._store.query(query, accept))
        except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
            answered.set_exception(error)
        finally:
            self._places.release()
