"""Understand a question: which family it belongs to, and what it says of actors, kinds, statuses, days and topics."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from graph.ask import events, grammar
from graph.ask.asked import Asked, Form, Hole, Order, Puzzled, Side
from graph.ask.events import Event
from graph.ask.names import Names
from graph.ask.pieces import Piece
from graph.ask.sentence import Sentence, sentence_of, unknown
from graph.ask.times import Calendar
from graph.ask.titled import leader_of
from graph.ask.tokens import Token
from graph.ask.words import Words
from graph.model import ActorKind, InteractionKind, Role, Status

_TELLING = (InteractionKind.MESSAGE, InteractionKind.ADVICE, InteractionKind.WARNING)
_AUXILIARY = ("do", "be", "have", "will", "whether", "existential")


def parse(tokens: Sequence[Token], words: Words, names: Names, calendar: Calendar) -> Asked | Puzzled:
    """Say what a question asks, or why that is not to be understood."""
    sentence = sentence_of(tokens, words, names, calendar)
    if not sentence.pieces and sentence.span is None:
        return Puzzled("There is no question in this.")
    choosing = next((mention for mention in sentence.mentions if mention.choices), None)
    if choosing:
        return Puzzled(f"“{choosing.text}” could be several.", choosing)
    happening = events.event(sentence.pieces)
    found = unknown(sentence, happening)
    if isinstance(found, Puzzled):
        return found
    sentence = replace(sentence, ignored=found)
    if sentence.has("why") and not sentence.has("evidence"):
        return Puzzled("The graph knows who was in contact with whom, when and how, but not why.")
    if sentence.has("relative") and happening:
        return Puzzled("I cannot tell what came before or after something else, only before or after a day.")
    special = _special(sentence, happening)
    if special:
        return special
    happening = happening or _implied(sentence)
    if happening is None:
        return _without_event(sentence, names) or Puzzled(
            "I do not find in it what is asked: a call, meeting, visit, talks, advice, warning, message, or an office."
        )
    if sentence.has("pronoun") and not sentence.mentions:
        return Puzzled("I do not know whom the question means; put the names in.")
    return _of_event(sentence, happening)


def _special(sentence: Sentence, happening: Event | None) -> Asked | None:
    """Read what is no question for one interaction: chains, documents."""
    mentions = sentence.mentions
    if sentence.has("path") and len(mentions) > 1 and (happening is None or not _only_verb(sentence, happening)):
        return Asked(Form.PATH, sides=tuple(Side((mention,)) for mention in mentions[:2]))
    if sentence.has("documents") and sentence.has("who") and not mentions and happening is None:
        return Asked(Form.ACTORS, hole=Hole())
    if _asks_documents(sentence):
        found = _of_event(sentence, happening) if happening else None
        if isinstance(found, Asked):
            return replace(found, form=Form.DOCUMENTS, hole=None)
        sides = tuple(Side((mention,)) for mention in mentions[:2])
        return Asked(Form.DOCUMENTS, sides=sides, span=sentence.span, statuses=sentence.statuses)
    return None


def _only_verb(sentence: Sentence, happening: Event) -> bool:
    return not sentence.pieces[happening.at].has("path")


def _asks_documents(sentence: Sentence) -> bool:
    pieces = sentence.pieces
    for number, piece in enumerate(pieces):
        if piece.has("documents"):
            before = pieces[number - 1] if number else None
            if (before is None and sentence.command) or (before and before.has("which", "what", "many", "where")):
                return True
            if sentence.has("where") and piece.norms[0] in {"mentioned", "appear", "appears", "mention"}:
                return True
    return False


def _implied(sentence: Sentence) -> Event | None:
    """Find an interaction where no word tells which: "what happened between A and B", "what did A send to B"."""
    pieces = sentence.pieces
    mentions = sentence.mentions
    for number, piece in enumerate(pieces):
        if piece.has("happen"):
            return Event(number, (), noun=True)
        if piece.has("give") and not piece.has("have", "do", "hold") and mentions and sentence.has("what", "who"):
            return Event(number, _TELLING, noun=False, passive=sentence.has("be"))
    offices = any(mention.kind is ActorKind.OFFICE for mention in mentions) or sentence.has("office", "hold")
    if sentence.has("path") and mentions:
        return Event(next(n for n, piece in enumerate(pieces) if piece.has("path")), (), noun=True)
    if offices:
        return None
    asks = sentence.has("most", "evidence", "first", "last") or bool(sentence.statuses) or bool(sentence.span)
    if asks and (mentions or sentence.has("what", "who", "which", "most")):
        at = next(
            (n for n, p in enumerate(pieces) if p.sense.statuses or p.has("most", "evidence", "time")), len(pieces)
        )
        return Event(at, (), noun=True)
    if len(mentions) > 1 and not sentence.has("about") and not sentence.has("be"):
        return Event(len(pieces), (), noun=True)
    return None


def _without_event(sentence: Sentence, names: Names) -> Asked | None:
    """Read questions about offices, about one actor, and for lists of actors."""
    if sentence.has("leads") and sentence.has("who"):
        sentence = replace(
            sentence, pieces=tuple(leader_of(piece, names) if _is_state(piece) else piece for piece in sentence.pieces)
        )
    mentions = sentence.mentions
    former = sentence.has("former")
    offices = tuple(mention for mention in mentions if mention.kind is ActorKind.OFFICE)
    persons = tuple(mention for mention in mentions if mention.kind is ActorKind.PERSON)
    groups = tuple(mention for mention in mentions if mention.group)
    if offices and persons:
        return Asked(Form.HOLDER, sides=(Side(offices), Side(persons)), former=former)
    if sentence.has("office", "hold") and mentions and not offices:
        return Asked(Form.OFFICES, sides=(Side(mentions),), former=former)
    if offices and (
        sentence.has("who", "be", "hold", "which", "what", "about") or sentence.command or len(mentions) == 1
    ):
        return Asked(Form.HOLDER, sides=(Side(offices),), former=former)
    if groups:
        return Asked(Form.OFFICES, sides=(Side(groups),), former=former)
    if mentions:
        return Asked(Form.ABOUT, sides=(Side(mentions),))
    limit = next((piece.limit for piece in sentence.pieces if piece.limit), None)
    if limit or sentence.has("office"):
        form = Form.COUNT if sentence.has("many") else Form.ACTORS
        return Asked(Form.ACTORS if form is Form.ACTORS else Form.COUNT, hole=Hole(limit=limit or "office"))
    return None


def _is_state(piece: Piece) -> bool:
    return piece.mention is not None and piece.mention.kind is ActorKind.STATE


def _of_event(sentence: Sentence, happening: Event) -> Asked | Puzzled:
    decided = _who_decided(sentence.pieces, happening)
    if decided:
        start, end = decided
        rest = replace(
            sentence,
            pieces=(*sentence.pieces[:start], *sentence.pieces[end:]),
            ignored=(*sentence.ignored, *(piece.text for piece in sentence.pieces[start:end])),
        )
        return _of_event(rest, replace(happening, at=happening.at - (end - start)))
    found = grammar.parts(sentence.pieces, happening)
    form = _form(sentence, happening, found.hole)
    if sentence.has("not") and form is Form.WHO and not sentence.statuses:
        return Puzzled("What nobody reports is not in the graph, so I cannot tell who did not.")
    hole = found.hole if form in {Form.WHO, Form.COUNT, Form.WHERE} else None
    sides = found.sides
    if hole and len(sides) > 1 and not any(side.role is hole.role for side in sides):
        form, hole = (Form.LIST, None) if form is Form.WHO else (form, None)
    if hole is None and form is Form.WHERE and happening.kinds == (InteractionKind.VISIT,):
        hole = Hole(Role.RECIPIENT)
    if form is Form.WHO and hole is None:
        hole = Hole()
    return Asked(
        form,
        happening.kinds if set(happening.kinds) != set(InteractionKind) else (),
        sides,
        hole,
        _statuses(sentence, form),
        sentence.span,
        _order(sentence),
        sentence.topics,
        found.places,
        most=_asks_most(sentence),
        evidence=sentence.has("evidence"),
        future=sentence.has("will", "next"),
        each=not any(piece.norms == ("or",) for piece in sentence.pieces),
        ignored=sentence.ignored,
    )


def _who_decided(pieces: Sequence[Piece], happening: Event) -> tuple[int, int] | None:
    """Find who planned or cancelled another's visit, which the graph does not say: "did A cancel B's visit"."""
    found = [chunk for chunk in grammar.chunks(pieces) if chunk.mentions]
    if not happening.noun or not any(chunk.possessive for chunk in found[1:]):
        return None
    first = found[0]
    stated = first.end < happening.at and pieces[first.end].sense.statuses and not first.possessive
    return (first.start, first.end) if stated else None


