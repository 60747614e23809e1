"""Cut a question, or a name, into tokens that can be compared without regard to case, accents and spelling."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph import names

LONGEST = 1000
"""Characters of a question that are read; no question of a person is longer."""

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}
)
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|n't\b|'(?:s|re|ve|ll|d|m)\b|'|[^\W_]+|[&,/]", re.IGNORECASE)
_BEFORE_NOT = re.compile(r"(?i)\b(ca|wo|do|does|did|is|are|was|were|has|have|had|would|could|should)n't\b")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question: as it was typed, and as it is compared."""

    typed: str
    norm: str
    glued: bool = False
    """True where a hyphen or nothing stands between it and the token before."""

    @property
    def capital(self) -> bool:
        """Tell whether it was typed with a capital letter."""
        return self.typed[:1].isupper()


def tokenize(text: str, spelling: Mapping[str, str]) -> tuple[Token, ...]:
    """Give the tokens of a text; words of `spelling` are compared as what they stand for."""
    plain = _BEFORE_NOT.sub(r"\1 n't", unicodedata.normalize("NFKC", text[:LONGEST]).translate(_QUOTES))
    tokens: list[Token] = []
    end = -1
    for found in _TOKEN.finditer(plain):
        glued = bool(tokens) and plain[end : found.start()] in {"", "-"}
        norm = fold(found.group())
        for index, word in enumerate(spelling.get(norm, norm).split()):
            tokens.append(Token(found.group(), word, glued and index == 0))
        end = found.end()
    return tuple(tokens)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Give a word without case, accents and the points of an abbreviation."""
    return word.casefold() if "'" in word else names.fold(word) or word


def key(text: str, spelling: Mapping[str, str]) -> tuple[str, ...]:
    """Give a name as it is compared: its tokens, without a leading article."""
    norms = tuple(token.norm for token in tokenize(text, spelling) if token.norm != ",")
    return norms[1:] if len(norms) > 1 and norms[0] == "the" else norms


def typed(tokens: Sequence[Token]) -> str:
    """Give back what was typed for these tokens."""
    text = ""
    for token in tokens:
        between = "" if not text or token.typed.startswith("'") else "-" if token.glued else " "
        text += between + token.typed
    return text
