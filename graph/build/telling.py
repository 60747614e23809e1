"""What the graph keeps of reports, events and direct edges, as far as a change needs it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from graph import find, record
from graph.build.portions import among, portions, rows_of
from graph.model import Evidence, Interaction, Participant, Report, Role, When
from graph.store import Row, Store

_EVENTS = record.EVENTS.n3()


def reports_of(store: Store, ids: Iterable[str]) -> set[str]:
    """Give the ids of the reports of documents."""
    graphs = [record.document_iri(id_).n3() for id_ in ids]
    rows = among(store, "SELECT ?report WHERE { %s GRAPH ?of { ?report a ag:Report } }", "of", graphs)
    return {record.path_of(str(row["report"])) for row in rows}


def blocks_of(store: Store, reports: Iterable[str]) -> set[str]:
    """Give the blocks of the events that reports tell."""
    query = f"SELECT DISTINCT ?block WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:report ?report ; ag:block ?block }} }}"
    return {str(row["block"]) for row in among(store, query, "report", _nodes(reports))}


def blocks_with(store: Store, actors: Iterable[str]) -> set[str]:
    """Give the blocks of the events in which actors take part."""
    query = f"SELECT DISTINCT ?block WHERE {{ %s GRAPH {_EVENTS} {{ ?e ag:participant ?actor ; ag:block ?block }} }}"
    return {str(row["block"]) for row in among(store, query, "actor", [record.actor_iri(id_).n3() for id_ in actors])}


def reports_in(store: Store, blocks: Iterable[str]) -> dict[str, str]:
    """Give the ids of the reports of whole blocks, each with the IRI of its event."""
    query = f"SELECT ?event ?report WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:block ?block ; ag:report ?report }} }}"
    rows = among(store, query, "block", [record.text_literal(block).n3() for block in blocks])
    return {record.path_of(str(row["report"])): str(row["event"]) for row in rows}


def reports_with(store: Store, office: str, first: date | None, last: date | None) -> set[str]:
    """Give the reports in which an office takes part; with days, those of events or documents of these days."""
    query = f"SELECT ?report WHERE {{ ?report ag:participant {record.actor_iri(office).n3()} ; a ag:Report }}"
    found = [f"<{row['report']}>" for row in rows_of(store, query)]
    within = [f'?day {how} "{day}"^^xsd:date' for how, day in ((">=", first), ("<=", last)) if day is not None]
    if within:
        query = f"""SELECT ?report WHERE {{ GRAPH ?of {{ %s ?report a ag:Report
            OPTIONAL {{ ?of dcterms:issued ?issued }}
            OPTIONAL {{ ?report ag:earliest ?earliest }} OPTIONAL {{ ?report ag:latest ?latest }} }}
            BIND(IF(BOUND(?earliest) && ?earliest = ?latest, ?earliest, ?issued) AS ?day)
            FILTER({" && ".join(within)}) }}"""
        found = [f"<{row['report']}>" for row in among(store, query, "report", found)]
    return {record.path_of(iri.strip("<>")) for iri in found}


def reports(store: Store, ids: Collection[str]) -> list[Report]:
    """Give reports as the documents' graphs have them."""
    nodes = _nodes(ids)
    query = """SELECT * WHERE { GRAPH ?of { %s
        ?report ag:kind ?kind ; ag:status ?status ; ag:confidence ?confidence .
        OPTIONAL { ?of dcterms:issued ?issued }
        OPTIONAL { ?report ag:earliest ?earliest } OPTIONAL { ?report ag:latest ?latest }
        OPTIONAL { ?report ag:count ?count } OPTIONAL { ?report ag:topic ?topic }
        OPTIONAL { ?report ag:place ?place } } }"""
    rows = list(among(store, query, "report", nodes))
    people, shown = _linked(store, nodes, "participant"), _linked(store, nodes, "evidence")
    agents, recipients = _linked(store, nodes, "agent"), _linked(store, nodes, "recipient")
    return [
        _report(row, people[iri], agents.get(iri, ()), recipients.get(iri, ()), shown[iri])
        for row in rows
        for iri in [str(row["report"])]
    ]


