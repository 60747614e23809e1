"""Who is shown to hold which office, and when."""

from collections.abc import Iterable
from datetime import date

from graph import record
from graph.build.portions import among
from graph.model import Tenure
from graph.store import Store

Tenures = dict[str, dict[str, Tenure]]
"""Who is shown in an office, by the ids of the office and the person."""


def held_by(store: Store, ids: Iterable[str]) -> set[tuple[str, str]]:
    """Give office and person for each office that documents show to be held now."""
    query = """SELECT DISTINCT ?office ?person WHERE { %s GRAPH ?of {
        ?held org:role ?office ; org:member ?person ; ag:former false } }"""
    rows = among(store, query, "of", [record.document_iri(id_).n3() for id_ in ids])
    return {(record.actor_id(str(row["office"])), record.actor_id(str(row["person"]))) for row in rows}


def taking_part(store: Store, offices: Iterable[str]) -> set[str]:
    """Give those of some offices that take part in reports."""
    query = "SELECT ?office WHERE { %s FILTER EXISTS { ?report ag:participant ?office ; a ag:Report } }"
    rows = among(store, query, "office", [record.actor_iri(office).n3() for office in offices])
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
    for row in among(store, query, "office", [record.actor_iri(office).n3() for office in offices]):
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
