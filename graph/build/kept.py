"""What the graph keeps of documents, actors and events, as far as a change needs it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph import find, record
from graph.errors import StoreError
from graph.interchange import from_json
from graph.model import Actor, Document, Interaction, Participant, Reading, Report, Resolution, Role, Tenure, When
from graph.store import Row, Store

_RESOLUTION, _TEXTS, _EVENTS = record.RESOLUTION.n3(), record.TEXTS.n3(), record.EVENTS.n3()
_PORTION = 2000
"""So many values are asked for in one query."""

Key = tuple[str, str]
"""A local actor: the ids of its document and of itself there."""

Tenures = dict[str, dict[str, Tenure]]
"""Who is shown in an office, by the ids of the office and the person."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, its reading, and what tells whether it has to be read again."""

    document: Document
    reading: Reading
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Local:
    """What a local actor was resolved to, and the keys by which others are compared with it."""

    resolution: Resolution
    keys: frozenset[str]


def fingerprint(store: Store, document: str) -> str | None:
    """Give the fingerprint of a document, None where it is not in the graph."""
    iri = record.document_iri(document).n3()
    rows = _rows(store, f"SELECT ?found WHERE {{ GRAPH {_TEXTS} {{ {iri} ag:fingerprint ?found }} }}")
    return str(rows[0]["found"]) if rows else None


def documents(store: Store) -> int:
    """Count the documents."""
    return int(
        str(_rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {_TEXTS} {{ ?d ag:fingerprint ?f }} }}")[0]["n"])
    )


def stamp(store: Store) -> str | None:
    """Give the version of the ways in which the graph was resolved."""
    rows = _rows(store, f"SELECT ?found WHERE {{ GRAPH {_TEXTS} {{ {_TEXTS} ag:ways ?found }} }}")
    return str(rows[0]["found"]) if rows else None


def everything(store: Store) -> dict[str, Kept]:
    """Give all documents with their readings."""
    rows = _rows(
        store,
        f"SELECT * WHERE {{ GRAPH {_TEXTS} {{ ?document ag:reading ?reading ; ag:fingerprint ?fingerprint }} }}",
    )
    read = {reading.id: (reading, str(row["fingerprint"])) for row in rows for reading in [_reading(row)]}
    return {document.id: Kept(document, *read[document.id]) for document in find.texts(store, sorted(read))}


def locals_of(store: Store, ids: Iterable[str]) -> dict[Key, Local]:
    """Give the local actors of documents."""
    graphs = [record.document_iri(id_).n3() for id_ in ids]
    return _locals(store, "document", graphs, "?one ag:document ?document .")


def locals_by_key(store: Store, keys: Iterable[str]) -> dict[Key, Local]:
    """Give the local actors that have one of these keys."""
    return _locals(store, "shared", [record.text_literal(key).n3() for key in keys], "?one ag:key ?shared .")


def _locals(store: Store, variable: str, terms: Iterable[str], pattern: str) -> dict[Key, Local]:
    found: dict[Key, tuple[Resolution, set[str]]] = {}
    query = f"""SELECT DISTINCT ?id ?local ?actor ?score ?reason ?key WHERE {{ %s GRAPH {_RESOLUTION} {{ {pattern}
        ?one ag:document ?of ; ag:local ?local ; ag:actor ?actor ; ag:score ?score ; ag:reason ?reason .
        OPTIONAL {{ ?one ag:key ?key }} }} ?of dcterms:identifier ?id }}"""
    for row in _among(store, query, variable, terms):
        key = (str(row["id"]), str(row["local"]))
        actor = record.actor_id(str(row["actor"]))
        resolution = Resolution(*key, actor, float(str(row["score"])), str(row["reason"]))
        keys = found.setdefault(key, (resolution, set()))[1]
        if row["key"] is not None:
            keys.add(str(row["key"]))
    return {key: Local(resolution, frozenset(keys)) for key, (resolution, keys) in found.items()}


def readings(store: Store, ids: Iterable[str]) -> dict[str, Reading]:
    """Give the readings of documents by id.

    Raises StoreError for one that cannot be understood.
    """
    query = f"SELECT ?document ?reading WHERE {{ %s GRAPH {_TEXTS} {{ ?document ag:reading ?reading }} }}"
    return {
        reading.id: reading
        for row in _among(store, query, "document", [record.document_iri(id_).n3() for id_ in ids])
        for reading in [_reading(row)]
    }


