"""Measure resolution against documents annotated with true identities: `python -m graph.accuracy.resolution [FOLDER]`.

The documents are annotated as others are, and each actor has in addition an `identity`, each interaction an `event`:
ids that are the same wherever the same actor or event is meant. Resolution is measured apart from reading: on the
readings that a perfect reader would give, or with `--end-to-end` on those that the program gives.

A link is a pair of local actors of one kind in two documents. One that was found is right if both have one identity.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from graph import resolve
from graph.accuracy.alignment import Json, align, annotated
from graph.accuracy.measure import DIRECTED, Tally
from graph.errors import ActorGraphError, ReadError
from graph.extract import Extractor
from graph.interchange import actors_to_json
from graph.knowledge import Knowledge
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

GOLD = Path("tests/gold/resolution")

Key = tuple[str, str]
"""A local actor: the document's id and the actor's id in its annotation."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Two local actors that were linked wrongly, or not linked though they are one."""

    kind: str
    wrong: bool
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Linked:
    """How many links are right, wrong and missed, by kind and over all (`all`), and which are not right."""

    tallies: Mapping[str, Tally]
    mistakes: Sequence[Mistake]


def documents(folder: Path) -> list[Json]:
    """Read all annotated documents of a folder.

    Raises ReadError for a folder without any.
    """
    found: list[Json] = [gold for file in sorted(folder.glob("*.jsonl")) for gold in annotated(file)]
    if not found:
        raise ReadError(f"{folder}: there are no annotated documents (*.jsonl) here; give a folder that has some")
    return found


def as_reading(gold: Json) -> Reading:
    """Give what a perfect reader would read: the annotation, with its own ids."""
    id_, whole = gold["id"], Evidence(gold["id"], 0, len(gold["text"]), "annotated")
    return Reading(
        id_,
        tuple(
            Actor(a["id"], ActorKind(a["type"]), a["name"], tuple(a["aliases"]), a.get("state")) for a in gold["actors"]
        ),
        tuple(OfficeHeld(o["person"], o["office"], whole, o.get("former", False)) for o in gold["offices"]),
        tuple(_interaction(gold, row) for row in gold["interactions"]),
        published=When.parse(gold["date"]).earliest if gold["date"] else None,
    )


def _interaction(gold: Json, row: Json) -> Interaction:
    start = gold["text"].index(row["quote"])
    roles = (Role.AGENT, Role.RECIPIENT) if row["type"] in DIRECTED else (Role.PARTICIPANT, Role.PARTICIPANT)
    return Interaction(
        InteractionKind(row["type"]),
        tuple(Participant(row[side][0], role) for side, role in zip(("a", "b"), roles, strict=True)),
        (Evidence(gold["id"], start, start + len(row["quote"]), "annotated"),),
        Status(row["status"]),
        When.parse(row["date"]) if row["date"] else None,
        row["count"],
    )


def read(golds: Sequence[Json], extractor: Extractor) -> dict[str, Reading]:
    """Read the documents, unseen their annotations; one that cannot be read is named and has no reading."""
    days = [When.parse(gold["date"]).earliest if gold["date"] else None for gold in golds]
    given = [Document(gold["id"], gold["text"], day) for gold, day in zip(golds, days, strict=True)]
    found = {}
    for document, reading in extractor.read_all(given):
        if isinstance(reading, ActorGraphError):
            print(reading, file=sys.stderr)  # noqa: T201
        else:
            found[document.id] = reading
    return found


def resolved(golds: Iterable[Json], readings: Mapping[str, Reading], customs: resolve.Customs) -> dict[Key, str]:
    """Resolve all readings and give the actor of the graph that each annotated actor became.

    An annotated actor that a reading does not have is in nothing; what a reading has in excess is left out.
    """
    resolutions = resolve.actors(readings.values(), customs)
    found: dict[Key, str] = {}
    for gold in golds:
        reading = readings.get(gold["id"])
        alike = _alike(gold, reading) if reading else {}
        found |= {(gold["id"], mine): resolutions.of[gold["id"], local].actor for local, mine in alike.items()}
    return found


