"""Run strangers' SPARQL within limits, wherever the graph lies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from api.limits import Limits, Places, TookTooLongError
from graph.errors import OverTime
from graph.store import WHOLE, Scope, Store


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query, as it comes: what it is, its bytes in pieces, and the state of the graph that it is of."""

    media_type: str
    pieces: Iterator[bytes]
    version: int | None


class Strangers(Protocol):
    """Runs queries that nobody has looked at."""

    @property
    def limits(self) -> Limits:
        """What each of them may take."""

    @property
    def version(self) -> int | None:
        """Name the state of the graph that a query of now is answered from: never older than the last write.

        None where others may write, too.
        """

    def start(self) -> None:
        """Make ready, so that the first query does not wait."""

    def close(self) -> None:
        """Leave nothing behind."""

    def run(self, query: str, accept: str, scope: Scope = WHOLE, *, seconds: float | None = None) -> Answered:
        """Answer a query; `seconds` chooses another limit of time than the usual one.

        Raises QueryError for a query that is malformed or not allowed, StoreError, LimitError, and TooManyError.
        """


class Forwarded:
    """Runs the queries on a store that has its own processes and limits: a server elsewhere."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._places = Places(limits)
        self.limits = limits

    @property
    def version(self) -> None:
        """Name no state: others may write to the server as well."""

    def start(self) -> None:
        """Do nothing: the server is there."""

    def close(self) -> None:
        """Do nothing: whoever opened the store closes it."""

    def run(self, query: str, accept: str, scope: Scope = WHOLE, *, seconds: float | None = None) -> Answered:
        """Let the server answer."""
        chosen = self.limits.chosen(seconds)
        self._places.take(chosen)
        try:
            media_type, body = self._store.query(query, accept, replace(scope, seconds=chosen))
        except OverTime as error:
            raise TookTooLongError(chosen) from error
        finally:
            self._places.leave()
        return Answered(media_type, iter([body]), None)
