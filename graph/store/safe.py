"""Look at a query or an update before it runs: its words, without being fooled by strings, comments and names."""

import re

from graph.errors import QueryError
from graph.store.tokens import Token, tokens

_PROLOGUE = re.compile(
    r"(?:\s++|#[^\n\r]*+(?:[\n\r]|$)|BASE\s*+<[^>]*+>|PREFIX\s++[^\s:]*+:\s*+<[^>]*+>)*+", re.IGNORECASE
)


def may_have(query: str, word: str) -> bool:
    """Tell quickly whether a keyword, given in capitals, can be among the words of a query."""
    return word in query.upper()


def keywords(query: str) -> set[str]:
    """Give the words of a query in capitals, leaving out strings, comments, IRIs, variables and prefixed names."""
    return {token.word for token in tokens(query) if token.word}


def refuse_reaching_out(query: str) -> None:
    """Refuse a query or an update that would make this machine ask another one by SERVICE.

    Raises QueryError.
    """
    if not may_have(query, "SERVICE"):
        return
    read = _read(query)
    for place, token in enumerate(read):
        following = read[place + 1].text if place + 1 < len(read) else ""
        if "SERVICE" in token.word or ("SERVICE" in token.prefix and following == "{"):
            raise QueryError(
                "SERVICE asks another server and is not allowed here; ask for what this graph holds itself"
            )


def refuse_loading(update: str) -> None:
    """Refuse an update that would make this machine read from another one by LOAD.

    Raises QueryError.
    """
    if not may_have(update, "LOAD"):
        return
    depth, before = 0, ""
    for token in _read(update):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "brace" else 0
        if "LOAD" in token.word or ("LOAD" in token.prefix and depth == 0 and before != "PREFIX"):
            raise QueryError("LOAD reads from another server and is not allowed here; send the statements themselves")
        before = token.word


def _read(query: str) -> list[Token]:
    """Give the tokens in which a keyword is looked for, as part of a word or before the colon of a name, too.

    Parsers need no space around keywords, and take a name apart whose prefix is not declared: `trueSERVICE:x { … }`
    has three words. Raises QueryError for a string without an end, behind which anything may hide.
    """
    read = list(tokens(query))
    for token in read:
        if token.kind == "open":
            raise QueryError(f"the query is not SPARQL: the string at character {token.start + 1} has no end")
    return read


def prologue(query: str) -> str:
    """Give the declarations of prefixes and base that a query begins with."""
    found = _PROLOGUE.match(query)
    return found[0] if found else ""


def has_dataset(query: str) -> bool:
    """Tell whether a query chooses its graphs itself (FROM, FROM NAMED)."""
    return may_have(query, "FROM") and "FROM" in keywords(query)
