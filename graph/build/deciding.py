"""Let the graph obey what people decide, at the cost of what they speak of."""

from collections.abc import Iterable

from graph import decisions, record
from graph.build import kept
from graph.build.changing import renew, write
from graph.build.views import Nodes
from graph.build.ways import Ways, obeying, ways
from graph.model import Decision
from graph.settings import Settings
from graph.store import Store

_DECISIONS = str(record.DECISIONS)


def decide(found: Iterable[Decision], store: Store, settings: Settings) -> tuple[Decision, ...]:
    """Store decisions, new ones and such as were undone, and resolve anew what they speak of; all of it or nothing.

    Gives those that are new or were undone since; what is known already changes nothing. Raises StoreError,
    KnowledgeError.
    """
    known = decisions.load(store)
    before = obeying(ways(settings), decisions.obeyed(known))
    renew(store, before)
    changed = decisions.joined(known, found)
    if not changed:
        return ()
    now = {decision.id: decision for decision in (*known, *changed)}
    after = obeying(before, decisions.obeyed(now.values()))
    write(store, kept.kept(store, _spoken_of(store, changed, before, after)), after, _nodes(changed))
    return changed


def known_ways(store: Store, settings: Settings) -> Ways:
    """Give the ways in which to resolve, with what people decided."""
    return obeying(ways(settings), decisions.obeyed(decisions.load(store)))


def _spoken_of(store: Store, changed: Iterable[Decision], *both: Ways) -> set[str]:
    """Give the documents in which those are named of whom decisions speak, by these or by what they are the same as."""
    references = {one for decision in changed for one in (*decision.of, *decision.apart)}
    named = {one.name for one in references if not one.document}
    for each in both:
        ids = [{pair[0].name, pair[1].name} for pair in each.obeyed.actors.same if not pair[0].document]
        while more := {id_ for pair in ids if pair & named for id_ in pair} - named:
            named |= more
    reports = {report for decision in changed for report in decision.reports}
    inside = {record.document_of(report) for report in reports}
    return {one.document for one in references if one.document} | kept.documents_with(store, named) | inside


def _nodes(changed: Iterable[Decision]) -> Nodes:
    nodes: Nodes = {}
    for decision in changed:
        by_subject: dict[str, list[record.Triple]] = {}
        for triple in record.decision_node(decision):
            by_subject.setdefault(str(triple[0]), []).append(triple)
        nodes |= {(_DECISIONS, subject): triples for subject, triples in by_subject.items()}
    return nodes
