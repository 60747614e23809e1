"""Tell to which state a title belongs whose owner the text does not name: by what stands around it.

Each state named in the document is a candidate; the features of `candidates` are weighed by `context` in
`ontology/titles.yaml`. The weights were fitted to annotated texts and rounded; they may be read and changed by hand.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.extract.lexicon import Lexicon
from graph.extract.offices import Title
from graph.extract.persons import Person
from graph.extract.stage import Stage
from graph.extract.states import Place
from graph.extract.words import keys

Held = tuple[Title, Person, int]
NEAR = 3
FEW = 3
"""Mentions of states by which shares are damped: that a short text names but one state tells little."""
MOVING = frozenset({"in", "to", "at", "from", "for", "into", "near", "outside"})


def settle_owners(stage: Stage, held: list[Held]) -> None:
    """Give each title an owner: stated, told by the title, by its holder's other titles, or by what is around it."""
    told: dict[tuple[str, str], str] = {}
    for title in stage.titles:
        _public(stage, title)
        if not title.owners and (state := title.head.state or stage.lexicon.of_state.get(keys(title.surface))):
            first = told.setdefault((title.kind, state), title.holder)
            if title.former or not title.holder or first in {title.holder, ""}:
                title.owners.append(state)
    by_person = {p.id: t.owners for t, p, _ in reversed(held) if t.owners and t.owners[0] in stage.lexicon.states}
    surroundings = Surroundings(stage)
    for title in stage.titles:
        if not title.owners:
            title.owners.extend(shared := _shared(stage, title))
            title.stated |= bool(shared)
        if not title.owners:
            title.owners.extend(_unstated(stage, title, by_person, surroundings))
            if title.owners and title.holder:
                by_person.setdefault(title.holder, title.owners)
        surroundings.tell(title)
    for title in stage.titles:
        if not title.owners and title.holder in by_person and title.head.scope != "body":
            title.owners = by_person[title.holder][:1]


def _unstated(
    stage: Stage, title: Title, by_person: Mapping[str, list[str]], surroundings: "Surroundings"
) -> list[str]:
    if title.holder in by_person and not (title.head.scope == "body" or title.left):
        return by_person[title.holder][:1]
    if owners := _by_relation(stage, title) or _beside(stage, title):
        return owners[:1]
    found = _body(stage, title) or surroundings.best(title)
    return [found] if found else []


def _by_relation(stage: Stage, title: Title) -> list[str]:
    """Give the owners of the office that another is named by ("his deputy"), or of its possessor's."""
    if title.base is not None and title.relative != "same" and title.base.owners:
        return title.base.owners
    if title.possessive is None or stage.words.lower[title.possessive] not in {"his", "her", "whose"} or title.relative:
        return []
    near = [t for t in _just_before(stage, title) if t.owners]
    held = [t for t in near if t.holder]
    return (held or near)[0].owners if near else []


def _shared(stage: Stage, title: Title) -> list[str]:
    """Give the states that were named last to "their energy ministers", "both countries' presidents"."""
    if not title.head.plural:
        return []
    words, sides = stage.words, stage.lexicon.cues["sides"]
    spans = [words.lower[span[0] : span[1]] for span in (title.left, title.right) if span]
    spans.append(words.lower[title.end + 1 : title.end + 4] if words.lower[title.end : title.end + 1] == ["of"] else [])
    counted = [span for span in spans if not {"both", "two"}.isdisjoint(span) and not sides.isdisjoint(span)]
    their = title.possessive is not None and words.lower[title.possessive] == "their"
    both = title.domain and not {"two", "both"}.isdisjoint(words.lower[max(0, title.core - 1) : title.root])
    if not counted and not their and not both:
        return []
    owners = dict.fromkeys(o for t in _just_before(stage, title) for o in t.owners if o in stage.lexicon.states)
    near = [p for p in stage.places if p.end <= title.start and words.sent[title.core] - words.sent[p.start] < NEAR]
    states = owners if len(owners) > 1 else dict.fromkeys(p.state for p in reversed(near) if p.name.how != "seat")
    return list(reversed(list(states)[:2])) if len(states) > 1 else []


def _beside(stage: Stage, title: Title) -> list[str]:
    """Share the state of the title before an "and": "the British Prime Minister and Foreign Secretary"."""
    if title.determiner or title.start == 0 or stage.words.lower[title.start - 1] != "and":
        return []
    before = next((t for t in stage.titles if t.end == title.start - 1), None)
    return before.owners if before and before.stated and before.left else []


