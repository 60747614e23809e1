"""Prepare a question: its pieces, without the days and topics that it names, and without what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.ask.asked import Puzzled
from graph.ask.events import Event
from graph.ask.names import Names
from graph.ask.pieces import Mention, Piece, cut
from graph.ask.times import Calendar, Span
from graph.ask.titled import groups, offices
from graph.ask.tokens import Token
from graph.ask.words import Sense, Words
from graph.model import Status

_TIME = Piece("", (), capital=False, sense=Sense(frozenset({"time"})))
_UNASKED = ("filler", "lead_in")
_UNDONE = (Status.CANCELLED, Status.DENIED)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question in pieces, with what was taken out of it."""

    pieces: tuple[Piece, ...]
    span: Span | None
    topics: tuple[str, ...]
    command: bool
    ignored: tuple[str, ...] = ()

    def has(self, *tags: str) -> bool:
        """Tell whether a word of one of these sections is in it."""
        return any(piece.has(*tags) for piece in self.pieces)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Give everybody whom it names."""
        return tuple(piece.mention for piece in self.pieces if piece.mention)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Give the statuses that it speaks of."""
        if self.has("not") and (self.has("happen") or self.has("which", "what")):
            return _UNDONE
        found = [status for piece in self.pieces if piece.mention is None for status in piece.sense.statuses]
        if self.has("next"):
            found += [Status.PLANNED, Status.POSSIBLE]
        return tuple(dict.fromkeys(found))


def sentence_of(tokens: Sequence[Token], words: Words, names: Names, calendar: Calendar) -> Sentence:
    """Cut a question into pieces, and take out the days and topics that it names."""
    found = calendar.find(tokens)
    if found:
        span, start, end = found
        pieces = [*_cut(tokens[:start], words, names), _TIME, *_cut(tokens[end:], words, names)]
    else:
        span, pieces = None, _cut(tokens, words, names)
    command = False
    while pieces and pieces[0].has("lead_in") and (len(pieces) > 1 or not pieces[0].mention):
        command = True
        pieces = pieces[1:]
    pieces, topics = _topics(pieces)
    return Sentence(_plain(tuple(piece for piece in pieces if not _empty(piece))), span, topics, command)


def _plain(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Turn "was it A who called B" into "whether A called B"."""
    for number, piece in enumerate(pieces):
        if number and piece.has("who", "that") and pieces[number - 1].mention and _it_is(pieces[: number - 1]):
            whether = replace(pieces[0], sense=Sense(frozenset({"whether"})))
            return (whether, pieces[number - 1], *pieces[number + 1 :])
    return pieces


def _it_is(pieces: Sequence[Piece]) -> bool:
    return len(pieces) > 1 and pieces[0].has("be") and pieces[-1].norms == ("it",)


def _empty(piece: Piece) -> bool:
    sense = piece.sense
    other = sense.tags - set(_UNASKED) or sense.verb or sense.noun or sense.statuses or sense.preposition or sense.limit
    return piece.has(*_UNASKED) and not other


def _topics(pieces: list[Piece]) -> tuple[list[Piece], tuple[str, ...]]:
    """Take out what an interaction is to be about: the words after "about", to the next actor or the end."""
    starts = [number for number, piece in enumerate(pieces) if piece.has("topic")]
    telling = [number for number, piece in enumerate(pieces) if piece.sense.verb or piece.sense.noun]
    if not starts or not telling or telling[0] > starts[0]:
        return pieces, ()
    end = starts[0] + 1
    while end < len(pieces) and not pieces[end].has("time") and not _another_actor(pieces, end):
        end += 1
    inside = [
        piece for piece in pieces[starts[0] + 1 : end] if not piece.has("filler", "which") and not piece.preposition
    ]
    topics = tuple(
        norm for piece in inside if not piece.has("possessive", "and") for norm in piece.text.lower().split()
    )
    return [*pieces[: starts[0]], *pieces[end:]], topics


def _another_actor(pieces: list[Piece], at: int) -> bool:
    return (
        pieces[at].preposition in {"with", "to", "by", "between", "from"}
        and at + 1 < len(pieces)
        and pieces[at + 1].mention is not None
    )


def unknown(sentence: Sentence, happening: Event | None) -> Puzzled | tuple[str, ...]:
    """Refuse names and verbs that are not known; give the words that can be left out of account."""
    ignored: list[str] = []
    for number, piece in enumerate(sentence.pieces):
        if piece.mention and not piece.mention.ids and not piece.mention.choices:
            return Puzzled(_nobody(piece.mention), piece.mention)
        if piece.known:
            continue
        if _like_a_name(sentence.pieces, number):
            mention = Mention((), piece.text, piece.norms)
            return Puzzled(_nobody(mention), mention)
        if happening is None or not _adjective(sentence.pieces, number):
            return Puzzled(f"I do not know what “{piece.text}” means here.")
        ignored.append(piece.text)
    return tuple(ignored)


def _nobody(mention: Mention) -> str:
    meant = f" ({mention.absent})" if mention.absent and mention.text != mention.absent else ""
    return f"“{mention.text}”{meant} is not in the graph."


def _like_a_name(pieces: Sequence[Piece], at: int) -> bool:
    if pieces[at].capital or len(pieces) == 1:
        return True
    if not any(piece.mention for piece in pieces) and any(piece.has("what") for piece in pieces[:at]):
        return False
    before = pieces[at - 1] if at else None
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is not None and following.has("possessive"):
        return True
    if following is not None and _tells(following) and following.sense.noun:
        return False
    return before is not None and (
        before.preposition is not None or before.has("do", "be", "have", "will", "and") or bool(before.sense.verb)
    )


def _tells(piece: Piece) -> bool:
    return piece.mention is None and bool(piece.sense.verb or piece.sense.noun)


def _adjective(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether an unknown word only describes: "the frosty meeting", "spoke angrily"."""
    if pieces[at].norms[-1].endswith("ly"):
        return True
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    before = pieces[at - 1] if at else None
    if following is None or not following.sense.noun or following.mention:
        return False
    return before is None or before.mention is None or before.has("which", "what")


def _cut(tokens: Sequence[Token], words: Words, names: Names) -> list[Piece]:
    return groups(offices(cut(tokens, words, names), names))
