"""Tell who speaks: in turns of an interview ("Q:", "SENATOR X:"), and in quotations ("...", she said)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.extract.lexicon import Lexicon
from graph.extract.mentions import CastMention
from graph.extract.words import Words
from graph.model import ActorKind

OPEN, CLOSE = frozenset({'"', "“", "``"}), frozenset({'"', "”", "''"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LABEL = 9

Actors = tuple[str, ...]
Subject = Callable[[int], Actors]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dialogue: its tokens, who speaks and to whom; nobody where the text does not tell."""

    start: int
    end: int
    speaker: Actors
    addressee: Actors


@dataclass(slots=True)
class Quotation:
    """A stretch between quotation marks; `speaker` is None until somebody has asked for it."""

    start: int
    end: int
    speaker: Actors | None = None


def turns(words: Words, lexicon: Lexicon, mentions: Sequence[CastMention]) -> list[Turn]:
    """List the turns of a dialogue; a text with fewer than two is none."""
    people = {m.start: m for m in mentions if m.kind in {ActorKind.PERSON, ActorKind.OFFICE} and len(m.actors) == 1}
    labelled = [
        (start, end, *label) for start, end in _lines(words) if (label := _label(words, lexicon, start, end, people))
    ]
    if len(labelled) < 2:  # noqa: PLR2004
        return []
    guest = _guest(labelled, mentions)
    found: list[Turn] = []
    last: Actors = ()
    for start, end, who, actors in labelled:
        speaker = actors or (guest if who == "answerer" else ())
        addressee = guest if who == "questioner" else last if last != speaker else ()
        found.append(Turn(start, end, speaker, addressee))
        last = speaker
    return found


def _lines(words: Words) -> list[tuple[int, int]]:
    ends = [i + 1 for i in range(words.n) if "\n" in words.text[i]]
    starts = [0, *ends]
    return [(start, end) for start, end in zip(starts, [*ends, words.n], strict=False) if end > start]


def _label(
    words: Words, lexicon: Lexicon, start: int, end: int, people: Mapping[int, CastMention]
) -> tuple[str, Actors] | None:
    """Read the label of a turn: who speaks, as questioner, answerer or a person named."""
    if start < end and words.text[start] in {"—", "–", "-"}:
        start += 1
    close = next((i for i in range(start, min(start + LABEL, end)) if words.text[i] == ":"), None)
    first = words.lower[start].rstrip(".")
    if close is None and not (first in {"q", "a"} and words.text[start][0].isupper() and len(words.text[start]) <= 2):  # noqa: PLR2004
        return None
    if first in lexicon.questioners and (close is None or close - start <= 2):  # noqa: PLR2004
        return "questioner", ()
    if first in lexicon.answerers and (close is None or close - start <= 2):  # noqa: PLR2004
        return "answerer", ()
    if close is None:
        return None
    named = next((people[i] for i in range(start, close) if i in people and people[i].end <= close), None)
    return ("named", named.actors) if named is not None and words.capital(start) else None


def _guest(labelled: Sequence[tuple[int, int, str, Actors]], mentions: Sequence[CastMention]) -> Actors:
    """Give the person who is interviewed: who answers by name most often, else who is named first."""
    named = Counter(actors for _, _, _, actors in labelled if actors)
    if named:
        return named.most_common(1)[0][0]
    inside = [(start, end) for start, end, _, _ in labelled]
    people = [m for m in mentions if m.kind is ActorKind.PERSON and len(m.actors) == 1]
    outside = [m for m in people if not any(start <= m.start < end for start, end in inside)]
    return min(outside, key=lambda m: m.start).actors if outside else ()


def quotations(words: Words) -> list[Quotation]:
    """List the stretches between quotation marks; a new line ends one."""
    found: list[Quotation] = []
    start: int | None = None
    for i, text in enumerate(words.text):
        if "\n" in text:
            if start is not None:
                found.append(Quotation(start, i))
            start = None
        elif start is None and text in OPEN:
            start = i + 1
        elif start is not None and text in CLOSE:
            found.append(Quotation(start, i))
            start = None
    return found


@dataclass(slots=True)
class Speakers:
    """Finds the speaker of each quotation once, from the verb of saying beside it or the quotation before."""

    words: Words
    lexicon: Lexicon
    subject: Subject
    """Gives the actors that a token names, or nobody."""
    quotations: list[Quotation]
    at: list[int] = field(default_factory=list)
    """For each token the number of its quotation, or -1."""

    def __post_init__(self) -> None:
        """Index the quotations by token."""
        self.at = [-1] * self.words.n
        for number, quotation in enumerate(self.quotations):
            self.at[quotation.start : quotation.end] = [number] * (quotation.end - quotation.start)

    def of(self, i: int) -> Actors:
        """Give who says what stands at a token, or nobody."""
        return self._speaker(self.at[i]) if self.at[i] >= 0 else ()

    def _speaker(self, number: int) -> Actors:
        quotation = self.quotations[number]
        if quotation.speaker is None:
            quotation.speaker = ()
            quotation.speaker = self._beside(quotation) or self._before(number)
        return quotation.speaker

    def _beside(self, quotation: Quotation) -> Actors:
        words = self.words
        after = range(quotation.end, self._sentence_end(min(quotation.end, words.n - 1)))
        first = words.starts[words.sent[max(quotation.start - 2, 0)]]
        for i in (*after, *range(quotation.start - 1, first - 1, -1)):
            if self.at[i] < 0 and words.lemma[i] in self.lexicon.saying and words.pos[i] in {"VERB", "AUX"}:
                for kid in words.kids[i]:
                    if words.dep[kid] in SUBJECTS and (found := self.subject(kid)):
                        return found
        return ()

    def _sentence_end(self, i: int) -> int:
        sent = self.words.sent[i] + 1
        return self.words.starts[sent] if sent < len(self.words.starts) else self.words.n

    def _before(self, number: int) -> Actors:
        """Give the speaker of the quotation before, if no new line stands between."""
        if number == 0:
            return ()
        gap = range(self.quotations[number - 1].end, self.quotations[number].start)
        if any("\n" in self.words.text[i] for i in gap):
            return ()
        return self._speaker(number - 1)
