"""What holds for every answer: headers that keep pages safe, HEAD wherever there is GET, and tags."""

from asyncio import Event
from collections.abc import Callable
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import states

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class SafeHeaders:
    """Put the headers of `SAFE` on every answer that has not chosen its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class HeadLikeGet:
    """Answer HEAD as GET would, without the body (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; an answer that comes in pieces is given up after the first."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        asked, ended = False, Event()

        async def receive_until_ended() -> Message:
            nonlocal asked
            if not asked:
                asked = True
                return await receive()
            await ended.wait()
            return {"type": "http.disconnect"}

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
            elif not ended.is_set():
                ended.set()
                await send({"type": "http.response.body", "body": b""})

        await self._app({**scope, "method": "GET"}, receive_until_ended, send_without_body)


class Unchanged:
    """Tag each answer that has no tag by its bytes, and send no body to a client that has it already (304)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; an answer that comes in pieces is tagged by its route or not at all."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match")
        await self._app(scope, receive, _Compared(send, known).send)


class _Compared:
    """Sends an answer on, once it is known whether the client has it."""

    def __init__(self, send: Send, known: str | None) -> None:
        self._send = send
        self._known = known
        self._start: Message | None = None
        self._over = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
            self._start = message
            return
        if self._start:
            await self._begin(self._start, message)
            self._start = None
        if not self._over:
            await self._send(message)

    async def _begin(self, start: Message, first: Message) -> None:
        headers = MutableHeaders(scope=start)
        if "etag" not in headers and not first.get("more_body"):
            headers["ETag"] = states.of_body(first.get("body", b""))
        self._over = states.matches(self._known, headers.get("etag"))
        await (_send_unchanged(headers, self._send) if self._over else self._send(start))


async def _send_unchanged(headers: MutableHeaders, send: Send) -> None:
    kept = [(name, value) for name, value in headers.raw if name.lower() not in _OF_BODIES]
    await send({"type": "http.response.start", "status": HTTPStatus.NOT_MODIFIED.value, "headers": kept})
    await send({"type": "http.response.body", "body": b""})


_OF_BODIES = frozenset({b"content-length", b"content-type", b"content-encoding", b"content-disposition"})


class Unfailing:
    """Answer what goes wrong unexpectedly within the other middleware, so that a failure has its headers, too."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; where an answer has begun, it is cut."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_and_see(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_see)
        except Exception as error:
            if begun:
                raise
            await self._answer(Request(scope), error)(scope, receive, send)
