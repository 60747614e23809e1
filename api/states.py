"""Name the state of what is given (ETag, RFC 9110, 8.8.3): a client that has it already need not get it again."""

import hashlib
import secrets
from dataclasses import dataclass, field

CHANGING = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"})
"""The words of a query whose answer may change though the graph does not."""


@dataclass(frozen=True, slots=True)
class States:
    """Tags for the states that one running server has seen; another server has others."""

    server: str = field(default_factory=lambda: secrets.token_hex(6))

    def tag(self, version: int | None, *of: object) -> str | None:
        """Tag what a request (`of`: all that the answer depends on) is answered with in a version of the graph."""
        if version is None:
            return None
        digest = hashlib.blake2b(repr(of).encode("utf-8", "backslashreplace"), digest_size=9).hexdigest()
        return f'W/"{self.server}-{version}-{digest}"'


def of_body(body: bytes) -> str:
    """Tag a body by its bytes; weakly, since it may be compressed on its way."""
    return f'W/"{hashlib.blake2b(body, digest_size=15).hexdigest()}"'


def matches(wanted: str | None, tag: str | None) -> bool:
    """Tell whether a header If-None-Match or If-Match names a state; weak tags are as good as others here."""
    if not wanted or not tag:
        return False
    named = {each.strip().removeprefix("W/") for each in wanted.split(",")}
    return "*" in named or tag.removeprefix("W/") in named
