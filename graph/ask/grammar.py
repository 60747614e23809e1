"""Say who takes which part in the interaction that a question speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.ask.asked import Hole, Side
from graph.ask.events import HOLE, SUPPORT, Event, kinds_of, one_way
from graph.ask.pieces import Mention, Piece
from graph.model import ActorKind, InteractionKind, Role

_AUXILIARY = ("do", "be", "have", "will")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Named actors, or the hole, with what introduces them; `end` is the piece after it."""

    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    hole: Hole | None = None
    preposition: str | None = None
    possessive: bool = False
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The sides of the interaction, the hole, and the places named."""

    sides: tuple[Side, ...]
    hole: Hole | None
    places: tuple[str, ...] = ()


def chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """Give the named actors and the hole, those that are joined by "and" as one."""
    found: list[Chunk] = []
    at = 0
    while at < len(pieces):
        start = at
        hole, at = _hole_at(pieces, at)
        mention = pieces[at].mention if at < len(pieces) and not hole else None
        if hole is None and mention is None:
            at += 1
            continue
        mentions = [mention] if mention else []
        at = at if hole else at + 1
        while hole is None and (following := _joined(pieces, at)):
            mentions.append(pieces[following].mention)  # type: ignore[arg-type]
            at = following + 1
        found.append(
            Chunk(
                start,
                at,
                tuple(one for one in mentions if one),
                hole,
                _introduced(pieces, start),
                possessive=(at < len(pieces) and pieces[at].has("possessive")) or pieces[start].has("whose"),
                inverted=_before(pieces, start, *_AUXILIARY),
            )
        )
    return found


def _joined(pieces: Sequence[Piece], at: int) -> int:
    """Give where the next actor of the same list stands, 0 where the list ends."""
    end = at
    while end < len(pieces) and pieces[end].has("and", "both"):
        end += 1
    if end < len(pieces) and pieces[end].mention and (end > at or pieces[at - 1].mention):
        return end
    return 0


def _introduced(pieces: Sequence[Piece], start: int) -> str | None:
    before = start - 1
    while before >= 0 and pieces[before].has("both", "former", "that"):
        before -= 1
    if before >= 0 and pieces[before].has("and") and before and pieces[before - 1].mention:
        return _introduced(pieces, before - 1)
    return pieces[before].preposition if before >= 0 else None


def _before(pieces: Sequence[Piece], start: int, *tags: str) -> bool:
    before = start - 1
    while before >= 0 and pieces[before].has("both", "former", "not"):
        before -= 1
    return before >= 0 and pieces[before].has(*tags)


def _hole_at(pieces: Sequence[Piece], at: int) -> tuple[Hole | None, int]:
    """Read the hole that begins here ("who", "which Israeli officials", "people"), and say where it ends."""
    limit: str | None = None
    among: Mention | None = None
    end = at
    asked = False
    while end < len(pieces):
        piece = pieces[end]
        if piece.has(*HOLE):
            asked = True
        elif piece.limit and not kinds_of(piece) and (asked or end == at or _asking(pieces[end - 1])):
            limit, asked = piece.limit, True
        elif _asking(piece) and end + 1 < len(pieces) and _sort(pieces[end + 1]):
            pass
        elif _sort(piece) and (_asking(pieces[end - 1]) if end > at else _who_follows(pieces, end)):
            among, asked = piece.mention, True
        elif asked and _out_of(piece) and _state_after(pieces, end):
            among = pieces[end + 1].mention
            end += 1
        elif not (asked and piece.has("that", "possessive") and piece.norms != ("'s",)):
            break
        end += 1
    return (Hole(limit=limit, among=among), end) if asked else (None, at)


def _who_follows(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether this is the one of whom "who" says more: "Israeli officials who ..."."""
    return bool(pieces[at].mention) and at + 1 < len(pieces) and pieces[at + 1].has("who")


def _asking(piece: Piece) -> bool:
    return piece.has("which", "what", "many")


def _sort(piece: Piece) -> bool:
    """Tell whether "which" before this asks for one of them: people of a state, holders of a title, a sort of actor."""
    if piece.mention:
        return piece.mention.group or piece.mention.kind is ActorKind.OFFICE
    return bool(piece.limit) and not kinds_of(piece)


def _out_of(piece: Piece) -> bool:
    return piece.preposition in {"in", "from", "of"} or piece.norms in {("among",), ("amongst",)}


def _state_after(pieces: Sequence[Piece], at: int) -> bool:
    mention = pieces[at + 1].mention if at + 1 < len(pieces) else None
    return mention is not None and mention.kind is ActorKind.STATE


def parts(pieces: Sequence[Piece], happening: Event) -> Parts:
    """Say who takes which part."""
    found = chunks(pieces)
    subject = _subject_role(pieces, happening, found)
    sides: dict[Role | str, list[Mention]] = {role: [] for role in (*Role, "places")}
    for chunk in found:
        if chunk.hole is None:
            sides[_part(pieces, chunk, happening, subject, found)].extend(chunk.mentions)
    asked = next((chunk for chunk in found if chunk.hole), None)
    hole = _hole(pieces, asked, happening, subject, found, sides) if asked else None
    directed = _directed(happening, found)
    listed = [(role, tuple(sides[role])) for role in Role if sides[role]]
    if len(listed) == 1 and hole is None and len(listed[0][1]) > 1 and not one_way(happening):
        listed = _facing(listed[0][1])
    return Parts(
        tuple(Side(mentions, role if directed else Role.PARTICIPANT) for role, mentions in listed),
        Hole(hole.role if directed else Role.PARTICIPANT, hole.limit, hole.among) if hole else None,
        tuple(mention.text for mention in sides["places"]),
    )


