"""Give the same answer to the same question again, as long as the graph is the same."""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import ActorGraphError
from graph.store import Store

PATHS = ("/ask", "/interactions", "/actors", "/path", "/stats", "/documents")
"""Whose answers follow from the address, the graph and the day alone, and are worth remembering."""
HEADERS = frozenset({b"accept", b"accept-encoding", b"if-none-match"})
"""What else an answer depends on."""
ALL_BYTES = 64 << 20
"""Bytes of answers that are remembered, those that were not asked for the longest time going first."""
MOST_BYTES = 1 << 20
"""Bytes that one of them may have."""

Key = tuple[object, ...]


@dataclass(slots=True)
class _Answer:
    messages: list[Message] = field(default_factory=list)
    size: int = 0

    def add(self, message: Message) -> None:
        self.messages.append(message)
        self.size += len(message.get("body", b""))

    @property
    def worth_it(self) -> bool:
        start = self.messages[0] if self.messages else {}
        whole = len(self.messages) > 1 and not self.messages[-1].get("more_body")
        return start.get("status") == 200 and whole and self.size <= MOST_BYTES  # noqa: PLR2004


class Repeated:
    """Answer from memory what was answered before and is still so; a store that others write, too, is always asked."""

    def __init__(self, app: ASGIApp, store: Store, paths: Sequence[str] = PATHS) -> None:
        self._app = app
        self._store = store
        self._paths = tuple(paths)
        self._answers: OrderedDict[Key, _Answer] = OrderedDict()
        self._size = 0
        self._version: int | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._paths):
            await self._app(scope, receive, send)
            return
        version = self._known_version()
        if version is None:
            await self._app(scope, receive, send)
            return
        if version != self._version:
            self._forget(version)
        asked = sorted((name, value) for name, value in scope["headers"] if name in HEADERS)
        key = (scope["path"], scope["query_string"], *asked, date.today())  # noqa: DTZ011 -- as questions count days
        if (known := self._answers.get(key)) is not None:
            self._answers.move_to_end(key)
            for message in known.messages:
                await send({**message})
            return
        await self._app(scope, receive, self._remembering(key, version, send))

    def _known_version(self) -> int | None:
        with suppress(ActorGraphError):  # a broken store is for the app to tell
            return None if self._store.shared else self._store.version
        return None

    def _remembering(self, key: Key, version: int, send: Send) -> Send:
        answer = _Answer()

        async def send_and_keep(message: Message) -> None:
            if answer.size <= MOST_BYTES:
                answer.add({**message, "headers": list(message["headers"])} if "headers" in message else message)
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body") and answer.worth_it:
                self._keep(key, version, answer)

        return send_and_keep

    def _keep(self, key: Key, version: int, answer: _Answer) -> None:
        """Remember an answer, unless the graph has changed since it was asked for."""
        if not version == self._version == self._store.version or key in self._answers:
            return
        self._answers[key] = answer
        self._size += answer.size
        while self._size > ALL_BYTES:
            self._size -= self._answers.popitem(last=False)[1].size

    def _forget(self, version: int) -> None:
        self._answers.clear()
        self._size, self._version = 0, version
