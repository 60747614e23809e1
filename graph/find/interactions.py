"""Find interactions, and describe them in full."""

from collections.abc import Iterable, Sequence
from datetime import date

from graph import record
from graph.find.evidence import evidence_by_iri, in_order
from graph.find.found import EvidenceFound, InteractionFound, Page, ParticipantFound
from graph.find.terms import day_or_none, day_term, text_or_none, values, whole
from graph.model import InteractionKind, Role, Status, When
from graph.store.protocol import Row, Store


def interactions(
    store: Store,
    *,
    actor: str | None = None,
    other: str | None = None,
    kinds: Iterable[InteractionKind] = (),
    statuses: Iterable[Status] = (),
    earliest: date | None = None,
    latest: date | None = None,
    document: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Page[InteractionFound]:
    """Find interactions, newest first; what is left out is not asked for.

    With a span of days, those are found that may have been in it; what has no day is not.
    """
    days = "?found ag:earliest ?earliest ; ag:latest ?latest ."
    taking_part = [f"?found ag:participant {record.actor_iri(id_).n3()} ." for id_ in (actor, other) if id_ is not None]
    pattern = " ".join(
        [
            *(taking_part or ["?found a ag:Interaction ."]),
            _among("ag:kind", "kind", [record.kind_iri(kind) for kind in kinds]),
            _among("ag:status", "status", [record.status_iri(status) for status in statuses]),
            days if earliest or latest else f"OPTIONAL {{ {days} }}",
            f"FILTER(?latest >= {day_term(earliest)})" if earliest else "",
            f"FILTER(?earliest <= {day_term(latest)})" if latest else "",
        ]
    )
    if document is not None:
        pattern = f"GRAPH {record.document_iri(document).n3()} {{ {pattern} }}"
    rows = store.select(f"{record.PREFIXES}SELECT ?found ?earliest ?latest WHERE {{ {pattern} }}")
    ordered = sorted(rows, key=lambda row: str(row["found"]))
    ordered.sort(key=_newest, reverse=True)  # here, since Oxigraph takes ten times as long to sort
    return Page(described(store, [str(row["found"]) for row in ordered[offset : offset + limit]]), len(rows))


def _newest(row: Row) -> tuple[date, date]:
    return day_or_none(row["latest"]) or date.min, day_or_none(row["earliest"]) or date.min


def _among(predicate: str, variable: str, iris: Sequence[str]) -> str:
    """Filter by values; VALUES would make Oxigraph begin with all interactions of a kind."""
    if not iris:
        return ""
    return f"?found {predicate} ?{variable} FILTER(?{variable} IN ({', '.join(f'<{iri}>' for iri in iris)}))"


def described(store: Store, ids: Sequence[str]) -> tuple[InteractionFound, ...]:
    """Describe interactions in full, given by id or IRI, in that order; ids that are not in the graph are left out."""
    iris = [str(iri) for iri in map(record.node_iri, ids) if iri]
    if not iris:
        return ()
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{ {values("found", iris)}
        ?found a ag:Interaction ; ag:kind ?kind ; ag:status ?status ; ag:confidence ?confidence .
        OPTIONAL {{ ?found ag:earliest ?earliest ; ag:latest ?latest }} OPTIONAL {{ ?found ag:count ?count }}
        OPTIONAL {{ ?found ag:topic ?topic }} OPTIONAL {{ ?found ag:place ?place }} }}"""
    )
    participants = _participants(store, iris)
    evidence = _evidence_of(store, iris)
    by_iri = {str(row["found"]): row for row in rows}
    return tuple(
        _interaction(iri, by_iri[iri], participants.get(iri, ()), evidence.get(iri, ()))
        for iri in iris
        if iri in by_iri
    )


def _interaction(
    iri: str, row: Row, participants: tuple[ParticipantFound, ...], evidence: tuple[EvidenceFound, ...]
) -> InteractionFound:
    first, last = row["earliest"], row["latest"]
    return InteractionFound(
        record.path_of(iri),
        record.kind_of(str(row["kind"])),
        record.status_of(str(row["status"])),
        When(first, last) if isinstance(first, date) and isinstance(last, date) else None,
        None if row["count"] is None else whole(row["count"]),
        text_or_none(row["topic"]),
        text_or_none(row["place"]),
        float(str(row["confidence"])),
        participants,
        evidence,
    )


def _participants(store: Store, iris: Sequence[str]) -> dict[str, tuple[ParticipantFound, ...]]:
    """Give the participants of interactions: agents first, then recipients, then the others."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?found ?actor ?name ?agent ?recipient WHERE {{ {values("found", iris)}
        ?found ag:participant ?actor . ?actor skos:prefLabel ?name .
        BIND(EXISTS {{ ?found ag:agent ?actor }} AS ?agent) BIND(EXISTS {{ ?found ag:recipient ?actor }} AS ?recipient)
        }}"""
    )
    found: dict[str, list[ParticipantFound]] = {}
    for row in rows:
        id_ = record.actor_id(str(row["actor"]))
        role = Role.AGENT if row["agent"] else Role.RECIPIENT if row["recipient"] else Role.PARTICIPANT
        participant = ParticipantFound(id_, str(row["name"]), record.actor_kind(id_), role)
        found.setdefault(str(row["found"]), []).append(participant)
    order = list(Role)
    return {iri: tuple(sorted(of, key=lambda one: (order.index(one.role), one.actor))) for iri, of in found.items()}


def _evidence_of(store: Store, iris: Sequence[str]) -> dict[str, tuple[EvidenceFound, ...]]:
    rows = store.select(
        f"{record.PREFIXES}SELECT ?found ?evidence WHERE {{ {values('found', iris)} ?found ag:evidence ?evidence }}"
    )
    shown = evidence_by_iri(store, sorted({str(row["evidence"]) for row in rows}))
    found: dict[str, list[EvidenceFound]] = {}
    for row in rows:
        found.setdefault(str(row["found"]), []).append(shown[str(row["evidence"])])
    return {iri: in_order(of) for iri, of in found.items()}
