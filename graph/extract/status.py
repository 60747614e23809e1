"""Describe how a text speaks of an interaction: as a fact, a plan, something called off, denied or merely possible."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.syntax import word

LONGEST = 6
NEAR = 5
HELPERS = frozenset({"aux", "auxpass", "neg", "mark", "prt", "acomp", "attr", "advmod"})
OPEN = frozenset({"VERB", "AUX", "ADV", "ADJ", "SCONJ", "PART"})


def spine(trigger: Token) -> list[Token]:
    """List a trigger and the words that govern it, from the nearest to the root of its sentence."""
    found = [trigger]
    for ancestor in trigger.ancestors:
        found.append(ancestor)
        if len(found) > LONGEST:
            break
    return found


def features(trigger: Token) -> tuple[str, ...]:
    """Give what tells the status: tense, helpers and negation along the spine, words around."""
    return tuple(dict.fromkeys([*_along(trigger), *_around(trigger), *_beside(trigger)]))


def _along(trigger: Token) -> Iterator[str]:
    for depth, token in enumerate(spine(trigger)):
        level = min(depth, 3)
        yield f"{level}/{word(token)}"
        yield f"{level}/{token.tag_}/{token.dep_}"
        yield f"up/{word(token)}"
        helpers = [child for child in token.children if child.dep_ in HELPERS]
        for child in helpers:
            yield f"{level}/{child.dep_}/{child.lower_}"
            yield f"up/{child.dep_}/{child.lower_}"
        if token.pos_ in {"VERB", "AUX"}:
            chain = "+".join(child.lower_ for child in helpers if child.dep_ in {"aux", "auxpass", "neg"})
            yield f"{level}/chain/{chain}/{token.tag_}"
            yield f"{'first' if depth == 0 else 'up'}/chain/{chain}/{token.tag_}"


def _beside(trigger: Token) -> Iterator[str]:
    for child in trigger.children:
        if child.dep_ in {"amod", "det", "acl", "relcl", "advcl", "npadvmod", "nummod", "xcomp"}:
            yield f"own/{child.dep_}/{word(child)}"
            yield from (f"own/{child.dep_}/{c.dep_}/{c.lower_}" for c in child.children if c.dep_ in HELPERS)
    for token in spine(trigger)[:3]:
        for other in token.conjuncts:
            yield f"and/{word(other)}"
            yield from (f"and/{c.dep_}/{c.lower_}" for c in other.children if c.dep_ in {"neg", "aux"})


def _around(trigger: Token) -> Iterator[str]:
    sentence = trigger.sent
    for token in sentence:
        if token.pos_ in OPEN or token.dep_ == "neg" or token.tag_ == "MD":
            side = "<" if token.i < trigger.i else ">"
            yield f"in/{word(token)}"
            if abs(token.i - trigger.i) <= NEAR:
                yield f"near{side}/{word(token)}"
    if sentence.end < len(trigger.doc):
        for token in trigger.doc[sentence.end : sentence.end + 25]:
            if token.is_sent_start and token.i > sentence.end:
                break
            if token.pos_ in OPEN and word(token) not in {"be", "have"}:
                yield f"after/{word(token)}"
