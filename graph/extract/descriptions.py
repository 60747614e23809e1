"""Find whom a description means: "the minister", "his guest", "the two leaders", "both sides", "the pair"."""

from dataclasses import dataclass

from graph.extract.lexicon import Lexicon
from graph.extract.memory import BODIES, PEOPLE, Actors, Memory
from graph.extract.pronouns import Pronouns
from graph.extract.words import plain
from graph.model import ActorKind

NUMBERS = {"two": 2, "three": 3, "four": 4}
PAIRS = frozenset({"pair", "duo"})
DETERMINERS = frozenset({"the", "this", "that", "his", "her", "its", "their", "both", "these"})
STOPS = frozenset({",", ".", '"', "“"})
FAR, NEAR, WIDTH = 40, 3, 4


@dataclass(frozen=True, slots=True)
class Description:
    """A noun with what stands before it: where it begins, its determiner, and a number."""

    start: int
    noun: str
    determiner: str
    number: str
    plural: bool


@dataclass(slots=True)
class Descriptions:
    """Resolves descriptions against what was read before them."""

    memory: Memory
    lexicon: Lexicon
    pronouns: Pronouns

    def at(self, i: int) -> tuple[int, Actors]:
        """Give where the description whose noun is token i begins, and whom it means."""
        found = self._read(i)
        if found is None:
            return i, ()
        if found.plural:
            return found.start, self._group(i, found)
        if found.determiner in {"the", "this", "that"}:
            return found.start, self._the(i, plain(found.noun))
        if found.determiner in {"his", "her", "its", "their"} and found.noun in self.lexicon.cues["partners"]:
            return found.start, self._partner(i, found.start)
        return i, ()

    def _read(self, i: int) -> Description | None:
        words, start, number = self.memory.words, i, ""
        noun = words.lower[i]
        while start > 0 and i - start < WIDTH:
            before = words.lower[start - 1]
            if before in DETERMINERS:
                alone = noun in NUMBERS and before == "the" and not (words.head[i] > i and words.dep[i] == "nummod")
                if number and noun in NUMBERS:
                    return None
                plural = alone or noun in PAIRS or words.tag[i] in {"NNS", "NNPS"}
                return Description(start - 1, noun, before, number or (noun if alone else ""), plural)
            if before in NUMBERS:
                number = before
            elif words.pos[start - 1] not in {"ADJ", "NOUN", "PUNCT", "PART"} or words.text[start - 1] in STOPS:
                return None
            start -= 1
        return None

    def _number_after(self, i: int) -> str:
        """Give the number in "the leaders of the two countries"."""
        words = self.memory.words
        if words.lower[i + 1 : i + 2] != ["of"]:
            return ""
        following = [word for word in words.lower[i + 2 : i + 4] if word != "the"]
        return "two" if following[:1] == ["both"] else next((word for word in following[:1] if word in NUMBERS), "")

    def _the(self, i: int, noun: str) -> Actors:
        memory = self.memory
        for seen in memory.recent(i, FAR):
            character = memory.characters.get(seen.actors[0])
            if len(seen.actors) == 1 and character and noun in character.heads:
                return seen.actors
        if noun in self.lexicon.cues["state_nouns"]:
            return self._last(i, ActorKind.STATE)
        if noun in self.lexicon.cues["body_nouns"]:
            return self._last(i, ActorKind.ORGANIZATION)
        if noun in {"man", "woman"}:
            return self.pronouns.person(i, self.lexicon.humans[noun])
        return ()

    def _last(self, i: int, kind: ActorKind) -> Actors:
        recent = self.memory.recent(i, NEAR)
        return next((s.actors for s in recent if s.kind is kind and len(s.actors) == 1), ())

    def _group(self, i: int, found: Description) -> Actors:
        number = found.number or self._number_after(i)
        if not number and found.determiner != "both" and found.noun not in PAIRS:
            return ()
        wanted = NUMBERS.get(number, 2)
        if found.noun in self.lexicon.cues["sides"]:
            return self._homes(i, wanted) or self.memory.different(i, NEAR, BODIES, wanted)
        if found.noun in PAIRS or found.noun in NUMBERS or found.noun in self.lexicon.cues["people_nouns"]:
            return self.memory.different(i, NEAR, PEOPLE, wanted)
        return ()

    def _homes(self, i: int, wanted: int) -> Actors:
        """Give the states of those who were named last, if each has another: "the two countries"."""
        people = self.memory.different(i, NEAR, PEOPLE, wanted)
        homes = dict.fromkeys(self.memory.characters[one].home for one in people if one in self.memory.characters)
        return tuple(homes) if len(homes) == wanted and all(homes) else ()

    def _partner(self, i: int, possessive: int) -> Actors:
        """Find the one who is not the possessor: "his guest"."""
        possessor = next((s.actors for s in reversed(self.memory.seen) if s.root == possessive), ())
        for seen in self.memory.recent(i, NEAR):
            if seen.kind is ActorKind.PERSON and len(seen.actors) == 1 and seen.actors != possessor:
                return seen.actors
        return ()
