"""Train the weights of `graph.extract.decide` on annotated documents; needs scikit-learn.

    python -m graph.train tests/gold/*.jsonl tests/gold/constructions.yaml --leave-out afri eura

Proposals are made by the reader itself, with its own actors, so that the model learns to live with their faults. A
proposal is true if an annotated row has its kind and its actors and is shown by its sentence. Threshold and calibration
come from documents of one region, judged by a model that was trained on the others.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from graph.accuracy import align, annotated, fits, holders, kinds_of
from graph.constructions import annotated_constructions
from graph.extract.candidates import Candidate, propose
from graph.extract.decide import Weights
from graph.extract.reader import Extractor
from graph.extract.status import features as status_features
from graph.interchange import actors_to_json
from graph.knowledge import Knowledge
from graph.model import DIRECTED, Document, InteractionKind, Status, When

OFTEN = 2
FAR = 40
ACCEPT_STRENGTH = 0.15
STATUS_STRENGTH = 0.3
SMALLEST = 0.004
PRECISE = 0.76
"""The share of told pairs that must be right, where the region was left out: these texts are harder than news."""
PLAIN, PLAIN_WEIGHT = "plain", 0.4
"""What an invented sentence of `tests/gold/constructions.yaml` weighs beside one of a whole text."""
STEPS = np.arange(0.2, 0.71, 0.02)


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal with what is known of it: its document, its rows, whether it is true (None: optional)."""

    group: str
    trigger: tuple[str, int]
    pair: frozenset[str]
    kind: InteractionKind
    features: tuple[str, ...]
    true: bool | None
    status: Status | None
    described: tuple[str, ...]


def examples(gold: Mapping[str, Any], extractor: Extractor, knowledge: Knowledge) -> Iterator[Example]:
    """Give the proposals of an annotated document with what the annotation says of each."""
    day = When.parse(gold["date"]).earliest if gold["date"] else None
    doc, cast = extractor.cast(Document(gold["id"], gold["text"], day))
    alike = align(gold["actors"], actors_to_json(cast.actors))
    proposals = [candidate for group in propose(doc, cast, knowledge) for candidate in group]
    rows = [_rows(gold, candidate, alike) for candidate in proposals]
    nearest: dict[int, int] = {}
    for candidate, found in zip(proposals, rows, strict=True):
        for n, inside in found:
            nearest[n] = min(nearest.get(n, FAR), _distance(candidate, inside=inside))
    for candidate, found in zip(proposals, rows, strict=True):
        kept = [gold["interactions"][n] for n, inside in found if _distance(candidate, inside=inside) <= nearest[n]]
        required = [row for row in kept if row["required"]]
        true = True if required else None if found else False
        yield Example(
            gold["id"].split("-")[0].removeprefix("l"),
            (gold["id"], candidate.trigger.i),
            frozenset((candidate.first.actor, candidate.second.actor)),
            candidate.kind,
            candidate.features,
            true,
            Status(required[0]["status"]) if required else None,
            status_features(candidate.trigger) if required else (),
        )


def _distance(candidate: Candidate, *, inside: bool) -> int:
    """Tell how directly a trigger and its actors hang together; of several that could tell a row, the nearest does."""
    slots = (candidate.first.slot, candidate.second.slot)
    loose = sum(not filler.grammatical for filler in (candidate.first, candidate.second))
    return (0 if inside else FAR // 2) + sum(slot.count(".") for slot in slots) + 3 * loose


def _rows(gold: Mapping[str, Any], candidate: Candidate, alike: Mapping[str, str]) -> list[tuple[int, bool]]:
    """List the annotated rows that a proposal could tell, and whether its trigger stands in their quotes."""
    found = []
    first, second = (alike.get(f.actor, f"?{f.actor}") for f in (candidate.first, candidate.second))
    sentence, at = candidate.trigger.sent, candidate.trigger.idx
    for n, row in enumerate(gold["interactions"]):
        start = gold["text"].find(row["quote"])
        end = start + len(row["quote"])
        if start < 0 or not (sentence.start_char < end and start < sentence.end_char):
            continue
        directed = candidate.kind in DIRECTED
        if candidate.kind in kinds_of(row) and fits(row, first, second, holders(gold), directed=directed):
            found.append((n, start <= at < end))
    return found


def train(found: Sequence[Example]) -> Weights:
    """Fit the weights, choose the threshold and calibrate."""
    judged = _judged(found)
    threshold, calibration = _threshold(judged), _calibration(judged)
    bias, accept = _fit(found)
    statuses, status_bias, status = _fit_status(found)
    return Weights(bias, accept, threshold, calibration, statuses, status_bias, status)


def _matrix(features: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Any:
    indices, ends = [], [0]
    for row in features:
        indices += [columns[feature] for feature in row if feature in columns]
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices), np.float32), indices, ends), shape=(len(features), len(columns)))


