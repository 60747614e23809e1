"""Find the sentences that show something."""

from collections.abc import Iterable, Sequence
from datetime import date

from graph import record
from graph.find.found import EvidenceFound
from graph.find.terms import day_or_none, text_or_none, values, whole
from graph.store.protocol import Store


def evidence_by_iri(store: Store, iris: Sequence[str]) -> dict[str, EvidenceFound]:
    """Give pieces of evidence by their IRIs."""
    if not iris:
        return {}
    rows = store.select(
        f"""{record.PREFIXES}SELECT * WHERE {{ {values("shown", iris)}
        ?shown ag:document ?document ; ag:start ?start ; ag:end ?end ; ag:sentence ?sentence ; ag:rule ?rule .
        ?document dcterms:identifier ?id .
        OPTIONAL {{ ?document dcterms:title ?title }} OPTIONAL {{ ?document dcterms:issued ?issued }}
        OPTIONAL {{ ?document dcterms:publisher ?publisher }} }}"""
    )
    return {
        str(row["shown"]): EvidenceFound(
            str(row["id"]),
            text_or_none(row["title"]),
            day_or_none(row["issued"]),
            whole(row["start"]),
            whole(row["end"]),
            str(row["sentence"]),
            str(row["rule"]),
            text_or_none(row["publisher"]),
        )
        for row in rows
    }


def in_order(evidence: Iterable[EvidenceFound]) -> tuple[EvidenceFound, ...]:
    """Put evidence in order: the earliest document first, and each in the order of its text."""
    return tuple(sorted(evidence, key=lambda one: (one.published or date.max, one.document, one.start, one.rule)))
