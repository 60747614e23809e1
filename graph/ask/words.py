"""The words that questions are made of, from `ontology/questions.yaml`, and the trigger words of interactions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.ask.tokens import key
from graph.errors import KnowledgeError
from graph.knowledge import Knowledge
from graph.model import InteractionKind, Status

Phrase = tuple[str, ...]

_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset("bdgklmnprt")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word can be in a question.

    `tags` are the sections of the file that list it (`who`, `be`, `filler`, ...). `verb` and `noun` are the kinds of
    interaction that it tells as such; `participle` says that as a verb it may be passive, `pure` that it is no basic
    form and no noun; `directed` that it matters who did it, though the kind alone does not say so.
    """

    tags: frozenset[str] = frozenset()
    verb: tuple[InteractionKind, ...] = ()
    noun: tuple[InteractionKind, ...] = ()
    participle: bool = False
    pure: bool = False
    directed: bool = False
    statuses: tuple[Status, ...] = ()
    preposition: str | None = None
    limit: str | None = None

    def merged(self, other: "Sense") -> "Sense":
        """Give a sense that can be either."""
        return Sense(
            self.tags | other.tags,
            self.verb or other.verb,
            self.noun or other.noun,
            self.participle or other.participle,
            self.pure or other.pure,
            self.directed or other.directed,
            self.statuses or other.statuses,
            self.preposition or other.preposition,
            self.limit or other.limit,
        )