def _facing(mentions: tuple[Mention, ...]) -> list[tuple[Role, tuple[Mention, ...]]]:
    """Let the first of a list face the others: "calls between A and B"."""
    return [(Role.PARTICIPANT, mentions[:1]), (Role.PARTICIPANT, mentions[1:])]


def _directed(happening: Event, found: Sequence[Chunk]) -> bool:
    if one_way(happening) or happening.directed:
        return True
    leading = {chunk.preposition for chunk in found} & {"from", "to"}
    return happening.kinds == (InteractionKind.CALL,) and bool(leading)


def _subject_role(pieces: Sequence[Piece], happening: Event, found: Sequence[Chunk]) -> Role:
    """Say what the subject does: it acts, unless the sentence is passive or it "received" something."""
    if happening.passive:
        return Role.RECIPIENT
    supports = [piece for number, piece in enumerate(pieces) if number != happening.at]
    if any(piece.has("receive") and (happening.noun or not piece.has("be")) for piece in supports):
        return Role.RECIPIENT
    given = any(
        piece.has("give") and not piece.has("have", "do") and piece.norms[0][-3:] != "ing" for piece in supports
    )
    passive = happening.noun and given and any(piece.has("be") for piece in supports)
    bare = any(chunk.inverted and chunk.preposition is None for chunk in found)
    return Role.RECIPIENT if passive and bare else Role.AGENT


def _part(pieces: Sequence[Piece], chunk: Chunk, happening: Event, subject: Role, found: Sequence[Chunk]) -> Role | str:
    """Say which part named actors take, by what introduces them and by where they stand."""
    if chunk.preposition:
        return _by_preposition(chunk, happening, subject, found)
    if chunk.possessive:
        return Role.AGENT
    before = chunk.start < happening.at
    if before:
        owned = any(other.possessive and other.end < chunk.end for other in found)
        return Role.RECIPIENT if happening.noun and owned and chunk.end == happening.at else subject
    if chunk.inverted:
        return subject
    if not happening.noun:
        return Role.RECIPIENT
    rest = pieces[chunk.end :]
    return (
        subject if any(piece.has(*SUPPORT, *_AUXILIARY) or piece.sense.statuses for piece in rest) else Role.PARTICIPANT
    )


def _by_preposition(chunk: Chunk, happening: Event, subject: Role, found: Sequence[Chunk]) -> Role | str:
    acting = any(
        other is not chunk
        and other.preposition is None
        and (other.possessive or other.start < happening.at or other.inverted)
        for other in found
    )
    visit = happening.kinds == (InteractionKind.VISIT,)
    match chunk.preposition:
        case "by":
            return Role.AGENT
        case "from":
            return (
                Role.RECIPIENT if acting and subject is Role.AGENT and not happening.noun and not visit else Role.AGENT
            )
        case "to" | "on":
            return Role.RECIPIENT
        case "of" if happening.noun:
            return Role.RECIPIENT if acting else Role.AGENT
        case "in":
            return Role.RECIPIENT if visit else "places"
        case _:
            return Role.PARTICIPANT


def _hole(
    pieces: Sequence[Piece],
    chunk: Chunk,
    happening: Event,
    subject: Role,
    found: Sequence[Chunk],
    sides: dict[Role | str, list[Mention]],
) -> Hole:
    """Say which part is asked for."""
    assert chunk.hole is not None
    stranded = _stranded(pieces, found)
    preposition = chunk.preposition or (stranded if chunk.start < happening.at else None)
    role: Role | str
    if preposition:
        role = _by_preposition(Chunk(chunk.start, chunk.end, preposition=preposition), happening, subject, found)
    elif chunk.possessive:
        role = Role.AGENT
    elif chunk.start > happening.at:
        role = Role.RECIPIENT if not happening.noun or sides[Role.AGENT] else Role.AGENT
    else:
        role = _opposite(subject) if _has_subject(found, happening) else subject
    return Hole(role if isinstance(role, Role) else Role.PARTICIPANT, chunk.hole.limit, chunk.hole.among)


def _has_subject(found: Sequence[Chunk], happening: Event) -> bool:
    return any(
        chunk.hole is None
        and chunk.preposition is None
        and (chunk.start < happening.at or chunk.inverted or happening.noun)
        for chunk in found
    )


def _opposite(role: Role) -> Role:
    return Role.RECIPIENT if role is Role.AGENT else Role.AGENT


def _stranded(pieces: Sequence[Piece], found: Sequence[Chunk]) -> str | None:
    """Find the preposition that lost its actor: "who did A speak with", "who was A warned by"."""
    starts = {chunk.start for chunk in found}
    for number in range(len(pieces) - 1, 0, -1):
        preposition = pieces[number].preposition
        if preposition in {"with", "to", "by", "from", "of", "between"} and number + 1 not in starts:
            following = pieces[number + 1] if number + 1 < len(pieces) else None
            if following is None or not (following.has("both", "former") or following.sense.verb):
                return preposition
    return None
