"""Find interactions, and describe them in full."""

from collections.abc import Iterable, Sequence
from datetime import date

from graph import record
from graph.find.evidence import evidence_by_iri, in_order
from graph.find.found import EvidenceFound, InteractionFound, Page, ParticipantFound
from graph.find.newest import newest, summaries
from graph.find.terms import day_or_none, day_term, text_or_none, values, whole
from graph.find.told import whole_event
from graph.model import InteractionKind, Role, Status, When
from graph.store.protocol import Row, Store

MANY = 50
"""More interactions of one actor are read day by day, from the newest on."""

_EVENTS = record.EVENTS.n3()


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
    """Find interactions, newest first; what is left out is not asked for. `document` is one that tells of it.

    With a span of days, those are found that may have been in it; what has no day is not.
    """
    if actor is not None and not (other or statuses or earliest or latest or document):
        chosen = tuple(kinds)
        if page := _of_many(store, actor, chosen, limit, offset):
            return page
        kinds = chosen
    days = ("?found ag:earliest ?earliest", "?found ag:latest ?latest")
    taking_part = [f"?found ag:participant {record.actor_iri(id_).n3()} ." for id_ in (actor, other) if id_ is not None]
    pattern = " ".join(
        [
            *(taking_part or ["?found a ag:Interaction ."]),
            _among("ag:kind", "kind", [record.kind_iri(kind) for kind in kinds]),
            _among("ag:status", "status", [record.status_iri(status) for status in statuses]),
            *(f"{day} ." if earliest or latest else f"OPTIONAL {{ {day} }}" for day in days),
            f"FILTER(?latest >= {day_term(earliest)})" if earliest else "",
            f"FILTER(?earliest <= {day_term(latest)})" if latest else "",
        ]
    )
    told = "" if document is None else values("found", _told_by(store, document))
    pattern = f"GRAPH {_EVENTS} {{ {told} {pattern} }}"
    rows = store.select(f"{record.PREFIXES}SELECT DISTINCT ?found ?earliest ?latest WHERE {{ {pattern} }}")
    ordered = sorted(rows, key=lambda row: str(row["found"]))
    ordered.sort(key=_newest, reverse=True)  # here, since Oxigraph takes ten times as long to sort
    return Page(described(store, [str(row["found"]) for row in ordered[offset : offset + limit]]), len(rows))


def _told_by(store: Store, document: str) -> list[str]:
    """Give the IRIs of the interactions of which a document tells."""
    rows = store.select(
        f"{record.PREFIXES}SELECT DISTINCT ?found WHERE {{ GRAPH {record.document_iri(document).n3()} "
        f"{{ ?report a ag:Report }} GRAPH {_EVENTS} {{ ?found ag:report ?report }} }}"
    )
    return [str(row["found"]) for row in rows]


def _of_many(
    store: Store, actor: str, kinds: Sequence[InteractionKind], limit: int, offset: int
) -> Page[InteractionFound] | None:
    """Give a page of the interactions of one who has so many that they are not to be looked at all."""
    summary = summaries(store, [actor]).get(actor)
    parts = summary.parts(kinds) if summary else []
    total = summary.events(parts) if summary else 0
    if summary is None or total <= MANY:
        return None
    return Page(tuple(newest(store, actor, summary, parts, limit, offset).items), total)


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
        f"{record.PREFIXES}SELECT ?found ?told WHERE {{ {values('found', iris)} "
        f"GRAPH {_EVENTS} {{ ?found ag:told ?told }} }}"
    )
    told = {str(row["found"]): whole_event(str(row["told"])) for row in rows}
    missing = [iri for iri in iris if iri not in told]  # a graph that an older version of the program made
    told |= {str(record.node_iri(one.id)): one for one in node_by_node(store, missing)}
    return tuple(told[iri] for iri in iris if iri in told)


def node_by_node(store: Store, iris: Sequence[str]) -> tuple[InteractionFound, ...]:
    """Describe interactions in full by what the graph says of each of their parts."""
    return _described(store, iris, _EVENTS)


