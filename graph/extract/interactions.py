"""Turn what `decide` accepts into interactions: with status, day, count, topic and the sentence that shows each."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from graph.extract.candidates import Candidate, propose
from graph.extract.cast import Cast
from graph.extract.decide import Weights
from graph.extract.features import LISTED
from graph.extract.status import features as status_features
from graph.extract.status import spine
from graph.extract.syntax import spoken
from graph.knowledge import Knowledge
from graph.model import (
    DIRECTED,
    Evidence,
    Interaction,
    InteractionKind,
    Participant,
    Role,
    Status,
    When,
)

TALKING = frozenset({InteractionKind.CALL, InteractionKind.MEETING, InteractionKind.TALKS})
FRAMED = 0.6
USUAL = 1.1
"""By how much more likely another kind must be than the one that a word usually tells."""
ABOUT = frozenset({"about", "on", "over", "regarding", "concerning"})
LONGEST_TOPIC = 12
NEARBY = 2

ECHO = 0.08

Judged = dict[frozenset[str], tuple[float, Candidate]]
Dated = Callable[[Token, Status, Token], When | None]
Counted = Callable[[Token, Token], int | None]


@dataclass(frozen=True, slots=True)
class Told:
    """One pair of actors of whom a sentence tells an interaction."""

    candidate: Candidate
    probability: float
    status: Status
    sentence: int

    @property
    def kind(self) -> InteractionKind:
        """Give the kind of interaction."""
        return self.candidate.kind

    @property
    def pair(self) -> tuple[str, str]:
        """Give both actors; in a fixed order where it does not matter who did it to whom."""
        pair = (self.candidate.first.actor, self.candidate.second.actor)
        return pair if self.kind in DIRECTED else (min(pair), max(pair))


def interactions(
    doc: Doc,
    document: str,
    cast: Cast,
    knowledge: Knowledge,
    weights: Weights | None,
    dated: Dated,
    counted: Counted,
) -> tuple[Interaction, ...]:
    """Read the interactions of a text.

    `weights` decide what is one; without them, frames and plain rules do. `dated` and `counted` give the moment and the
    number of times that are stated for a trigger, asked with the actor nearest to whom they should stand.
    """
    sentences = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
    proposals = propose(doc, cast, knowledge, weights.words if weights else None)
    judged = [_judged(proposed, knowledge, weights) for proposed in proposals]
    threshold = weights.threshold if weights else FRAMED
    told = [one for best in judged for one in _told(best, threshold, knowledge, weights, sentences)]
    groups = list(_groups(_distinct(told)))
    echoes = _echoes(judged, sentences)
    read = [_interaction(group, document, weights, _asked(group, echoes, dated, counted)) for group in groups]
    return tuple(_once(read, [_is_definite(group[0].candidate.trigger) for group in groups]))


def _judged(proposed: Sequence[Candidate], knowledge: Knowledge, weights: Weights | None) -> Judged:
    """Give the likeliest kind of each pair that a trigger could tell of; of two as likely, the word's usual one."""
    best: Judged = {}
    likeliest: dict[frozenset[str], float] = {}
    usual = _usual(proposed[0].trigger, knowledge)
    for candidate in proposed:
        probability = _probability(candidate, knowledge, weights)
        pair = frozenset((candidate.first.actor, candidate.second.actor))
        likely = probability * (USUAL if candidate.kind in usual else 1.0)
        if likely > likeliest.get(pair, 0.0):
            best[pair], likeliest[pair] = (probability, candidate), likely
    return {pair: (probability, _turned(candidate, proposed)) for pair, (probability, candidate) in best.items()}


def _turned(candidate: Candidate, proposed: Sequence[Candidate]) -> Candidate:
    """Let who called come first where the frame says so; how likely a call is does not depend on that."""
    if candidate.kind is not InteractionKind.CALL or candidate.framed:
        return candidate
    turned = (
        other
        for other in proposed
        if other.framed
        and other.kind is candidate.kind
        and (other.first, other.second) == (candidate.second, candidate.first)
    )
    return next(turned, candidate)


def _told(
    best: Judged,
    threshold: float,
    knowledge: Knowledge,
    weights: Weights | None,
    sentences: dict[int, int],
) -> Iterator[Told]:
    """Accept what is likely enough."""
    accepted = _across([(p, c) for p, c in best.values() if p >= threshold])
    described = status_features(accepted[0][1].trigger) if accepted else ()
    for probability, candidate in accepted:
        status = weights.status_of(candidate.kind, described) if weights else ruled(candidate.trigger, knowledge)
        yield Told(candidate, probability, status, sentences[candidate.trigger.i])


