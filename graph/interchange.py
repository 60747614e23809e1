"""A `Reading` as JSON: the project's interchange form, one object a line."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph.model import (
    Actor,
    ActorKind,
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


def to_json(reading: Reading) -> dict[str, Any]:
    """Give a reading as the JSON object that `actorgraph extract` prints."""
    return {
        "id": reading.id,
        "published": reading.published.isoformat() if reading.published else None,
        "actors": actors_to_json(reading.actors),
        "offices": [
            {"person": o.person, "office": o.office, "former": o.former, "evidence": _span(o.evidence)}
            for o in reading.offices
        ],
        "interactions": [_interaction(i) for i in reading.interactions],
    }


def actors_to_json(actors: Iterable[Actor]) -> list[dict[str, Any]]:
    """Give actors as the list that a reading's JSON object holds."""
    return [
        {"id": a.id, "type": a.kind.value, "name": a.name, "aliases": list(a.aliases), "state": a.state} for a in actors
    ]


def from_json(found: dict[str, Any]) -> Reading:
    """Read what `to_json` writes.

    Raises KeyError or ValueError where the object has another shape.
    """
    document = str(found["id"])
    return Reading(
        document,
        actors=tuple(
            Actor(a["id"], ActorKind(a["type"]), a["name"], tuple(a.get("aliases", ())), a.get("state"))
            for a in found["actors"]
        ),
        offices=tuple(
            OfficeHeld(o["person"], o["office"], _evidence(document, o["evidence"]), o.get("former", False))
            for o in found["offices"]
        ),
        interactions=tuple(_from_interaction(document, i) for i in found["interactions"]),
        published=date.fromisoformat(found["published"]) if found.get("published") else None,
    )


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "rule": evidence.rule}


def _evidence(document: str, span: dict[str, Any]) -> Evidence:
    return Evidence(document, span["start"], span["end"], span.get("rule", ""))


def _interaction(interaction: Interaction) -> dict[str, Any]:
    return {
        "type": interaction.kind.value,
        "status": interaction.status.value,
        "date": interaction.when.iso if interaction.when else None,
        "count": interaction.count,
        "topic": interaction.topic,
        "place": interaction.place,
        "participants": [{"actor": p.actor, "role": p.role.value} for p in interaction.participants],
        "evidence": _span(interaction.evidence[0]),
        "further": [_span(evidence) for evidence in interaction.evidence[1:]],
        "confidence": round(interaction.confidence, 3),
    }


def _from_interaction(document: str, found: dict[str, Any]) -> Interaction:
    return Interaction(
        InteractionKind(found["type"]),
        tuple(Participant(p["actor"], Role(p["role"])) for p in found["participants"]),
        tuple(_evidence(document, span) for span in [found["evidence"], *found.get("further", [])]),
        status=Status(found["status"]),
        when=When.parse(found["date"]) if found.get("date") else None,
        count=found.get("count"),
        topic=found.get("topic"),
        place=found.get("place"),
        confidence=found.get("confidence", 1.0),
    )
