"""Graphs to ask: the seeds as a perfect reader would read them, and an invented world of other regions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph import build
from graph.model import (
    Actor,
    ActorKind,
    Document,
    Evidence,
    Interaction,
    InteractionKind,
    OfficeHeld,
    Participant,
    Reading,
    Role,
    Status,
    When,
)
from graph.settings import Settings
from graph.store import Store, open_store
from tests import facts

TODAY = date(2025, 3, 1)

PUBLISHED = {
    "000": date(2024, 10, 11),
    "001": date(2024, 4, 13),
    "002": date(2024, 4, 14),
    "003": date(2024, 10, 9),
    "004": date(2024, 11, 1),
}
CALLS = When.parse("2024-10-09")


@dataclass(frozen=True)
class Given:
    """An extractor that gives readings that are known beforehand."""

    readings: dict[str, Reading]

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading]]:
        for document in documents:
            yield document, self.readings[document.id]


def stored(path: Path, documents: list[Document], readings: list[Reading]) -> Store:
    store = open_store(path)
    report = build.add(documents, Settings(), extractor=Given({one.id: one for one in readings}), store=store)
    assert not report.failed
    return store


def seeds(path: Path) -> Store:
    """The seeds as a perfect reader would read them, with the days of the calls that their own days of publication fix."""
    gold = facts.annotated()
    documents = [replace(facts.document(one), published=PUBLISHED[one["id"][:3]]) for one in gold]
    readings = [facts.reading(one) for one in gold]
    dated = [
        replace(
            reading,
            interactions=tuple(
                replace(one, when=CALLS) if one.kind is InteractionKind.CALL else one for one in reading.interactions
            ),
        )
        for reading in readings
    ]
    return stored(path, documents, dated)


ATLANTIS = """
d1 2023-05-20
  Amara Okoye of Nigeria, foreign minister | Chidi Obi of Nigeria, president | Lena Holm of Sweden, prime minister
  meeting: Amara Okoye, Lena Holm @2023-05-12
  visit: Lena Holm > Nigeria @2023-05
  call planned: Chidi Obi > Lena Holm @2023-06-01
  talks: Nigeria, Sweden #3
d2 2023-07-02
  Lena Holm of Sweden, prime minister | Erik Lund of Sweden, defence minister | Maria Silva of Brazil, president
  call: Lena Holm, Maria Silva @2023-06-30
  message: Maria Silva > Chidi Obi @2023-06-30
  warning: Sweden > Brazil
  meeting cancelled: Erik Lund, Maria Silva @2023-07-10
  visit: Maria Silva > Kenya @2023-07-01
  talks possible: office:Sweden:defence minister, office:Nigeria:foreign minister
d3 2024-02-01
  Aiko Sato of Japan, foreign minister | Theresa May of Ghana, ambassador | former Tove Berg of Sweden, prime minister
  call denied: Aiko Sato > Lena Holm @2024-01-31
  advice: Aiko Sato > Kenya @2024-01-15
  meeting: Theresa May, Aiko Sato @2024-01-20
  talks: Tove Berg, org:African Union @2024
  meeting: Erik Lund, Ann Lund @2024-01-05
  message: org:WHO > Kenya @2024-01-02
"""
"""A world of few words: a document a paragraph, its offices, then its interactions (A > B has a direction; #3 times)."""


def invented(path: Path) -> Store:
    parts = [part.strip().splitlines() for part in re.split(r"\n(?=d\d)", ATLANTIS.strip())]
    read = [_reading(lines) for lines in parts]
    return stored(path, [document for document, _ in read], [reading for _, reading in read])


def _reading(lines: list[str]) -> tuple[Document, Reading]:
    id, day = lines[0].split()
    text = "\n".join(lines)
    actors: dict[str, Actor] = {}

    def named(name: str) -> str:
        if name.startswith("office:"):
            _, state, title = name.split(":")
            return add(Actor(f"{state} {title}", ActorKind.OFFICE, title.title(), (), named(state)))
        if name.startswith("org:"):
            return add(Actor(name, ActorKind.ORGANIZATION, name[4:]))
        kind = ActorKind.PERSON if " " in name else ActorKind.STATE
        return add(
            Actor(name, kind, name, (name.rsplit(maxsplit=1)[-1],) if " " in name and not name.endswith("Lund") else ())
        )

    def add(actor: Actor) -> str:
        actors.setdefault(actor.id, actor)
        return actor.id

    def shown(line: str) -> Evidence:
        start = text.index(line)
        return Evidence(id, start, start + len(line), "invented")

    offices = []
    for told in lines[1].split("|"):
        person, state, title = re.match(r"\s*(?:former )?(.*) of (.*), (.*?)\s*$", told).groups()  # type: ignore[union-attr]
        offices.append(
            OfficeHeld(named(person), named(f"office:{state}:{title}"), shown(told.strip()), former="former" in told)
        )
    interactions = []
    for line in lines[2:]:
        kind, status, who, when, count = re.match(r"\s*(\w+)(?: (\w+))?: (.*?)(?: @(\S+))?(?: #(\d+))?$", line).groups()  # type: ignore[union-attr]
        roles = (Role.AGENT, Role.RECIPIENT) if ">" in who else (Role.PARTICIPANT,) * 2
        people = zip(re.split(r", | > ", who), roles, strict=True)
        interactions.append(
            Interaction(
                InteractionKind(kind),
                tuple(Participant(named(name), role) for name, role in people),
                (shown(line.strip()),),
                Status(status or "occurred"),
                When.parse(when) if when else None,
                int(count) if count else None,
            )
        )
    document = Document(id, text, date.fromisoformat(day))
    return document, Reading(id, tuple(actors.values()), tuple(offices), tuple(interactions))