def _statuses(sentence: Sentence, form: Form) -> tuple[Status, ...]:
    if sentence.has("will") and form is not Form.WHETHER and not sentence.statuses:
        return (Status.PLANNED, Status.POSSIBLE)
    return sentence.statuses


def _order(sentence: Sentence) -> Order | None:
    if sentence.has("last"):
        return Order.LAST
    return Order.FIRST if sentence.has("first", "next") else None


def _asks_most(sentence: Sentence) -> bool:
    return any(piece.has("most") and not piece.has("filler") for piece in sentence.pieces)


def _form(sentence: Sentence, happening: Event, hole: Hole | None) -> Form:
    """Say what the answer is to be, by the question word."""
    pieces = sentence.pieces
    first = pieces[0]
    if sentence.has("times"):
        return Form.COUNT
    if sentence.has("many"):
        return Form.COUNT
    if sentence.has("when"):
        return Form.WHEN
    if sentence.has("where"):
        return Form.WHERE
    if _status_is_asked(pieces, happening):
        return Form.LIST
    if hole is not None:
        return Form.WHO
    if _asks_most(sentence):
        return Form.WHO
    if sentence.has("evidence"):
        return Form.WHETHER if len(sentence.mentions) > 1 else Form.LIST
    if first.has(*_AUXILIARY) and not first.has("which", "what"):
        return Form.WHETHER
    return Form.LIST


def _status_is_asked(pieces: Sequence[Piece], happening: Event) -> bool:
    """Tell whether the hole is who planned or cancelled it, which the graph does not say: "who cancelled the visit"."""
    if not happening.noun or happening.at < 2:  # noqa: PLR2004 -- who + cancelled + visit
        return False
    return any(
        piece.has("who") and following.sense.statuses and not following.sense.verb
        for piece, following in pairwise(pieces[: happening.at])
    )
