"""Turn annotated documents (`tests/gold/*.jsonl`) into the Readings that a perfect reader would give."""

import json
from pathlib import Path
from typing import Any

from graph.model import (
    DIRECTED,
    Actor,
    ActorKind,
    Document,
    Evidence,
    Interaction,
    InteractionKind,
    OfficeHeld,
    Participant,
    Reading,
    Role,
    Status,
    When,
)

GOLD = Path(__file__).parent / "gold"


def annotated(name: str = "seeds") -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def document(gold: dict[str, Any]) -> Document:
    return Document(gold["id"], gold["text"], When.parse(gold["date"]).earliest if gold["date"] else None)


def reading(gold: dict[str, Any]) -> Reading:
    """Give the required facts of an annotated document as a Reading; the evidence is the line that holds the quote."""
    text = gold["text"]

    def shown(quote: str) -> Evidence:
        at = text.index(quote)
        end = text.find("\n", at)
        return Evidence(gold["id"], text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text), "gold")

    return Reading(
        gold["id"],
        tuple(
            Actor(a["id"], ActorKind(a["type"]), a["name"], tuple(a.get("aliases", ())), a.get("state"))
            for a in gold["actors"]
        ),
        tuple(
            OfficeHeld(
                o["person"],
                o["office"],
                Evidence(gold["id"], 0, len(text.splitlines()[0]), "gold"),
                o.get("former", False),
            )
            for o in gold["offices"]
        ),
        tuple(_interaction(row, shown(row["quote"])) for row in gold["interactions"] if row["required"]),
    )


def _interaction(row: dict[str, Any], evidence: Evidence) -> Interaction:
    kind = InteractionKind(row["type"])
    roles = (
        (Role.AGENT, Role.RECIPIENT) if kind in DIRECTED or kind is InteractionKind.CALL else (Role.PARTICIPANT,) * 2
    )
    return Interaction(
        kind,
        (Participant(row["a"][0], roles[0]), Participant(row["b"][0], roles[1])),
        (evidence,),
        Status(row["status"]),
        When.parse(row["date"]) if row["date"] else None,
        row["count"],
    )
