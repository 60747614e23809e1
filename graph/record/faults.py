"""What makes a reading impossible to record; checked once, before it enters the graph."""

from collections.abc import Iterator
from itertools import chain

from graph.model import ActorKind, Document, Evidence, Interaction, Reading


def fault(document: Document, reading: Reading) -> str | None:
    """Say what makes a reading impossible to record, or None where all is well."""
    return next(
        chain(_actors(document, reading), _offices(reading), _interactions(reading), _outside(document, reading)), None
    )


def _actors(document: Document, reading: Reading) -> Iterator[str]:
    if reading.id != document.id:
        yield f"the reading is of another document, {reading.id}"
    known: dict[str, ActorKind] = {}
    for actor in reading.actors:
        if known.setdefault(actor.id, actor.kind) is not actor.kind:
            yield f"the reading has a {known[actor.id].value} and a {actor.kind.value} of one id, {actor.id}"
        if not actor.name.strip():
            yield f"the reading has an actor without a name, {actor.id}"
    named = {participant.actor for found in reading.interactions for participant in found.participants}
    named |= {actor for held in reading.offices for actor in (held.person, held.office)}
    if named - set(known):
        yield f"the reading names actors that it does not list: {', '.join(sorted(named - set(known)))}"


def _offices(reading: Reading) -> Iterator[str]:
    kinds = {actor.id: actor.kind for actor in reading.actors}
    for held in reading.offices:
        if (kinds[held.person], kinds[held.office]) != (ActorKind.PERSON, ActorKind.OFFICE):
            yield f"the reading says that {held.person} holds {held.office}, and these are no person and office"


def _interactions(reading: Reading) -> Iterator[str]:
    for found in reading.interactions:
        what = _single(found)
        if what:
            yield f"the reading has a {found.kind.value} with {what}"


def _single(found: Interaction) -> str | None:
    if not found.evidence:
        return "no evidence"
    if len({participant.actor for participant in found.participants}) < 2:  # noqa: PLR2004
        return "less than two participants"
    if found.count is not None and found.count < 1:
        return f"a count of {found.count}"
    return None if 0 <= found.confidence <= 1 else f"a confidence of {found.confidence}"


def _outside(document: Document, reading: Reading) -> Iterator[str]:
    for shown in _evidence(reading):
        if not 0 <= shown.start < shown.end <= len(document.text):
            yield f"the evidence {shown.start}-{shown.end} lies outside the text ({len(document.text)} characters)"


def _evidence(reading: Reading) -> Iterator[Evidence]:
    yield from (shown for found in reading.interactions for shown in found.evidence)
    yield from (held.evidence for held in reading.offices)
