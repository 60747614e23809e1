"""Compare readings with annotated documents: precision, recall and F1 of actors, offices and interactions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from graph.accuracy.alignment import Json, align, fits, holders, kinds_of, named

Pair = tuple[str, str, str, Json]

CONTACT = frozenset({"call", "meeting", "visit", "talks"})
DIRECTED = frozenset({"advice", "warning", "message", "visit"})
KINDS = ("person", "state", "office", "organization")
NOTHING: Json = {"actors": [], "offices": [], "interactions": []}


@dataclass(slots=True)
class Tally:
    """What was found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Give the share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Give the share of what there is that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Accuracy:
    """All figures of a comparison; several comparisons may be added up in one.

    `tallies` by name: each kind of actor, `offices held`, `pair`, `typed`, `typed call` …, `status planned` … (right in
    kind and in status), `named` and `referred` (whether the words that show a row name both actors).
    """

    documents: int = 0
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """(confidence, right) of each interaction that was told."""

    def share(self, what: str) -> float:
        """Give the share of found interactions whose status, date, count or evidence is right."""
        return self.right[what] / self.asked[what] if self.asked[what] else 1.0


def measure(golds: Iterable[Json], predictions: Mapping[str, Json], into: Accuracy | None = None) -> Accuracy:
    """Compare readings with annotated documents; a document without reading counts as empty.

    The figures are added to those of `into`, if it is given.
    """
    accuracy = into or Accuracy()
    for gold in golds:
        predicted = predictions.get(gold["id"]) or NOTHING
        alike = align(gold["actors"], predicted["actors"])
        accuracy.documents += 1
        _actors(gold, predicted, alike, accuracy)
        _offices(gold, predicted, alike, accuracy)
        found = _found(predicted, alike)
        for typed in (False, True):
            _interactions(gold, found, accuracy, typed=typed)
    return accuracy


def _actors(gold: Json, predicted: Json, alike: Mapping[str, str], accuracy: Accuracy) -> None:
    for kind in KINDS:
        wanted = {a["id"] for a in gold["actors"] if a["type"] == kind and a.get("required", True)}
        have = [a["id"] for a in predicted["actors"] if a["type"] == kind]
        found = {alike[p] for p in have if p in alike} & wanted
        tally = accuracy.tallies[kind]
        tally.right += len(found)
        tally.missed += len(wanted - found)
        tally.wrong += sum(p not in alike for p in have)


def _offices(gold: Json, predicted: Json, alike: Mapping[str, str], accuracy: Accuracy) -> None:
    optional = {a["id"] for a in gold["actors"] if not a.get("required", True)}
    may = {(o["person"], o["office"]) for o in gold.get("offices", [])}
    wanted = {pair for pair in may if not set(pair) & optional}
    have = {
        (alike.get(o["person"], o["person"]), alike.get(o["office"], o["office"])) for o in predicted.get("offices", [])
    }
    tally = accuracy.tallies["offices held"]
    tally.right += len(wanted & have)
    tally.missed += len(wanted - have)
    tally.wrong += len(have - may)


def _found(predicted: Json, alike: Mapping[str, str]) -> list[Pair]:
    found, seen = [], set()
    for one in predicted["interactions"]:
        for p, q in _pairs(one):
            first, second = alike.get(p, f"?{p}"), alike.get(q, f"?{q}")
            pair = (first, second) if one["type"] in DIRECTED else tuple(sorted((first, second)))
            key = (one["type"], pair, one.get("status"), one.get("date"))
            if first != second and key not in seen:
                seen.add(key)
                found.append((one["type"], first, second, one))
    return found


def _pairs(interaction: Json) -> Iterator[tuple[str, str]]:
    by_role: dict[str, list[str]] = {"agent": [], "recipient": [], "participant": []}
    for participant in interaction["participants"]:
        by_role[participant["role"]].append(participant["actor"])
    agents, recipients, equals = by_role["agent"], by_role["recipient"], by_role["participant"]
    if agents and (recipients or equals):
        yield from product(agents, recipients + equals)
        yield from combinations(equals, 2)
    elif recipients and equals:
        yield from product(equals, recipients)
    else:
        yield from combinations(agents + recipients + equals, 2)


