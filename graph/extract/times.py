"""Tell on which day something happened: find the time that belongs to a word of the text.

Each time is bound to the word that it hangs on. From a trigger word, the nearest time is the one with the cheapest way
through the grammar: staying in the clause costs little, leaving a reported clause or a relative clause costs much, and
verbs with a day of their own ("said on Monday that", "called off on Monday") do not lend it to what they speak of.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span, Token

from graph.extract.tense import clause, is_past, leaning
from graph.extract.time_expressions import Form, TimeExpression, TimeWords
from graph.extract.time_resolution import Leaning, Moment, day, month, resolve
from graph.knowledge import Knowledge
from graph.model import Status, When

CLAUSE = {
    "ccomp": 3.0,
    "relcl": 2.2,
    "acl": 1.5,
    "advcl": 1.6,
    "pcomp": 1.8,
    "parataxis": 3.0,
    "conj": 0.9,
    "xcomp": 0.5,
    "csubj": 1.0,
}
NEAR = 0.25
FAR_WORD = 0.02
BESIDE = 0.2
OWN_DAY = 2.5
LIMIT = 3.2
LONGEST = 12
SAME_TIME = frozenset({"where", "when", "while", "during", "at", "as"})
OTHER_TIME = frozenset(
    {"after", "before", "since", "until", "till", "if", "because", "although", "though", "unless", "once"}
)
SPOKEN_OF = frozenset({"ccomp", "xcomp", "dobj", "nsubjpass", "nsubj"})
LIMITS = frozenset({"since", "until", "till", "before", "by", "as of", "after", "through"})
LATE = 2
"""How many days a report may wait for its publication."""
OPENING = 60
"""How many tokens at the beginning of a text count as its heading, caption or dateline."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression, the word that it hangs on, and what it means there."""

    expression: TimeExpression
    host: int
    moment: Moment