def _columns(features: Sequence[Sequence[str]]) -> dict[str, int]:
    often = Counter(feature for row in features for feature in set(row))
    return {feature: n for n, feature in enumerate(sorted(f for f, count in often.items() if count >= OFTEN))}


def _fit(found: Sequence[Example]) -> tuple[float, dict[str, float]]:
    sure = [e for e in found if e.true is not None]
    columns = _columns([e.features for e in sure])
    model = LogisticRegression(C=ACCEPT_STRENGTH, solver="liblinear", max_iter=300)
    weights = [PLAIN_WEIGHT if e.group == PLAIN else 1.0 for e in sure]
    model.fit(_matrix([e.features for e in sure], columns), [bool(e.true) for e in sure], weights)
    fitted = zip(columns, model.coef_[0], strict=True)
    return round(float(model.intercept_[0]), 4), {f: round(float(w), 4) for f, w in fitted if abs(w) >= SMALLEST}


def _fit_status(found: Sequence[Example]) -> tuple[list[Status], list[float], dict[str, list[float]]]:
    told = list({(e.trigger, e.kind, e.status): e for e in found if e.status}.values())
    rows = [("any", f"kind/{e.kind}", *e.described) for e in told]
    columns = _columns(rows)
    model = LogisticRegression(C=STATUS_STRENGTH, max_iter=1000)
    model.fit(_matrix(rows, columns), [str(e.status) for e in told])
    weights = {f: [round(float(w), 3) for w in model.coef_[:, n]] for f, n in columns.items()}
    strong = {f: row for f, row in weights.items() if max(map(abs, row)) >= SMALLEST}
    return [Status(name) for name in model.classes_], [round(float(b), 4) for b in model.intercept_], strong


def _judged(found: Sequence[Example]) -> list[tuple[float, bool | None]]:
    """Judge each region by a model that was trained on the others: (probability, right) of each pair of a document.

    Invented sentences are not judged: they are easier than texts.
    """
    judged: list[tuple[float, bool | None]] = []
    for region in sorted({e.group for e in found} - {PLAIN}):
        bias, accept = _fit([e for e in found if e.group != region])
        weights = Weights(bias, accept, 0.5, (), (), (), {})
        best: dict[Any, tuple[float, bool | None]] = {}
        for e in found:
            if e.group == region:
                probability = weights.probability(e.features)
                if probability > best.get((e.trigger, e.pair), (0.0, None))[0]:
                    best[e.trigger, e.pair] = (probability, e.true)
        judged += _pairs(best)
    return judged


def _pairs(best: Mapping[Any, tuple[float, bool | None]]) -> list[tuple[float, bool | None]]:
    """Sum up what a document tells of a pair: what tells it truly, or else the likeliest of what tells it wrongly."""
    summed: dict[Any, tuple[bool | None, float]] = {}
    for ((document, _), pair), (probability, true) in best.items():
        known = summed.get((document, pair))
        rank = {True: 2, None: 1, False: 0}
        if known is None or (rank[true], probability) > (rank[known[0]], known[1]):
            summed[document, pair] = (true, probability)
    return [(probability, true) for true, probability in summed.values()]


def _threshold(judged: Sequence[tuple[float, bool | None]]) -> float:
    """Choose the lowest threshold at which enough of what is told is right, optional pairs left aside."""

    def precision(threshold: float) -> float:
        told = [true for p, true in judged if p >= threshold and true is not None]
        return sum(map(bool, told)) / max(len(told), 1)

    return round(float(next((step for step in STEPS if precision(step) >= PRECISE), STEPS[-1])), 2)


def _calibration(judged: Sequence[tuple[float, bool | None]]) -> list[tuple[float, float]]:
    sure = [(p, true) for p, true in judged if true is not None]
    fitted = IsotonicRegression(out_of_bounds="clip").fit([p for p, _ in sure], [bool(t) for _, t in sure])
    points = [i / 50 for i in range(51)]
    return [(p, round(float(v), 3)) for p, v in zip(points, fitted.predict(points), strict=True)]


def _documents(path: Path) -> list[dict[str, Any]]:
    return list(annotated_constructions(path)) if path.suffix == ".yaml" else annotated(path)


def main() -> None:
    """Train on files of annotated documents and write the weights beside the code that uses them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[], help="regions (prefixes of ids) to keep aside")
    options = parser.parse_args()
    knowledge = Knowledge.load()
    extractor = Extractor(knowledge, frames_only=True)
    aside = tuple(prefix for region in options.leave_out for prefix in (region, f"l{region}"))
    golds = [gold for path in options.gold for gold in _documents(path) if not gold["id"].startswith(aside)]
    found = [example for gold in golds for example in examples(gold, extractor, knowledge)]
    weights = train(found)
    weights.save()
    print(f"{len(golds)} documents, {len(found)} proposals, {sum(bool(e.true) for e in found)} true; ", end="")  # noqa: T201
    print(f"{len(weights.accept)} features, threshold {weights.threshold}")  # noqa: T201


if __name__ == "__main__":
    main()
