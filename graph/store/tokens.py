"""Go through the words and marks of a query; pure."""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r'''
      (?P<skip>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""|\'\'\'(?:(?:'|'')?(?:[^'\\]|\\.))*\'\'\'
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]*\w)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:%-]|\\.)(?:[\w.:%-]|\\.)*(?<!\.))?)
    | (?P<language>@[A-Za-z0-9-]+)
    | (?P<number>(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<mark>\^\^|<<|>>|&&|\|\||[!<>]=|.)
    ''',
    re.VERBOSE | re.DOTALL,
)


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


class Cursor:
    """A place among the tokens of a query; IndexError where it would go beyond the last."""

    def __init__(self, query: str) -> None:
        found = (Token(str(each.lastgroup), each[0], each.start(), each.end()) for each in TOKEN.finditer(query))
        self.query = query
        self.tokens = [token for token in found if token.kind != "skip"]
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