def _reading(row: Row) -> Reading:
    try:
        return from_json(json.loads(str(row["reading"])))
    except (KeyError, ValueError, TypeError) as error:
        message = f"what the graph keeps of <{row['document']}> cannot be understood; build that document again"
        raise StoreError(message) from error


def actors(store: Store, ids: Iterable[str]) -> dict[str, tuple[Actor, int]]:
    """Give actors by id, each with the number of its interactions."""
    query = f"""SELECT ?actor ?name ?alias ?state ?n WHERE {{ %s GRAPH {_RESOLUTION} {{
        ?actor skos:prefLabel ?name ; ag:interactions ?n .
        OPTIONAL {{ ?actor skos:altLabel ?alias }} OPTIONAL {{ ?actor org:postIn|ag:state ?state }} }} }}"""
    rows: dict[str, list[Row]] = {}
    for row in _among(store, query, "actor", [record.actor_iri(id_).n3() for id_ in ids]):
        rows.setdefault(record.actor_id(str(row["actor"])), []).append(row)
    return {id_: (_actor(id_, same), int(str(same[0]["n"]))) for id_, same in rows.items()}


def _actor(id_: str, rows: Iterable[Row]) -> Actor:
    first, *_ = rows = list(rows)
    aliases = sorted({str(row["alias"]) for row in rows if row["alias"] is not None})
    state = record.actor_id(str(first["state"])) if first["state"] else None
    return Actor(id_, record.actor_kind(id_), str(first["name"]), tuple(aliases), state)


def still_named(store: Store, actor: str, known: int) -> bool:
    """Tell whether more than so many local actors are this actor."""
    iri = record.actor_iri(actor).n3()
    rows = _rows(store, f"SELECT ?one WHERE {{ GRAPH {_RESOLUTION} {{ ?one ag:actor {iri} }} }} LIMIT {known + 1}")
    return len(rows) > known


def reports_of(store: Store, ids: Iterable[str]) -> set[str]:
    """Give the ids of the reports of documents."""
    graphs = [record.document_iri(id_).n3() for id_ in ids]
    rows = _among(store, "SELECT ?report WHERE { %s GRAPH ?of { ?report a ag:Report } }", "of", graphs)
    return {record.path_of(str(row["report"])) for row in rows}


def blocks_of(store: Store, reports: Iterable[str]) -> set[str]:
    """Give the blocks of the events that reports tell."""
    query = f"SELECT DISTINCT ?block WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:report ?report ; ag:block ?block }} }}"
    return {str(row["block"]) for row in _among(store, query, "report", _nodes(reports))}


def blocks_with(store: Store, actors: Iterable[str]) -> set[str]:
    """Give the blocks of the events in which actors take part."""
    query = f"SELECT DISTINCT ?block WHERE {{ %s GRAPH {_EVENTS} {{ ?e ag:participant ?actor ; ag:block ?block }} }}"
    return {str(row["block"]) for row in _among(store, query, "actor", [record.actor_iri(id_).n3() for id_ in actors])}


def reports_in(store: Store, blocks: Iterable[str]) -> dict[str, str]:
    """Give the ids of the reports of whole blocks, each with the IRI of its event."""
    query = f"SELECT ?event ?report WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:block ?block ; ag:report ?report }} }}"
    rows = _among(store, query, "block", [record.text_literal(block).n3() for block in blocks])
    return {record.path_of(str(row["report"])): str(row["event"]) for row in rows}


def reports_with(store: Store, office: str, first: date | None, last: date | None) -> set[str]:
    """Give the reports in which an office takes part; with days, those of events or documents of these days."""
    within = " && ".join(
        f'?day {how} "{day}"^^xsd:date' for how, day in ((">=", first), ("<=", last)) if day is not None
    )
    query = f"""SELECT ?report WHERE {{ ?report ag:participant {record.actor_iri(office).n3()} ; a ag:Report .
        {
        f'''?report ag:evidence/ag:document ?of . OPTIONAL {{ ?of dcterms:issued ?issued }}
        OPTIONAL {{ ?report ag:earliest ?earliest ; ag:latest ?latest FILTER(?earliest = ?latest) }}
        BIND(COALESCE(?earliest, ?issued) AS ?day) FILTER({within})'''
        if within
        else ""
    } }}"""
    return {record.path_of(str(row["report"])) for row in _rows(store, query)}


