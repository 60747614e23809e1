"""Propose interactions: every trigger word with every two actors that could stand in its slots.

Proposals are many and mostly wrong; `decide` chooses among them. Each carries the features that the choice is made by.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from spacy.tokens import Doc, Span, Token

from graph.extract.cast import Cast
from graph.extract.features import LISTED, relation, rivalry, sides, slots, surroundings
from graph.extract.mentions import CARRIED, PLACELESS, CastMention, Filler, Form
from graph.extract.syntax import arguments, path, spoken
from graph.knowledge import Knowledge, Trigger
from graph.model import DIRECTED, ActorKind, InteractionKind

NEAREST = 3
NEEDED = 2
OPPOSITE = frozenset({"object", "dative", "with", "to", "holder.with", "holder.to", "holder.object", "against", "on"})
ENLISTED = frozenset({Form.NAME, Form.TITLE, Form.COUNTERPART, Form.GROUP})
SEPARATING = frozenset({",", ";", "and", "&"})
JOINING = SEPARATING | {"the", "a", "his", "her", "their", "as", "well", "with", "also", "both", "-"}
FAMILY = {
    ActorKind.PERSON: "human",
    ActorKind.OFFICE: "human",
    ActorKind.STATE: "state",
    ActorKind.ORGANIZATION: "body",
}
INNER = frozenset({"adj", "poss", "of", "from"})
REMEMBERED = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with two actors: it may tell that `first` did `kind` to, or with, `second`."""

    trigger: Token
    kind: InteractionKind
    first: Filler
    second: Filler
    framed: bool
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with all that its triggers may refer to."""

    mentions: Sequence[CastMention]
    at: Mapping[int, Sequence[CastMention]]
    lists: Mapping[tuple[int, int], int]
    before: Sequence[Sequence[CastMention]]
    kinds: Mapping[str, ActorKind]
    homes: Mapping[str, str]
    triggers: Sequence[int]


def propose(
    doc: Doc, cast: Cast, knowledge: Knowledge, known: Container[str] | None = None
) -> Iterator[list[Candidate]]:
    """Give, for each trigger of a text, the candidates that it could tell.

    A word that is not among the `known` ones is described like the first of its line in the ontology.
    """
    kinds = {actor.id: actor.kind for actor in cast.actors}
    homes = _homes(cast)
    before: tuple[Sequence[CastMention], ...] = ()
    for sentence, mentions in zip(doc.sents, _by_sentence(doc, cast.mentions), strict=True):
        if mentions or any(before):
            triggers = [token.i for token in sentence if _senses(token, knowledge)]
            at, lists = _positions(mentions), _lists(doc, mentions)
            setting = Setting(mentions, at, lists, before, kinds, homes, triggers)
            for token in sentence:
                if senses := _senses(spoken(token), knowledge):
                    fillers = list(_surest(_fillers(token, setting, knowledge)))
                    if proposed := _pairs(token, sentence, senses, fillers, setting, knowledge, known):
                        yield proposed
        before = (mentions, *before)[:REMEMBERED]


def _homes(cast: Cast) -> Mapping[str, str]:
    """Map each actor to the state that it belongs to, where that is known."""
    owners = {actor.id: actor.state for actor in cast.actors if actor.state}
    owners |= {held.person: owners[held.office] for held in cast.offices if held.office in owners}
    states = {actor.id: actor.id for actor in cast.actors if actor.kind is ActorKind.STATE}
    return {actor: owners.get(owner, owner) for actor, owner in owners.items()} | states


def _by_sentence(doc: Doc, mentions: Sequence[CastMention]) -> Iterator[list[CastMention]]:
    """Give the mentions of each sentence; a state inside the name of a body takes part as that body."""
    bodies = {token for m in mentions if m.kind is ActorKind.ORGANIZATION for token in range(m.start, m.root)}
    free = (m for m in mentions if m.root not in bodies or m.kind is not ActorKind.STATE)
    ordered = sorted(free, key=lambda m: (m.root, m.start))
    at = 0
    for sentence in doc.sents:
        inside = []
        while at < len(ordered) and ordered[at].root < sentence.end:
            inside.append(ordered[at])
            at += 1
        yield inside


def _positions(mentions: Sequence[CastMention]) -> Mapping[int, list[CastMention]]:
    """Map each token to the mentions that it heads; a token inside a mention leads to it where it heads none."""
    found: dict[int, list[CastMention]] = {}
    for mention in mentions:
        found.setdefault(mention.root, []).append(mention)
    for mention in mentions:
        for token in range(mention.start, mention.end):
            found.setdefault(token, [mention])
    return found


def _key(mention: CastMention) -> tuple[int, int]:
    return mention.start, mention.root


def _lists(doc: Doc, mentions: Sequence[CastMention]) -> dict[tuple[int, int], int]:
    """Tell lists, such as "A, B and the C of D", by their commas and ands; long ones break the parser."""
    found: dict[tuple[int, int], int] = {}
    names = sorted((m for m in mentions if m.form in ENLISTED), key=lambda m: (m.start, -m.end))
    outer = [m for n, m in enumerate(names) if not any(o.end > m.start for o in names[max(0, n - 3) : n])]
    for number, (one, other) in enumerate(pairwise(outer)):
        between = {token.lower_ for token in doc[one.end : other.start]}
        alike = FAMILY[one.kind] == FAMILY[other.kind]
        if alike and between and between <= JOINING and (between & SEPARATING or one.actors == other.actors):
            found[_key(other)] = found.setdefault(_key(one), number)
    return found


def _senses(token: Token, knowledge: Knowledge) -> tuple[Trigger, ...]:
    pos = "noun" if token.pos_ in {"NOUN", "PROPN"} else "verb"
    lemma = token.lemma_.lower()
    return knowledge.senses.get((lemma, pos), ()) if token.pos_ in {"NOUN", "PROPN", "VERB", "AUX", "ADJ"} else ()


def _fillers(trigger: Token, setting: Setting, knowledge: Knowledge) -> Iterator[Filler]:
    kinds = setting.kinds
    slots: dict[tuple[int, int], str] = {}
    found: list[tuple[str, CastMention]] = []
    for part, head in arguments(trigger):
        slot = _whole(part, head, setting, knowledge)
        for token in (head, *head.conjuncts):
            for mention in setting.at.get(token.i, ()):
                if _key(mention) not in slots and mention.root != trigger.i:
                    slots[_key(mention)] = slot
                    found.append((slot, mention))
    listed = {setting.lists[key]: slot for key, slot in reversed(slots.items()) if key in setting.lists}
    for slot, mention in found:
        beside = setting.lists.get(_key(mention)) in {
            setting.lists.get(k, -1) for k, s in slots.items() if s == _outer(slot)
        }
        yield from _filled(_outer(slot) if beside else slot, trigger, mention, kinds)
    apart = _apart(trigger)
    rest = [m for m in setting.mentions if _key(m) not in slots and m.root != trigger.i and m.root not in apart]
    for mention in sorted(rest, key=lambda m: abs(m.root - trigger.i))[:NEAREST]:
        companion = listed.get(setting.lists.get(_key(mention), -1))
        yield from _filled(f"{companion}{LISTED}" if companion else PLACELESS, trigger, mention, kinds)
    if sum(len(m.actors) for m in setting.mentions if _key(m) in slots) < NEEDED:
        for distance, sentence in enumerate(setting.before):
            yield from (_carried(distance, trigger, m, a, kinds) for m in sentence for a in m.actors if a in kinds)


def _apart(trigger: Token) -> set[int]:
    """List the words of the other half of "A and B met, as did C and D": those who met there did so by themselves."""
    said = spoken(trigger)
    if said != trigger:
        return {t.i for child in said.children if child.dep_ == "nsubj" for t in child.subtree}
    echoes = (child for child in trigger.children if child.lemma_ == "do" and spoken(child) == trigger)
    return {t.i for child in echoes for t in child.subtree}


def _outer(slot: str) -> str:
    """Give the slot that a name was taken to stand inside of: "with Vogel and Secretary Lund" is with both."""
    return slot.removesuffix(".adj")


def _whole(slot: str, token: Token, setting: Setting, knowledge: Knowledge) -> str:
    """Let a body stand where its people stand: in "met officials of the Senate" the Senate is met.

    In "Mexican and U.S. officials met", the officials are named as those of the United States, but not only its.
    """
    outer, _, inner = slot.rpartition(".")
    if not outer or inner not in INNER:
        return slot
    noun = token.head.head if token.head.pos_ == "ADP" else token.head
    named = any(
        mention.start <= noun.i < mention.end and (mention.form is not Form.GROUP or mention.start <= token.i)
        for mention in setting.at.get(noun.i, ())
    )
    return outer if noun.lemma_.lower() in knowledge.groups and not named else slot


def _carried(distance: int, trigger: Token, mention: CastMention, actor: str, kinds: Mapping[str, ActorKind]) -> Filler:
    return Filler(f"{CARRIED}{distance}", _role(trigger.doc[mention.root]), mention, actor, kinds[actor])


def _surest(fillers: Iterable[Filler]) -> Iterator[Filler]:
    """Keep for each actor the slot that comes first; a place and a party may be the same state."""
    seen: set[tuple[str, bool]] = set()
    for filler in fillers:
        key = (filler.actor, filler.mention.place)
        if key not in seen:
            seen.add(key)
            yield filler


def _filled(slot: str, trigger: Token, mention: CastMention, kinds: Mapping[str, ActorKind]) -> Iterator[Filler]:
    way = path(trigger, trigger.doc[mention.root]) or "-"
    yield from (Filler(slot, way, mention, actor, kinds[actor]) for actor in mention.actors if actor in kinds)


def _role(token: Token) -> str:
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token.dep_


def _pairs(
    trigger: Token,
    sentence: Span,
    senses: Sequence[Trigger],
    fillers: Sequence[Filler],
    setting: Setting,
    knowledge: Knowledge,
    known: Container[str] | None,
) -> list[Candidate]:
    grammatical = [f for f in fillers if f.grammatical]
    if not grammatical or len({f.actor for f in fillers}) < NEEDED:
        return []
    lemma = _learned(trigger, senses, known)
    around = surroundings(lemma, trigger, sentence, knowledge)
    filled = {f.slot.removesuffix(LISTED) for f in grammatical} & OPPOSITE
    rivals = [at for at in setting.triggers if at != trigger.i]
    kinds = dict.fromkeys(kind for sense in senses for kind in sense.kinds)
    shared = {kind: tuple(f"{kind}|{feature}" for feature in around) for kind in kinds}
    found = []
    for n, m in permutations(range(len(fillers)), 2):
        first, second = fillers[n], fillers[m]
        if first.actor == second.actor or not (first.grammatical or second.grammatical):
            continue
        possible = [kind for kind in kinds if _possible(kind, first, second, earlier=n < m)]
        if not possible:
            continue
        features = (
            *slots(lemma, trigger, first, second),
            *relation(lemma, first, second, setting.homes),
            *rivalry(trigger, first, second, rivals),
            *sides(first, second, filled),
        )
        for kind in possible:
            framed = any(kind in s.kinds and _fits(s, first, second) for s in senses)
            learned = (*features, f"framed/{framed}", f"{lemma}/framed/{framed}")
            told = (*shared[kind], *(f"{kind}|{feature}" for feature in learned))
            found.append(Candidate(trigger, kind, first, second, framed, told))
    return found


def _learned(trigger: Token, senses: Sequence[Trigger], known: Container[str] | None) -> str:
    lemma = spoken(trigger).lemma_.lower()
    return lemma if known is None or lemma in known else senses[0].family


def _possible(kind: InteractionKind, first: Filler, second: Filler, *, earlier: bool) -> bool:
    if kind is InteractionKind.VISIT:
        return second.kind is ActorKind.STATE and first.kind is not ActorKind.STATE
    return kind in DIRECTED or kind is InteractionKind.CALL or earlier


def _fits(sense: Trigger, first: Filler, second: Filler) -> bool:
    frame = sense.frame
    if first.slot in frame.agent and second.slot in frame.other:
        return True
    return first.slot in frame.both and second.slot == first.slot
