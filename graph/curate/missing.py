"""Tell which decisions speak of documents or actors that are not in the graph."""

from collections.abc import Iterable, Iterator, Mapping

from graph import decisions, record, resolve
from graph.build import kept
from graph.model import Decision, Reading, Reference
from graph.store import Store


def missing(store: Store, found: Iterable[Decision]) -> dict[str, str]:
    """Give what is not in the graph of what decisions speak of, by the ids of these; the undone ones do not matter.

    Such a decision is kept all the same, and obeyed when what it speaks of comes.
    """
    spoken = [one for one in found if not one.undone]
    references = {of for one in spoken for of in (*one.of, *one.apart)}
    reports = {report: record.document_of(report) for one in spoken for report in one.reports}
    readings = kept.readings(store, {of.document for of in references if of.document} | set(reports.values()))
    there = _there(store, {of.name for of in references if not of.document})
    said = {one.id: "; ".join(dict.fromkeys(_missing(one, readings, there))) for one in spoken}
    return {id_: what for id_, what in said.items() if what}


def _there(store: Store, ids: Iterable[str]) -> set[str]:
    """Give those of some ids that are in the graph, or gave way to one that is."""
    by_people = resolve.decided(decisions.obeyed(decisions.load(store)).actors)
    now = {id_: by_people.id(id_) for id_ in ids}
    known = kept.actors(store, {*now, *now.values()})
    return {id_ for id_, other in now.items() if id_ in known or other in known}


def _missing(decision: Decision, readings: Mapping[str, Reading], there: set[str]) -> Iterator[str]:
    for of in (*decision.of, *decision.apart):
        if not of.document:
            if of.name not in there:
                yield f"there is no actor '{of.name}'"
        elif of.document not in readings:
            yield f"there is no document '{of.document}'"
        elif not _named(of, readings[of.document]):
            yield f"document '{of.document}' names nobody '{of.name}'"
    for report in decision.reports:
        if record.document_of(report) not in readings:
            yield f"there is no document '{record.document_of(report)}'"


def _named(of: Reference, reading: Reading) -> bool:
    return resolve.meant(of, {actor.id: actor for actor in reading.actors}) is not None