def _just_before(stage: Stage, title: Title) -> Iterator[Title]:
    """Give the titles of the same sentence and the two before it, the last first."""
    sent = stage.words.sent
    for other in reversed(stage.titles[: bisect_left(stage.titles, title.core, key=lambda t: t.core)]):
        if sent[title.core] - sent[other.core] >= NEAR:
            return
        yield other


def _public(stage: Stage, title: Title) -> None:
    """Give a post in a body of a state to the state: the speaker of parliament, the spokesman of the coastguard."""
    if not title.owners or title.owners[0] in stage.lexicon.states:
        return
    body = next((b for b in stage.organizations if b.group == title.owners[0]), None)
    if body is None:
        return
    title.place = title.place or f"of {body.name}"
    title.within = body.name
    if body.state:
        title.owners = [body.state]
    elif _is_public(stage, body.core, body.end):
        title.owners = []


def _is_public(stage: Stage, start: int, end: int) -> bool:
    words, lexicon = stage.words, stage.lexicon
    hit = lexicon.body_heads.ending(words, end - 1, 3)
    if hit is None:
        hit = next((h for i in range(start, end) if (h := lexicon.body_heads.at(words, i))), None)
    return hit is not None and hit[1] in lexicon.cues["public_bodies"]


def _body(stage: Stage, title: Title) -> str | None:
    """Give the body that "its chairman", "the company's director" or a bare "chief executive" belongs to."""
    lower = stage.words.lower[title.possessive] if title.possessive is not None else ""
    if title.head.scope == "state" or (title.head.scope == "place" and lower not in {"its", "whose"}):
        return None
    if title.head.id in {"president", "governor", "prosecutor", "prime-minister"} and not lower and title.left is None:
        return None
    if lower in {"his", "her", "my", "our", "your"}:
        return None
    if title.head.scope != "body" and not lower and title.left is None and not (title.head.alone and not title.domain):
        return None
    sent = stage.words.sent
    at = bisect_left(stage.organizations, title.core, key=lambda b: b.start)
    best = next((b for b in reversed(stage.organizations[max(0, at - NEAR) : at]) if b.end <= title.core), None)
    if best is None or sent[title.core] - sent[best.start] > 1:
        return None
    if lower and any(p.start > best.start and p.end <= title.core and p.name.how != "demonym" for p in stage.places):
        return None
    if best.state and _is_public(stage, best.core, best.end):
        return best.state
    return None if _is_public(stage, best.core, best.end) else best.group


