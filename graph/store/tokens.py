"""Go through the words and marks of a query, in a time that grows with its length; pure.

Each token is read as far as the grammar of SPARQL 1.1 lets it go (section 19.8), and no place is read twice, since
quantifiers are possessive. A string without an end is a token of its own kind, and the last: no grammar goes beyond it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r'''
      (?P<skip>\s++|\#[^\n\r]*+)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*+>)
    | (?P<text>
          """(?:"{0,2}+(?:[^"\\]|\\.))*+"""
        | \'\'\'(?:'{0,2}+(?:[^'\\]|\\.))*+\'\'\'
        | "(?!"")(?:[^"\\\n\r]|\\.)*+"
        | '(?!\'\')(?:[^'\\\n\r]|\\.)*+'
      )
    | (?P<open>["'])
    | (?P<variable>[?$]\w++)
    | (?P<blank>_:[\w-]++(?:\.++[\w-]++)*+)
    | (?P<name>(?P<prefix>[^\W\d_][\w-]*+(?:\.++[\w-]++)*+)?+:(?:(?:[\w:%-]|\\.)++(?:\.++(?:[\w:%-]|\\.)++)*+)?+)
    | (?P<run>[^\W\d_][\w-]*+(?:\.++[\w-]++)*+)
    | (?P<language>@[A-Za-z0-9-]++)
    | (?P<number>(?:\d++\.\d++|\.\d++|\d++)(?:[eE][+-]?\d++)?+)
    | (?P<brace>[{}])
    | (?P<mark>\^\^|<<|>>|&&|\|\||[!<>]=|.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(r"(?P<word>[^\W\d_]\w*+)|(?P<number>\d++)|(?P<mark>.)", re.DOTALL)


class NotUnderstoodError(Exception):
    """A query has a form that is not read here."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: what it is, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Give a keyword in capitals, nothing for anything else."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def prefix(self) -> str:
        """Give the prefix of a name in capitals, nothing for anything else."""
        return self.text.partition(":")[0].upper() if self.kind == "name" else ""


def tokens(text: str) -> Iterator[Token]:
    """Give all tokens but spaces and comments, in their order."""
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind == "run":  # no colon follows: words, and what stands between them
            for piece in _PIECE.finditer(text, found.start(), found.end()):
                yield Token(str(piece.lastgroup), piece[0], piece.start(), piece.end())
        elif kind == "open":
            yield Token(kind, text[found.start() :], found.start(), len(text))
            return
        elif kind != "skip":
            yield Token(kind, found[0], found.start(), found.end())


class Cursor:
    """A place among the tokens of a query; IndexError where it would go beyond the last."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(tokens(query))
        self.place = 0

    @property
    def now(self) -> Token:
        """Give the token at the place."""
        return self.tokens[self.place]

    def expect(self, mark: str) -> Token:
        """Go over a mark.

        Raises NotUnderstoodError where another token stands.
        """
        token = self.now
        if token.text != mark:
            raise NotUnderstoodError
        self.place += 1
        return token

    def closing(self, place: int, opening: str, closing: str) -> int:
        """Find what closes the bracket at a place."""
        if self.tokens[place].text != opening:
            raise NotUnderstoodError
        depth = 0
        for at in range(place, len(self.tokens)):
            depth += {opening: 1, closing: -1}.get(self.tokens[at].text, 0)
            if depth == 0:
                return at
        raise NotUnderstoodError

    def skip_braces(self) -> None:
        """Go over all that is in braces."""
        self.place = self.closing(self.place, "{", "}") + 1

    def values(self) -> set[str]:
        """Go over VALUES; give its variables."""
        start = self.place
        while self.now.text != "{":
            self.place += 1
        named = {token.text[1:] for token in self.tokens[start : self.place] if token.kind == "variable"}
        self.skip_braces()
        return named
