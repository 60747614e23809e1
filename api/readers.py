"""Start, ask and end reader processes (`graph.store.reader`), each one a place where a stranger's query runs."""

import os
import select
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from graph.store import reader
from graph.store.reader import Frame, Question

ROOT = Path(reader.__file__).parents[2]
START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from graph.store.reader import main; main(int(sys.argv[1]))"
"""Runs the same code as this process does, wherever that was started."""
AT_A_TIME = 1 << 16
TOLD = 2000
"""Characters that are read of what a process said when it died."""
NO_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError")
"""What a process says that dies since it gets no more memory."""


class ReaderDiedError(Exception):
    """A reader process has ended before its answer did."""

    def __init__(self, told: str) -> None:
        super().__init__(told or "it said nothing")
        self.out_of_memory = any(sign in told for sign in NO_MEMORY)


class Reader:
    """One reader process; only one thread may use it at a time."""

    def __init__(self) -> None:
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with the process
        self._process = subprocess.Popen(  # noqa: S603 -- our own code
            [sys.executable, "-I", "-c", START, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._told,
            env={name: value for name, value in os.environ.items() if not name.startswith("ACTORGRAPH_")},
            start_new_session=True,  # Ctrl-C is for the server, which then ends its readers
            bufsize=0,
        )
        self._read = bytearray()

    @property
    def pid(self) -> int:
        """Name the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Tell whether the process is still there."""
        return self._process.poll() is None

    def ask(self, question: Question) -> None:
        """Send a question.

        Raises ReaderDiedError.
        """
        assert self._process.stdin is not None
        rest = memoryview(question.written())
        try:
            while rest:
                rest = rest[self._process.stdin.write(rest) :]
        except OSError as error:
            raise self._died() from error

    def frame(self, seconds: float) -> Frame:
        """Wait for the next part of the answer.

        Raises TimeoutError where it does not come in time, ReaderDiedError.
        """
        until = time.monotonic() + seconds
        while (frame := Frame.taken(self._read)) is None:
            self._read += self._bytes(until - time.monotonic())
        return frame

    def _bytes(self, seconds: float) -> bytes:
        assert self._process.stdout is not None
        waiting = select.poll()
        waiting.register(self._process.stdout, select.POLLIN | select.POLLHUP)
        if not waiting.poll(max(0.0, seconds) * 1000):
            raise TimeoutError
        read = os.read(self._process.stdout.fileno(), AT_A_TIME)
        if not read:
            raise self._died()
        return read

    def _died(self) -> ReaderDiedError:
        self._process.wait()
        self._told.seek(0)
        return ReaderDiedError(self._told.read(TOLD).decode("utf-8", "replace"))

    def kill(self) -> None:
        """Kill the process, whatever it is doing; any thread may do so, and whoever uses it sees that it died."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Kill the process and leave nothing of it."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout, self._told):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both are pipes
