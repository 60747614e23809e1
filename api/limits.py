"""What strangers' queries may take, and the errors that say which limit one has come to."""

from dataclasses import dataclass
from threading import BoundedSemaphore


@dataclass(frozen=True, slots=True)
class Limits:
    """What a stranger's query may take."""

    seconds: float = 10.0
    """How long it may run where it does not say how long."""
    most_seconds: float = 60.0
    """How long it may run at most."""
    memory: int = 1 << 30
    """How many bytes of memory it may need."""
    rows: int = 1_000_000
    """How many rows its answer may have."""
    at_once: int = 4
    """How many queries run at the same time."""
    waiting: int = 64
    """How many more wait for their turn."""

    def chosen(self, seconds: float | None) -> float:
        """Give the seconds that a query may run which asks for so many."""
        return min(seconds or self.seconds, self.most_seconds)


class LimitError(Exception):
    """A query has gone beyond one of its limits; `limit` is what it was."""

    def __init__(self, limit: float) -> None:
        super().__init__(f"{limit:g}")
        self.limit = limit


class TookTooLongError(LimitError):
    """A query did not end within its seconds."""


class TooMuchMemoryError(LimitError):
    """A query needed more bytes of memory than it may have."""


class TooManyRowsError(LimitError):
    """An answer has more rows than it may have."""


class TooManyError(Exception):
    """As many queries are running and waiting as may."""


class Places:
    """So many queries may run at the same time, and so many more may wait until one ends; any thread may ask."""

    def __init__(self, limits: Limits) -> None:
        self._running = BoundedSemaphore(limits.at_once)
        self._all = BoundedSemaphore(limits.at_once + limits.waiting)

    def take(self, seconds: float) -> None:
        """Take a place, within so many seconds.

        Raises TooManyError.
        """
        if not self._all.acquire(blocking=False):
            raise TooManyError
        if not self._running.acquire(timeout=seconds):
            self._all.release()
            raise TooManyError

    def leave(self) -> None:
        """Give a place back."""
        self._running.release()
        self._all.release()
