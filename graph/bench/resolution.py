"""Print how long it takes to find out who is who in generated readings: `python -m graph.bench.resolution`.

Readings are drawn from one world of 20,000 actors, few of whom are in very many readings. Their persons are named in
full, by the surname, by an initial or with a slip, as news does. Each size runs in a process of its own, so that its
peak of memory is its own.
"""

import argparse
import random
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from time import process_time

from graph import resolve
from graph.model import (
    Actor,
    ActorKind,
    Evidence,
    Interaction,
    InteractionKind,
    OfficeHeld,
    Participant,
    Reading,
    Role,
)

ACTORS = 20_000
SIZES = (10_000, 30_000, 100_000)
START = date(2020, 1, 1)
DAYS = 1500

_OFFICES = ("president", "prime minister", "foreign minister", "defense minister", "finance minister", "ambassador")
_ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
]
_NUCLEI = ["a", "e", "i", "o", "u", "ai", "ou"]
_CODAS = ["", "", "n", "r", "l", "s", "k", "t", "nd", "rt"]
_TITLED = 0.7
_WAYS = {"surname": 25, "initial": 5, "slip": 3, "full": 67}
"""How persons are named, of a hundred times."""


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person, and the office held, if any."""

    given: str
    surname: str
    state: str
    office: str | None


@dataclass(frozen=True, slots=True)
class World:
    """Invented persons, the more often in the news the earlier they stand, and organisations."""

    people: Sequence[Person]
    organizations: Sequence[str]
    weights: Sequence[float]


def world(actors: int, states: Sequence[str], seed: int = 1) -> World:
    """Invent so many actors: nine persons of ten, some with offices, who share first names and surnames."""
    rng = random.Random(seed)  # noqa: S311 (a world to measure, not a secret)
    given = [_word(rng, 2) for _ in range(600)]
    surnames = [_word(rng, rng.choice((2, 3))) for _ in range(max(10, actors // 4))]
    shares = list(accumulate(1 / (rank + 10) for rank in range(len(surnames))))
    people = []
    for number in range(actors * 9 // 10):
        (surname,) = rng.choices(surnames, cum_weights=shares)
        office = rng.choice(_OFFICES) if number % 3 == 0 else None
        people.append(Person(rng.choice(given), surname, rng.choice(states), office))
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(people))))
    return World(
        people, [f"{_word(rng, 3)} {kind}" for kind in ("Party", "Bank") for _ in range(actors // 20)], weights
    )


def _word(rng: random.Random, syllables: int) -> str:
    parts = [rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(syllables)]
    return ("".join(parts) + rng.choice(_CODAS)).capitalize()


def readings(of: World, number: int, seed: int = 2) -> Iterator[Reading]:
    """Draw readings of a world, each with two to four persons who deal with one another."""
    rng = random.Random(seed)  # noqa: S311
    for document in range(number):
        people = rng.choices(of.people, cum_weights=of.weights, k=rng.choice((2, 2, 3, 4)))
        yield _reading(f"d{document:06}", list(dict.fromkeys(people)), rng.choice(of.organizations), rng)


def _reading(document: str, people: Sequence[Person], organization: str, rng: random.Random) -> Reading:
    actors: dict[str, Actor] = {"b": Actor("b", ActorKind.ORGANIZATION, organization)}
    held = []
    for number, person in enumerate(people):
        name = _named(person, rng)
        actors[f"p{number}"] = Actor(f"p{number}", ActorKind.PERSON, name, (name.split()[-1],))
        actors[person.state] = Actor(person.state, ActorKind.STATE, person.state)
        if person.office and rng.random() < _TITLED:
            office = Actor(f"o{number}", ActorKind.OFFICE, person.office, (), person.state)
            actors[office.id] = office
            held.append(OfficeHeld(f"p{number}", office.id, Evidence(document, 0, 1)))
    both = tuple(Participant(f"p{number}", Role.PARTICIPANT) for number in range(min(2, len(people))))
    met = (Interaction(InteractionKind.MEETING, both, (Evidence(document, 0, 1),)),) if len(both) > 1 else ()
    day = START + timedelta(rng.randrange(DAYS))
    return Reading(document, tuple(actors.values()), tuple(held), met, published=day)


def _named(person: Person, rng: random.Random) -> str:
    (how,) = rng.choices(list(_WAYS), list(_WAYS.values()))
    if how == "surname":
        return person.surname
    if how == "initial":
        return f"{person.given[0]}. {person.surname}"
    if how == "slip":
        at = rng.randrange(1, len(person.surname))
        return f"{person.given} {person.surname[:at]}{person.surname[at + 1 :]}"
    return f"{person.given} {person.surname}"


def measure(number: int) -> tuple[float, float, int, int]:
    """Resolve so many readings: seconds of the processor, peak of memory in MiB, actors found, doubts."""
    customs = resolve.customs()
    drawn = list(readings(world(ACTORS, sorted({state.name for state in customs.states.values()})), number))
    start = process_time()
    found = resolve.actors(drawn, customs)
    seconds = process_time() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(found.actors), len(found.queue)


def main() -> None:
    """Measure each size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(description="Measure how long it takes to find out who is who.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of readings")
    parser.add_argument("--one", type=int, help="measure one size, here")
    options = parser.parse_args()
    if options.one:
        print("\t".join(f"{figure:.2f}" for figure in measure(options.one)))  # noqa: T201
        return
    print(f"{'readings':>10}{'seconds':>10}{'ms each':>10}{'MiB':>8}{'actors':>9}{'doubts':>9}")  # noqa: T201
    for size in options.sizes:
        run = [sys.executable, "-m", "graph.bench.resolution", "--one", str(size)]
        done = subprocess.run(run, check=True, capture_output=True, text=True)  # noqa: S603 (this very module)
        seconds, memory, actors, doubts = (float(figure) for figure in done.stdout.split())
        print(f"{size:>10}{seconds:>10.1f}{1000 * seconds / size:>10.2f}{memory:>8.0f}{actors:>9.0f}{doubts:>9.0f}")  # noqa: T201


if __name__ == "__main__":
    main()
