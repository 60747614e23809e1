"""Measure resolution against documents annotated with true identities: `python -m graph.accuracy.resolution [FOLDER]`.

It is measured apart from reading, on what a perfect reader would read, or with `--end-to-end` on what the program
reads. A pair of local actors of one kind in two documents was found rightly if both have one identity, a pair of
reports if both tell one event.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph import resolve
from graph.accuracy.alignment import Json
from graph.accuracy.happenings import events, happened
from graph.accuracy.identities import alike, as_reading, documents, read, with_known_actors
from graph.accuracy.pairs import Compared, Place, Thing, compare, listed, table
from graph.errors import ActorGraphError
from graph.extract import Extractor
from graph.knowledge import Knowledge
from graph.model import ActorKind, Reading

GOLD = Path("tests/gold/resolution")


def actors(golds: Iterable[Json], found: Mapping[Place, str]) -> Compared:
    """Compare the actors of the graph that annotated actors became with their identities."""
    things = [
        Thing((gold["id"], a["id"]), a["type"], a["identity"], f"{gold['id']} {a['name']} [{a['identity']}]")
        for gold in golds
        for a in gold["actors"]
    ]
    return compare(things, found, [kind.value for kind in ActorKind])


def resolved(golds: Iterable[Json], readings: Mapping[str, Reading], customs: resolve.Customs) -> dict[Place, str]:
    """Resolve all readings and give the actor of the graph that each annotated actor became.

    An annotated actor that a reading does not have is in nothing; what a reading has in excess is left out.
    """
    of = resolve.actors(readings.values(), customs).of
    return {
        (gold["id"], mine): of[gold["id"], local].actor
        for gold in golds
        for local, mine in alike(gold, readings[gold["id"]]).items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m graph.accuracy.resolution", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD, help="annotated documents (*.jsonl)")
    parser.add_argument("--end-to-end", action="store_true", help="on what the program reads, not on the annotations")
    parser.add_argument("--known-actors", action="store_true", help="only events, as if every actor were known")
    parser.add_argument("--errors", action="store_true", help="list the wrong and the missing pairs")
    options = parser.parse_args()
    try:
        compared = _compared(options)
    except ActorGraphError as error:
        sys.exit(f"error: {error}")
    print("\n\n".join(table(each) for each in compared))  # noqa: T201
    if options.errors:
        print("\n\n".join(listed(each.mistakes) for each in compared))  # noqa: T201


def _compared(options: argparse.Namespace) -> list[Compared]:
    golds = documents(options.folder)
    if options.known_actors:
        return [events(golds, happened(golds, {gold["id"]: with_known_actors(gold) for gold in golds}))]
    perfect = {gold["id"]: as_reading(gold) for gold in golds}
    readings = read(golds, Extractor(Knowledge.load())) if options.end_to_end else perfect
    return [
        actors(golds, resolved(golds, readings, resolve.customs())),
        events(golds, happened(golds, readings)),
    ]


if __name__ == "__main__":
    main()
