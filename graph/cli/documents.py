"""Commands that take documents in and out: `build`, `extract` and `remove`."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from graph.cli.exits import Exit, finish
from graph.cli.options import DEFAULTS, Day, Db, Json, Model, Ontology, Paths, TextLimit
from graph.cli.report import report_json, show_report
from graph.cli.screen import complain, progress, show_json, talk, tracked, waiting
from graph.errors import ActorGraphError
from graph.model import Document
from graph.read import TEXT_LIMIT, documents
from graph.settings import Settings


def build(
    paths: Paths,
    db: Db = DEFAULTS.db,
    day: Day = None,
    model: Model = DEFAULTS.model,
    ontology: Ontology = DEFAULTS.ontology,
    text_limit: TextLimit = TEXT_LIMIT,
    as_json: Json = False,
) -> None:
    """Read documents into the graph; a document that is there already is replaced by what its text says now."""
    from graph import build as building
    from graph.extract import Extractor
    from graph.knowledge import Knowledge
    from graph.store import open_store

    settings = Settings(db, model, ontology)
    with open_store(db) as store:
        with waiting("loading the language model"):
            extractor = Extractor(Knowledge.load(ontology), model)
        total = sum(1 for _ in documents(paths, text_limit=text_limit))
        with progress() as bar:
            task = bar.add_task("reading", total=total)
            found = documents(paths, day, text_limit=text_limit)
            report = building.add(
                found, settings, extractor=extractor, store=store, progress=lambda _: bar.advance(task)
            )
        for message in report.failed:
            complain(message)
        show_json(report_json(report)) if as_json else show_report(report, store)
    if report.failed:
        finish(Exit.PARTLY)


def extract(
    paths: Paths,
    day: Day = None,
    model: Model = DEFAULTS.model,
    ontology: Ontology = DEFAULTS.ontology,
    text_limit: TextLimit = TEXT_LIMIT,
) -> None:
    """Write what each document says as one line of JSON, in the order of the input, without keeping it."""
    from graph.extract import Extractor
    from graph.interchange import to_json
    from graph.knowledge import Knowledge

    with waiting("loading the language model"):
        extractor = Extractor(Knowledge.load(ontology), model)
    readable = Readable(documents(paths, day, text_limit=text_limit))
    for document, reading in tracked(extractor.read_all(readable), "reading", shown=not sys.stdout.isatty()):
        if isinstance(reading, ActorGraphError):
            readable.fail(reading, document.id)
            continue
        sys.stdout.write(json.dumps(to_json(reading), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    readable.finish()


def remove(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of the document.")],
    db: Db = DEFAULTS.db,
    ontology: Ontology = DEFAULTS.ontology,
) -> None:
    """Take a document out of the graph, with all that it alone said."""
    from graph import build as building
    from graph.store import open_store

    with open_store(db, existing=True) as store:
        building.remove(document, store, Settings(db, ontology=ontology))
    talk().print(f"removed {document}", markup=False)


class Readable:
    """The documents among what was found; of the others, each is told at once and counted."""

    def __init__(self, found: Iterable[Document | ActorGraphError]) -> None:
        self._found = found
        self.failures: list[str] = []
        self.read = 0

    def __iter__(self) -> Iterator[Document]:
        """Give the documents, in order."""
        for item in self._found:
            if isinstance(item, ActorGraphError):
                self.fail(item)
            else:
                self.read += 1
                yield item

    def fail(self, error: ActorGraphError, document: str = "") -> None:
        """Tell that a document was left out, and why."""
        message = str(error) if document in str(error) else f"{document}: {error}"
        self.failures.append(message)
        complain(message)

    def finish(self) -> None:
        """End the command with the code that says whether all went well."""
        finish(Exit.PARTLY if self.failures else Exit.FINE)
