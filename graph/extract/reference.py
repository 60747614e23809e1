"""Resolve pronouns and descriptions ("she", "the minister", "his guest", "the two leaders") to actors named before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.extract.dialogue import Speakers, Turn, quotations, turns
from graph.extract.lexicon import Lexicon
from graph.extract.mentions import CastMention, Form
from graph.extract.words import Words, plain
from graph.model import ActorKind

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
IT = frozenset({"it", "its", "itself"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})
ADDRESSED = frozenset({"you", "your", "yours", "yourself"})
NUMBERS = frozenset({"two", "three", "four"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
REACH = 4
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True)
class Character:
    """What is known about an actor for telling whether a pronoun can mean it."""

    id: str
    kind: ActorKind
    gender: str = ""
    heads: frozenset[str] = frozenset()
    """Plain nouns that describe it: minister, general, union."""
    offices: frozenset[str] = frozenset()


@dataclass(slots=True)
class Seen:
    """One mention that a later pronoun may point back to."""

    root: int
    sent: int
    subject: bool
    actors: tuple[str, ...]
    kind: ActorKind
    form: Form
    start: int
    verb: int
    weight: float = 0.0


@dataclass(slots=True)
class Referents:
    """Resolves references while it walks through a document from the first token to the last."""

    words: Words
    lexicon: Lexicon
    characters: dict[str, Character]
    seen: list[Seen] = field(default_factory=list)
    made: list[CastMention] = field(default_factory=list)
    by_root: dict[int, Seen] = field(default_factory=dict)
    given: dict[int, tuple[str, ...]] = field(default_factory=dict)
    speakers: Speakers | None = None
    turns: list[Turn] = field(default_factory=list)
    turn: int = 0

    def walk(self, mentions: Sequence[CastMention]) -> list[CastMention]:
        """Give the mentions made by pronouns and descriptions, besides those given."""
        self.given = {m.root: m.actors for m in mentions if not m.place}
        self.speakers = Speakers(self.words, self.lexicon, self._seen_at, quotations(self.words))
        self.turns = turns(self.words, self.lexicon, mentions)
        ordered = iter(sorted(mentions, key=lambda m: m.end))
        upcoming = next(ordered, None)
        inside: set[int] = {i for m in mentions for i in range(m.start, m.end)}
        for i in range(self.words.n):
            while upcoming is not None and upcoming.end <= i:
                self._note(upcoming)
                upcoming = next(ordered, None)
            found = self._at(i, inside)
            if found is not None and found.actors:
                self.made.append(found)
                self._note(found)
        return self.made

    def _note(self, mention: CastMention) -> None:
        words, root = self.words, mention.root
        head = root
        subject = words.dep[root] in SUBJECTS
        for _ in range(6):
            if words.dep[head] in SUBJECTS:
                subject = subject or words.dep[root] in {"conj", "appos"}
                break
            if words.dep[head] not in {"conj", "appos", "compound", "nmod"} or words.head[head] == head:
                break
            head = words.head[head]
        seen = Seen(
            root,
            words.sent[root],
            subject,
            mention.actors,
            mention.kind,
            mention.form,
            mention.start,
            _verb(words, head),
        )
        self.seen.append(seen)
        self.by_root.setdefault(root, seen)

    def _at(self, i: int, inside: set[int]) -> CastMention | None:
        words, lower = self.words, self.words.lower[i]
        if lower in HE:
            return self._pronoun(i, self._person(i, HE[lower]), ActorKind.PERSON)
        if lower in RELATIVE and words.tag[i] in {"WP", "WDT", "WP$"}:
            return self._relative(i)
        if lower in THEY and not (
            lower == "both" and words.head[i] != i and words.dep[i] in {"det", "preconj", "cc", "amod"}
        ):
            return self._pronoun(i, self._several(i), ActorKind.PERSON)
        if lower in IT:
            return self._pronoun(i, self._thing(i), ActorKind.STATE)
        if lower in SPEAKER or lower in SPEAKERS or lower in ADDRESSED:
            return self._pronoun(i, self._in_speech(i, lower), ActorKind.PERSON)
        if i not in inside and words.pos[i] in {"NOUN", "NUM", "PROPN", "ADJ"}:
            return self._description(i)
        return None

    def _pronoun(self, i: int, actors: tuple[str, ...], kind: ActorKind) -> CastMention | None:
        if not actors:
            return None
        known = self.characters.get(actors[0])
        return CastMention(i, i + 1, i, actors, Form.PRONOUN, known.kind if known else kind)

    def _recent(self, i: int, reach: int = REACH) -> Iterator[Seen]:
        sent = self.words.sent[i]
        for seen in reversed(self.seen):
            if sent - seen.sent > reach:
                return
            yield seen

    def _person(self, i: int, gender: str, exclude: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Find the person whom he, him or his means: near, prominent, of that gender, and no other part of the same verb."""
        words, best, top = self.words, "", -1e9
        barred = self._barred(i) | exclude
        scores: dict[str, float] = {}
        for rank, seen in enumerate(self._recent(i)):
            if len(seen.actors) != 1 or seen.root == i:
                continue
            actor = seen.actors[0]
            character = self.characters.get(actor)
            if character is None or character.kind not in {ActorKind.PERSON, ActorKind.OFFICE} or actor in barred:
                continue
            if character.gender and character.gender != gender:
                continue
            if self._possesses(seen, i):
                continue
            score = self._score(seen, i, rank) + (1.5 if character.gender == gender else 0.0)
            scores[actor] = max(scores.get(actor, -1e9), score) + (0.3 if actor in scores else 0)
        for actor, score in scores.items():
            if score > top:
                best, top = actor, score
        if not best:
            return ()
        character = self.characters[best]
        if not character.gender:
            character.gender = gender
        return (best,)

    def _score(self, seen: Seen, i: int, rank: int) -> float:
        words = self.words
        distance = words.sent[i] - seen.sent
        score = -2.0 * distance - 0.15 * rank + (2.0 if seen.subject else 0.0)
        if words.dep[i] in SUBJECTS and seen.subject:
            score += 0.5
        if words.dep[i] == "poss" and distance == 0 and seen.verb == _verb(words, words.head[i]) and seen.subject:
            score += 1.5
        if seen.form is Form.PRONOUN:
            score += 0.5
        return score

    def _barred(self, i: int) -> frozenset[str]:
        """Give the actors that a pronoun cannot mean: the subject of the verb whose object it is, and the other way round."""
        words = self.words
        if words.dep[i] == "poss" or words.lower[i].endswith("self"):
            return frozenset()
        verb, subject = _verb(words, i), words.dep[i] in SUBJECTS
        verbs = {verb} if subject else _sharing(words, verb)
        found = set()
        for seen in self._recent(i, 0):
            if seen.verb in verbs and seen.subject != subject and words.dep[seen.root] != "poss":
                found.update(seen.actors)
        return frozenset(found)

    def _possesses(self, seen: Seen, i: int) -> bool:
        return self.words.dep[i] == "poss" and self.words.head[i] == seen.root

    def _relative(self, i: int) -> CastMention | None:
        words, verb = self.words, i
        for _ in range(6):
            if words.dep[verb] in {"relcl", "acl"}:
                break
            if words.head[verb] == verb:
                return None
            verb = words.head[verb]
        else:
            return None
        seen = self.by_root.get(words.head[verb])
        if seen is None:
            seen = next((s for s in self._recent(i, 0) if s.root < i and i - s.root <= 3), None)
        if seen is None:
            return None
        return CastMention(i, i + 1, i, seen.actors, Form.PRONOUN, seen.kind)

    def _several(self, i: int) -> tuple[str, ...]:
        """Find whom they, them or their mean: two that were named together, else those that took part in what was told last."""
        words = self.words
        barred = self._barred(i)
        for sent in range(words.sent[i], max(-1, words.sent[i] - 3), -1):
            here = [s for s in self._recent(i, 3) if s.sent == sent and s.root < i and not set(s.actors) & barred]
            joined = [s for s in here if len(s.actors) > 1]
            if joined:
                return joined[0].actors
            people = self._pair(here, {ActorKind.PERSON, ActorKind.OFFICE})
            if len(people) > 1:
                return people
            group = next((s for s in here if s.form is Form.GROUP or s.kind is ActorKind.ORGANIZATION), None)
            if group is not None:
                return group.actors
            states = self._pair(here, {ActorKind.STATE})
            if len(states) > 1:
                return states
        return ()

    def _pair(self, here: Sequence[Seen], kinds: set[ActorKind]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for seen in here:
            if seen.kind in kinds and self.words.dep[seen.root] != "poss":
                for actor in seen.actors:
                    found.setdefault(actor)
        pair = list(found)[:2] if len(found) >= 2 else []  # noqa: PLR2004
        return tuple(reversed(pair))

    def _thing(self, i: int) -> tuple[str, ...]:
        words = self.words
        if words.dep[i] == "expl" or words.lemma[words.head[i]] in {"rain", "snow", "seem", "appear"}:
            return ()
        barred = self._barred(i)
        best, top = (), -3.0
        for rank, seen in enumerate(self._recent(i, 1)):
            if (
                seen.kind not in {ActorKind.STATE, ActorKind.ORGANIZATION}
                or set(seen.actors) & barred
                or len(seen.actors) > 1
            ):
                continue
            if seen.form is Form.DEMONYM and not seen.subject:
                continue
            score = self._score(seen, i, rank)
            if score > top:
                best, top = seen.actors, score
        return best

    def _in_speech(self, i: int, lower: str) -> tuple[str, ...]:
        """Find whom I, we or you mean in a quotation or in a turn of a dialogue."""
        if self.words.text[i] in {"i", "US"} or self.speakers is None:
            return ()
        while self.turn < len(self.turns) and self.turns[self.turn].end <= i:
            self.turn += 1
        turn = self.turns[self.turn] if self.turn < len(self.turns) and self.turns[self.turn].start <= i else None
        if lower in ADDRESSED:
            return turn.addressee if turn is not None else ()
        return self.speakers.of(i) or (turn.speaker if turn is not None else ())

    def _seen_at(self, root: int) -> tuple[str, ...]:
        if root in self.given:
            return self.given[root]
        seen = self.by_root.get(root)
        if seen is not None:
            return seen.actors
        if self.words.lower[root] in HE:
            return self._person(root, HE[self.words.lower[root]])
        return ()

    def _description(self, i: int) -> CastMention | None:
        """Resolve "the minister", "his guest", "the two leaders", "both sides", "the pair"."""
        words = self.words
        noun = words.lower[i]
        start, determiner, number = self._phrase_start(i)
        if number and noun in NUMBERS:
            return None
        plural = (
            (noun in NUMBERS and determiner == "the" and not _counts(words, i))
            or words.tag[i] in {"NNS", "NNPS"}
            or noun in {"pair", "duo"}
            or (number and noun in {"two", "three", "four"})
        )
        if not determiner:
            return None
        actors: tuple[str, ...] = ()
        if plural and (
            number
            or determiner == "both"
            or noun in {"pair", "duo"}
            or noun in NUMBERS
            or determiner in {"the", "these"}
        ):
            actors = self._group_of(
                i, noun, number or (noun if noun in NUMBERS else "both" if determiner == "both" else "")
            )
        elif not plural and determiner in {"the", "this", "that"}:
            actors = self._the(i, plain(noun))
        elif (
            not plural
            and determiner in {"his", "her", "its", "their"}
            and noun in {"guest", "host", "visitor", "interlocutor", "caller", "opponent", "rival"}
        ):
            actors = self._other(start)
        if not actors:
            return None
        known = self.characters.get(actors[0])
        return CastMention(start, i + 1, i, actors, Form.NOMINAL, known.kind if known else ActorKind.PERSON)

    def _phrase_start(self, i: int) -> tuple[int, str, str]:
        words, start, number = self.words, i, ""
        while start > 0 and i - start < 4:
            before = words.lower[start - 1]
            if before in {"the", "this", "that", "his", "her", "its", "their", "both", "these"}:
                return start - 1, before, number
            if before in {"two", "three", "four"}:
                number = before
            elif words.pos[start - 1] not in {"ADJ", "NOUN", "PUNCT"} or words.text[start - 1] in {",", ".", '"', "“"}:
                break
            start -= 1
        return start, "", ""

    def _the(self, i: int, noun: str) -> tuple[str, ...]:
        for seen in self._recent(i, 40):
            if len(seen.actors) != 1:
                continue
            character = self.characters.get(seen.actors[0])
            if character and noun in character.heads:
                return seen.actors
        if noun in {"country", "nation", "kingdom", "republic", "island", "government"}:
            return next((s.actors for s in self._recent(i, 3) if s.kind is ActorKind.STATE and len(s.actors) == 1), ())
        if noun in {
            "company",
            "group",
            "firm",
            "party",
            "movement",
            "organisation",
            "organization",
            "union",
            "bank",
            "agency",
            "bloc",
        }:
            return next(
                (s.actors for s in self._recent(i, 4) if s.kind is ActorKind.ORGANIZATION and len(s.actors) == 1), ()
            )
        gender = self.lexicon.humans.get(noun)
        if noun in {"man", "woman"}:
            return self._person(i, gender or "m")
        return ()

    def _group_of(self, i: int, noun: str, number: str) -> tuple[str, ...]:
        words = self.words
        kinds = {ActorKind.PERSON, ActorKind.OFFICE}
        if noun in {
            "countries",
            "states",
            "governments",
            "nations",
            "sides",
            "capitals",
            "neighbours",
            "neighbors",
            "parties",
            "republics",
            "allies",
            "delegations",
        }:
            if noun in {"parties", "sides"} or number:
                kinds = {ActorKind.STATE, ActorKind.ORGANIZATION}
        elif noun not in {
            "leaders",
            "ministers",
            "presidents",
            "men",
            "women",
            "pair",
            "duo",
            "two",
            "three",
            "four",
            "officials",
            "premiers",
            "generals",
            "heads",
            "politicians",
            "statesmen",
            "diplomats",
            "envoys",
            "negotiators",
            "counterparts",
            "interlocutors",
            "colleagues",
            "friends",
            "rivals",
            "chiefs",
            "commanders",
            "governors",
            "mayors",
        }:
            return ()
        if not number and noun not in {"pair", "duo"}:
            return ()
        wanted = {"three": 3, "four": 4}.get(number or noun, 2)
        found: dict[str, None] = {}
        for seen in self._recent(i, 3):
            if seen.kind in kinds and words.dep[seen.root] != "poss":
                for actor in seen.actors:
                    found.setdefault(actor)
            if len(found) >= wanted:
                break
        return tuple(reversed(list(found)[:wanted])) if len(found) >= wanted else ()

    def _other(self, i: int) -> tuple[str, ...]:
        """Find the one who is not the possessor: "his guest"."""
        possessor = next((m.actors for m in reversed(self.made) if m.start == i), ())
        for seen in self._recent(i, 3):
            if seen.kind is ActorKind.PERSON and len(seen.actors) == 1 and seen.actors != possessor:
                return seen.actors
        return ()


def _verb(words: Words, i: int) -> int:
    for _ in range(8):
        if words.pos[i] in {"VERB", "AUX"} or words.head[i] == i:
            return i
        i = words.head[i]
    return i


def _sharing(words: Words, verb: int) -> set[int]:
    """Give a verb and those whose subject it shares: "is to fly to X to see her"."""
    found = {verb}
    for _ in range(4):
        if any(words.dep[kid] in SUBJECTS for kid in words.kids[verb]):
            break
        if words.dep[verb] not in {"xcomp", "conj", "advcl", "acl", "pcomp", "prep"}:
            break
        verb = _verb(words, words.head[verb])
        if verb in found:
            break
        found.add(verb)
    return found


def _counts(words: Words, i: int) -> bool:
    """Tell whether a number counts the noun after it ("the two sides"), and does not stand alone ("the two")."""
    return words.head[i] > i and words.dep[i] == "nummod"
