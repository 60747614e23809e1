"""All that is known of an event as one statement, so that many events can be told at once.

It says nothing that the other statements do not say: names, evidence and documents stand in it as they are elsewhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model import Document, Event, Evidence, Interaction, InteractionKind, Participant, Role, Status, When
from graph.record import iris


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a piece of evidence, and the document that they are from."""

    sentence: str
    title: str | None
    published: date | None
    publisher: str | None


def quoted(document: Document, evidence: Evidence) -> Quoted:
    """Quote a document."""
    sentence = document.text[evidence.start : evidence.end]
    return Quoted(sentence, document.title or None, document.published, document.publisher or None)


def told_text(event: Event, names: Mapping[str, str], shown: Mapping[Evidence, Quoted]) -> str:
    """Write all that is known of an event as JSON; `names` has its participants, `shown` its evidence."""
    told = event.told
    written: dict[str, Any] = {
        "id": iris.path_of(iris.event_iri(event.id)),
        "kind": told.kind.value,
        "status": told.status.value,
        "confidence": round(told.confidence, 3),
        "participants": [[one, names[one], role.value] for one, role in _parts(told)],
        "evidence": [_evidence(one, shown[one]) for one in dict.fromkeys(told.evidence)],
        "sources": event.sources,
        "reason": event.reason,
    }
    if told.when:
        written |= {"earliest": told.when.earliest.isoformat(), "latest": told.when.latest.isoformat()}
    more = {"count": told.count, "topic": told.topic, "place": told.place, "contradicts": sorted(event.contradicts)}
    written |= {name: value for name, value in more.items() if value}
    return iris.cleaned(json.dumps(written, ensure_ascii=False, separators=(",", ":")))


def _parts(told: Interaction) -> list[tuple[str, Role]]:
    """Give each participant with each part it has: the agents first, then the recipients, then the others."""
    order = list(Role)
    parts = {(one.actor, one.role) for one in told.participants}
    return sorted(parts, key=lambda part: (order.index(part[1]), part[0]))


def _evidence(one: Evidence, quote: Quoted) -> list[Any]:
    published = quote.published.isoformat() if quote.published else None
    return [one.document, quote.title, published, one.start, one.end, quote.sentence, one.rule, quote.publisher]


def told_of(text: str) -> Interaction:
    """Read an event without its evidence out of what `told_text` wrote."""
    told = json.loads(text)
    return Interaction(
        InteractionKind(told["kind"]),
        tuple(Participant(id_, Role(role)) for id_, _, role in told["participants"]),
        (),
        Status(told["status"]),
        when_of(told),
        told.get("count"),
        told.get("topic"),
        told.get("place"),
        told["confidence"],
    )


def when_of(told: Mapping[str, Any]) -> When | None:
    """Read the moment of an event."""
    if "earliest" not in told:
        return None
    return When(date.fromisoformat(told["earliest"]), date.fromisoformat(told["latest"]))