@dataclass(frozen=True, slots=True)
class Words:
    """All words and phrases of questions; `longest` is the number of tokens of the longest."""

    senses: Mapping[Phrase, Sense]
    spelling: Mapping[str, str]
    times: Mapping[str, Any]
    titles: tuple[tuple[str, ...], ...]
    honorifics: frozenset[Phrase]
    names: Mapping[InteractionKind, tuple[str, str]]
    suggestions: tuple[str, ...]
    articles: frozenset[str]
    longest: int

    @classmethod
    def load(cls, knowledge: Knowledge) -> "Words":
        """Load the words of questions.

        Raises KnowledgeError for a file that does not hold what it should.
        """
        table = knowledge.yaml("questions.yaml")
        try:
            spelling = {str(word): str(meant) for word, meant in table["spelling"].items()}
            senses: dict[Phrase, Sense] = {}
            for phrase, sense in _listed(table):
                tokens = key(phrase, spelling) or (phrase,)
                senses[tokens] = senses[tokens].merged(sense) if tokens in senses else sense
            too_common = frozenset(key(str(word), spelling) for word in table["too_common"])
            _add_triggers(senses, knowledge, table["irregular"], too_common)
            return cls(
                senses,
                spelling,
                table["times"],
                tuple(tuple(forms) for forms in table["titles"]),
                frozenset(key(title, spelling) for title in table["honorifics"]),
                {InteractionKind(kind): (one, several) for kind, (one, several) in table["names"].items()},
                tuple(table["suggestions"]),
                frozenset(table["articles"]),
                max(len(tokens) for tokens in senses),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise KnowledgeError(f"questions.yaml: {error!r} is not known or not of the right form here") from error

    def at(self, norms: Phrase, start: int, end: int) -> tuple[int, Sense] | None:
        """Give the longest phrase that begins at `start` and ends before `end`: its length and its sense."""
        for length in range(min(self.longest, end - start), 0, -1):
            sense = self.senses.get(norms[start : start + length])
            if sense is not None:
                return length, sense
        return None


def _listed(table: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    """Go through the phrases of the file with the sense in which each is listed."""
    for tag, phrases in table["words"].items():
        yield from ((str(phrase), Sense(frozenset({tag}))) for phrase in phrases)
    for preposition, phrases in table["prepositions"].items():
        yield from ((phrase, Sense(preposition=preposition)) for phrase in phrases)
    yield from ((phrase, Sense(frozenset({"topic"}))) for phrase in table["topics"])
    for status, phrases in table["statuses"].items():
        yield from ((phrase, Sense(statuses=(Status(status),))) for phrase in phrases)
    for line in table["mixed_statuses"]:
        statuses = tuple(Status(status) for status in line["statuses"])
        yield from ((phrase, Sense(statuses=statuses)) for phrase in line["words"])
    for limit, phrases in table["limits"].items():
        yield from ((phrase, Sense(limit=limit)) for phrase in phrases)
    for line in table["verbs"]:
        yield from _verbs(line["words"], _kinds(line), table["irregular"], directed=line.get("directed", False))
    for line in table["nouns"]:
        yield from _nouns(line["words"], _kinds(line))


def _kinds(line: Mapping[str, Any]) -> tuple[InteractionKind, ...]:
    return tuple(InteractionKind(kind) for kind in line["kinds"])


def _verbs(
    lemmas: Iterable[str],
    kinds: tuple[InteractionKind, ...],
    irregular: Mapping[str, list[str]],
    *,
    directed: bool = False,
) -> Iterator[tuple[str, Sense]]:
    for lemma in lemmas:
        base = Sense(verb=kinds, directed=directed)
        for form in (lemma, third_person(lemma)):
            yield form, base
        for form in gerunds(lemma):
            yield form, replace(base, pure=True)
        for form in irregular.get(lemma, pasts(lemma)):
            yield form, replace(base, pure=True, participle=True)


def _nouns(lemmas: Iterable[str], kinds: tuple[InteractionKind, ...]) -> Iterator[tuple[str, Sense]]:
    for lemma in lemmas:
        for form in (lemma, third_person(lemma)):
            yield form, Sense(noun=kinds)


def _add_triggers(
    senses: dict[Phrase, Sense],
    knowledge: Knowledge,
    irregular: Mapping[str, list[str]],
    too_common: frozenset[Phrase],
) -> None:
    """Add the words that texts tell interactions with, where questions have no use of their own for them."""
    own = frozenset(senses) | too_common
    for trigger in knowledge.triggers:
        forms = (
            _verbs([trigger.lemma], trigger.kinds, irregular)
            if trigger.pos == "verb"
            else _nouns([trigger.lemma], trigger.kinds)
        )
        if key(trigger.lemma, {}) in own:
            continue
        for form, sense in forms:
            tokens = key(form, {})
            if tokens and tokens not in own:
                senses[tokens] = senses[tokens].merged(sense) if tokens in senses else sense


def _inflect(lemma: str, ending: str) -> str:
    """Put an ending to the first word of a lemma: "sit down" → "sits down"."""
    first, space, rest = lemma.partition(" ")
    return f"{first}{ending}{space}{rest}"


def third_person(lemma: str) -> str:
    """Give "calls" of "call", "presses" of "press", "replies" of "reply"; nouns have the same plural."""
    first, space, rest = lemma.partition(" ")
    if first.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{first}es{space}{rest}"
    if first.endswith("y") and first[-2:-1] not in _VOWELS:
        return f"{first[:-1]}ies{space}{rest}"
    return _inflect(lemma, "s")


def pasts(lemma: str) -> tuple[str, ...]:
    """Give the regular past forms, with and without a doubled consonant."""
    first, space, rest = lemma.partition(" ")
    if first.endswith("e"):
        return (f"{first}d{space}{rest}",)
    if first.endswith("y") and first[-2:-1] not in _VOWELS:
        return (f"{first[:-1]}ied{space}{rest}",)
    return _doubled(lemma, "ed")


def gerunds(lemma: str) -> tuple[str, ...]:
    """Give the forms in -ing, with and without a doubled consonant."""
    first, space, rest = lemma.partition(" ")
    if first.endswith("e") and not first.endswith("ee"):
        return (f"{first[:-1]}ing{space}{rest}",)
    return _doubled(lemma, "ing")


def _doubled(lemma: str, ending: str) -> tuple[str, ...]:
    first, space, rest = lemma.partition(" ")
    plain = f"{first}{ending}{space}{rest}"
    if first[-1:] in _DOUBLING and first[-2:-1] in _VOWELS and first[-3:-2] not in _VOWELS:
        return plain, f"{first}{first[-1]}{ending}{space}{rest}"
    return (plain,)
