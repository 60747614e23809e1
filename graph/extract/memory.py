"""What a reader remembers while reading on: who was mentioned where, and in which part of the sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.extract.mentions import CastMention, Form
from graph.extract.words import Words
from graph.model import ActorKind

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLIMB = 8
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
BODIES = frozenset({ActorKind.STATE, ActorKind.ORGANIZATION})

Actors = tuple[str, ...]


@dataclass(slots=True)
class Character:
    """What is known about an actor for telling whether a word can mean it.

    `heads` are nouns that describe it, `home` is the state whose office it holds.
    """

    id: str
    kind: ActorKind
    gender: str = ""
    heads: frozenset[str] = frozenset()
    home: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention that a later word may point back to; `verb` is the verb that it hangs on."""

    root: int
    sent: int
    subject: bool
    actors: Actors
    kind: ActorKind
    form: Form
    verb: int


@dataclass(slots=True)
class Memory:
    """The mentions read so far, in order."""

    words: Words
    characters: Mapping[str, Character]
    seen: list[Seen] = field(default_factory=list)
    by_root: dict[int, Seen] = field(default_factory=dict)

    def note(self, mention: CastMention) -> None:
        """Remember a mention."""
        words, root, head = self.words, mention.root, mention.root
        subject = words.dep[root] in SUBJECTS
        for _ in range(CLIMB):
            if words.dep[head] in SUBJECTS:
                subject = subject or words.dep[root] in {"conj", "appos"}
                break
            if words.dep[head] not in {"conj", "appos", "compound", "nmod"} or words.head[head] == head:
                break
            head = words.head[head]
        verb = verb_of(words, head)
        seen = Seen(root, words.sent[root], subject, mention.actors, mention.kind, mention.form, verb)
        self.seen.append(seen)
        self.by_root.setdefault(root, seen)

    def recent(self, i: int, reach: int) -> Iterator[Seen]:
        """Give the mentions of the sentence of token i and `reach` sentences before it, the last first."""
        sent = self.words.sent[i]
        for seen in reversed(self.seen):
            if sent - seen.sent > reach:
                return
            yield seen

    def different(self, i: int, reach: int, kinds: frozenset[ActorKind], wanted: int) -> Actors:
        """Give the last `wanted` different actors of some kinds, in the order of the text; none if there are fewer."""
        found: dict[str, None] = {}
        for seen in self.recent(i, reach):
            if seen.kind in kinds and self.words.dep[seen.root] != "poss":
                for actor in seen.actors:
                    found.setdefault(actor)
            if len(found) >= wanted:
                break
        return tuple(reversed(list(found)[:wanted])) if len(found) >= wanted else ()

    def barred(self, i: int) -> frozenset[str]:
        """Give the actors that a pronoun cannot mean: the subject of the verb whose object it is, and vice versa."""
        words = self.words
        if words.dep[i] == "poss" or words.lower[i].endswith("self"):
            return frozenset()
        verb, subject = verb_of(words, i), words.dep[i] in SUBJECTS
        verbs = {verb} if subject else sharing(words, verb)
        return frozenset(
            actor
            for seen in self.recent(i, 0)
            if seen.verb in verbs and seen.subject != subject and words.dep[seen.root] != "poss"
            for actor in seen.actors
        )

    def kind(self, actors: Actors, otherwise: ActorKind) -> ActorKind:
        """Give the kind of the first of some actors."""
        known = self.characters.get(actors[0]) if actors else None
        return known.kind if known else otherwise


def verb_of(words: Words, i: int) -> int:
    """Give the verb that a token hangs on."""
    for _ in range(CLIMB):
        if words.pos[i] in {"VERB", "AUX"} or words.head[i] == i:
            return i
        i = words.head[i]
    return i


def sharing(words: Words, verb: int) -> set[int]:
    """Give a verb and those whose subject it shares: "is to fly to X to see her"."""
    found = {verb}
    for _ in range(CLIMB):
        if any(words.dep[kid] in SUBJECTS for kid in words.kids[verb]):
            break
        if words.dep[verb] not in {"xcomp", "conj", "advcl", "acl", "pcomp", "prep"}:
            break
        verb = verb_of(words, words.head[verb])
        if verb in found:
            break
        found.add(verb)
    return found
