"""Resolve pronouns and descriptions to actors named before, from the first token of a document to the last."""

from collections.abc import Mapping, Sequence

from graph.extract.descriptions import Descriptions
from graph.extract.dialogue import Speakers, Turn, quotations, turns
from graph.extract.lexicon import Lexicon
from graph.extract.memory import Actors, Character, Memory
from graph.extract.mentions import CastMention, Form
from graph.extract.pronouns import HE, IT, RELATIVE, THEY, Pronouns
from graph.extract.words import Words
from graph.model import ActorKind

SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
ADDRESSED = frozenset({"you", "your", "yours", "yourself"})
NOMINAL = frozenset({"NOUN", "NUM", "PROPN", "ADJ"})
BOTH_OF = frozenset({"det", "preconj", "cc", "amod"})


class Referents:
    """Walks through a document and gives the mentions made by pronouns and descriptions.

    `precise` are the nouns of titles that say too much to mean just anybody: "the two energy ministers".
    """

    def __init__(
        self, words: Words, lexicon: Lexicon, characters: Mapping[str, Character], precise: frozenset[int]
    ) -> None:
        self.words = words
        self.precise = precise
        self.memory = Memory(words, characters)
        self.pronouns = Pronouns(self.memory)
        self.descriptions = Descriptions(self.memory, lexicon, self.pronouns)
        self.speakers = Speakers(words, lexicon, self._named, quotations(words))
        self.lexicon = lexicon
        self.given: dict[int, Actors] = {}
        self.turns: list[Turn] = []
        self.turn = 0

    def walk(self, mentions: Sequence[CastMention]) -> list[CastMention]:
        """Give the mentions made by pronouns and descriptions, besides those given."""
        self.given = {m.root: m.actors for m in mentions if not m.place}
        self.turns = turns(self.words, self.lexicon, mentions)
        inside = {i for m in mentions for i in range(m.start, m.end)}
        waiting = sorted(mentions, key=lambda m: m.end, reverse=True)
        made: list[CastMention] = []
        for i in range(self.words.n):
            while waiting and waiting[-1].end <= i:
                self.memory.note(waiting.pop())
            found = self._at(i, inside)
            if found is not None and found.actors:
                made.append(found)
                self.memory.note(found)
        return made

    def _at(self, i: int, inside: set[int]) -> CastMention | None:
        words, lower = self.words, self.words.lower[i]
        if lower in HE:
            return self._pronoun(i, self.pronouns.person(i, HE[lower]), ActorKind.PERSON)
        if lower in RELATIVE and words.tag[i] in {"WP", "WDT", "WP$"}:
            seen = self.pronouns.relative(i)
            return CastMention(i, i + 1, i, seen.actors, Form.PRONOUN, seen.kind) if seen else None
        if lower in THEY and not (lower == "both" and words.head[i] != i and words.dep[i] in BOTH_OF):
            return self._pronoun(i, self.pronouns.several(i), ActorKind.PERSON)
        if lower in IT:
            return self._pronoun(i, self.pronouns.thing(i), ActorKind.STATE)
        if lower in SPEAKER or lower in ADDRESSED:
            return self._pronoun(i, self._in_speech(i, lower), ActorKind.PERSON)
        if i not in inside and i not in self.precise and words.pos[i] in NOMINAL:
            start, actors = self.descriptions.at(i)
            kind = self.memory.kind(actors, ActorKind.PERSON)
            return CastMention(start, i + 1, i, actors, Form.NOMINAL, kind)
        return None

    def _pronoun(self, i: int, actors: Actors, otherwise: ActorKind) -> CastMention:
        return CastMention(i, i + 1, i, actors, Form.PRONOUN, self.memory.kind(actors, otherwise))

    def _in_speech(self, i: int, lower: str) -> Actors:
        """Find whom I, we or you mean in a quotation or in a turn of a dialogue."""
        if self.words.text[i] in {"i", "US"}:
            return ()
        while self.turn < len(self.turns) and self.turns[self.turn].end <= i:
            self.turn += 1
        turn = self.turns[self.turn] if self.turn < len(self.turns) and self.turns[self.turn].start <= i else None
        if lower in ADDRESSED:
            return turn.addressee if turn is not None else ()
        return self.speakers.of(i) or (turn.speaker if turn is not None else ())

    def _named(self, root: int) -> Actors:
        """Give whom a token means that is the head of a mention or a pronoun."""
        if root in self.given:
            return self.given[root]
        if (seen := self.memory.by_root.get(root)) is not None:
            return seen.actors
        gender = HE.get(self.words.lower[root])
        return self.pronouns.person(root, gender) if gender else ()
