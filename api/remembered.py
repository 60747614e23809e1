"""Remember what was made of one version of the graph."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Holds a value that is made anew when the graph has changed; others wait while it is being made."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: tuple[int, T] | None = None

    def get(self, version: int | None, make: Callable[[], T]) -> T:
        """Give the value of this version of the graph; of an unknown one it is always made."""
        with self._lock:
            if version is None:
                return make()
            if self._made is None or self._made[0] != version:
                self._made = (version, make())
            return self._made[1]
