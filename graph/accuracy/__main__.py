"""Print how accurate reading is: `python -m graph.accuracy [GOLD.jsonl]`, from the root of the checkout.

Without a file, it measures on the project's own annotated documents: those of the regions that were left out of
training, and the seeds.
"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.accuracy.alignment import annotated
from graph.accuracy.measure import Accuracy, measure
from graph.accuracy.tables import Measured, report
from graph.errors import ActorGraphError
from graph.extract import Extractor
from graph.interchange import to_json
from graph.knowledge import Knowledge
from graph.model import Document, When

GOLD = Path("tests/gold")
README = Path("README.md")
MARKS = re.compile(r"(?<=<!-- accuracy: written by make accuracy-readme -->\n).*?(?=<!-- accuracy: end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A set of annotated documents under a name."""

    name: str
    documents: Sequence[dict[str, Any]]


def own_sets(folder: Path, aside: Sequence[str]) -> list[Annotated]:
    """Give the project's own sets; of those that served to train, only the regions kept aside."""
    prefixes = tuple(prefix for region in aside for prefix in (f"{region}-", f"l{region}-"))
    kept = [
        Annotated(name, [gold for gold in annotated(folder / file) if gold["id"].startswith(prefixes)])
        for name, file in (("stories kept aside", "stories.jsonl"), ("articles kept aside", "lean.jsonl"))
    ]
    return [*kept, Annotated("seeds", annotated(folder / "seeds.jsonl"))]


def readings(golds: Sequence[Mapping[str, Any]], extractor: Extractor) -> dict[str, dict[str, Any]]:
    """Read annotated documents, unseen their annotations; one that cannot be read is named and counts as empty."""
    found = {}
    days = [When.parse(gold["date"]).earliest if gold.get("date") else None for gold in golds]
    documents = [Document(gold["id"], gold["text"], day) for gold, day in zip(golds, days, strict=True)]
    for document, reading in extractor.read_all(documents):
        if isinstance(reading, ActorGraphError):
            print(reading, file=sys.stderr)  # noqa: T201
        else:
            found[document.id] = to_json(reading)
    return found


def measured(sets: Sequence[Annotated], aside: Sequence[str]) -> tuple[list[Measured], Measured]:
    """Read each set once with the model and once without; give the figures of each, and of those `aside` together."""
    knowledge = Knowledge.load()
    whole: list[Accuracy] = []
    single: list[list[Accuracy]] = []
    for extractor in (Extractor(knowledge), Extractor(knowledge, frames_only=True)):
        whole.append(Accuracy())
        single.append([])
        for one in sets:
            predicted = readings(one.documents, extractor)
            single[-1].append(measure(one.documents, predicted))
            if one.name in aside:
                measure(one.documents, predicted, whole[-1])
    figures = [Measured(one.name, both, frames) for one, both, frames in zip(sets, *single, strict=True)]
    return figures, Measured(" and ".join(aside), *whole)


def into_readme(text: str, tables: str) -> str:
    """Put the tables between the marks of the README.

    Raises ActorGraphError where it has no marks.
    """
    if not MARKS.search(text):
        raise ActorGraphError("README.md has no marks '<!-- accuracy: … -->' to write the figures between")
    return MARKS.sub(lambda _: f"\n{tables}\n\n", text)


def main() -> None:
    """Measure and print, or write into the README."""
    parser = argparse.ArgumentParser(prog="python -m graph.accuracy", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="?", type=Path, help="a file of annotated documents, one JSON object a line")
    parser.add_argument("--aside", nargs="*", default=["afri", "eura"], help="regions that were left out of training")
    parser.add_argument("--write-readme", action="store_true", help=f"write the tables into {README}")
    options = parser.parse_args()
    try:
        sets = (
            [Annotated(options.gold.stem, annotated(options.gold))] if options.gold else own_sets(GOLD, options.aside)
        )
        tables = report(*measured(sets, [one.name for one in sets if one.name != "seeds" or options.gold]))
        if options.write_readme:
            README.write_text(into_readme(README.read_text(encoding="utf-8"), tables), encoding="utf-8")
    except ActorGraphError as error:
        sys.exit(f"error: {error}")
    print(tables)  # noqa: T201


if __name__ == "__main__":
    main()
