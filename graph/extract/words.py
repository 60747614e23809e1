"""One document's tokens as plain columns, and phrases that are looked up in them.

Columns are read from spaCy once, because asking a token object for an attribute costs ten times as much.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from spacy.tokens import Doc

T = TypeVar("T")

APOSTROPHE = frozenset("'’ʼ")
HYPHENS = frozenset("-–‑‐/")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʻ": "'"})
STRIPPED = re.compile(r"[^\w]+")
APART = re.compile(r"\w - \w")
JOINED = re.compile(r"[a-z]-[a-z]")
SPLIT = re.compile(r"[\s\-–‑‐/]+")


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Give a word in small letters, without accents and without marks such as dots and apostrophes."""
    if word.isascii():
        return STRIPPED.sub("", word.lower())
    word = unicodedata.normalize("NFKD", word.casefold())
    return STRIPPED.sub("", "".join(c for c in word if not unicodedata.combining(c)))


def keys(phrase: str) -> tuple[str, ...]:
    """Give the plain words of a phrase; a hyphen parts words as a space does."""
    return tuple(key for part in SPLIT.split(phrase) if (key := plain(part)))


class Words:
    """The columns of one document; all lists have one entry for each token."""

    __slots__ = (
        "apart",
        "dep",
        "doc",
        "ent",
        "head",
        "iob",
        "keys",
        "kids",
        "lemma",
        "lower",
        "n",
        "pos",
        "sent",
        "starts",
        "tag",
        "text",
        "tight",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        tokens = list(doc)
        self.n = len(tokens)
        self.text = [t.text for t in tokens]
        self.lower = [text.lower().translate(APOSTROPHES) for text in self.text]
        self.tag = [t.tag_ for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.dep = [t.dep_ for t in tokens]
        self.lemma = [t.lemma_ for t in tokens]
        self.head = [t.head.i for t in tokens]
        self.ent = [t.ent_type_ for t in tokens]
        self.iob = [t.ent_iob for t in tokens]
        self.tight = [not t.whitespace_ for t in tokens]
        self.keys = [plain(text) for text in self.text]
        self.sent = [0] * self.n
        self.starts: list[int] = []
        for start, end in _sentences(doc):
            self.sent[start:end] = [len(self.starts)] * (end - start)
            self.starts.append(start)
        self.apart = _taken_apart(doc.text)
        self.kids: list[list[int]] = [[] for _ in range(self.n)]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)

    def hyphen(self, i: int) -> bool:
        """Tell whether a token is a hyphen inside a word."""
        if not 0 < i < self.n - 1 or self.text[i] not in HYPHENS:
            return False
        return (self.tight[i - 1] and self.tight[i]) or (self.apart and self.text[i] == "-")

    def after(self, i: int) -> int:
        """Give the next token of a run of words, over a hyphen or an apostrophe inside a word."""
        if self.hyphen(i + 1):
            return i + 2
        if i + 2 < self.n and self.tight[i] and self.text[i + 1] in APOSTROPHE:
            return i + 2
        return i + 1

    def over(self, i: int) -> int:
        """Give the next token of a phrase, also over a hyphen between spaces ("Director - General")."""
        if i + 2 < self.n and self.text[i + 1] == "-":
            return i + 2
        return self.after(i)

    def before(self, i: int) -> int:
        """Give the token before, over a hyphen inside a word; -1 at the start."""
        return i - 2 if self.hyphen(i - 1) else i - 1

    def phrase(self, start: int, end: int) -> str:
        """Give the text of tokens start to end, on one line."""
        return " ".join(self.doc[start:end].text.split())

    def root(self, start: int, end: int) -> int:
        """Give the token of a span that hangs on a token outside of it; the last one if none does."""
        return next((i for i in range(start, end) if not start <= self.head[i] < end), end - 1)

    def capital(self, i: int) -> bool:
        """Tell whether a token is written with a capital letter (also d'Orsay)."""
        text = self.text[i]
        if text[0].isupper():
            return True
        return len(text) > 2 and text[1] in "'’" and text[2].isupper()  # noqa: PLR2004 (d'Orsay)


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """Give the bounds of the sentences; a word without a mark belongs to the one after it ("Defense | Secretary")."""
    start = 0
    for sentence in doc.sents:
        if sentence.end - start == 1 and doc[start].is_alpha and sentence.end < len(doc):
            continue
        yield start, sentence.end
        start = sentence.end


def _taken_apart(text: str) -> bool:
    """Tell whether a text has spaces around all its hyphens, as if somebody had taken it apart ("Vice - President")."""
    apart = len(APART.findall(text))
    return apart > 1 and apart > 3 * len(JOINED.findall(text))


class Phrases(Generic[T]):
    """A dictionary of phrases that finds the longest one that begins at a token."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        first: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, value in entries:
            if found := keys(phrase):
                first.setdefault(found[0], {}).setdefault(found, value)
        self.first = {key: sorted(values.items(), key=lambda item: -len(item[0])) for key, values in first.items()}

    def at(self, words: Words, i: int) -> tuple[int, T] | None:
        """Give (end, value) of the longest phrase that begins at token i, or None."""
        for phrase, value in self.first.get(words.keys[i], ()):
            j = i
            for key in phrase[1:]:
                j = words.over(j)
                if j >= words.n or words.keys[j] != key:
                    break
            else:
                return j + 1, value
        return None

    def all_at(self, words: Words, i: int) -> list[tuple[int, T]]:
        """Give (end, value) of every phrase that begins at token i, longest first."""
        found = []
        for phrase, value in self.first.get(words.keys[i], ()):
            j = i
            for key in phrase[1:]:
                j = words.over(j)
                if j >= words.n or words.keys[j] != key:
                    break
            else:
                found.append((j + 1, value))
        return found

    def ending(self, words: Words, last: int, reach: int = 4) -> tuple[int, T] | None:
        """Give (start, value) of the longest phrase whose last token is `last`."""
        start, best = last, None
        for _ in range(reach):
            if start < 0:
                break
            for end, value in self.all_at(words, start):
                if end == last + 1:
                    best = start, value
            start = words.before(start)
        return best
