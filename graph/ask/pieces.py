"""Cut a question into pieces: actors that it names, words that it is made of, and what is not known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ask.names import Names
from graph.ask.tokens import Token, typed
from graph.ask.words import Phrase, Sense, Words
from graph.model import ActorKind

_NOTHING = Sense()
_ASKING = frozenset({"who", "whose", "what", "which", "when", "where", "how", "why", "filler", "be", "pronoun"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom the question names: the ids meant, all at once.

    Without ids, nobody in the graph has that name; `absent` is then the state of the world that is meant, and `near`
    are those of that title elsewhere. `group` stands for the people of a state ("Israeli officials"). `guessed` is set
    where a slip of the fingers was overlooked, and `choices` where the name could be of several and none is likelier.
    """

    ids: tuple[str, ...]
    text: str
    phrase: Phrase
    kind: ActorKind | None = None
    group: bool = False
    former: bool = False
    guessed: bool = False
    absent: str | None = None
    choices: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a question: a named actor, a word with its sense, or (neither) something that is not known."""

    text: str
    norms: Phrase
    capital: bool
    sense: Sense = _NOTHING
    mention: Mention | None = None
    known: bool = True

    def has(self, *tags: str) -> bool:
        """Tell whether it is a word of one of these sections."""
        return self.mention is None and not self.sense.tags.isdisjoint(tags)

    @property
    def preposition(self) -> str | None:
        """Give the preposition that it is."""
        return None if self.mention else self.sense.preposition

    @property
    def limit(self) -> str | None:
        """Give the sort of actor that it speaks of: "countries" → state."""
        return None if self.mention else self.sense.limit


def cut(tokens: Sequence[Token], words: Words, names: Names) -> list[Piece]:
    """Give the pieces of a question in order."""
    pieces = list(_scanned(tokens, words, names))
    return _slips(_honorifics(pieces, words), names)


def _scanned(tokens: Sequence[Token], words: Words, names: Names) -> Iterator[Piece]:
    norms = tuple(token.norm for token in tokens)
    at = 0
    while at < len(tokens):
        word = words.at(norms, at, len(tokens))
        length = names.at(norms, at, len(tokens))
        if length and (word is None or length >= word[0]) and not _mere_word(tokens, at, length, word, names, words):
            mention = named(tokens[at : at + length], names)
            yield _piece(tokens[at : at + length], mention=mention)
        elif word:
            length = word[0]
            yield replace(_piece(tokens[at : at + length]), sense=word[1])
        else:
            length = 1
            while at + length < len(tokens) and not (
                words.at(norms, at + length, len(tokens)) or names.at(norms, at + length, len(tokens))
            ):
                length += 1
            yield replace(_piece(tokens[at : at + length]), known=False)
        at += length


def _piece(tokens: Sequence[Token], mention: Mention | None = None) -> Piece:
    capital = any(token.capital for token in tokens)
    return Piece(typed(tokens), tuple(token.norm for token in tokens), capital, mention=mention)


def _mere_word(
    tokens: Sequence[Token], at: int, length: int, word: tuple[int, Sense] | None, names: Names, words: Words
) -> bool:
    """Tell whether something is a word of questions and not the name that is written like it (who, WHO; may, May)."""
    if word is None or word[0] != length or length > 1:
        return False
    if at and not word[1].tags & _ASKING and _before_a_name(words.senses.get((tokens[at - 1].norm,), _NOTHING)):
        return False
    token = tokens[at]
    listed = names.typed.get((token.norm,), frozenset())
    if listed and all(name.islower() for name in listed):
        return False
    return at == 0 or token.typed not in listed


def _before_a_name(sense: Sense) -> bool:
    """Tell whether after this a name is likelier than another small word: "did may meet", "with may"."""
    return not sense.tags.isdisjoint({"do", "have"}) or sense.preposition is not None


def named(tokens: Sequence[Token], names: Names) -> Mention:
    """Give whom a name that is known means."""
    phrase = tuple(token.norm for token in tokens)
    mention = mention_of(names.meant(phrase), typed(tokens), phrase, names)
    return replace(mention, group=mention.kind is ActorKind.STATE and phrase in names.people)


def mention_of(ids: tuple[str, ...], text: str, phrase: Phrase, names: Names) -> Mention:
    """Give those meant; several are meant at once unless they are persons, of whom one must be chosen."""
    if not ids:
        return Mention((), text, phrase, absent=names.absent.get(phrase))
    kind = names.known[ids[0]].kind
    if kind is not ActorKind.PERSON or len(ids) == 1:
        return Mention(ids, text, phrase, kind)
    return Mention((), text, phrase, kind, choices=ids)


def _honorifics(pieces: list[Piece], words: Words) -> list[Piece]:
    """Let "Gen.", "Mr" and other words that precede a person's name belong to it."""
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        following = pieces[number + 1].mention if number + 1 < len(pieces) else None
        if (
            piece.mention is None
            and piece.norms in words.honorifics
            and following
            and is_of(following, ActorKind.PERSON)
        ):
            continue
        kept.append(piece)
    return kept


def is_of(mention: Mention | None, *kinds: ActorKind) -> bool:
    """Tell whether somebody is named, and is of one of these kinds."""
    return mention is not None and mention.kind in kinds


def _slips(pieces: list[Piece], names: Names) -> list[Piece]:
    """Take what is not known, with the names beside it, for one name; overlook slips of the fingers."""
    kept: list[Piece] = []
    mixed = any(not piece.capital and piece.norms[0].isalpha() for piece in pieces)
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _belongs(pieces[end - 1], pieces[end], mixed=mixed):
            end += 1
        whole = pieces[at:end]
        if len(whole) == 1 and whole[0].known:
            kept.append(pieces[at])
            at += 1
            continue
        kept.extend(_one_name(whole, names))
        at = end
    return kept


def _belongs(piece: Piece, following: Piece, *, mixed: bool) -> bool:
    """Tell whether two neighbours may be one name, of which one part is not known ("Blair House", where Blair is)."""
    if mixed and is_of(piece.mention, ActorKind.PERSON) and following.capital and not following.mention:
        return True
    if not piece.known and following.mention:
        return following.mention.kind is ActorKind.OFFICE or piece.capital or not following.capital
    if not piece.known and following.limit == "official":
        return True
    return bool(piece.mention) and not following.known and following.capital


def _one_name(pieces: list[Piece], names: Names) -> list[Piece]:
    phrase = tuple(norm for piece in pieces for norm in piece.norms)
    text = " ".join(piece.text for piece in pieces)
    near = names.near(phrase)
    capital = any(piece.capital for piece in pieces)
    if near:
        mention = mention_of(near, text, phrase, names)
        return [Piece(text, phrase, capital, mention=replace(mention, guessed=True))]
    if len(pieces) > 1:
        offices = (piece.mention.ids for piece in pieces if piece.mention and piece.mention.kind is ActorKind.OFFICE)
        mention = Mention((), text, phrase, near=tuple(id for ids in offices for id in ids))
        return [Piece(text, phrase, capital, mention=mention, known=False)]
    return pieces
