"""Measure readings against annotated documents: precision, recall and F1 of actors, offices and interactions.

An annotated document is a JSON object like a reading, but its interactions list `a` and `b` (the ids that are equally
right), `also` (kinds just as acceptable), `quote` (the words that show it) and `required` (false: neither rewarded nor
punished). Ids are free: actors are aligned by kind and a name in common.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

from graph.errors import ReadError

Json = Mapping[str, Any]
Pair = tuple[str, str, str, Json]

CONTACT = frozenset({"call", "meeting", "visit", "talks"})
DIRECTED = frozenset({"advice", "warning", "message", "visit"})
KINDS = ("person", "office", "state", "organization")


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
    """Tallies by name (`person`, `offices held`, `pair`, `typed`, `typed call`, …), and what of the found is right."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """(confidence, right) of each interaction that was told."""

    def share(self, what: str) -> float:
        """Give the share of found interactions whose status, date, count or evidence is right."""
        return self.right[what] / self.asked[what] if self.asked[what] else 1.0


def annotated(path: Path) -> list[dict[str, Any]]:
    """Read annotated documents, one JSON object a line.

    Raises ReadError, with file and line, for a line that is none.
    """
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise ReadError(f"{path}:{number}: not a JSON object ({error})") from error
    return found


def measure(golds: Iterable[Json], predictions: Mapping[str, Json]) -> Accuracy:
    """Compare predicted readings with annotated documents; a document without prediction counts as empty."""
    accuracy = Accuracy()
    for gold in golds:
        predicted = predictions.get(gold["id"], {"actors": [], "offices": [], "interactions": []})
        alike = align(gold["actors"], predicted["actors"])
        _actors(gold, predicted, alike, accuracy)
        _offices(gold, predicted, alike, accuracy)
        found = _found(predicted, alike)
        for typed in (False, True):
            _interactions(gold, found, accuracy, typed=typed)
    return accuracy


def align(gold: Sequence[Json], predicted: Sequence[Json]) -> dict[str, str]:
    """Map predicted actor ids to gold ones: same kind, a name in common, best overlap first, one to one."""
    gold_by, predicted_by = {a["id"]: a for a in gold}, {a["id"]: a for a in predicted}
    candidates = []
    for p, g in product(predicted, gold):
        common = _names(p) & _names(g) if p["type"] == g["type"] else set()
        if common and not _foreign(p, g, predicted_by, gold_by):
            candidates.append((-len(common) - (_plain(p["name"]) in _names(g)), str(p["id"]), str(g["id"])))
    alike: dict[str, str] = {}
    for _, predicted_id, gold_id in sorted(candidates):
        if predicted_id not in alike and gold_id not in alike.values():
            alike[predicted_id] = gold_id
    return alike


def holders(gold: Json) -> dict[str, str]:
    """Map each office to the person who holds it now."""
    return {o["office"]: o["person"] for o in gold.get("offices", []) if not o.get("former")}


def fits(row: Json, first: str, second: str, held: Mapping[str, str], *, directed: bool) -> bool:
    """Tell whether two actors are those of a gold row, an office counting as its holder."""

    def same(ids: Sequence[str], actor: str) -> bool:
        return actor in ids or held.get(actor) in ids or any(held.get(other) == actor for other in ids)

    straight = same(row["a"], first) and same(row["b"], second)
    return straight or (not directed and same(row["a"], second) and same(row["b"], first))


def kinds_of(row: Json) -> set[str]:
    """Give the kinds that are acceptable for a gold row."""
    return {row["type"], *row.get("also", [])}


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    name = re.sub(r"'s\b", "", "".join(c for c in name if not unicodedata.combining(c)))
    return re.sub(r"^(the|a|an) ", "", " ".join(re.sub(r"[^\w ]+", "", name).split()))


def _names(actor: Json) -> set[str]:
    return {_plain(name) for name in [actor["name"], *actor.get("aliases", [])] if name}


def _foreign(p: Json, g: Json, predicted: Mapping[str, Json], gold: Mapping[str, Json]) -> bool:
    if g["type"] != "office" or not g.get("state") or not p.get("state"):
        return False
    owner, owned = predicted.get(p["state"]), gold[g["state"]]
    return bool(owner and owner["type"] == owned["type"] == "state" and not _names(owner) & _names(owned))


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
    have = {(alike.get(o["person"], "?"), alike.get(o["office"], "?" + o["office"])) for o in predicted["offices"]}
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
    rows: dict[tuple[Any, ...], Json] = {}
    for row in sorted(gold["interactions"], key=lambda r: not r["required"]):
        rows.setdefault((row["type"], *row["a"], "-", *row["b"], row["status"], row["date"]), row)
    return list(rows.values())


def _family(kind: str) -> str:
    return "contact" if kind in CONTACT else "advice"


def _accepts(row: Json, kind: str, *, typed: bool) -> bool:
    return kind in kinds_of(row) if typed else _family(kind) in {_family(k) for k in kinds_of(row)}


def _interactions(gold: Json, found: Sequence[Pair], accuracy: Accuracy, *, typed: bool) -> None:
    rows, held = _rows(gold), holders(gold)
    free = list(range(len(found)))
    name = "typed" if typed else "pair"

    def match(row: Json, n: int) -> bool:
        kind, first, second, _ = found[n]
        directed = typed and row["type"] in DIRECTED and kind in DIRECTED
        return _accepts(row, kind, typed=typed) and fits(row, first, second, held, directed=directed)

    for row in rows:
        hits = sorted((n for n in free if match(row, n)), key=lambda n: _unlike(row, found[n]))
        if hits:
            free.remove(hits[0])
        if row["required"]:
            for tally in (accuracy.tallies[name], accuracy.tallies[f"{name} {row['type']}"]):
                tally.right += bool(hits)
                tally.missed += not hits
        if hits and typed:
            accuracy.judged.append((found[hits[0]][3].get("confidence", 1.0), True))
            if row["required"]:
                _details(gold, row, found[hits[0]][3], accuracy)
    for n in free:
        _surplus(found[n], accuracy, name, repeated=any(match(row, n) for row in rows))


def _surplus(pair: Pair, accuracy: Accuracy, name: str, *, repeated: bool) -> None:
    """Count what fits no row any more: wrong, unless it only says again what a row says."""
    if not repeated:
        accuracy.tallies[name].wrong += 1
        accuracy.tallies[f"{name} {pair[0]}"].wrong += 1
    if name == "typed":
        accuracy.judged.append((pair[3].get("confidence", 1.0), repeated))


def _unlike(row: Json, pair: Pair) -> tuple[bool, bool, bool]:
    kind, _, _, one = pair
    return (one.get("status") != row["status"], kind != row["type"], one.get("date") != row["date"])


def _details(gold: Json, row: Json, one: Json, accuracy: Accuracy) -> None:
    at = gold["text"].find(row["quote"])
    shown = at >= 0 and one["evidence"]["start"] < at + len(row["quote"]) and at < one["evidence"]["end"]
    checks = {"status": one["status"] == row["status"], f"status {row['status']}": one["status"] == row["status"]}
    checks["evidence"] = shown
    for what in ("date", "count"):
        if row[what]:
            checks[what] = one.get(what) == row[what]
    for what, right in checks.items():
        accuracy.asked[what] += 1
        accuracy.right[what] += right
