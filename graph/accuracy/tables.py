"""Write the figures of accuracy as Markdown tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.accuracy.measure import Accuracy, Tally
from graph.model import InteractionKind, Status

FEW = 10
"""Figures that rest on fewer rows than this are shown with their number, and nothing is concluded from them."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
F1S = {
    "persons F1": "person",
    "states F1": "state",
    "offices F1": "office",
    "offices held F1": "offices held",
    "organisations F1": "organization",
    "interactions, pair F1": "pair",
    "interactions, typed F1": "typed",
}
SHARES = {
    "status right": "status",
    "day right": "date",
    "count right": "count",
    "evidence sentence right": "evidence",
}
READERS = {
    "persons F1": 0.99,
    "offices F1": 0.98,
    "interactions, typed F1": 0.95,
    "status right": 1.0,
    "day right": 0.96,
}
"""How well two careful readers agree with each other, where that was measured."""
WAYS = {
    "named": "the words that tell it name both actors",
    "referred": "they say “he”, “the minister”, “both”, or leave an actor to another sentence",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A set of documents, read with the trained model and by frames alone."""

    name: str
    both: Accuracy
    frames: Accuracy


def report(sets: Sequence[Measured], whole: Measured) -> str:
    """Give all tables: one figure a line with the sets beside one another, then the parts of `whole`."""
    parts = [
        overview(sets),
        weakest(whole.both),
        f"With the trained model and without it ({'; '.join(one.name for one in sets)}):",
        ablation(sets),
        f"By kind and by status ({whole.name}; a status is right where kind and actors are, too):",
        by_kind(whole.both),
        by_status(whole.both),
        "By how it is told:",
        by_way(whole.both),
        "Confidence: of the interactions told with it, so many are right:",
        calibration(whole.both),
    ]
    return "\n\n".join(parts)


def overview(sets: Sequence[Measured]) -> str:
    """Give the main figures of each set, beside the agreement of two readers."""
    rows = [
        ["documents", *(str(one.both.documents) for one in sets), ""],
        ["interactions in them", *(str(_size(one.both.tallies["typed"])) for one in sets), ""],
    ]
    for label, name in F1S.items():
        rows.append([label, *(_figure(one.both.tallies[name].f1) for one in sets), _agreement(label)])
    rows.append(["typed precision", *(_figure(one.both.tallies["typed"].precision) for one in sets), ""])
    rows.append(["typed recall", *(_figure(one.both.tallies["typed"].recall) for one in sets), ""])
    rows += [[label, *(_share(one.both, what) for one in sets), _agreement(label)] for label, what in SHARES.items()]
    return _table(["", *(one.name for one in sets), "two careful readers"], rows)


def ablation(sets: Iterable[Measured]) -> str:
    """Compare reading by frames alone with reading by frames and model."""
    rows = [
        [f"{one.name}: {how}", _figure(read.tallies["pair"].f1), *_three(read.tallies["typed"]), _share(read, "status")]
        for one in sets
        for how, read in (("frames only", one.frames), ("frames and model", one.both))
    ]
    return _table(["", "pair F1", "typed precision", "recall", "F1", "status right"], rows)


def by_kind(accuracy: Accuracy) -> str:
    """Give precision, recall and F1 of each kind of interaction."""
    return _parts("kind", accuracy, {str(kind): f"typed {kind}" for kind in InteractionKind})


def by_status(accuracy: Accuracy) -> str:
    """Give precision, recall and F1 of each status."""
    return _parts("status", accuracy, {str(status): f"status {status}" for status in Status})


def by_way(accuracy: Accuracy) -> str:
    """Give the recall where the words that tell an interaction name both actors, and where they do not."""
    found = [(label, accuracy.tallies[name]) for name, label in WAYS.items()]
    return _table(
        ["", "there", "recall"], [[label, str(_size(tally)), _figure(tally.recall)] for label, tally in found]
    )


def calibration(accuracy: Accuracy) -> str:
    """Give, for each bin of confidence, how many interactions were told with it and the share that is right."""
    rows = []
    for low, high in pairwise(BINS):
        last = high == BINS[-1]
        inside = [right for confidence, right in accuracy.judged if low <= confidence and (confidence < high or last)]
        rows.append(
            [f"{low:.1f} – {high:.1f}", str(len(inside)), _figure(sum(inside) / len(inside)) if inside else "–"]
        )
    return _table(["confidence", "told", "right"], rows)


def weakest(accuracy: Accuracy) -> str:
    """Say in words what is read worst."""
    kinds = _worst(accuracy, {str(kind): f"typed {kind}" for kind in InteractionKind})
    statuses = _worst(accuracy, {str(status): f"status {status}" for status in Status})
    named, referred, typed = (accuracy.tallies[name] for name in ("named", "referred", "typed"))
    return (
        f"Where it is weak: it finds {typed.recall:.0%} of {_size(typed)} interactions; {typed.precision:.0%} of what "
        f"it tells is right. It finds {named.recall:.0%} of those told in words that name both actors, and "
        f"{referred.recall:.0%} of the others, which need a pronoun, a title or another sentence followed. The weakest "
        f"kinds are {kinds}, the weakest statuses {statuses}."
    )


def _worst(accuracy: Accuracy, names: dict[str, str]) -> str:
    known = [
        (accuracy.tallies[name].f1, label) for label, name in names.items() if _size(accuracy.tallies[name]) >= FEW
    ]
    return " and ".join(f"{label} (F1 {f1:.2f})" for f1, label in sorted(known)[:2]) or "too few to tell"


def _parts(head: str, accuracy: Accuracy, names: dict[str, str]) -> str:
    rows = [
        [label, str(_size(accuracy.tallies[name])), *_three(accuracy.tallies[name])] for label, name in names.items()
    ]
    return _table([head, "there", "precision", "recall", "F1"], rows)


def _three(tally: Tally) -> list[str]:
    """Give precision, recall and F1, where there is something to divide by."""
    told, there = tally.right + tally.wrong, _size(tally)
    return [
        _figure(tally.precision) if told else "–",
        _figure(tally.recall) if there else "–",
        _figure(tally.f1) if there else "–",
    ]


def _share(accuracy: Accuracy, what: str) -> str:
    asked = accuracy.asked[what]
    return (_figure(accuracy.share(what)) + (f" (of {asked})" if asked < FEW else "")) if asked else "–"


def _agreement(label: str) -> str:
    return _figure(READERS[label]) if label in READERS else ""


def _size(tally: Tally) -> int:
    return tally.right + tally.missed


def _figure(value: float) -> str:
    return f"{value:.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
