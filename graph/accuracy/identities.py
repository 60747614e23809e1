"""Documents annotated with true identities, and what a perfect reader would read in them.

They are annotated as others are, and each actor has in addition an `identity`, each interaction an `event`: ids that
are the same wherever the same actor or event is meant.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.accuracy.alignment import Json, align, annotated
from graph.accuracy.measure import DIRECTED
from graph.errors import ActorGraphError, ReadError
from graph.extract import Extractor
from graph.interchange import actors_to_json
from graph.model import (
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


def documents(folder: Path) -> list[dict[str, Any]]:
    """Read all annotated documents of a folder.

    Raises ReadError for a folder without any.
    """
    found = [gold for file in sorted(folder.glob("*.jsonl")) for gold in annotated(file)]
    if not found:
        raise ReadError(f"{folder}: there are no annotated documents (*.jsonl) here; give a folder that has some")
    return found


def as_document(gold: Json) -> Document:
    """Give the document as it was published."""
    day = When.parse(gold["date"]).earliest if gold["date"] else None
    return Document(gold["id"], gold["text"], day, publisher=gold.get("publisher"))


def as_reading(gold: Json) -> Reading:
    """Give what a perfect reader would read: the annotation, with its own ids and its rows in their order."""
    whole = Evidence(gold["id"], 0, len(gold["text"]), "annotated")
    return Reading(
        gold["id"],
        tuple(
            Actor(a["id"], ActorKind(a["type"]), a["name"], tuple(a["aliases"]), a.get("state")) for a in gold["actors"]
        ),
        tuple(OfficeHeld(o["person"], o["office"], whole, o.get("former", False)) for o in gold["offices"]),
        tuple(_interaction(gold, row) for row in gold["interactions"]),
        published=as_document(gold).published,
    )


def with_known_actors(gold: Json) -> Reading:
    """Give what a perfect reader would read who knows everybody: nobody has the name of another, or two names."""
    reading = as_reading(gold)
    true = {actor["id"]: actor["identity"] for actor in gold["actors"]}
    actors = (
        replace(actor, name=_unlike_others(true[actor.id]), aliases=())
        if actor.kind in {ActorKind.PERSON, ActorKind.ORGANIZATION}
        else actor
        for actor in reading.actors
    )
    return replace(reading, actors=tuple(actors))


def _unlike_others(identity: str) -> str:
    """Make up a name of two words that is like no other."""
    letters = [chr(ord("a") + byte % 26) for byte in sha256(identity.encode()).digest()]
    return f"{''.join(letters[:10])} {''.join(letters[10:20])}".title()


def _interaction(gold: Json, row: Json) -> Interaction:
    start = gold["text"].index(row["quote"])
    roles = (Role.AGENT, Role.RECIPIENT) if row["type"] in DIRECTED else (Role.PARTICIPANT, Role.PARTICIPANT)
    return Interaction(
        InteractionKind(row["type"]),
        tuple(Participant(row[side][0], role) for side, role in zip(("a", "b"), roles, strict=True)),
        (Evidence(gold["id"], start, start + len(row["quote"]), "annotated"),),
        Status(row["status"]),
        When.parse(row["date"]) if row["date"] else None,
        row["count"],
    )


def read(golds: Sequence[Json], extractor: Extractor) -> dict[str, Reading]:
    """Read the documents, unseen their annotations; one that cannot be read is named and has an empty reading."""
    found = {}
    for document, reading in extractor.read_all([as_document(gold) for gold in golds]):
        if isinstance(reading, ActorGraphError):
            print(reading, file=sys.stderr)  # noqa: T201
            found[document.id] = Reading(document.id, published=document.published)
        else:
            found[document.id] = reading
    return found


def alike(gold: Json, reading: Reading) -> dict[str, str]:
    """Map the ids of a reading to those of the annotation, which may be the same."""
    if [actor.id for actor in reading.actors] == [actor["id"] for actor in gold["actors"]]:
        return {actor.id: actor.id for actor in reading.actors}
    return align(gold["actors"], actors_to_json(reading.actors))