def _report(
    row: Row, people: Iterable[str], agents: Collection[str], recipients: Collection[str], shown: Iterable[str]
) -> Report:
    sides = {**dict.fromkeys(agents, Role.AGENT), **dict.fromkeys(recipients, Role.RECIPIENT)}
    return Report(
        record.path_of(str(row["report"])),
        record.document_id(str(row["of"])),
        Interaction(
            record.kind_of(str(row["kind"])),
            tuple(Participant(record.actor_id(one), sides.get(one, Role.PARTICIPANT)) for one in sorted(people)),
            tuple(sorted(map(record.evidence_of, shown), key=lambda one: (one.start, one.end, one.rule))),
            record.status_of(str(row["status"])),
            _when(row),
            None if row["count"] is None else int(str(row["count"])),
            None if row["topic"] is None else str(row["topic"]),
            None if row["place"] is None else str(row["place"]),
            float(str(row["confidence"])),
        ),
        row["issued"] if isinstance(row["issued"], date) else None,
    )


def _linked(store: Store, nodes: Iterable[str], predicate: str) -> dict[str, list[str]]:
    query = f"SELECT ?node ?other WHERE {{ %s GRAPH ?of {{ ?node ag:{predicate} ?other }} }}"
    found: dict[str, list[str]] = {}
    for row in among(store, query, "node", nodes):
        found.setdefault(str(row["node"]), []).append(str(row["other"]))
    return found


def told(store: Store, events: Iterable[str]) -> dict[str, Interaction]:
    """Give events without their evidence, by their IRIs."""
    query = f"SELECT ?event ?told WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:told ?told }} }}"
    rows = among(store, query, "event", [f"<{iri}>" for iri in events])
    return {str(row["event"]): record.told_of(str(row["told"])) for row in rows}


def evidence(store: Store, wanted: Iterable[Evidence]) -> Iterator[find.EvidenceFound]:
    """Give pieces of evidence with their words."""
    for nodes in portions(str(record.evidence_iri(one)) for one in wanted):
        yield from find.evidence_by_iri(store, nodes).values()


def counted_in(store: Store, contact: str) -> Iterator[tuple[str, Interaction]]:
    """Give all events that a direct edge counts, as `told` does."""
    query = f"SELECT ?event ?told WHERE {{ GRAPH {_EVENTS} {{ ?event ag:contact <{contact}> ; ag:told ?told }} }}"
    for row in rows_of(store, query):
        yield str(row["event"]), record.told_of(str(row["told"]))


def pairs(store: Store, ends: Iterable[tuple[str, str]]) -> dict[tuple[str, str], record.Pair]:
    """Give pairs of actors, by their ids; those of which nothing is told have an empty tally."""
    query = f"SELECT ?tally WHERE {{ %s GRAPH {record.CONTACTS.n3()} {{ ?pair ag:tally ?tally }} }}"
    wanted = {of: record.Pair(*of, {}) for of in ends}
    rows = among(store, query, "pair", [record.pair_iri(*of).n3() for of in wanted])
    found = [record.pair_of(str(row["tally"])) for row in rows]
    return wanted | {(pair.a, pair.b): pair for pair in found}


def summaries(store: Store, actors: Iterable[str]) -> dict[str, record.Summary]:
    """Give the summaries of actors by id; those of actors that took part in nothing are empty."""
    found = {actor: record.Summary() for actor in actors}
    for portion in portions(found):
        found |= find.summaries(store, portion)
    return found


def _when(row: Row) -> When | None:
    first, last = row["earliest"], row["latest"]
    return When(first, last) if isinstance(first, date) and isinstance(last, date) else None


def _nodes(ids: Iterable[str]) -> list[str]:
    return [record.path_iri(id_).n3() for id_ in ids]
