"""Put a reading beside an annotated document: which actors are the same, and which rows two actors fit.

An annotated document is a JSON object like a reading, but its interactions list `a` and `b` (the ids that are equally
right), `also` (kinds just as acceptable), `quote` (the words that show it) and `required` (false: neither rewarded nor
punished). Ids are free: actors are aligned by kind and a name in common.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from graph.errors import ReadError

Json = Mapping[str, Any]


def annotated(path: Path) -> list[dict[str, Any]]:
    """Read annotated documents, one JSON object a line.

    Raises ReadError, with file and line, for a file that cannot be read and a line that is no JSON object.
    """
    found = []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read ({error}); give a file of annotated documents") from error
    for number, line in enumerate(text.split("\n"), 1):
        try:
            found += [json.loads(line)] if line.strip() else []
        except ValueError as error:
            raise ReadError(f"{path}:{number}: not a JSON object ({error})") from error
    return found


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


def named(row: Json, gold: Json) -> bool:
    """Tell whether the words that show a row name both actors, so that no pronoun or title has to be followed."""
    actors = {actor["id"]: actor for actor in gold["actors"]}
    quote = f" {_plain(row['quote'])} "
    return all(
        any(f" {name} " in quote for id_ in row[side] for name in _names(actors[id_]) if name) for side in ("a", "b")
    )


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
