"""Find the pairs of actors that may be one, about which people should decide."""

from collections.abc import Iterable

from graph import record
from graph.find.actors import actor, offices
from graph.find.found import DoubtFound, Page, SideFound
from graph.find.terms import values
from graph.store.protocol import Store

_RESOLUTION = record.RESOLUTION.n3()
Pair = tuple[str, str]


def doubts(store: Store, limit: int = 20, offset: int = 0, without: Iterable[Pair] = ()) -> Page[DoubtFound]:
    """Give the pairs that may be one actor, the likeliest first; `without` are pairs of ids to leave out."""
    rows = store.select(
        f"""{record.PREFIXES}SELECT ?a ?b ?score ?reason WHERE {{ GRAPH {_RESOLUTION} {{
        ?doubt a ag:Doubt ; ag:one ?one ; ag:other ?other ; ag:score ?score ; ag:reason ?reason .
        ?one ag:actor ?a . ?other ag:actor ?b }} }}"""
    )
    found: dict[Pair, tuple[float, str]] = {}
    for row in rows:
        a, b = sorted(record.actor_id(str(row[name])) for name in ("a", "b"))
        found[a, b] = max(found.get((a, b), (0.0, "")), (float(str(row["score"])), str(row["reason"])))
    left = sorted(((pair, why) for pair, why in found.items() if pair not in set(without)), key=_likeliest)
    chosen = left[offset : offset + limit]
    return Page(tuple(DoubtFound(_side(store, a), _side(store, b), *why) for (a, b), why in chosen), len(left))


def _likeliest(found: tuple[Pair, tuple[float, str]]) -> tuple[float, Pair]:
    return -found[1][0], found[0]


def _side(store: Store, id_: str) -> SideFound:
    rows = store.select(
        f"""{record.PREFIXES}SELECT DISTINCT ?document WHERE {{ {values("actor", [record.actor_iri(id_)])}
        GRAPH {_RESOLUTION} {{ ?one ag:actor ?actor ; ag:document ?document }} }}"""
    )
    documents = tuple(sorted(record.document_id(str(row["document"])) for row in rows))
    return SideFound(actor(store, id_), offices(store, person=id_), documents)
