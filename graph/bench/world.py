"""Invent a world of any size with the skew of real news, and write its graph as N-Quads; the same seed, the same graph.

What one actor takes part in falls with its rank: few take part in very much, most in a little. The statements are those
that the program itself would write.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from rdflib import Literal, URIRef

from graph import record
from graph.model import (
    DIRECTED,
    Actor,
    ActorKind,
    Document,
    Event,
    Evidence,
    Interaction,
    InteractionKind,
    Participant,
    Reading,
    Report,
    Resolution,
    Role,
    Status,
    When,
)
from graph.names import slug

PER_ACTOR = 25
"""Interactions for each actor of the world."""
PER_DOCUMENT = 10
SKEW = 1.0
"""How fast participation falls with the rank of an actor: as 1 / rank^SKEW."""
FIRST_DAY = date(2020, 1, 1)
DAYS = 5 * 365
SYLLABLES = tuple(f"{consonant}{vowel}" for consonant in "bdklmnr" for vowel in "aeiou")
KINDS = (ActorKind.PERSON,) * 7 + (ActorKind.STATE, ActorKind.ORGANIZATION, ActorKind.OFFICE)
STATUSES = (Status.OCCURRED,) * 8 + (Status.PLANNED, Status.CANCELLED, Status.DENIED, Status.POSSIBLE)
TOPICS = ("the border", "grain", "the treaty", "gas", "the prisoners", "tariffs", "the election", "the bridge")


@dataclass(frozen=True, slots=True)
class World:
    """The actors of a world, most active first, and how many interactions there are between them."""

    actors: tuple[Actor, ...]
    interactions: int
    seed: int = 1

    @classmethod
    def of(cls, interactions: int, seed: int = 1) -> "World":
        """Invent the actors."""
        chance = random.Random(seed)  # noqa: S311 -- to be the same again
        number = max(20, interactions // PER_ACTOR)
        return cls(tuple(_actor(rank, chance) for rank in range(number)), interactions, seed)

    def write(self, path: Path) -> int:
        """Write the whole graph, and give the number of statements."""
        written = 0
        with path.open("w", encoding="utf-8") as file:
            for graph, statements in self.statements():
                lines = [f"<{s}> <{p}> {_written(o)} <{graph}> .\n" for s, p, o in statements]
                file.writelines(lines)
                written += len(lines)
        return written

    def statements(self) -> Iterator[tuple[str, Iterable[record.Triple]]]:
        """Give the statements, graph by graph, some graphs in several parts."""
        names = {actor.id: actor.name for actor in self.actors}
        views = _Views()
        for document, reading in self.documents():
            ids = {actor.id: actor.id for actor in reading.actors}
            told = record.reports(document, reading, ids)
            yield record.document_iri(document.id), record.document_graph(document, reading, ids)
            yield record.TEXTS, record.text_node(document, "{}", document.id)
            yield record.RESOLUTION, _resolutions(document, reading)
            for report in told:
                event = _event(report)
                shown = {one: record.quoted(document, one) for one in event.told.evidence}
                yield record.EVENTS, record.event_node(event, names, shown)
                views.count(event.told)
        for actor in self.actors:
            yield record.RESOLUTION, record.actor_node(actor, views.taking[actor.id])
        for statements in views.statements():
            yield record.CONTACTS, statements

    def documents(self) -> Iterator[tuple[Document, Reading]]:
        """Give all documents with what they say."""
        chance = random.Random(self.seed + 1)  # noqa: S311
        weights = list(accumulate(1 / (rank + 1) ** SKEW for rank in range(len(self.actors))))
        for number in range(-(-self.interactions // PER_DOCUMENT)):
            size = min(PER_DOCUMENT, self.interactions - number * PER_DOCUMENT)
            taking = chance.choices(self.actors, cum_weights=weights, k=3 * size)
            yield _document(f"d{number:07}", taking, size, chance)


def _written(term: URIRef | Literal) -> str:
    """Write a term as N-Quads, whose strings have the escapes of JSON; ten times as fast as `n3`, which doubts it."""
    if isinstance(term, URIRef):
        return f"<{term}>"
    kind = f"^^<{term.datatype}>" if term.datatype else ""
    return f"{json.dumps(str(term), ensure_ascii=False)}{kind}"


class _Views:
    """What is computed from all events together."""

    def __init__(self) -> None:
        self.taking: Counter[str] = Counter()
        self._tallies: dict[tuple[str, str], dict[record.PairKey, record.Contact]] = {}
        self._summaries: dict[str, record.Summary] = {}

    def count(self, told: Interaction) -> None:
        """Add an event."""
        actors = {one.actor for one in told.participants}
        self.taking.update(actors)
        for actor in actors:
            self._summaries.setdefault(actor, record.Summary()).count(actor, told, 1)
        for pair, way in record.facing(told).items():
            tally, key, one = self._tallies.setdefault(pair, {}), (told.kind, way), record.contact_of(told)
            tally[key] = tally[key] + one if key in tally else one

    def statements(self) -> Iterator[Iterable[record.Triple]]:
        """Give direct edges, pairs and summaries."""
        for (a, b), tally in self._tallies.items():
            pair = record.Pair(a, b, tally)
            for key, contact in pair.contacts.items():
                yield record.contact_node(key, contact)
            yield record.pair_node(pair)
            for actor in (a, b):
                self._summaries[actor].count_pair(actor, pair, 1)
        for actor, summary in self._summaries.items():
            yield record.summary_node(actor, summary)


def _actor(rank: int, chance: random.Random) -> Actor:
    kind = KINDS[chance.randrange(len(KINDS))]
    words = 2 if kind is ActorKind.PERSON else 1
    name = " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(words))
    name += "".join(SYLLABLES[rank // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4))  # no two alike
    return Actor(f"{kind.value}/{slug(name)}", kind, name)


def _document(id: str, taking: Sequence[Actor], size: int, chance: random.Random) -> tuple[Document, Reading]:  # noqa: A002
    published = FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.5))  # more of it lately
    sentences: list[str] = []
    told: list[Interaction] = []
    at = 0
    for number, first in enumerate(taking[:size]):
        other = next(one for one in (*taking[size + number :], *taking) if one is not first)
        one = _interaction(first, other, published, chance)
        sentence = f"{first.name} and {other.name} had a {one.kind.value} about {one.topic} in week {number}."
        told.append(replace(one, evidence=(Evidence(id, at, at + len(sentence), "invented"),)))
        sentences.append(sentence)
        at += len(sentence) + 1
    text = " ".join(sentences)
    named = {participant.actor for one in told for participant in one.participants}
    actors = {one.id: one for one in taking if one.id in named}
    document = Document(id, text, published, f"Report {id}", None, f"Paper {chance.randrange(40)}")
    return document, Reading(id, tuple(actors.values()), (), tuple(told))


def _interaction(first: Actor, other: Actor, published: date, chance: random.Random) -> Interaction:
    kind = chance.choice(tuple(InteractionKind))
    roles = (Role.AGENT, Role.RECIPIENT) if kind in DIRECTED else (Role.PARTICIPANT, Role.PARTICIPANT)
    day = published - timedelta(days=chance.randrange(7))
    return Interaction(
        kind,
        (Participant(first.id, roles[0]), Participant(other.id, roles[1])),
        (),
        chance.choice(STATUSES),
        When(day, day) if chance.random() < 0.7 else None,  # noqa: PLR2004
        chance.choice((None, None, None, None, 2, 3)),
        chance.choice(TOPICS),
        None,
        round(0.5 + chance.random() / 2, 2),
    )


def _event(report: Report) -> Event:
    """Let each report tell an event of its own."""
    name = f"interaction/{report.told.kind.value}/{report.id.removeprefix('doc/')}"
    return Event(name, report.told, (report.id,), 1, "one report", name)


def _resolutions(document: Document, reading: Reading) -> Iterator[record.Triple]:
    for actor in reading.actors:
        yield from record.resolution_node(Resolution(document.id, actor.id, actor.id, 1.0, "same name"), ())