def reports(store: Store, ids: Collection[str]) -> list[Report]:
    """Give reports as the documents' graphs have them."""
    nodes = _nodes(ids)
    query = """SELECT * WHERE { %s GRAPH ?of { ?report ag:kind ?kind ; ag:status ?status ; ag:confidence ?confidence .
        ?of dcterms:identifier ?id .
        OPTIONAL { ?of dcterms:issued ?issued } OPTIONAL { ?report ag:earliest ?earliest ; ag:latest ?latest }
        OPTIONAL { ?report ag:count ?count } OPTIONAL { ?report ag:topic ?topic }
        OPTIONAL { ?report ag:place ?place } } }"""
    rows = list(_among(store, query, "report", nodes))
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
    first, last = row["earliest"], row["latest"]
    return Report(
        record.path_of(str(row["report"])),
        str(row["id"]),
        Interaction(
            record.kind_of(str(row["kind"])),
            tuple(Participant(record.actor_id(one), sides.get(one, Role.PARTICIPANT)) for one in sorted(people)),
            tuple(sorted(map(record.evidence_of, shown), key=lambda one: (one.start, one.end, one.rule))),
            record.status_of(str(row["status"])),
            When(first, last) if isinstance(first, date) and isinstance(last, date) else None,
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
    for row in _among(store, query, "node", nodes):
        found.setdefault(str(row["node"]), []).append(str(row["other"]))
    return found


def participants(store: Store, events: Iterable[str]) -> dict[str, list[str]]:
    """Give the ids of those who take part in events, by the IRIs of these."""
    query = f"SELECT ?event ?actor WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:participant ?actor }} }}"
    found: dict[str, list[str]] = {}
    for row in _among(store, query, "event", [f"<{iri}>" for iri in events]):
        found.setdefault(str(row["event"]), []).append(record.actor_id(str(row["actor"])))
    return found


def contacts_of(store: Store, events: Iterable[str]) -> set[str]:
    """Give the IRIs of the direct edges that events are counted in."""
    query = f"SELECT DISTINCT ?contact WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:contact ?contact }} }}"
    return {str(row["contact"]) for row in _among(store, query, "event", [f"<{iri}>" for iri in events])}


def ends(store: Store, contacts: Iterable[str]) -> dict[str, record.ContactKey]:
    """Give the two actors of direct edges, and their kind, by the IRIs of these."""
    query = f"""SELECT * WHERE {{ %s GRAPH {record.CONTACTS.n3()} {{
        ?contact ag:from ?a ; ag:to ?b ; ag:kind ?kind }} }}"""
    return {
        str(row["contact"]): (
            record.actor_id(str(row["a"])),
            record.actor_id(str(row["b"])),
            record.kind_of(str(row["kind"])),
        )
        for row in _among(store, query, "contact", [f"<{iri}>" for iri in contacts])
    }


def counted_in(store: Store, contacts: Iterable[str]) -> Iterator[tuple[str, str, Interaction]]:
    """Give each event that direct edges count, as edge, event, and what an edge adds up of it."""
    query = f"""SELECT * WHERE {{ %s GRAPH {_EVENTS} {{ ?event ag:contact ?contact ; ag:status ?status ;
        ag:kind ?kind ; ag:confidence ?confidence . OPTIONAL {{ ?event ag:count ?count }}
        OPTIONAL {{ ?event ag:earliest ?earliest ; ag:latest ?latest }} }} }}"""
    for row in _among(store, query, "contact", [f"<{iri}>" for iri in contacts]):
        first, last = row["earliest"], row["latest"]
        yield (
            str(row["contact"]),
            str(row["event"]),
            Interaction(
                record.kind_of(str(row["kind"])),
                (),
                (),
                record.status_of(str(row["status"])),
                When(first, last) if isinstance(first, date) and isinstance(last, date) else None,
                None if row["count"] is None else int(str(row["count"])),
                confidence=float(str(row["confidence"])),
            ),
        )


def held_by(store: Store, ids: Iterable[str]) -> set[tuple[str, str]]:
    """Give office and person for each office that documents show to be held now."""
    query = """SELECT DISTINCT ?office ?person WHERE { %s GRAPH ?of {
        ?held org:role ?office ; org:member ?person ; ag:former false } }"""
    rows = _among(store, query, "of", [record.document_iri(id_).n3() for id_ in ids])
    return {(record.actor_id(str(row["office"])), record.actor_id(str(row["person"]))) for row in rows}


def taking_part(store: Store, offices: Iterable[str]) -> set[str]:
    """Give those of some offices that take part in reports."""
    query = "SELECT DISTINCT ?office WHERE { %s ?report ag:participant ?office ; a ag:Report }"
    rows = _among(store, query, "office", [record.actor_iri(office).n3() for office in offices])
    return {record.actor_id(str(row["office"])) for row in rows}


def tenures(store: Store, offices: Iterable[str], without: Iterable[str] = ()) -> Tenures:
    """Give who is shown in offices and when, by documents other than some."""
    others = ", ".join(record.document_iri(id_).n3() for id_ in sorted(without))
    query = f"""SELECT ?office ?person (MIN(?start) AS ?first) (MAX(?end) AS ?last) WHERE {{ %s
        GRAPH ?of {{ ?held org:role ?office ; org:member ?person ; ag:former false
        OPTIONAL {{ ?of dcterms:issued ?day }} }}
        BIND(COALESCE(?day, {_day(date.max)}) AS ?start) BIND(COALESCE(?day, {_day(date.min)}) AS ?end)
        {f"FILTER(?of NOT IN ({others}))" if others else ""} }} GROUP BY ?office ?person"""
    found: Tenures = {}
    for row in _among(store, query, "office", [record.actor_iri(office).n3() for office in offices]):
        office, person = (record.actor_id(str(row[name])) for name in ("office", "person"))
        first, last = (day if isinstance(day, date) else None for day in (row["first"], row["last"]))
        none = first == date.max
        found.setdefault(office, {})[person] = Tenure(person, None if none else first, None if none else last)
    return found


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^xsd:date'


def add_tenure(of: dict[str, Tenure], person: str, day: date | None) -> None:
    """Add a document of a day that shows a person in an office."""
    before = of.get(person, Tenure(person))
    days = [one for one in (before.first, before.last, day) if one]
    of[person] = Tenure(person, min(days, default=None), max(days, default=None))


def copies(store: Store, ids: Iterable[str]) -> dict[str, set[str]]:
    """Give the copies of documents."""
    query = f"""SELECT ?a ?b WHERE {{ %s GRAPH {_EVENTS} {{ ?one ag:copyOf ?other }}
        ?one dcterms:identifier ?a . ?other dcterms:identifier ?b }}"""
    found: dict[str, set[str]] = {}
    for row in _among(store, query, "one", [record.document_iri(id_).n3() for id_ in ids]):
        found.setdefault(str(row["a"]), set()).add(str(row["b"]))
    return found


def signatures(store: Store, bands: Iterable[str]) -> Mapping[str, str]:
    """Give the signatures of documents that have one of these bands, by document."""
    query = f"""SELECT DISTINCT ?id ?signature WHERE {{ %s
        GRAPH {_TEXTS} {{ ?of ag:band ?band ; ag:signature ?signature }} ?of dcterms:identifier ?id }}"""
    rows = _among(store, query, "band", [record.text_literal(band).n3() for band in bands])
    return {str(row["id"]): str(row["signature"]) for row in rows}


def _nodes(ids: Iterable[str]) -> list[str]:
    return [record.path_iri(id_).n3() for id_ in ids]


def _rows(store: Store, query: str) -> list[Row]:
    return store.select(record.PREFIXES + query)


def _among(store: Store, query: str, variable: str, terms: Iterable[str]) -> Iterator[Row]:
    """Run a query for values of a variable, which stand where it has `%s`, portion by portion."""
    ordered = sorted(set(terms))
    for start in range(0, len(ordered), _PORTION):
        values = f"VALUES ?{variable} {{ {' '.join(ordered[start : start + _PORTION])} }}"
        yield from _rows(store, query.replace("%s", values))
