"""Requests to one server: who asks, what is tried again, and what is said of failures."""

import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Self

import httpx

from graph.errors import OverTime, QueryError, StoreError
from graph.store.address import PASSWORD, TOKEN, USER, Address

PAUSES = (0.1, 0.4, 1.5)
"""Seconds between one try and the next."""

_PASSING = frozenset({429, 502, 503, 504})
_TIMEOUT = httpx.Timeout(600.0, connect=10.0)
_SHOWN = 300
"""How many characters of a server's own words an error repeats."""
_ADVICE = {
    401: f"give a user and a password in its address or in {USER} and {PASSWORD}, or a token in {TOKEN}",
    403: f"give a user that may do this, in its address or in {USER} and {PASSWORD}, or a token in {TOKEN}",
    404: 'give the addresses of its queries, updates and graphs: --store "URL update=URL graphs=URL"',
    405: 'give the addresses of its queries, updates and graphs: --store "URL update=URL graphs=URL"',
}


class Credentials(httpx.Auth):
    """A user and a password, told only to a server that wants them, in the way that it wants (Basic or Digest)."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask first without, then as the server says; the way is kept for the requests that follow."""
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
            self._chosen = (httpx.DigestAuth if digest else httpx.BasicAuth)(self._user, self._password)
        yield from self._chosen.auth_flow(request)


class _Token(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `repeatable` where doing it twice does no more than doing it once."""

    method: str
    url: str
    params: Mapping[str, str | list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str | list[str]] | None = None
    body: bytes | None = None
    repeatable: bool = True
    seconds: float | None = None
    """How long an answer is waited for, where it is not as long as it takes."""


class Exchange:
    """One client of one server; it may be used by several threads at once."""

    def __init__(
        self, address: Address, *, passing: tuple[str, ...] = (), sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = httpx.Client(auth=_auth(address), timeout=_TIMEOUT, follow_redirects=True)
        self.passing = passing
        self._sleep = sleep

    def send(self, request: Request, *, missing: bool = False) -> httpx.Response:
        """Send a request, again after a pause where the failure is one that passes.

        With `missing`, an answer 404 is an answer. Raises QueryError where the server says that the request is
        malformed, StoreError for every other failure.
        """
        for pause in (*PAUSES, None):
            try:
                response = self._once(request)
            except httpx.TransportError as error:
                if request.seconds is not None and isinstance(error, httpx.ReadTimeout):
                    raise OverTime(f"{request.url} did not answer within {request.seconds:g} seconds") from error
                if pause is None or not _may_repeat(request, error):
                    raise _unreached(request.url, error) from error
            else:
                if response.is_success or (missing and response.status_code == httpx.codes.NOT_FOUND):
                    return response
                if pause is None or not self._passes(request, response):
                    raise refused(response)
            self._sleep(pause)
        raise AssertionError  # the last pause is None

    def _once(self, request: Request) -> httpx.Response:
        return self._client.request(
            request.method,
            request.url,
            params=dict(request.params),
            headers=dict(request.headers),
            data=None if request.form is None else dict(request.form),
            content=request.body,
            timeout=_TIMEOUT if request.seconds is None else httpx.Timeout(request.seconds, connect=10.0),
        )

    def _passes(self, request: Request, response: httpx.Response) -> bool:
        said = any(response.text.startswith(text) for text in self.passing)
        return request.repeatable and (response.status_code in _PASSING or said)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def refused(response: httpx.Response) -> StoreError | QueryError:
    """Say what a server has said, where, and what to do about it."""
    words = " ".join(response.text.split())[:_SHOWN] or response.reason_phrase
    if response.status_code == httpx.codes.BAD_REQUEST:
        return QueryError(f"{_place(response)} does not understand the request: {words}")
    advice = _ADVICE.get(response.status_code, "look into the log of that server, and try again")
    return StoreError(f"{_place(response)} answers {response.status_code} ({words}); {advice}")


def _place(response: httpx.Response) -> str:
    return str(response.request.url.copy_with(query=None, fragment=None))


def _auth(address: Address) -> httpx.Auth | None:
    if address.user:
        return Credentials(address.user, address.password)
    return _Token(address.token) if address.token else None


def _may_repeat(request: Request, error: httpx.TransportError) -> bool:
    """Tell whether the server has surely not done it, or would do no more by doing it again."""
    return request.repeatable or isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))


def _unreached(url: str, error: httpx.TransportError) -> StoreError:
    words = str(error) or type(error).__name__
    return StoreError(f"{url} does not answer ({words}); start that server, or give another address with --store")
