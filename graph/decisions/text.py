"""Decisions as text: a JSON object a line, the earliest first, so that versions of a file merge line by line."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from graph.errors import ReadError
from graph.model import ActorKind, Decision, Reference, Verdict, Word
from graph.names import fold, wikidata_id

_ID = re.compile(r"[\w-]+")


def to_json(decision: Decision) -> dict[str, Any]:
    """Give a decision as a JSON object; what it has not is left out."""
    found: dict[str, Any] = {
        "id": decision.id,
        "decision": decision.verdict.value,
        "of": [_reference(one) for one in decision.of],
        "apart": [_reference(one) for one in decision.apart],
        "value": decision.value,
        "interaction": decision.interaction,
        "reports": list(decision.reports),
        **_word(decision.word),
        "undone": _word(decision.undone) if decision.undone else None,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _reference(reference: Reference) -> dict[str, str]:
    if not reference.document:
        return {"actor": reference.name}
    return {"document": reference.document, "name": reference.name}


def _word(word: Word) -> dict[str, str]:
    return {"by": word.who, "when": word.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "why": word.why}


def identity(decision: Decision) -> str:
    """Give the id that follows from what a decision says, and not from whether it was undone."""
    said = to_json(replace(decision, id="", undone=None))
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def lines(decisions: Iterable[Decision]) -> str:
    """Write decisions as text."""
    ordered = sorted(decisions, key=lambda decision: (decision.word.when, decision.id))
    return "".join(json.dumps(to_json(one), ensure_ascii=False) + "\n" for one in ordered)


def parsed(text: str, name: str = "the file") -> tuple[Decision, ...]:
    """Read what `lines` writes, in whatever order; a decision without an id gets the one that follows from it.

    Raises ReadError, which names the line.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_decision(json.loads(line)))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            message = f"{name}, line {number}: no decision ({error!r}); actorgraph decisions export shows how one looks"
            raise ReadError(message) from error
    return tuple(found)


def _decision(found: Mapping[str, Any]) -> Decision:
    decision = Decision(
        str(found.get("id") or ""),
        Verdict(found["decision"]),
        _word_of(found),
        tuple(map(_reference_of, found.get("of", ()))),
        tuple(map(_reference_of, found.get("apart", ()))),
        found.get("value"),
        found.get("interaction"),
        tuple(sorted(map(str, found.get("reports", ())))),
        _word_of(found["undone"]) if found.get("undone") else None,
    )
    decision = replace(decision, id=decision.id or identity(decision))
    if not _ID.fullmatch(decision.id):
        raise ValueError(f"the id {decision.id} has more than letters, digits and hyphens")
    _check(decision)
    return decision


def _check(decision: Decision) -> None:
    """Refuse a decision that says nothing; raises ValueError."""
    if decision.verdict in (Verdict.REJECT, Verdict.CONFIRM):
        spoken, needed = len(decision.reports), 1
    else:
        pair = decision.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.NOT_SURE, Verdict.MERGE)
        spoken, needed = len(decision.of), 2 if pair else 1
    if spoken < needed or (decision.verdict is Verdict.SPLIT and not decision.apart):
        raise ValueError("it does not name all of whom it speaks")
    if decision.verdict is Verdict.CHANGE_KIND:
        ActorKind(str(decision.value))
    if decision.verdict in (Verdict.RENAME, Verdict.ALIAS) and not fold(str(decision.value or "")):
        raise ValueError("it gives no name")
    if decision.verdict is Verdict.LINK and (not decision.value or wikidata_id(decision.value) != decision.value):
        raise ValueError("its value is no id in Wikidata, such as Q42")


def _word_of(found: Mapping[str, Any]) -> Word:
    when = datetime.fromisoformat(found["when"])
    return Word(str(found["by"]), when if when.tzinfo else when.replace(tzinfo=UTC), str(found["why"]))


def _reference_of(found: Mapping[str, Any]) -> Reference:
    return Reference("", str(found["actor"])) if "actor" in found else Reference(str(found["document"]), found["name"])


def joined(known: Iterable[Decision], others: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give those of `others` that are new, or that were undone since; the order of joining makes no difference."""
    by_id = {decision.id: decision for decision in known}
    changed: dict[str, Decision] = {}
    for other in others:
        before = by_id.get(other.id)
        undone = [each.undone for each in (before, other) if each and each.undone]
        first = min(undone, key=lambda word: (word.when, word.who, word.why), default=None)
        now = replace(before or other, undone=first)
        if now != before:
            by_id[now.id] = changed[now.id] = now
    return tuple(changed.values())
