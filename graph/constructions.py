"""Expand `tests/gold/constructions.yaml`, plain sentences with what they tell, into annotated documents.

The persons, offices and organisations are invented; the same seed gives the same documents.
"""

import random
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml

PEOPLE = (
    ("Foreign Minister", "Jonas Verhaal", "Norway"),
    ("Prime Minister", "Adela Kostov", "Bulgaria"),
    ("President", "Tomas Iriarte", "Chile"),
    ("Defence Minister", "Leila Haddouche", "Algeria"),
    ("Finance Minister", "Petra Holmqvist", "Sweden"),
    ("Interior Minister", "Karim Benslimane", "Morocco"),
    ("Secretary of State", "Warren Tillford", "United States"),
    ("National Security Adviser", "Arun Mehrotha", "India"),
    ("Trade Minister", "Yuki Tanabara", "Japan"),
    ("Chancellor", "Dietmar Vogelsang", "Germany"),
    ("Vice President", "Rosa Quintanar", "Mexico"),
    ("Energy Minister", "Oleh Bondarets", "Ukraine"),
)
STATES = (
    ("Norway", "Norwegian"), ("Bulgaria", "Bulgarian"), ("Chile", "Chilean"), ("Algeria", "Algerian"),
    ("Sweden", "Swedish"), ("Morocco", "Moroccan"), ("India", "Indian"), ("Japan", "Japanese"),
    ("Germany", "German"), ("Mexico", "Mexican"), ("Ukraine", "Ukrainian"), ("Egypt", "Egyptian"),
    ("Kenya", "Kenyan"), ("Turkey", "Turkish"), ("Vietnam", "Vietnamese"), ("Peru", "Peruvian"),
    ("United States", "American"), ("Brazil", "Brazilian"),
)  # fmt: skip
BODIES = ("Northern Harvest Party", "Central Bank of Lorania", "Harbour Workers Union", "Free Valley Movement")
ADJECTIVE = dict(STATES)
CHOICE = re.compile(r"\[([^\]]*)\]")
HOLE = re.compile(r"\{(\w)(?:\.(\w+))?\}")
SEAT = re.compile(r"\{(\w)\.adj\} (administration|cabinet|presidency)\b")
"""A body that speaks for its state: where either is told, both are right."""
MOST = 8
BODY = 0.2
"""How often an organisation takes the place of a second person or state."""


OFFICE = "."
"""Stands between the hole of a state and the title of an office there: `s.foreign-minister`."""


@dataclass(frozen=True, slots=True)
class Construction:
    """A sentence with holes, and what it tells: (kind or kinds, first, second, status); see the file."""

    text: str
    tells: tuple[tuple[str, str, str, str], ...]


def constructions(path: Path) -> list[Construction]:
    """Read the file of constructions."""
    lines = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Construction(line["text"], tuple(tuple(told.split()) for told in line["tells"])) for line in lines]


def wordings(text: str) -> list[str]:
    """Give every sentence that the choices of a construction allow."""
    parts = CHOICE.split(text)
    choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*choices)]


def annotated_constructions(path: Path, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Give each construction, in several wordings with other actors, as annotated documents."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    for number, construction in enumerate(constructions(path)):
        texts = wordings(construction.text)
        for turn, text in enumerate(chance.sample(texts, min(len(texts), MOST)) * (2 if len(texts) < MOST / 2 else 1)):
            yield _document(f"plain-{number:03}-{turn}", text, construction, chance)


def _document(name: str, text: str, construction: Construction, chance: random.Random) -> dict[str, Any]:
    people, bodies = chance.sample(PEOPLE, 4), chance.sample(BODIES, 2)
    states = chance.sample([state for state in STATES if state[0] not in {home for _, _, home in people}], 3)
    cast: dict[str, Any] = dict(zip("abcd", people, strict=True))
    cast |= dict(zip("stu", states, strict=True)) | dict(zip("op", bodies, strict=True))
    for hole in "bt":
        alone = f"{{{hole}." not in construction.text
        if alone and chance.random() < BODY and not any(told[0] in {"visit", "call"} for told in construction.tells):
            cast[hole] = bodies[-1]
    introduced = chance.random() < 0.7  # noqa: PLR2004 (most names of the news come with an office)
    filled = HOLE.sub(lambda m: _form(cast[m[1]], m[1], m[2], introduced=introduced), text)
    filled = filled[0].upper() + filled[1:]
    used = dict.fromkeys(m[1] for m in HOLE.finditer(text))
    seats = {m[1]: f"{cast[m[1]][1]} {m[2]}" for m in SEAT.finditer(text)}
    return {
        "id": name,
        "date": "2021-05-18",
        "text": filled,
        "actors": [
            *(_actor(hole, cast[hole]) for hole in used),
            *(_actor(f"{s}-seat", name) for s, name in seats.items()),
            *(
                _office(id_)
                for id_ in dict.fromkeys(i for told in construction.tells for i in told[1:3])
                if OFFICE in id_
            ),
        ],
        "offices": [],
        "interactions": [_row(told, filled, seats) for told in construction.tells],
    }


def _form(member: Any, hole: str, form: str | None, *, introduced: bool) -> str:
    if isinstance(member, str):
        return f"the {member}"
    if hole in "stu":
        name, adjective = member
        return str(adjective) if form == "adj" else f"the {name}" if name == "United States" else str(name)
    title, name, state = (str(part) for part in member)
    if form == "last":
        return str(name.split()[-1])
    return f"{ADJECTIVE.get(state, 'US').replace('American', 'US')} {title} {name}" if introduced else str(name)


def _actor(hole: str, member: Any) -> dict[str, Any]:
    if isinstance(member, str):
        return {"id": hole, "type": "organization", "name": member, "aliases": []}
    if hole in "stu":
        return {"id": hole, "type": "state", "name": member[0], "aliases": [member[1], f"{member[1]} government"]}
    return {"id": hole, "type": "person", "name": member[1], "aliases": [member[1].split()[-1]]}


def _office(id: str) -> dict[str, Any]:  # noqa: A002 -- the annotation's name
    hole, _, title = id.partition(OFFICE)
    return {"id": id, "type": "office", "name": title.replace("-", " "), "state": hole, "aliases": []}


def _row(told: tuple[str, str, str, str], text: str, seats: Container[str]) -> Mapping[str, Any]:
    kinds, first, second, status = told
    kind, *also = kinds.split("/")
    return {
        "type": kind,
        "also": also,
        "a": [first, *([f"{first}-seat"] if first in seats else [])],
        "b": [second, *([f"{second}-seat"] if second in seats else [])],
        "status": status,
        "date": None,
        "count": None,
        "quote": text,
        "required": True,
    }
