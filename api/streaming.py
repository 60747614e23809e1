"""Send an answer while it is written, so that it never lies in memory as a whole."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO, RawIOBase
from itertools import chain
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import IO, cast

from graph.store import Result

PIECE = 64 * 1024
WAITING = 8
"""How many pieces may wait for a slow reader."""
PATIENCE = 60.0
"""How many seconds a reader may keep its answer waiting."""


class _GoneError(Exception):
    """Nobody reads the answer any more."""


class _Pipe(RawIOBase):
    """A file whose bytes are read by another thread."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: Queue[bytes | str | Exception | None] = Queue(WAITING)
        self.gone = Event()
        self._piece = BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        size = self._piece.write(data)
        if self._piece.tell() >= PIECE:
            self.send()
        return size

    def send(self) -> None:
        """Hand over what has been written."""
        if self.gone.is_set():
            raise _GoneError
        piece = self._piece.getvalue()
        self._piece = BytesIO()
        if piece:
            try:
                self.pieces.put(piece, timeout=PATIENCE)
            except Full:
                self.gone.set()
                raise _GoneError from None

    def fill(self, make: Callable[[], Result]) -> None:
        """Make an answer and write all of it; what goes wrong is handed over as well."""
        try:
            result = make()
            self.pieces.put(result.media_type)
            result.write(cast("IO[bytes]", self))
            self.send()
        except _GoneError:
            return
        except Exception as error:  # noqa: BLE001 -- raised again where it is read
            self._end(error)
        else:
            self._end(None)

    def _end(self, how: Exception | None) -> None:
        with suppress(Full):
            self.pieces.put(how, timeout=PATIENCE)


def answer(make: Callable[[], Result]) -> tuple[str, Iterator[bytes]]:
    """Give media type and pieces of an answer that another thread makes and writes: an answer belongs to one thread.

    The first piece is there when this returns: what goes wrong before it is raised here.
    """
    following = _read(make)
    media_type = next(following)
    assert isinstance(media_type, str)
    pieces = cast("Iterator[bytes]", following)
    return media_type, chain([next(pieces, b"")], pieces)


def _read(make: Callable[[], Result]) -> Iterator[bytes | str]:
    pipe = _Pipe()
    Thread(target=pipe.fill, args=(make,), daemon=True, name="answer").start()
    try:
        while (piece := pipe.pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        pipe.gone.set()
        with suppress(Empty):
            pipe.pieces.get_nowait()  # lets a writer go on that waits for room, and see that nobody reads
