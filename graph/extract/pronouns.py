"""Find whom a pronoun means: near, prominent, of the right gender and number, and no other part of the same verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.extract.memory import BODIES, PEOPLE, SUBJECTS, Actors, Memory, Seen, verb_of
from graph.extract.mentions import Form
from graph.model import ActorKind

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
EMPTY_VERBS = frozenset({"rain", "snow", "seem", "appear"})
REACH = 4
"""How many sentences back a pronoun may point."""
NEAR = 3
SURE = 0.5
"""What a state or body must score for it to be meant: a subject near by."""


@dataclass(slots=True)
class Pronouns:
    """Resolves pronouns against what was read before them."""

    memory: Memory

    def person(self, i: int, gender: str) -> Actors:
        """Find whom he, him, his, she or her means; who is found is of that gender from now on."""
        scores = self._people(i, gender)
        if not scores:
            return ()
        best = max(scores, key=lambda actor: scores[actor])
        character = self.memory.characters[best]
        character.gender = character.gender or gender
        return (best,)

    def _people(self, i: int, gender: str) -> dict[str, float]:
        barred, scores = self.memory.barred(i), dict[str, float]()
        for rank, seen in enumerate(self.memory.recent(i, REACH)):
            actor = seen.actors[0]
            character = self.memory.characters.get(actor)
            if len(seen.actors) != 1 or seen.root == i or actor in barred or character is None:
                continue
            if character.kind not in PEOPLE or character.gender not in {"", gender} or self._possesses(seen, i):
                continue
            score = self._score(seen, i, rank) + (1.5 if character.gender == gender else 0.0)
            scores[actor] = max(scores[actor], score) + 0.3 if actor in scores else score
        return scores

    def _score(self, seen: Seen, i: int, rank: int) -> float:
        words = self.memory.words
        distance = words.sent[i] - seen.sent
        score = -2.0 * distance - 0.15 * rank + 2.0 * seen.subject + 0.5 * (seen.form is Form.PRONOUN)
        if seen.subject and words.dep[i] in SUBJECTS:
            score += 0.5
        if seen.subject and words.dep[i] == "poss" and distance == 0 and seen.verb == verb_of(words, words.head[i]):
            score += 1.5
        return score

    def _possesses(self, seen: Seen, i: int) -> bool:
        return self.memory.words.dep[i] == "poss" and self.memory.words.head[i] == seen.root

    def relative(self, i: int) -> Seen | None:
        """Find the antecedent of who, whom, which or whose."""
        words, verb = self.memory.words, i
        while words.dep[verb] not in {"relcl", "acl"}:
            if words.head[verb] == verb:
                return None
            verb = words.head[verb]
        seen = self.memory.by_root.get(words.head[verb])
        near = (s for s in self.memory.recent(i, 0) if s.root < i and i - s.root <= NEAR)
        return seen or next(near, None)

    def several(self, i: int) -> Actors:
        """Find whom they, them or both mean: two named together, else those who took part in what was told last."""
        words, barred = self.memory.words, self.memory.barred(i)
        for sent in range(words.sent[i], max(-1, words.sent[i] - NEAR), -1):
            recent = (s for s in self.memory.recent(i, NEAR) if s.sent == sent and s.root < i)
            if found := self._together([s for s in recent if not barred.intersection(s.actors)]):
                return found
        return ()

    def _together(self, here: Sequence[Seen]) -> Actors:
        """Choose among the mentions of one sentence, the last first."""
        joined = next((s.actors for s in here if len(s.actors) > 1), ())
        if joined or (joined := self._pair(here, PEOPLE)):
            return joined
        group = next((s for s in here if s.form is Form.GROUP or s.kind is ActorKind.ORGANIZATION), None)
        return group.actors if group else self._pair(here, frozenset({ActorKind.STATE}))

    def _pair(self, here: Sequence[Seen], kinds: frozenset[ActorKind]) -> Actors:
        dep = self.memory.words.dep
        found = dict.fromkeys(a for s in here if s.kind in kinds and dep[s.root] != "poss" for a in s.actors)
        last, *before = [*found, ""]
        return (before[0], last) if len(found) > 1 else ()

    def thing(self, i: int) -> Actors:
        """Find the state or body that it or its means."""
        words = self.memory.words
        if words.dep[i] == "expl" or words.lemma[words.head[i]] in EMPTY_VERBS:
            return ()
        barred = self.memory.barred(i)
        best: Actors = ()
        top = SURE
        for rank, seen in enumerate(self.memory.recent(i, 1)):
            if seen.kind not in BODIES or len(seen.actors) > 1 or barred.intersection(seen.actors):
                continue
            score = self._score(seen, i, rank)
            if score > top and (seen.subject or seen.form is not Form.DEMONYM):
                best, top = seen.actors, score
        return best
