"""Store what is decided on the command line, and tell it."""

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli.screen import out, show_json
from graph.model import Decision, Reference, Word
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.curate import Wish
    from graph.store import Store


def word(by: str | None, why: str) -> Word:
    """Say who decides, now, and why."""
    return Word(by or getuser(), datetime.now(UTC), why)


def decide(store: "Store", wish: "Wish", said: Word, ontology: Path | None = None) -> Decision:
    """Make a decision, and let the graph obey it."""
    from graph import build, curate

    decision = curate.pose(store, wish, said)
    build.decide([decision], store, Settings(ontology=ontology))
    return decision


def show(decision: Decision, *, as_json: bool) -> None:
    """Print a decision."""
    from graph.decisions import to_json

    if as_json:
        show_json(to_json(decision))
    else:
        out().print(told(decision), markup=False)


def told(decision: Decision) -> str:
    """Tell a decision in one line."""
    about = " · ".join(map(_named, decision.of)) or str(decision.interaction)
    apart = f" from {' · '.join(map(_named, decision.apart))}" if decision.apart else ""
    value = f" → {decision.value}" if decision.value else ""
    undone = f" [undone by {decision.undone.who}: {decision.undone.why}]" if decision.undone else ""
    said = f"({decision.word.who}, {decision.word.when:%Y-%m-%d}: {decision.word.why})"
    return f"{decision.id}  {decision.verdict.value}: {about}{apart}{value} {said}{undone}"


def _named(reference: Reference) -> str:
    return f"{reference.name} in {reference.document}" if reference.document else reference.name