def _across(accepted: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Leave out pairs of one side where both are told to have met the other side: "A and B met C" is A–C and B–C."""
    met: dict[str, set[str]] = {}
    for _, candidate in accepted:
        if _is_sided(candidate):
            met.setdefault(candidate.first.actor, set()).add(candidate.second.actor)
            met.setdefault(candidate.second.actor, set()).add(candidate.first.actor)
    return [
        (probability, candidate)
        for probability, candidate in accepted
        if _is_sided(candidate) or not (met.get(candidate.first.actor, set()) & met.get(candidate.second.actor, set()))
    ]


def _echoes(judged: Iterable[Judged], sentences: dict[int, int]) -> dict[tuple[int, frozenset[str], bool], list[Token]]:
    """Map sentence and pair to the words that may speak of what passes between them, accepted or not."""
    found: dict[tuple[int, frozenset[str], bool], list[Token]] = {}
    for best in judged:
        for pair, (probability, candidate) in best.items():
            if probability >= ECHO:
                key = (sentences[candidate.trigger.i], pair, candidate.kind in TALKING)
                found.setdefault(key, []).append(candidate.trigger)
    return found


def _asked(
    group: Sequence[Told],
    echoes: dict[tuple[int, frozenset[str], bool], list[Token]],
    dated: Dated,
    counted: Counted,
) -> tuple[When | None, int | None]:
    """Ask for day and number of times, first of the word that tells, then of those that tell the same beside it."""
    first = max(group, key=lambda one: one.probability)
    trigger = first.candidate.trigger
    others = echoes.get((first.sentence, frozenset(first.pair), first.kind in TALKING), [])
    near = trigger.doc[first.candidate.second.mention.root]
    near = near if near.sent == trigger.sent else trigger
    words = [trigger, *(other for other in others if other != trigger)]
    days = (dated(word, first.status, near) for word in words)
    counts = (counted(word, near) for word in words)
    return next((day for day in days if day), None), next((count for count in counts if count), None)


def _probability(candidate: Candidate, knowledge: Knowledge, weights: Weights | None) -> float:
    if weights is not None:
        return weights.probability(candidate.features)
    if not candidate.framed:
        return 0.0
    cues = knowledge.media.get(candidate.kind, frozenset())
    near = candidate.trigger.doc[max(0, candidate.trigger.i - 5) : candidate.trigger.i + 6]
    medium = bool(cues) and any(token.lower_ in cues for token in near)
    usual = _usual(candidate.trigger, knowledge)
    return FRAMED + 0.2 * medium if medium or candidate.kind in usual else 0.0


def _usual(trigger: Token, knowledge: Knowledge) -> set[InteractionKind]:
    """Give the kinds that a word tells most often."""
    pos = "noun" if trigger.pos_ in {"NOUN", "PROPN"} else "verb"
    return {sense.kind for sense in knowledge.senses.get((spoken(trigger).lemma_.lower(), pos), ())}


def ruled(trigger: Token, knowledge: Knowledge) -> Status:
    """Give the status of an interaction by the words of `ontology/status.yaml` alone."""
    words = set()
    for token in spine(trigger):
        words.add(token.lemma_.lower())
        words.update(child.lower_ for child in token.children if child.dep_ in {"aux", "neg", "mark", "advmod", "det"})
        words.update(f"{token.lemma_.lower()} {c.lower_}" for c in token.children if c.dep_ == "prt")
        words.update(child.lemma_.lower() for child in token.children if child.dep_ in {"amod", "acl", "acomp"})
    return next((status for status, cues in knowledge.statuses if words & cues), Status.OCCURRED)


def _distinct(told: Sequence[Told]) -> list[Told]:
    """Drop what says the same less precisely: twice in one sentence, or mere talks beside a meeting or a call."""
    best: dict[tuple[object, ...], Told] = {}
    for one in told:
        key = (one.sentence, one.pair, one.kind, one.status)
        if key not in best or one.probability > best[key].probability:
            best[key] = one
    firm = [one for one in best.values() if one.kind in TALKING - {InteractionKind.TALKS}]
    return [
        one
        for one in best.values()
        if one.kind is not InteractionKind.TALKS
        or not any(
            set(other.pair) == set(one.pair)
            and other.status == one.status
            and 0 <= one.sentence - other.sentence <= (NEARBY if one.status is Status.OCCURRED else 0)
            for other in firm
        )
    ]


def _groups(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Put together the pairs that one word tells of, where each of one side is paired with each of the other."""
    by_trigger: dict[tuple[int, InteractionKind], list[Told]] = {}
    for one in told:
        by_trigger.setdefault((one.candidate.trigger.i, one.kind), []).append(one)
    for group in by_trigger.values():
        yield from _sides(group)


def _sides(group: list[Told]) -> Iterator[list[Told]]:
    firsts = dict.fromkeys(one.candidate.first.actor for one in group)
    seconds = dict.fromkeys(one.candidate.second.actor for one in group)
    pairs = {(one.candidate.first.actor, one.candidate.second.actor) for one in group}
    apart = len(pairs) == len(firsts) * len(seconds) and not firsts.keys() & seconds.keys()
    together = group[0].kind in TALKING and _is_round(pairs, [*firsts, *seconds])
    yield from [group] if apart or together else ([one] for one in group)


def _is_round(pairs: set[tuple[str, str]], actors: Sequence[str]) -> bool:
    """Tell whether everybody is paired with everybody else."""
    known = {frozenset(pair) for pair in pairs}
    return all(frozenset(pair) in known for pair in combinations(dict.fromkeys(actors), 2))


def _interaction(
    group: Sequence[Told], document: str, weights: Weights | None, asked: tuple[When | None, int | None]
) -> Interaction:
    first = max(group, key=lambda one: one.probability)
    trigger = first.candidate.trigger
    probability = min(one.probability for one in group)
    when, count = asked
    return Interaction(
        first.kind,
        _participants(group),
        (_evidence(document, trigger.sent, trigger),),
        first.status,
        when,
        count,
        _topic(trigger),
        None,
        weights.confidence(probability) if weights else probability,
    )


def _participants(group: Sequence[Told]) -> tuple[Participant, ...]:
    kind = group[0].kind
    firsts = dict.fromkeys(one.candidate.first.actor for one in group)
    seconds = dict.fromkeys(one.candidate.second.actor for one in group)
    caller = kind is InteractionKind.CALL and all(one.candidate.framed and _is_sided(one.candidate) for one in group)
    sided = kind in DIRECTED or caller or len(group) > 1
    if not sided or firsts.keys() & seconds.keys():
        return tuple(Participant(actor, Role.PARTICIPANT) for actor in {**firsts, **seconds})
    return (
        *(Participant(actor, Role.AGENT) for actor in firsts),
        *(Participant(actor, Role.RECIPIENT) for actor in seconds),
    )


def _is_sided(candidate: Candidate) -> bool:
    """Tell whether grammar says who did it: in "a call between A and B" it does not."""
    return candidate.first.slot.removesuffix(LISTED) != candidate.second.slot.removesuffix(LISTED)


def _evidence(document: str, sentence: Span, trigger: Token) -> Evidence:
    """Point at a sentence without the white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = sentence.end_char - (len(text) - len(text.rstrip()))
    return Evidence(document, start, end, f"{spoken(trigger).lemma_.lower()} ({trigger.pos_.lower()})")


def _topic(trigger: Token) -> str | None:
    for token in (trigger, *(child for child in trigger.children if child.dep_ == "dobj")):
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ in ABOUT:
                words = [t for child in prep.children if child.dep_ == "pobj" for t in child.subtree]
                if 0 < len(words) <= LONGEST_TOPIC and not any(word.ent_type_ in {"DATE", "TIME"} for word in words):
                    return re.sub(r"\s+", " ", trigger.doc[words[0].i : words[-1].i + 1].text)
    return None


def _is_definite(trigger: Token) -> bool:
    """Tell whether a word speaks of something as known already: "the call", "their meeting"."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in trigger.children
    )


def _once(read: Sequence[Interaction], definite: Sequence[bool]) -> list[Interaction]:
    """Make one of what the document tells several times, with all its evidence.

    Told again is what has the same kind, actors and status, and the same day or, with no day known, a definite noun.
    """
    kept: list[Interaction] = []
    for one, known in zip(read, definite, strict=True):
        twin = next((n for n, other in enumerate(kept) if _same(one, other) and (one.when or known)), None)
        if twin is None:
            kept.append(one)
        else:
            kept[twin] = _joined(kept[twin], one)
    return kept


def _same(one: Interaction, other: Interaction) -> bool:
    return (
        one.kind is other.kind
        and one.status is other.status
        and one.when == other.when
        and one.count == other.count
        and set(one.participants) == set(other.participants)
    )


def _joined(one: Interaction, other: Interaction) -> Interaction:
    return replace(
        one,
        evidence=tuple(dict.fromkeys([*one.evidence, *other.evidence])),
        topic=one.topic or other.topic,
        confidence=max(one.confidence, other.confidence),
    )