@dataclass(slots=True)
class Surroundings:
    """What speaks for each state of a document when a title has no owner."""

    stage: Stage
    counts: Counter[str] = field(default_factory=Counter)
    first: str = ""
    dateline: str = ""
    foreign: Counter[str] = field(default_factory=Counter)
    by_sentence: dict[int, list[Place]] = field(default_factory=dict)
    stated: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Holders by kind and state."""
    titled: dict[int, list[Title]] = field(default_factory=dict)
    """Titles by sentence."""
    owning: frozenset[int] = frozenset()
    """Where the owners of titles begin."""
    last: str = ""
    leads: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count the states of the document."""
        words = self.stage.words
        for place in self.stage.places:
            self.counts[place.state] += 1
            self.first = self.first or place.state
            if place.dateline:
                self.dateline = self.dateline or place.state
            self.by_sentence.setdefault(words.sent[place.start], []).append(place)
            if place.start < NEAR or any("\n" in words.text[j] for j in range(max(0, place.start - 3), place.start)):
                self.leads.append((place.start, _line_end(self.stage, place.start), place.state))
        for body in self.stage.organizations:
            if body.state:
                self.counts[body.state] += 1
        spans = [span for t in self.stage.titles for span in (t.left, t.right) if span]
        self.owning = frozenset(span[0] for span in spans)
        for title in self.stage.titles:
            self.titled.setdefault(words.sent[title.core], []).append(title)
            if (
                title.stated
                and title.owners
                and (
                    title.head.id in {"ambassador", "envoy", "consul", "high-commissioner"} or title.domain == "foreign"
                )
            ):
                self.foreign[title.owners[0]] += 1

    def tell(self, title: Title) -> None:
        """Remember to whom a title belongs, for those after it."""
        for owner in title.owners:
            self.stated.setdefault((title.kind, owner), set()).add(title.holder)
        if not title.stated and title.owners:
            self.last = title.owners[0]

    def best(self, title: Title) -> str | None:
        """Give the likeliest state, or None where nothing speaks for one."""
        scores = self.scores(title)
        if not scores:
            return None
        state, titles = max(scores, key=lambda s: scores[s]), self.stage.lexicon.titles
        total = sum(math.exp(score - scores[state]) for score in (*scores.values(), titles["none_of_them"]))
        return state if 1 / total >= titles["sure_enough"] else None

    def scores(self, title: Title) -> dict[str, float]:
        """Weigh the features of each state."""
        weights = self.stage.lexicon.titles["context"]
        return {
            state: sum(weights.get(name, 0.0) * value for name, value in features.items())
            for state, features in self.candidates(title).items()
        }

    def candidates(self, title: Title) -> dict[str, dict[str, float]]:
        """Give the features of every state that a title may belong to."""
        here = self._here(title)
        total = sum(self.counts.values()) + FEW
        found = {}
        barred = title.base.owners if title.base is not None and title.relative == "same" else []
        left = self._left(title)
        for state, count in self.counts.items():
            if state in barred:
                continue
            features = {
                "share": count / total,
                "first": float(state == self.first),
                "dateline": float(state == self.dateline),
                "last_owner": float(state == self.last),
                "foreign": min(self.foreign[state], 2) / 2,
                "left": float(state == left),
                **{name: 1.0 for name, states in here.items() if state in states},
                **self._kin(title, state),
                **fitting(self.stage.lexicon, title, state),
            }
            found[state] = features
        return found

    def _here(self, title: Title) -> dict[str, set[str]]:
        """Give the states that stand near a title, by how they stand there."""
        words, sent = self.stage.words, self.stage.words.sent[title.core]
        before = [p for p in self.by_sentence.get(sent, []) if p.end <= title.start]
        earlier = self.by_sentence.get(sent - 1, [])
        first = words.starts[sent]
        goals = {
            p.state
            for p in before
            if p.name.how != "demonym" and p.start not in self.owning and _is_goal(self.stage, p)
        }
        return {
            "near": {before[-1].state} if before else set(),
            "goal": goals,
            "owner": {p.state for p in before if p.start in self.owning},
            "sentence": {p.state for p in before},
            "after": {p.state for p in self.by_sentence.get(sent, []) if p.start >= title.end},
            "earlier": {p.state for p in earlier},
            "latest": {earlier[-1].state} if earlier and not before else set(),
            "opens": {p.state for p in before if p.start - first < NEAR and p.name.how == "seat"},
            "line": {state for start, end, state in self.leads if start <= title.core < end},
            "its": {(before or earlier)[-1].state} if (before or earlier) and title.possessive is not None else set(),
            "goal_earlier": {p.state for p in earlier if p.name.how != "demonym" and _is_goal(self.stage, p)},
        }

    def _left(self, title: Title) -> str:
        """Give the state whose such office is free, where those of all others in the sentence have a holder there."""
        beside = self.titled.get(self.stage.words.sent[title.core], [])
        states = {t.owners[0] for t in beside if t.owners and t.owners[0] in self.counts}
        free = {state for state in states if not self._rival(title, state)}
        return free.pop() if len(free) == 1 < len(states) else ""

    def _kin(self, title: Title, state: str) -> dict[str, float]:
        """Tell whether the state has such an office already, held by the same or by another person."""
        holders = self.stated.get((title.kind, state))
        if holders is None:
            return {}
        if title.holder and holders - {"", title.holder} and not title.former:
            return {"other_holder": 1.0, "rival": float(self._rival(title, state))}
        return {"same_office": 1.0}

    def _rival(self, title: Title, state: str) -> bool:
        """Tell whether the same sentence gives that office of that state to somebody else."""
        beside = self.titled.get(self.stage.words.sent[title.core], [])
        return any(t.kind == title.kind and t.owners == [state] and t.holder not in {"", title.holder} for t in beside)


def fitting(lexicon: Lexicon, title: Title, state: str) -> Mapping[str, float]:
    """Tell whether a state can have such an office."""
    form = lexicon.titles["forms"].get("secretary" if title.head.id == "secretary" else title.head.id)
    if not form:
        return {}
    if state in form.get("not_in", ()) or ("only_in" in form and state not in form["only_in"]):
        return {"unfit": 1.0}
    return {"seldom": 1.0} if state in form.get("seldom_in", ()) else {"fit": 1.0}


def _is_goal(stage: Stage, place: Place) -> bool:
    """Tell whether a place is where somebody is or goes to."""
    words = stage.words
    before = words.lower[place.start - 1] if place.start else ""
    if before == "the" and place.start > 1:
        before = words.lower[place.start - 2]
    if before in MOVING:
        return True
    root = place.end - 1
    return words.dep[root] == "dobj" and words.lemma[words.head[root]] in stage.lexicon.cues["visiting_verbs"]


def _line_end(stage: Stage, i: int) -> int:
    words = stage.words
    while i < words.n and "\n" not in words.text[i]:
        i += 1
    return i