def reports(store: Store, document: str) -> tuple[InteractionFound, ...]:
    """Give what a document says of interactions, in its own words alone, in the order of its text."""
    graph = record.document_iri(document).n3()
    rows = store.select(f"{record.PREFIXES}SELECT ?found WHERE {{ GRAPH {graph} {{ ?found a ag:Report }} }}")
    found = _described(store, [str(row["found"]) for row in rows], graph)
    return tuple(sorted(found, key=lambda one: (one.evidence[0].start, one.id)))


def _described(store: Store, iris: Sequence[str], graph: str) -> tuple[InteractionFound, ...]:
    if not iris:
        return ()
    rows = store.select(  # VALUES inside, and each OPTIONAL by itself: else Oxigraph goes through all events
        f"""{record.PREFIXES}SELECT * WHERE {{ GRAPH {graph} {{ {values("found", iris)}
        ?found ag:kind ?kind ; ag:status ?status ; ag:confidence ?confidence .
        OPTIONAL {{ ?found ag:earliest ?earliest }} OPTIONAL {{ ?found ag:latest ?latest }}
        OPTIONAL {{ ?found ag:count ?count }}
        OPTIONAL {{ ?found ag:topic ?topic }} OPTIONAL {{ ?found ag:place ?place }}
        OPTIONAL {{ ?found ag:sources ?sources }} OPTIONAL {{ ?found ag:reason ?reason }} }} }}"""
    )
    participants, evidence = _participants(store, iris, graph), _evidence_of(store, iris, graph)
    against = _linked(store, iris, graph, "contradicts")
    by_iri = {str(row["found"]): row for row in rows}
    return tuple(
        _interaction(iri, by_iri[iri], participants.get(iri, ()), evidence.get(iri, ()), against.get(iri, ()))
        for iri in iris
        if iri in by_iri
    )


def _interaction(
    iri: str,
    row: Row,
    participants: tuple[ParticipantFound, ...],
    evidence: tuple[EvidenceFound, ...],
    against: Iterable[str],
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
        1 if row["sources"] is None else whole(row["sources"]),
        text_or_none(row["reason"]) or "one report",
        tuple(sorted(map(record.path_of, against))),
    )


def _participants(store: Store, iris: Sequence[str], graph: str) -> dict[str, tuple[ParticipantFound, ...]]:
    """Give the participants of interactions: agents first, then recipients, then the others."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?found ?actor ?name ?agent ?recipient WHERE {{
        {values("found", iris)} GRAPH {graph} {{
        ?found ag:participant ?actor .
        BIND(EXISTS {{ ?found ag:agent ?actor }} AS ?agent) BIND(EXISTS {{ ?found ag:recipient ?actor }} AS ?recipient)
        }} GRAPH {record.RESOLUTION.n3()} {{ ?actor skos:prefLabel ?name }} }}"""
    )
    found: dict[str, list[ParticipantFound]] = {}
    for row in rows:
        id_ = record.actor_id(str(row["actor"]))
        role = Role.AGENT if row["agent"] else Role.RECIPIENT if row["recipient"] else Role.PARTICIPANT
        participant = ParticipantFound(id_, str(row["name"]), record.actor_kind(id_), role)
        found.setdefault(str(row["found"]), []).append(participant)
    order = list(Role)
    return {iri: tuple(sorted(of, key=lambda one: (order.index(one.role), one.actor))) for iri, of in found.items()}


def _evidence_of(store: Store, iris: Sequence[str], graph: str) -> dict[str, tuple[EvidenceFound, ...]]:
    found = _linked(store, iris, graph, "evidence")
    shown = evidence_by_iri(store, sorted({evidence for of in found.values() for evidence in of}))
    return {iri: in_order(shown[evidence] for evidence in of) for iri, of in found.items()}


def _linked(store: Store, iris: Sequence[str], graph: str, predicate: str) -> dict[str, list[str]]:
    rows = store.select(
        f"{record.PREFIXES}SELECT ?found ?other WHERE {{ {values('found', iris)} "
        f"GRAPH {graph} {{ ?found ag:{predicate} ?other }} }}"
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row["found"]), []).append(str(row["other"]))
    return found
