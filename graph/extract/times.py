"""Tell on which day something happened: find the time that belongs to a word of the text.

Each time is bound to the word that it hangs on. From a trigger word, the nearest time is the one with the cheapest way
through the grammar: staying in the clause costs little, leaving a reported clause or a relative clause costs much, and
verbs with a day of their own ("said on Monday that", "called off on Monday") do not lend it to what they speak of.
"""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from graph.extract.time_expressions import Form, TimeExpression, TimeWords
from graph.extract.time_resolution import Leaning, Moment, resolve
from graph.knowledge import Knowledge
from graph.model import Status, When

CLAUSE = {"ccomp": 3.0, "relcl": 2.2, "acl": 1.5, "advcl": 1.6, "pcomp": 1.8, "parataxis": 3.0, "conj": 0.9, "xcomp": 0.5, "csubj": 1.0}
NEAR = 0.25
FAR_WORD = 0.02
OWN_DAY = 2.5
LIMIT = 3.2
LONGEST = 12
SAME_TIME = frozenset({"where", "when", "while", "during", "at", "as"})
OTHER_TIME = frozenset({"after", "before", "since", "until", "till", "if", "because", "although", "though", "unless", "once"})
SPOKEN_OF = frozenset({"ccomp", "xcomp", "dobj", "nsubjpass", "nsubj"})
VERBS = frozenset({"VERB", "AUX"})
LIMITS = frozenset({"since", "until", "till", "before", "by", "as of", "after", "through"})
FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "wo", "'d"})


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
        published = published or _written(expressions)
        placed: list[Placed] = []
        told: When | None = None
        for expression in expressions:
            moment = Moment(published, told)
            host = _host(doc, expression)
            placed.append(Placed(expression, host, moment))
            if not expression.dateline and expression.form is not Form.CLOCK:
                told = resolve(expression, moment, leaning(doc[host])) or told
        return Timeline(doc, published, tuple(placed), self.words)


class Timeline:
    """The times of one document, in its order."""

    def __init__(self, doc: Doc, published: date | None, placed: tuple[Placed, ...], words: TimeWords) -> None:
        self.doc = doc
        self.published = published
        self.placed = placed
        self.words = words

    def when(self, trigger: Token, status: Status | None = None) -> When | None:
        """Give the day, month or year of what `trigger` tells, or None where the text does not fix it."""
        place = self.nearest(trigger, status)
        return None if place is None else resolve(place.expression, place.moment, _side(trigger, status, place.expression.form))

    def nearest(self, trigger: Token, status: Status | None = None) -> Placed | None:
        """Give the time of the sentence that belongs to a trigger."""
        sentence = trigger.sent
        best: tuple[float, Placed] | None = None
        for place in self.placed:
            expression = place.expression
            if expression.start < sentence.start or expression.dateline:
                continue
            if expression.start >= sentence.end:
                break
            cost = self._cost(trigger, place, status)
            if cost <= LIMIT and (best is None or cost < best[0]):
                best = cost, place
        return best[1] if best else None

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
        cost = up[meeting] + down[meeting] + FAR_WORD * abs(expression.start - trigger.i)
        if host.lemma_ in self.words.own_day_verbs and meeting.i == host.i and _spoken_of(up, host) and not moved:
            cost += OWN_DAY
        if moved:
            new = expression.bound in {"to", "until", "till", "into"}
            cost += 0 if new == (status is Status.PLANNED) else 1.0
        return cost

    def _moves(self, host: Token) -> bool:
        return host.lemma_ in self.words.moving


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
        if told and not any(child.dep_ in {"nsubj", "nsubjpass"} and child.i < start for child in host.lefts if child.i > told[-1].i):
            return told[-1]
        if any(token.text == ";" for token in between):
            verbs = [token for token in doc[doc[start].sent.start : start] if token.pos_ == "VERB"]
            return verbs[-1] if verbs else host
    return host


def _written(expressions: tuple[TimeExpression, ...]) -> date | None:
    """Give the day of a dateline that names its year."""
    for e in expressions:
        if e.dateline and e.year and e.month and e.day:
            try:
                return date(e.year, e.month, e.day)
            except ValueError:
                continue
    return None


def leaning(token: Token) -> Leaning | None:
    """Tell by the grammar whether what a word speaks of is past or future."""
    for verb in (token, *token.ancestors):
        if verb.pos_ not in VERBS and not verb.tag_.startswith("VB"):
            continue
        found = _tense(verb)
        if found is not None:
            return found
        if verb.dep_ not in {"xcomp", "conj", "advcl", "aux", "acl", "pcomp", "amod"}:
            return None
    return None


def _tense(verb: Token) -> Leaning | None:
    helpers = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(word in FUTURE_AUX for word in helpers):
        return Leaning.PAST if "have" in helpers else Leaning.FUTURE
    if any(word in {"may", "might", "could", "can", "should", "would", "must"} for word in helpers):
        return Leaning.PAST if "have" in helpers else Leaning.FUTURE
    if "to" in helpers:
        return Leaning.PAST if "have" in helpers else Leaning.FUTURE
    if any(word in {"had", "has", "have", "was", "were", "did", "'ve", "’ve"} for word in helpers):
        return Leaning.PAST
    if verb.tag_ == "VBD":
        return Leaning.PAST
    if verb.tag_ in {"VBZ", "VBP"} or "is" in helpers or "are" in helpers:
        return None
    return None


def _side(trigger: Token, status: Status | None, form: Form) -> Leaning | None:
    """Tell on which side of today an interaction lies, by its status and else by its grammar."""
    match status:
        case Status.OCCURRED:
            return Leaning.PAST
        case Status.PLANNED:
            return Leaning.FUTURE
        case Status.CANCELLED:
            return Leaning.FUTURE if form is Form.WEEKDAY else None
        case Status.POSSIBLE:
            return leaning(trigger) or Leaning.FUTURE
        case Status.DENIED:
            return Leaning.PAST
    return leaning(trigger)
