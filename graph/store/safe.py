"""Look at a query or an update before it runs: its words, without being fooled by strings, comments and names."""

import re

from graph.errors import QueryError

TOKEN = re.compile(
    r'''
      (?P<skip>
          """(?:(?:"|"")?(?:[^"\\]|\\.))*"""      # strings, long ones first
        | \'\'\'(?:(?:'|'')?(?:[^'\\]|\\.))*\'\'\'
        | "(?:[^"\\\n\r]|\\.)*"
        | '(?:[^'\\\n\r]|\\.)*'
        | <[^<>"{}|^`\\\x00-\x20]*>               # IRIs
        | \#[^\n\r]*                              # comments
        | [?$]\w+                                 # variables
        | [\w.-]*:[\w.%:-]*                       # prefixed names
        | @\w+                                    # languages
      )
    | (?P<word>[A-Za-z_]\w*)
    | (?P<brace>[{}])
    ''',
    re.VERBOSE | re.DOTALL,
)

_PROLOGUE = re.compile(r"(?:\s+|#[^\n\r]*(?:[\n\r]|$)|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE)


def keywords(query: str) -> set[str]:
    """Give the words of a query in capitals, leaving out strings, comments, IRIs, variables and prefixed names."""
    return {found["word"].upper() for found in TOKEN.finditer(query) if found["word"]}


def refuse_reaching_out(query: str) -> None:
    """Refuse a query or an update that would make this machine ask another one by SERVICE.

    Raises QueryError.
    """
    if "SERVICE" in keywords(query):
        raise QueryError("SERVICE asks another server and is not allowed here; ask for what this graph holds itself")


def refuse_loading(update: str) -> None:
    """Refuse an update that would make this machine read from another one by LOAD.

    Raises QueryError.
    """
    if "LOAD" in keywords(update):
        raise QueryError("LOAD reads from another server and is not allowed here; send the statements themselves")


def prologue(query: str) -> str:
    """Give the declarations of prefixes and base that a query begins with."""
    found = _PROLOGUE.match(query)
    return found[0] if found else ""


def has_dataset(query: str) -> bool:
    """Tell whether a query chooses its graphs itself (FROM, FROM NAMED)."""
    return "FROM" in keywords(query)
