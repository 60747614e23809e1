"""Where a SPARQL server is and who asks it, as it is written in one line; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from graph.errors import StoreError

USER, PASSWORD, TOKEN = "ACTORGRAPH_STORE_USER", "ACTORGRAPH_STORE_PASSWORD", "ACTORGRAPH_STORE_TOKEN"
"""The variables of the environment that hold what the server wants to know; what the address says comes first."""

_SAID = ("update", "graphs")


@dataclass(frozen=True, slots=True)
class Address:
    """A SPARQL server: the address of its queries or of the whole server, without credentials, and those apart.

    `update` and `graphs` are the addresses of updates and of the Graph Store Protocol, where they were said.
    """

    url: str
    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str = field(default="", repr=False)
    token: str | None = field(default=None, repr=False)


def is_address(written: str) -> bool:
    """Tell the address of a server from a folder."""
    return written.lower().startswith(("http://", "https://"))


def address(written: str, environment: Mapping[str, str]) -> Address:
    """Read `URL`, or `URL update=URL graphs=URL`; the latter two may be relative to the first.

    The user and the password stand in the first URL (`http://user:password@host/…`) or in the environment, as a
    bearer token does. Raises StoreError.
    """
    first, *said = written.split()
    user, password, url = _without_credentials(first)
    others = dict(_said(part, written) for part in said)
    return Address(
        url,
        update=urljoin(url, others["update"]) if "update" in others else None,
        graphs=urljoin(url, others["graphs"]) if "graphs" in others else None,
        user=user or environment.get(USER) or None,
        password=password or environment.get(PASSWORD, ""),
        token=environment.get(TOKEN) or None,
    )


def without_password(written: str) -> str:
    """Give a place of a graph as it may be shown."""
    return _without_credentials(written.split(maxsplit=1)[0])[2] if is_address(written) else written


def _without_credentials(url: str) -> tuple[str | None, str | None, str]:
    try:
        parts = urlsplit(url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        place = f"{host}:{parts.port}" if parts.port else host
    except ValueError as error:
        raise StoreError(f"the address of the store cannot be read ({error}); write it like {_EXAMPLE}") from error
    if not host:
        raise StoreError(f"the address of the store names no server; write it like {_EXAMPLE}")
    bare = urlunsplit((parts.scheme, place, parts.path, parts.query, ""))
    return _decoded(parts.username), _decoded(parts.password), bare


def _decoded(text: str | None) -> str | None:
    return unquote(text) if text else None


def _said(part: str, written: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if name not in _SAID or not equals or not value:
        message = f"'{part}' is not understood in the address of the store; write it like {_EXAMPLE}"
        raise StoreError(message if "@" not in written else message.replace(part, name))
    return name, value


_EXAMPLE = '"http://host:3030/news/query update=http://host:3030/news/update graphs=http://host:3030/news/data"'
