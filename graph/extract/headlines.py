"""Write a headline as a sentence is written: "Minister Heads to Oslo" hides which of its words are names.

A headline keeps the capitals of the words that are names: those that the text below writes with a capital inside its
sentences, states, known bodies, and what follows a given name. No letter moves, so that offsets stay.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from graph.extract.lexicon import Lexicon
from graph.extract.words import plain

WORD = re.compile(r"[^\W\d_][\w’']*")
GLUED = re.compile(r"(?<=[\w’'\"”?!)])(?=\s?-[“\"‘(]?([A-Z][\w.]*))")
"""Where a headline ends and the text goes on in the same line."""
INSIDE = re.compile(r"(?<=[a-z0-9,;:] )[“\"‘(]?(?:[^\W\d_][\w’'.\-]*)")
APART = re.compile(r"[—–(]|\w\. | - ")
STOPS = frozenset('.!?…:;,"”)')
VERBS = ("doing_verbs", "government_verbs", "addressed_verbs")
SHORTEST, LONGEST = 15, 200
LONG = 4
FEWEST = 3
MOST = 0.75
STEM = 6


def as_sentence(text: str, lexicon: Lexicon) -> str:
    """Give a text whose headline is written like a sentence, with a line break after it; the length stays."""
    end = _headline(text, lexicon)
    if not end:
        return text
    body = text[end:]
    written = "".join(_words(text[:end], body, lexicon))
    if len(written) != end:
        return text
    glued = re.match(r"\s?-(?=\S)", body)
    return written + ("\n" * glued.end() + body[glued.end() :] if glued else body)


def _headline(text: str, lexicon: Lexicon) -> int:
    """Give where the headline of a text ends, or 0 if it has none."""
    line = text.partition("\n")[0]
    ends = [found.start() for found in GLUED.finditer(line) if _opens(found[1], text, lexicon)]
    if line.rstrip()[-1:] not in STOPS and len(line) < len(text):
        ends.append(len(line.rstrip()))
    fitting = (end for end in reversed(ends) if SHORTEST <= end <= LONGEST and not APART.search(line[:end]))
    return next((end for end in fitting if _is_title_case(text[:end], text[end:], lexicon)), 0)


def _opens(word: str, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a word may open a text, and is not the second part of a name."""
    key = plain(word)
    known = (lexicon.vocabulary, lexicon.heads.first, lexicon.state_names.first, lexicon.bodies.first)
    if word.isupper() or any(key in words for words in known):
        return True
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None


def _is_title_case(line: str, body: str, lexicon: Lexicon) -> bool:
    """Tell whether nearly all words of a line have capitals, and some that surely are no names."""
    if line.upper() == line:
        return "-" not in body[:2]
    words = [found for found in WORD.finditer(line) if len(found.group()) >= LONG]
    if len(words) < FEWEST or sum(word.group()[0].isupper() for word in words) < MOST * len(words):
        return False
    kept = _kept(line, lexicon)
    plainly = {word.lower()[:STEM] for word in WORD.findall(body) if word[0].islower()}
    return any(
        word.start()
        and word.start() not in kept
        and word.group()[0].isupper()
        and _is_common(word.group(), plainly, lexicon)
        for word in words
    )


def _is_common(word: str, plainly: Container[str], lexicon: Lexicon) -> bool:
    """Tell whether a word is a verb that is known, or is no part of a title and has small letters elsewhere."""
    small = word.lower()
    forms = {small, small.removesuffix("s"), small.removesuffix("es"), small.removesuffix("ed")}
    if any(forms & lexicon.cues[verbs] for verbs in VERBS):
        return True
    return plain(word) not in lexicon.vocabulary and small[:STEM] in plainly


def _words(line: str, body: str, lexicon: Lexicon) -> Iterator[str]:
    """Give the pieces of a headline, each word that is no name in small letters."""
    named = {word for found in INSIDE.finditer(body) for word in WORD.findall(found.group()) if word[0].isupper()}
    shouted = line.upper() == line
    kept = _kept(line, lexicon)
    done = 0
    for found in WORD.finditer(line):
        yield line[done : found.start()]
        done, word = found.end(), found.group()
        bare = re.sub(r"[’']s?$", "", word)
        if word == "I" or found.start() in kept or bare in named:
            yield word
        elif shouted and bare.capitalize() in named:
            yield word.capitalize()
        else:
            yield word if found.start() == 0 or (word.isupper() and not shouted) else word.lower()
    yield line[done:]


def _kept(line: str, lexicon: Lexicon) -> set[int]:
    """Give where the words of states and known bodies begin, and of names after a given name."""
    words = [(found.start(), plain(re.sub(r"[’']s$", "", found.group()))) for found in WORD.finditer(line)]
    kept: set[int] = set()
    for n, (start, key) in enumerate(words):
        for phrases in (lexicon.state_names, lexicon.bodies):
            if length := _longest(phrases.first, [key for _, key in words[n : n + 8]]):
                kept.update(start for start, _ in words[n : n + length])
        if key in lexicon.given:
            kept.update(start for start, _ in words[n : n + 2])
    return kept


def _longest(phrases: Mapping[str, Sequence[tuple[tuple[str, ...], object]]], keys: list[str]) -> int:
    """Give how many words the longest phrase has that begins so."""
    return next((len(phrase) for phrase, _ in phrases.get(keys[0], ()) if list(phrase) == keys[: len(phrase)]), 0)
