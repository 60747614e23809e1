"""Look at a query before it runs: what it asks for, without being fooled by strings, comments and names."""

import re

from graph.errors import QueryError

_TOKEN = re.compile(
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
    ''',
    re.VERBOSE | re.DOTALL,
)


def keywords(query: str) -> set[str]:
    """Give the words of a query in capitals, leaving out strings, comments, IRIs, variables and prefixed names."""
    return {found["word"].upper() for found in _TOKEN.finditer(query) if found["word"]}


def refuse_reaching_out(query: str) -> None:
    """Refuse a query that would make this machine ask another one.

    Raises QueryError.
    """
    if "SERVICE" in keywords(query):
        raise QueryError("SERVICE asks another server and is not allowed here; ask for what this graph holds itself")


def has_dataset(query: str) -> bool:
    """Tell whether a query chooses its graphs itself (FROM, FROM NAMED)."""
    return "FROM" in keywords(query)
