"""Put titles together with the state they belong to, and peoples with theirs: "Israeli officials"."""

from collections.abc import Sequence
from dataclasses import replace

from graph.ask.names import Names
from graph.ask.pieces import Mention, Piece, is_of
from graph.model import ActorKind


def offices(pieces: list[Piece], names: Names) -> list[Piece]:
    """Put titles together with the state or the person beside them."""
    kept: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not is_of(piece.mention, ActorKind.OFFICE):
            kept.append(piece)
            at += 1
            continue
        left = _owner_before(kept)
        at, right = _owner_after(pieces, at + 1)
        person = pieces[at].mention if at < len(pieces) else None
        owner = left[1] if left else right
        if left:
            kept[left[0] :] = [word for word in kept[left[0] :] if word.has("former")]
        if person and is_of(person, ActorKind.PERSON):
            kept.append(pieces[at])
            at += 1
        else:
            found = _office(piece, owner, names)
            former = bool(kept) and kept[-1].has("former")
            kept.append(replace(found, mention=replace(found.mention, former=former) if found.mention else None))
    return kept


def _owner_before(kept: list[Piece]) -> tuple[int, Piece] | None:
    """Find the state right before a title ("Israeli", "Israel's"): where it stands, and what it is."""
    start = len(kept)
    while start and kept[start - 1].has("former", "possessive"):
        start -= 1
    owner = kept[start - 1].mention if start else None
    if owner and (is_of(owner, ActorKind.STATE, ActorKind.ORGANIZATION) or owner.absent):
        return start - 1, kept[start - 1]
    return None


def _owner_after(pieces: list[Piece], at: int) -> tuple[int, Piece | None]:
    """Find the state after a title ("of Israel"): where the question goes on, and what it is."""
    end = at
    if end < len(pieces) and (pieces[end].preposition == "of" or pieces[end].norms == ("for",)):
        end += 1
        while end < len(pieces) and pieces[end].has("filler"):
            end += 1
        if end < len(pieces):
            mention = pieces[end].mention
            if is_of(mention, ActorKind.STATE, ActorKind.ORGANIZATION) or (mention and not mention.ids):
                return end + 1, pieces[end]
    return at, None


def _office(piece: Piece, owner: Piece | None, names: Names) -> Piece:
    mention = piece.mention
    if mention is None or owner is None or owner.mention is None:
        return piece
    text = f"{piece.text} of {owner.text}"
    belongs = owner.mention.ids
    ids = tuple(id for id in mention.ids if names.known[id].state in belongs)
    if not ids:
        states = {names.known[id].state for id in belongs} - {None}
        ids = tuple(id for id in mention.ids if names.known[id].state in states and _shares_name(names, id, belongs))
    found = Mention(ids, text, (*owner.norms, *piece.norms), ActorKind.OFFICE, near=mention.ids)
    return replace(piece, text=text, mention=found)


def leader_of(piece: Piece, names: Names) -> Piece:
    """Give the office that leads a state, or the piece itself where none is known."""
    leader = ("leader",)
    title = replace(piece, text="leader", mention=Mention(names.meant(leader), "leader", leader, ActorKind.OFFICE))
    found = _office(title, piece, names)
    return found if found.mention and found.mention.ids else piece


def _shares_name(names: Names, office: str, bodies: Sequence[str]) -> bool:
    """Tell whether one of the titles of an office names the body ("commander of the Northern Command")."""
    titles = " | ".join(names.known[office].aliases).lower()
    return any(
        name.lower() in titles for body in bodies for name in (names.known[body].name, *names.known[body].aliases)
    )


def groups(pieces: list[Piece]) -> list[Piece]:
    """Take "Israeli officials", "officials of Israel", "people from Israel" for the people of a state."""
    kept: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece, end = pieces[at], at + 1
        if piece.limit in {"official", "person"}:
            end, owner = _home_after(pieces, end)
            if owner:
                piece = _group(owner, piece)
        elif is_of(piece.mention, ActorKind.STATE) or (piece.mention and piece.mention.absent):
            beside = _next_word(pieces, end)
            if beside < len(pieces) and pieces[beside].limit in {"official", "person"}:
                piece, end = _group(piece, pieces[beside]), beside + 1
            elif beside < len(pieces) and pieces[beside].limit == "state":
                end = beside + 1
        kept.append(piece)
        at = end
    return kept


def _home_after(pieces: list[Piece], at: int) -> tuple[int, Piece | None]:
    end = at
    if end < len(pieces) and pieces[end].preposition in {"of", "from", "in"}:
        end = _next_word(pieces, end + 1)
        if end < len(pieces) and is_of(pieces[end].mention, ActorKind.STATE):
            return end + 1, pieces[end]
    return at, None


def _next_word(pieces: list[Piece], at: int) -> int:
    while at < len(pieces) and pieces[at].has("filler", "possessive", "former") and pieces[at].preposition is None:
        at += 1
    return at


def _group(state: Piece, people: Piece) -> Piece:
    mention = state.mention
    assert mention is not None
    return Piece(
        f"{state.text} {people.text}",
        (*state.norms, *people.norms),
        capital=state.capital,
        sense=people.sense,
        mention=replace(mention, group=True, text=f"{state.text} {people.text}"),
    )
