"""Read interactions that are told at once: all that is known of each in one statement."""

import json
from datetime import date
from typing import Any

from graph import record
from graph.find.evidence import in_order
from graph.find.found import EvidenceFound, InteractionFound, ParticipantFound
from graph.model import InteractionKind, Role, Status


def whole_event(told: str) -> InteractionFound:
    """Read an interaction out of its telling; see `record.told_text`."""
    of = json.loads(told)
    participants: dict[str, ParticipantFound] = {}
    for id_, name, role in of["participants"]:
        participants.setdefault(id_, ParticipantFound(id_, name, record.actor_kind(id_), Role(role)))
    return InteractionFound(
        of["id"],
        InteractionKind(of["kind"]),
        Status(of["status"]),
        record.when_of(of),
        of.get("count"),
        of.get("topic"),
        of.get("place"),
        float(of["confidence"]),
        tuple(participants.values()),
        in_order(map(_evidence, of["evidence"])),
        of["sources"],
        of["reason"],
        tuple(record.path_of(str(record.event_iri(other))) for other in of.get("contradicts", ())),
    )


def _evidence(of: list[Any]) -> EvidenceFound:
    document, title, published, start, end, sentence, rule, publisher = of
    day = date.fromisoformat(published) if published else None
    return EvidenceFound(document, title, day, start, end, sentence, rule, publisher)