def _rows(gold: Json) -> list[Json]:
    """List the annotated rows; the same fact told twice is one."""
    rows: dict[tuple[Any, ...], Json] = {}
    for row in sorted(gold["interactions"], key=lambda r: not r["required"]):
        rows.setdefault((row["type"], *row["a"], "-", *row["b"], row["status"], row["date"]), row)
    return list(rows.values())


def _family(kind: str) -> str:
    return "contact" if kind in CONTACT else "advice"


def _interactions(gold: Json, found: Sequence[Pair], accuracy: Accuracy, *, typed: bool) -> None:
    """Give each row the pair that fits it best; what is left over is wrong, or a row told once more."""
    rows, held, name = _rows(gold), holders(gold), "typed" if typed else "pair"
    free = list(range(len(found)))

    def match(row: Json, pair: Pair, kinds: set[str]) -> bool:
        directed = typed and row["type"] in DIRECTED and pair[0] in DIRECTED
        same_kind = pair[0] in kinds if typed else _family(pair[0]) in {_family(kind) for kind in kinds}
        return same_kind and fits(row, pair[1], pair[2], held, directed=directed)

    for row in rows:
        hits = sorted((n for n in free if match(row, found[n], kinds_of(row))), key=lambda n: _unlike(row, found[n]))
        if hits:
            free.remove(hits[0])
        if row["required"]:
            _count(accuracy, (name, f"{name} {row['type']}"), hit=bool(hits))
        if typed:
            _typed(gold, row, found[hits[0]][3] if hits else None, accuracy)
    for n in free:
        repeated = any(match(row, found[n], kinds_of(row) if typed else {row["type"]}) for row in rows)
        _surplus(found[n], accuracy, name, repeated=repeated)


def _count(accuracy: Accuracy, names: Iterable[str], *, hit: bool) -> None:
    for name in names:
        accuracy.tallies[name].right += hit
        accuracy.tallies[name].missed += not hit


def _surplus(pair: Pair, accuracy: Accuracy, name: str, *, repeated: bool) -> None:
    """Count what fits no row any more: wrong, unless it only says again what a row says."""
    if not repeated:
        accuracy.tallies[name].wrong += 1
        accuracy.tallies[f"{name} {pair[0]}"].wrong += 1
    if name == "typed":
        accuracy.judged.append((pair[3].get("confidence", 1.0), repeated))
        if not repeated:
            accuracy.tallies[f"status {pair[3].get('status')}"].wrong += 1


def _unlike(row: Json, pair: Pair) -> tuple[bool, bool, bool]:
    kind, _, _, one = pair
    return (one.get("status") != row["status"], kind != row["type"], one.get("date") != row["date"])


def _typed(gold: Json, row: Json, one: Json | None, accuracy: Accuracy) -> None:
    """Count what a row's interaction, found or not, says beside kind and actors."""
    if one:
        accuracy.judged.append((one.get("confidence", 1.0), True))
    if not row["required"]:
        return
    alike = one is not None and one.get("status") == row["status"]
    _count(accuracy, ["named" if named(row, gold) else "referred"], hit=one is not None)
    _count(accuracy, [f"status {row['status']}"], hit=alike)
    if one:
        accuracy.tallies[f"status {one.get('status')}"].wrong += not alike
        _details(gold, row, one, accuracy)


def _details(gold: Json, row: Json, one: Json, accuracy: Accuracy) -> None:
    checks = {"status": one.get("status") == row["status"], "evidence": _shown(gold, row, one)}
    checks |= {what: one.get(what) == row[what] for what in ("date", "count") if row[what]}
    for what, right in checks.items():
        accuracy.asked[what] += 1
        accuracy.right[what] += right


def _shown(gold: Json, row: Json, one: Json) -> bool:
    """Tell whether the sentence given as evidence overlaps with the words that show a row."""
    at, evidence = gold["text"].find(row["quote"]), one.get("evidence") or {"start": 0, "end": 0}
    return bool(at >= 0 and evidence["start"] < at + len(row["quote"]) and at < evidence["end"])
