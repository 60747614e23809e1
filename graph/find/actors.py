"""Find actors, and who holds which office."""

from collections.abc import Mapping, Sequence

from graph import record
from graph.errors import NotFound
from graph.find.evidence import evidence_by_iri, in_order
from graph.find.found import ActorFound, EvidenceFound, OfficeFound, Page
from graph.find.terms import text_or_none, text_term, values, whole
from graph.model import ActorKind
from graph.names import fold
from graph.store.protocol import Row, Store


def actors(
    store: Store, text: str = "", kind: ActorKind | None = None, limit: int = 20, offset: int = 0
) -> Page[ActorFound]:
    """Find actors by a part of a name, without regard to case and accents, best first."""
    wanted = fold(text)
    if text.strip() and not wanted:
        return Page((), 0)
    matching = f"FILTER(CONTAINS(?folded, {text_term(wanted)}))" if wanted else ""
    of_kind = f"?actor a {record.class_iri(kind).n3()} ." if kind else ""
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?actor ?name ?interactions (GROUP_CONCAT(?folded; separator="|") AS ?all) WHERE {{
        GRAPH {record.RESOLUTION.n3()} {{
          {of_kind} ?actor ag:folded ?folded ; skos:prefLabel ?name ; ag:interactions ?interactions . {matching} }} }}
        GROUP BY ?actor ?name ?interactions"""
    )
    ranked = sorted(
        rows, key=lambda row: (_rank(str(row["all"]), wanted), -whole(row["interactions"]), str(row["actor"]))
    )
    chosen = [str(row["actor"]) for row in ranked[offset : offset + limit]]
    return Page(tuple(_described_actors(store, chosen)), len(rows))


def named(store: Store, name: str, limit: int) -> tuple[ActorFound, ...]:
    """Find actors by the whole of a name, without regard to case and accents: a look into an index."""
    wanted = fold(name)
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?actor WHERE {{
        GRAPH {record.RESOLUTION.n3()} {{ ?actor ag:folded {text_term(wanted)} }} }} ORDER BY ?actor LIMIT {limit}"""
    )
    return tuple(_described_actors(store, [str(row["actor"]) for row in rows])) if wanted else ()


def _rank(folded: str, wanted: str) -> int:
    """Rank a match: the whole of a name, its beginning, the beginning of a word, anything."""
    names = folded.split("|")
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(f" {wanted}" in name for name in names) else 3


def actor(store: Store, id: str) -> ActorFound:  # noqa: A002 -- the field's name
    """Give one actor by its id.

    Raises NotFound.
    """
    found = _described_actors(store, [str(record.actor_iri(id))])
    if not found:
        raise NotFound(f"there is no actor '{id}' in the graph; look for its id by a part of its name")
    return found[0]


def _described_actors(store: Store, iris: Sequence[str]) -> list[ActorFound]:
    """Describe actors in full, in the order in which they are given."""
    if not iris:
        return []
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?actor ?name ?alias ?state ?link ?interactions WHERE {{
        GRAPH {record.RESOLUTION.n3()} {{ {values("actor", iris)}
          ?actor skos:prefLabel ?name ; ag:interactions ?interactions .
          OPTIONAL {{ ?actor skos:altLabel ?alias }}
          OPTIONAL {{ ?actor org:postIn|ag:state ?state }}
          OPTIONAL {{ ?actor owl:sameAs ?link }} }} }} ORDER BY ?alias"""
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["actor"]), []).append(row)
    return [_actor(iri, found[iri]) for iri in iris if iri in found]


def _actor(iri: str, rows: Sequence[Row]) -> ActorFound:
    first, id_ = rows[0], record.actor_id(iri)
    aliases = tuple(dict.fromkeys(str(row["alias"]) for row in rows if row["alias"] is not None))
    state = record.actor_id(str(first["state"])) if first["state"] else None
    links = tuple(sorted({record.wikidata_of(str(row["link"])) for row in rows if row["link"] is not None}))
    number = whole(first["interactions"])
    return ActorFound(id_, record.actor_kind(id_), str(first["name"]), aliases, state, number, links)


def offices(
    store: Store, person: str | None = None, office: str | None = None, state: str | None = None
) -> tuple[OfficeFound, ...]:
    """Find who is or was in which office, by any of person, office and the state or organisation it belongs to."""
    bound = [
        values(name, [record.actor_iri(id_)])
        for name, id_ in (("person", person), ("office", office))
        if id_ is not None
    ]
    if state is not None:
        bound.append(f"?office org:postIn {record.actor_iri(state).n3()} .")
    return offices_found(store, " ".join(bound))


def held(store: Store, of: str, id: str) -> tuple[tuple[str, str, bool], ...]:  # noqa: A002 -- the field's name
    """Tell who holds which office, and whether formerly: of a `person`, an `office`, or a `state` and its offices."""
    iri = record.actor_iri(id).n3()
    bound = f"?office org:postIn {iri} ." if of == "state" else f"VALUES ?{of} {{ {iri} }}"
    rows = store.select(
        f"PREFIX ag: <{record.AG}> PREFIX org: <{record.NAMESPACES['org']}> SELECT DISTINCT ?person ?office ?former "
        f"WHERE {{ {bound} ?held org:member ?person ; org:role ?office ; ag:former ?former }}"
    )
    people = ((str(row["person"]), str(row["office"]), bool(row["former"])) for row in rows)
    return tuple(sorted((record.actor_id(a), record.actor_id(b), former) for a, b, former in people))


def offices_found(store: Store, bound: str, graph: str = "?graph") -> tuple[OfficeFound, ...]:
    """Find offices held, current ones first, under conditions on `?person` and `?office`, in one graph or in all."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{ {bound}
        GRAPH {graph} {{ ?held org:member ?person ; org:role ?office ; ag:former ?former ; ag:evidence ?evidence . }}
        GRAPH {record.RESOLUTION.n3()} {{ ?person skos:prefLabel ?person_name . ?office skos:prefLabel ?office_name .
          OPTIONAL {{ ?office org:postIn ?state . ?state skos:prefLabel ?state_name }} }} }}"""
    )
    shown = evidence_by_iri(store, sorted({str(row["evidence"]) for row in rows}))
    held: dict[tuple[str, str, bool], list[Row]] = {}
    for row in rows:
        held.setdefault((str(row["person"]), str(row["office"]), bool(row["former"])), []).append(row)
    found = [_office(former, same, shown) for (_, _, former), same in held.items()]
    return tuple(sorted(found, key=lambda one: (one.former, -len(one.evidence), one.person, one.office)))


def _office(former: bool, rows: Sequence[Row], shown: Mapping[str, EvidenceFound]) -> OfficeFound:  # noqa: FBT001
    row = rows[0]
    evidence = {str(row["evidence"]) for row in rows}
    return OfficeFound(
        record.actor_id(str(row["person"])),
        str(row["person_name"]),
        record.actor_id(str(row["office"])),
        str(row["office_name"]),
        record.actor_id(str(row["state"])) if row["state"] else None,
        text_or_none(row["state_name"]),
        former,
        in_order(shown[iri] for iri in evidence),
    )