def _alike(gold: Json, reading: Reading) -> dict[str, str]:
    """Map the ids of a reading to those of the annotation, which may be the same."""
    if reading.actors == as_reading(gold).actors:
        return {actor.id: actor.id for actor in reading.actors}
    return align(gold["actors"], actors_to_json(reading.actors))


def links(golds: Iterable[Json], found: Mapping[Key, str]) -> Linked:
    """Compare the pairs that were linked with those that are one."""
    by_kind: dict[str, list[tuple[Json, Json]]] = defaultdict(list)
    for gold in golds:
        for actor in gold["actors"]:
            by_kind[actor["type"]].append((gold, actor))
    tallies, mistakes = {kind.value: Tally() for kind in ActorKind}, []
    for kind, local in sorted(by_kind.items()):
        for one, other, same, linked in _pairs(local, found):
            tallies[kind].right += same and linked
            tallies[kind].wrong += linked and not same
            tallies[kind].missed += same and not linked
            if same != linked:
                mistakes.append(Mistake(kind, linked, one, other))
    return Linked({**tallies, "all": _sum(tallies.values())}, mistakes)


def _pairs(local: Iterable[tuple[Json, Json]], found: Mapping[Key, str]) -> Iterator[tuple[str, str, bool, bool]]:
    """Give each pair of two documents that is one or was linked, as people see both, and whether it is, and was."""
    for (gold, actor), (second, other) in combinations(local, 2):
        ids = found.get((gold["id"], actor["id"])), found.get((second["id"], other["id"]))
        same, linked = actor["identity"] == other["identity"], ids[0] is not None and ids[0] == ids[1]
        if (same or linked) and gold["id"] != second["id"]:
            yield _said(gold, actor), _said(second, other), same, linked


def _said(gold: Json, actor: Json) -> str:
    return f"{gold['id']} {actor['name']} [{actor['identity']}]"


def _sum(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.right, whole.wrong, whole.missed = (
            whole.right + tally.right,
            whole.wrong + tally.wrong,
            whole.missed + tally.missed,
        )
    return whole


def report(linked: Linked) -> str:
    """Give the figures as a table for people."""
    rows = [f"{'links':<14}{'there':>8}{'wrong':>8}{'missed':>8}{'precision':>11}{'recall':>8}{'F1':>8}"]
    for name, tally in linked.tallies.items():
        counts = f"{tally.right + tally.missed:>8}{tally.wrong:>8}{tally.missed:>8}"
        rows.append(f"{name:<14}{counts}{tally.precision:>11.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}")
    return "\n".join(rows)


def mistakes(linked: Linked) -> str:
    """List what was linked wrongly, then what was not linked."""
    ordered = sorted(linked.mistakes, key=lambda one: (not one.wrong, one.kind, one.one, one.other))
    said = {True: "wrong", False: "missed"}
    return "\n".join(f"{said[each.wrong]:<7}{each.kind:<13}{each.one}  ~  {each.other}" for each in ordered)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m graph.accuracy.resolution", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD, help="annotated documents (*.jsonl)")
    parser.add_argument("--end-to-end", action="store_true", help="on what the program reads, not on the annotations")
    parser.add_argument("--errors", action="store_true", help="list the wrong and the missing links")
    options = parser.parse_args()
    try:
        golds = documents(options.folder)
        perfect = {gold["id"]: as_reading(gold) for gold in golds}
        readings = read(golds, Extractor(Knowledge.load())) if options.end_to_end else perfect
        linked = links(golds, resolved(golds, readings, resolve.customs()))
    except ActorGraphError as error:
        sys.exit(f"error: {error}")
    print(report(linked))  # noqa: T201
    if options.errors:
        print(mistakes(linked))  # noqa: T201


if __name__ == "__main__":
    main()
