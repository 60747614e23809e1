"""Find the word of a question that tells an interaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.ask.pieces import Piece
from graph.model import DIRECTED, InteractionKind

SUPPORT = ("give", "receive")
"""Sections of the words that only hold up a noun."""

HOLE = ("who", "whose")
"""Sections of the words that stand for the hole."""


@dataclass(frozen=True, slots=True)
class Event:
    """The word that tells the interaction: the piece at `at`, and the kinds that it can be."""

    at: int
    kinds: tuple[InteractionKind, ...]
    noun: bool
    passive: bool = False
    directed: bool = False


def event(pieces: Sequence[Piece]) -> Event | None:
    """Find the word that tells the interaction; words that only hold up a noun ("sent a warning") give way to it."""
    telling = [
        number
        for number, piece in enumerate(pieces)
        if piece.mention is None and kinds_of(piece) and not _leading(pieces, number)
    ]
    full = [
        number
        for number in telling
        if not (
            pieces[number].has(*SUPPORT, "path") or pieces[number].sense.statuses or _reports(pieces, number, telling)
        )
    ]
    chosen = (full or telling)[:1]
    if not chosen:
        return None
    at = chosen[0]
    noun = _is_noun(pieces, at)
    passive = not noun and pieces[at].sense.participle and any(piece.has("be") for piece in pieces[:at])
    others = [number for number in full if number == at + 2 and pieces[at + 1].has("and")]
    kinds = tuple(dict.fromkeys(kind for number in (at, *others) for kind in kinds_of(pieces[number], noun=noun)))
    return Event(at, kinds, noun, passive, directed=not noun and pieces[at].sense.directed)


def _leading(pieces: Sequence[Piece], at: int) -> bool:
    """Tell "who heads the government" from "who headed to Norway"."""
    return pieces[at].has("leads") and not any(piece.preposition == "to" for piece in pieces[at:])


def _reports(pieces: Sequence[Piece], number: int, telling: Sequence[int]) -> bool:
    """Tell whether a verb only reports the interaction that follows: "says that A met B"."""
    return telling[-1] > number + 1 and pieces[number + 1].has("that")


def kinds_of(piece: Piece, *, noun: bool = False) -> tuple[InteractionKind, ...]:
    """Give the kinds of interaction that a word tells, as a verb unless it is a noun."""
    sense = piece.sense
    return (sense.noun or sense.verb) if noun else (sense.verb or sense.noun)


def _is_noun(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a word such as "call" is a noun here."""
    sense = pieces[at].sense
    if sense.verb and sense.noun and pieces[at].norms[0].endswith("ing"):
        beside = at - 2 if at > 1 and pieces[at - 1].mention else at - 1
        return beside < 0 or not pieces[beside].has("be") or pieces[beside].has("receive")
    if not sense.verb or not sense.noun or sense.pure:
        return bool(sense.noun) and not sense.pure
    if any(piece.has(*SUPPORT) and not piece.has("do", "have") for piece in pieces):
        return True
    before = pieces[at - 1] if at else None
    if before is None or before.has(
        "which", "what", "many", "possessive", "existential", "whose", "last", "first", "next"
    ):
        return True
    if before.preposition == "to":
        return pieces[at].norms[-1].endswith("s")
    if before.sense.statuses or before.preposition:
        return True
    asked = any(piece.has("do", "will", *HOLE) or piece.limit for piece in pieces[:at])
    return not asked


def one_way(happening: Event) -> bool:
    """Tell whether all that is asked for has a direction; no kinds means any kind."""
    return bool(happening.kinds) and set(happening.kinds) <= DIRECTED