class Times:
    """Reads the times of documents; made once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.words = TimeWords(knowledge)

    def read(self, doc: Doc, published: date | None) -> "Timeline":
        """Find the times of one document, which was published on that day where it is known."""
        expressions = self.words.expressions(doc)
        published = _written(expressions, published) or published
        placed: list[Placed] = []
        told: When | None = None
        for expression in expressions:
            moment = Moment(published, told)
            host = _host(doc, expression)
            placed.append(Placed(expression, host, moment))
            if not expression.dateline and expression.form is not Form.CLOCK and expression.bound not in LIMITS:
                told = resolve(expression, moment, leaning(doc[host])) or told
        return Timeline(doc, published, tuple(placed), self.words)


class Timeline:
    """The times of one document, in its order."""

    def __init__(self, doc: Doc, published: date | None, placed: tuple[Placed, ...], words: TimeWords) -> None:
        self.doc = doc
        self.published = published
        self.placed = placed
        self.words = words

    def when(self, trigger: Token, status: Status | None = None, near: Token | None = None) -> When | None:
        """Give the day, month or year of what `trigger` tells, or None where the text does not fix it.

        `near`, the word of one taker of part, decides where a clause names a time for each ("met A on Sunday and B on
        Monday"). A sentence without a time goes on with the day of the one before it, where that is sure.
        """
        place = self.nearest(trigger, status, near)
        if place is None:
            carried = self._carried(trigger) if status is Status.OCCURRED else None
            return carried or (self._occasion(trigger, status) if trigger.lemma_ in self.words.attending else None)
        found = resolve(place.expression, place.moment, _side(trigger, status))
        if found and self._lasted(trigger, place):
            return (
                month(found.earliest.year, found.earliest.month)
                if found.earliest.month == found.latest.month
                else found
            )
        return found

    def nearest(self, trigger: Token, status: Status | None = None, near: Token | None = None) -> Placed | None:
        """Give the time of the sentence that belongs to a trigger."""
        found: list[tuple[float, Placed]] = []
        for place in self._inside(trigger.sent):
            cost = self._cost(trigger, place, status) + FAR_WORD * abs(place.expression.start - trigger.i)
            if cost <= LIMIT:
                found.append((cost + _beside(place, near), place))
        return min(found, key=lambda f: f[0])[1] if found else None

    def _inside(self, sentence: Span) -> list[Placed]:
        first = bisect_left(self.placed, sentence.start, key=_start)
        last = bisect_left(self.placed, sentence.end, key=_start)
        return [place for place in self.placed[first:last] if not place.expression.dateline]

    def _carried(self, trigger: Token) -> When | None:
        """Give the day of a sentence or two before, for what is told on in the simple past."""
        if not _told_on(trigger):
            return None
        if clock := self._clock(trigger):
            return clock
        sentence = trigger.sent
        for back in (1, 2):
            if sentence.start == 0:
                return None
            sentence = self.doc[sentence.start - 1].sent
            if places := self._inside(sentence):
                far = "\n" in self.doc[sentence.start : trigger.sent.start].text
                return self._scene(places, today_only=far and back > 1)
        return None

    def _occasion(self, trigger: Token, status: Status | None) -> When | None:
        """Give the one day that the sentence before names for what is attended."""
        if trigger.sent.start == 0:
            return None
        places = [p for p in self._inside(self.doc[trigger.sent.start - 1].sent) if p.expression.bound is None]
        return resolve(places[0].expression, places[0].moment, _side(trigger, status)) if len(places) == 1 else None

    def _clock(self, trigger: Token) -> When | None:
        """Give the day of publication to an entry of a live report ("14:31 — ...")."""
        place = next((p for p in reversed(self.placed) if p.expression.start <= trigger.i), None)
        if place is None or place.expression.form is not Form.CLOCK or self.published is None:
            return None
        return day(self.published)

    def _scene(self, places: list[Placed], *, today_only: bool) -> When | None:
        """Give the one day on which a sentence plays, if it tells of the past in its main clause."""
        if len(places) != 1 or places[0].expression.bound in LIMITS:
            return None
        place = places[0]
        host = clause(self.doc[place.host])
        found = resolve(place.expression, place.moment, leaning(host))
        if found is None or found.earliest != found.latest or host.lemma_ in self.words.own_day_verbs:
            return None
        if self.published is not None and (
            found.latest > self.published or (today_only and found.latest < self.published)
        ):
            return None
        return found if host.dep_ == "ROOT" and is_past(host) else None

    def _lasted(self, trigger: Token, place: Placed) -> bool:
        """Tell whether a time ends something that lasted for days ("ended a two-day visit on Monday")."""
        host = self.doc[place.host]
        return (
            host.lemma_ in self.words.ending
            and host.i != trigger.i
            and any("day" in t.lower_ or "week" in t.lower_ for t in trigger.subtree)
        )

    def _cost(self, trigger: Token, place: Placed, status: Status | None) -> float:
        """Measure how far a time is from a trigger through the grammar."""
        expression = place.expression
        host = self.doc[place.host]
        moved = expression.bound is not None and self._moves(host)
        if expression.bound in LIMITS and not moved:
            return LIMIT + 1
        up = _way(trigger)
        down = _way(host)
        meeting = next((token for token in up if token in down), None)
        if meeting is None:
            return LIMIT + 1
        cost = up[meeting] + down[meeting]
        if meeting.i == trigger.i and _described(trigger, down):
            cost -= 1.2
        if host.lemma_ in self.words.own_day_verbs and meeting.i == host.i and _spoken_of(up, host) and not moved:
            cost += OWN_DAY
        if moved:
            new = expression.bound in {"to", "until", "till", "into"}
            cost += 0 if new == (status is Status.PLANNED) else 1.0
        return cost

    def _moves(self, host: Token) -> bool:
        return host.lemma_ in self.words.moving


def _beside(place: Placed, near: Token | None) -> float:
    """Measure how far a time stands from a taker of part; the one that follows is rather theirs than the one before."""
    if near is None:
        return 0.0
    distance = place.expression.start - near.i
    return BESIDE * (distance if distance > 0 else 1 - 2 * distance)


def _start(place: Placed) -> int:
    return place.expression.start


def _told_on(trigger: Token) -> bool:
    """Tell whether a word goes on with a tale: a main clause in the simple past."""
    verb = clause(trigger)
    if not is_past(verb) and not (verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_past(verb.head)):
        return False
    return not any(token.dep_ in {"relcl", "acl"} for token in (trigger, verb, *verb.ancestors))


def _step(token: Token) -> float:
    """Give the cost of going from a word to its head."""
    kind = token.dep_
    if kind in {"relcl", "advcl"}:
        marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod", "prep"}}
        if marks & SAME_TIME or (kind == "advcl" and not marks and token.tag_ == "VBG"):
            return 0.8
        if kind == "advcl" and marks & OTHER_TIME:
            return 2.5
    return CLAUSE.get(kind, NEAR)


def _way(token: Token) -> dict[Token, float]:
    """Give each word above a word, itself included, with the cost of getting there."""
    found = {token: 0.0}
    cost = 0.0
    for _ in range(LONGEST):
        head = token.head
        if head.i == token.i:
            break
        cost += _step(token)
        token = head
        found[token] = cost
    return found


def _spoken_of(up: dict[Token, float], host: Token) -> bool:
    """Tell whether the way up to a verb ends in what the verb speaks of."""
    below = [token for token in up if token.i != host.i and token.head.i == host.i]
    return any(token.dep_ in SPOKEN_OF for token in below)


def _described(noun: Token, down: dict[Token, float]) -> bool:
    """Tell whether a time stands in words about a noun ("talks that were to begin on Monday", "set for Monday")."""
    for token in down:
        if token.head.i == noun.i and token.dep_ in {"relcl", "acl"}:
            subjects = [child.lower_ for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
            return all(word in {"which", "that"} for word in subjects)
    return False


def _host(doc: Doc, expression: TimeExpression) -> int:
    """Find the word that a time hangs on, past prepositions and adverbs."""
    root = doc[expression.start : expression.end].root
    token = root.head
    while token.pos_ in {"ADP", "SCONJ", "ADV", "PART"} and token.head.i != token.i:
        token = token.head
    return int(_nearer(doc, expression, token).i)


def _nearer(doc: Doc, expression: TimeExpression, host: Token) -> Token:
    """Mend two usual slips of the parser: a time before "..., her office said", and one beyond a semicolon."""
    start = expression.start
    if host.i > start:
        between = doc[start : host.i]
        told = [child for child in host.lefts if child.dep_ == "ccomp" and child.i < start]
        if told and not any(
            child.dep_ in {"nsubj", "nsubjpass"} and child.i < start for child in host.lefts if child.i > told[-1].i
        ):
            return told[-1]
        if any(token.text == ";" for token in between):
            verbs = [token for token in doc[doc[start].sent.start : start] if token.pos_ == "VERB"]
            return verbs[-1] if verbs else host
    elif any(token.text == ";" for token in doc[host.i : start]):
        verbs = [token for token in doc[expression.end : doc[start].sent.end] if token.pos_ == "VERB"]
        return verbs[0] if verbs else host
    return host


def _written(expressions: tuple[TimeExpression, ...], published: date | None) -> date | None:
    """Give the day on which a text was written, as it tells itself.

    That is the day of a dateline or, as in the caption of a picture, a weekday with its full date near the beginning. A
    dateline without its year, or where the day of publication is known, counts only shortly before publication.
    """
    dated = [e for e in expressions if e.dateline and e.month and e.day]
    opening = [e for e in expressions if e.year and e.month and e.day and e.weekday is not None and e.start < OPENING]
    for e in (*dated, *(() if published else opening)):
        try:
            found = date(e.year or (published.year if published else 0), e.month or 0, e.day or 0)
        except ValueError:
            continue
        if published is None or 0 <= (published - found).days <= LATE:
            return found
    return None


def _side(trigger: Token, status: Status | None) -> Leaning | None:
    """Tell on which side of today an interaction lies, by its status and else by its grammar."""
    match status:
        case Status.OCCURRED:
            return Leaning.PAST
        case Status.PLANNED:
            return Leaning.FUTURE
        case Status.CANCELLED:
            return None
        case Status.POSSIBLE:
            return leaning(trigger) or Leaning.FUTURE
        case Status.DENIED:
            return Leaning.PAST
    return leaning(trigger)
