"""Find how many times something happened: "met three times", "approximately twelve discussions"."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from graph.knowledge import Knowledge

INSIDE = frozenset(
    {"dobj", "pobj", "prep", "pcomp", "xcomp", "attr", "acomp", "oprd", "compound"}
    | {"nsubjpass", "appos", "dative", "aux", "acl"}
)
COUNTED = frozenset({"nummod", "amod", "quantmod"})
OTHER_TIME = frozenset({"after", "before", "during", "since", "over", "at", "until", "following"})
STEPS = 5


class Counts:
    """Reads stated numbers of times; made once from the number words of `ontology/times.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.yaml("times.yaml")
        self.numbers: dict[str, int] = {
            word: value for word, value in words["numbers"].items() if word not in {"a", "an"}
        }
        self.ordinals: dict[str, int] = words["ordinals"]
        self.times: dict[str, int] = words["times"]
        self.counters = frozenset(words["counters"])
        self.singles = frozenset(words["only_once"])
        self.telling = frozenset(lemma for lemma, pos in knowledge.senses if pos == "noun") - set(words["units"])

    def of(self, trigger: Token, near: Token | None = None) -> int | None:
        """Give the number of times that the text states for what `trigger` tells, or None.

        `near`, the word of one taker of part, decides where the text has a number for each ("rang A twice and B once").
        """
        found = [
            *((0, where, number) for where, number in self._of_noun(trigger)),
            *((1, where, number) for where, number in self._of_clause(trigger)),
        ]
        if not found:
            return None
        anchor = near or trigger
        return min(found, key=lambda f: (f[0], abs(f[1].i - anchor.i), f[1].i < anchor.i))[2]

    def _of_noun(self, trigger: Token) -> Iterator[tuple[Token, int]]:
        """Read the number before a noun ("four calls"), or before what it is counted by ("34 rounds of talks")."""
        for noun in self._nouns(trigger):
            for child in noun.children:
                if child.dep_ not in COUNTED:
                    continue
                number = self._number(child)
                if number is None and child.dep_ == "amod" and self._reckoned(noun):
                    number = self._ordinal(child)
                if number is not None:
                    yield child, number

    def _nouns(self, trigger: Token) -> Iterator[Token]:
        """List the nouns that a number may stand before: the trigger, what counts it, what it governs."""
        if trigger.pos_ != "PROPN":
            yield trigger
            if trigger.dep_ == "pobj" and trigger.head.lower_ == "of" and trigger.head.head.lemma_ in self.counters:
                yield trigger.head.head
        if trigger.pos_ == "VERB":
            for child in trigger.children:
                if child.dep_ == "dobj" and child.lemma_ in self.telling:
                    yield child

    def _of_clause(self, trigger: Token) -> Iterator[tuple[Token, int]]:
        """Read "twice", "three times", "on two occasions", "for the third time" in the trigger's own clause."""
        hosts = {host.i for host in _own_clause(trigger)}
        for token in trigger.sent:
            number = self._times(token)
            if number is not None and (_host(token).i in hosts or _directly_after(trigger, token)):
                yield token, number

    def _times(self, token: Token) -> int | None:
        word = token.lower_
        if word in self.times:
            around = {t.lower_ for t in token.doc[max(token.i - 1, 0) : token.i + 3]}
            stated = "as" not in around if self.times[word] > 1 else around & self.singles
            return self.times[word] if stated and not _each(token) else None
        if word not in {"times", "time", "occasions"} or _each(token):
            return None
        before = [*(child for child in token.lefts if child.dep_ in COUNTED), *token.doc[max(token.i - 1, 0) : token.i]]
        if word == "time":
            return next(
                (n for child in before if (n := self._ordinal(child)) is not None and _after(token, "for")), None
            )
        return next((n for child in before if (n := self._number(child)) is not None), None)

    def _number(self, token: Token) -> int | None:
        word = token.lower_
        if word == "dozen":
            dozens = [n for child in token.children if (n := self.numbers.get(child.lower_)) is not None]
            return 12 * (dozens[0] if dozens else 1)
        if re.fullmatch(r"\d{1,3}", word):
            return int(word)
        tens, _, unit = word.partition("-")
        if token.i > 1 and token.doc[token.i - 1].text == "-":
            tens, unit = token.doc[token.i - 2].lower_, word
        if tens in self.numbers and unit in self.numbers:
            return self.numbers[tens] + self.numbers[unit]
        return self.numbers.get(word)

    def _ordinal(self, token: Token) -> int | None:
        digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", token.lower_)
        number = int(digits.group(1)) if digits else self.ordinals.get(token.lower_)
        return number if number is not None and number > 1 else None

    def _reckoned(self, noun: Token) -> bool:
        """Tell "their third meeting since May", which counts, from "a second call", which does not."""
        if any(child.dep_ == "det" and child.lower_ in {"a", "an", "another"} for child in noun.children):
            return False
        following = noun.doc[noun.i + 1 : noun.i + 3]
        return any(child.dep_ == "poss" for child in noun.children) or any(
            t.lower_ in {"since", "this", "in", "of"} for t in following
        )


def _own_clause(trigger: Token) -> Iterator[Token]:
    """List a trigger and the words above it that belong to the same clause."""
    token = trigger
    for _ in range(STEPS):
        yield token
        if (
            token.dep_ not in INSIDE
            or token.head.i == token.i
            or (token.dep_ == "pobj" and token.head.lower_ in OTHER_TIME)
        ):
            return
        token = token.head


def _host(token: Token) -> Token:
    """Find the word that a number of times hangs on, past prepositions and adverbs."""
    host = token.head
    while host.pos_ in {"ADP", "ADV", "SCONJ", "PART"} and host.head.i != host.i:
        host = host.head
    return host


def _each(token: Token) -> bool:
    """Tell "twice a week", which is no number of times."""
    following = " ".join(t.lower_ for t in token.doc[token.i + 1 : token.i + 3])
    return re.fullmatch(r"(?:a|per|every|each) (?:day|week|month|year)", following) is not None


def _directly_after(trigger: Token, token: Token) -> bool:
    """Tell whether a number of times follows a verb with no other verb between, where the parser hung it on a name."""
    if trigger.pos_ != "VERB" or token.i < trigger.i:
        return False
    between = trigger.doc[trigger.i + 1 : token.i]
    return not any(t.pos_ in {"VERB", "AUX", "SCONJ"} or t.text in {";", ":", ".", "—", "–"} for t in between)


def _after(token: Token, preposition: str) -> bool:
    return token.head.lower_ == preposition
