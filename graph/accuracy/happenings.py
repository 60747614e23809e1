"""Measure which reports became one event of the graph, against documents annotated with true events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

from graph import build, record
from graph.accuracy.alignment import Json, fits, holders, kinds_of
from graph.accuracy.identities import alike, as_document
from graph.accuracy.measure import DIRECTED
from graph.accuracy.pairs import Compared, Place, Thing, compare
from graph.model import Document, Interaction, Reading, Role
from graph.settings import Settings
from graph.store import open_store

QUERY = f"{record.PREFIXES}SELECT * WHERE {{ GRAPH {record.EVENTS.n3()} {{ ?event ag:report ?report }} }}"


def events(golds: Iterable[Json], found: Mapping[Place, str]) -> Compared:
    """Compare the events of the graph that annotated rows became with their true events."""
    things = [
        Thing((gold["id"], str(number)), "event", row["event"], _said(gold, row))
        for gold in golds
        for number, row in enumerate(gold["interactions"])
    ]
    return compare(things, found, ["event"])


def _said(gold: Json, row: Json) -> str:
    return f"{gold['id']} {row['type']} {row['status']} {row['date'] or 'undated'} [{row['event']}]"


def happened(golds: Sequence[Json], readings: Mapping[str, Reading]) -> dict[Place, str]:
    """Build a graph of all readings and give the event that each annotated row became.

    A row that a reading does not have is in nothing; what a reading has in excess is left out.
    """
    with TemporaryDirectory() as folder, open_store(Path(folder) / "graph") as store:
        found = [as_document(gold) for gold in golds]
        build.add(found, Settings(), extractor=_Given(readings), store=store)
        event_of = {str(row["report"]): str(row["event"]) for row in store.select(QUERY)}
    return {
        (gold["id"], str(number)): event_of[node]
        for gold in golds
        for number, node in _nodes(gold, readings[gold["id"]]).items()
    }


@dataclass(frozen=True, slots=True)
class _Given:
    """An extractor that gives readings that are known beforehand."""

    readings: Mapping[str, Reading]

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading]]:
        for document in documents:
            yield document, self.readings[document.id]


def _nodes(gold: Json, reading: Reading) -> dict[int, str]:
    """Give the node of the report of each annotated row, by the row's place."""
    told = sorted(reading.interactions, key=lambda one: (one.evidence[0].start, one.evidence[0].end))
    reports = record.reports(as_document(gold), reading, {actor.id: actor.id for actor in reading.actors})
    nodes = dict(enumerate(str(record.path_iri(report.id)) for report in reports))
    return {number: nodes[place] for number, place in places(gold, reading, told).items()}


def places(gold: Json, reading: Reading, told: Sequence[Interaction]) -> dict[int, int]:
    """Give, for each annotated row, the place of the interaction that tells it best; one tells one row only."""
    ids, held = alike(gold, reading), holders(gold)
    free = list(range(len(told)))
    places = {}
    for number, row in enumerate(gold["interactions"]):
        telling = [place for place in free if _tells(told[place], row, ids, held)]
        if telling:
            places[number] = min(telling, key=lambda place: _unlike(told[place], row, gold))
            free.remove(places[number])
    return places


def _tells(one: Interaction, row: Json, ids: Mapping[str, str], held: Mapping[str, str]) -> bool:
    directed = row["type"] in DIRECTED and one.kind in DIRECTED
    return one.kind in kinds_of(row) and any(
        fits(row, ids.get(a, f"?{a}"), ids.get(b, f"?{b}"), held, directed=directed) for a, b in _pairs(one)
    )


def _pairs(one: Interaction) -> Iterable[tuple[str, str]]:
    agents = [each.actor for each in one.participants if each.role is Role.AGENT]
    others = [each.actor for each in one.participants if each.role is not Role.AGENT]
    return product(agents, others) if agents and others else combinations(agents + others, 2)


def _unlike(one: Interaction, row: Json, gold: Json) -> tuple[bool, bool, bool, int]:
    at = abs(one.evidence[0].start - gold["text"].index(row["quote"]))
    return one.status != row["status"], (one.when.iso if one.when else None) != row["date"], one.kind != row["type"], at
