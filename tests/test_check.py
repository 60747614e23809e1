"""Whole graphs that satisfy the shapes, and graphs with one thing wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from graph import build
from graph.check import Problem, check
from graph.errors import KnowledgeError
from graph.knowledge import ontology_folder
from graph.model import ActorKind, InteractionKind, Status
from graph.record import AG, BASE, PREFIXES, class_iri, kind_iri, status_iri
from graph.settings import Settings
from graph.store import Store, open_store
from tests.test_build import DOCUMENTS, GoldReader

DOCUMENT = f"{BASE}doc/{DOCUMENTS[0].id}"
CALL = f"{BASE}interaction/call/undated/benjamin-netanyahu/joe-biden/in-000-9025a99d95292b6f"
REPORT = f"{DOCUMENT}/report/call-joe-biden-benjamin-netanyahu-1"
HELD = f"{DOCUMENT}/membership/joe-biden-president-1"
SHOWN = f"{DOCUMENT}/evidence/0-238/gold"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db") as opened:
        build.add(DOCUMENTS[:1], Settings(), extractor=GoldReader(), store=opened)
        yield opened


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(ontology_folder() / "actorgraph.ttl")


def test_the_seeds_validate(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        build.add(DOCUMENTS, Settings(), extractor=GoldReader(), store=store)
        assert check(store) == ()


def test_an_empty_graph_validates(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        assert check(store) == ()


CHANGES = [
    (f"<{CALL}> ag:evidence ?x", "", "an interaction has evidence"),
    (f"<{CALL}> ag:kind ?x", "", "an interaction has one known kind"),
    (f"<{CALL}> ag:status ?x", f"<{CALL}> ag:status <{BASE}status/rumoured>", "an interaction has one known status"),
    (f"<{CALL}> ag:status ?x", "", "an interaction has one known status"),
    (
        f"<{CALL}> ag:participant ?x . <{CALL}> ag:recipient ?x",
        "",
        "an interaction has two participants or more, who are actors",
    ),
    ("", f"<{CALL}> ag:agent <{BASE}actor/state/iran>", "agents and recipients are participants too"),
    ("", f"<{CALL}> ag:count 0", "a count is a whole number from 1"),
    (f"<{CALL}> ag:confidence ?x", f"<{CALL}> ag:confidence 1.5", "a confidence is from 0 to 1"),
    (
        "",
        f'<{CALL}> ag:earliest "2024-10-09"^^xsd:date',
        "an interaction has both an earliest and a latest day, or neither",
    ),
    (
        "",
        f'<{CALL}> ag:earliest "2024-10-09"^^xsd:date ; ag:latest "2024-10-08"^^xsd:date',
        "the earliest day is one day, and not after the latest",
    ),
    (f"<{CALL}> ag:report ?x", "", "a report is of an interaction"),
    ("", f"<{BASE}interaction/other> ag:report <{REPORT}>", "a report is of one interaction only"),
    (f"<{CALL}> ag:sources ?x", "", "an interaction has one source or more"),
    (f"<{CALL}> ag:reason ?x", "", "it is said why the reports of an interaction are one"),
    (f"<{REPORT}> ag:evidence ?x", "", "a report has evidence"),
    ("", f"<{REPORT}> ag:agent <{BASE}actor/state/iran>", "agents and recipients of a report are its participants too"),
    (f"<{HELD}> ag:evidence ?x", "", "an office held has evidence"),
    (f"<{HELD}> org:member ?x", f"<{HELD}> org:member <{BASE}actor/state/iran>", "an office is held by one person"),
    (f"<{SHOWN}> ag:start ?x", f"<{SHOWN}> ag:start 500", "evidence starts at one offset, before its end"),
    (f"<{SHOWN}> ag:start ?x", f"<{SHOWN}> ag:start 1", "the words of evidence are those of the text between its offsets"),
    (f"<{SHOWN}> ag:sentence ?x", f'<{SHOWN}> ag:sentence "made up"', "the words of evidence are those of the text between its offsets"),
    (f"<{BASE}actor/state/iran> skos:prefLabel ?x", "", "an actor has one name"),
    (f"<{DOCUMENT}> dcterms:identifier ?x", "", "a document has one id"),
]  # fmt: skip


@pytest.mark.parametrize(("without", "with_", "rule"), CHANGES, ids=[change[2] for change in CHANGES])
def test_one_thing_wrong(store: Store, without: str, with_: str, rule: str) -> None:
    before = set(store.quads())
    prefixes = PREFIXES
    store._store.update(  # type: ignore[attr-defined]
        f"{prefixes} DELETE {{ GRAPH ?g {{ {without} }} }} INSERT {{ GRAPH <{DOCUMENT}> {{ {with_} }} }} "
        f"WHERE {{ GRAPH ?g {{ {without} }} }}"
    )
    assert set(store.quads()) != before
    found = check(store)
    assert rule in {problem.rule for problem in found}
    assert all(problem.node.startswith("https://w3id.org/actorgraph/") for problem in found)


def test_a_problem_in_words() -> None:
    assert (
        str(Problem("n", "a count is a whole number", "x")) == "n: it must hold that a count is a whole number (but: x)"
    )
    assert str(Problem("n", "an interaction has evidence")) == "n: it must hold that an interaction has evidence"


def test_an_ontology_that_cannot_be_read(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"actorgraph\.ttl: cannot be read"):
        check(store, tmp_path)
    (tmp_path / "actorgraph.ttl").write_text("ag:x a")
    with pytest.raises(KnowledgeError, match=r"actorgraph\.ttl: not valid Turtle"):
        check(store, tmp_path)


def test_every_term_of_the_graph_is_defined(store: Store, vocabulary: Graph) -> None:
    used = {term for quad in store.quads() for term in quad[:3] if isinstance(term, URIRef) and term in AG}
    defined = {term for term in vocabulary.subjects(RDF.type) if isinstance(term, URIRef) and term in AG}
    assert used - defined == set()


def test_every_term_has_a_label_and_a_definition(vocabulary: Graph) -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in vocabulary.subjects(RDF.type, kind):
            assert isinstance(vocabulary.value(term, RDFS.label), Literal), term
            assert isinstance(vocabulary.value(term, SKOS.definition), Literal), term


def test_every_kind_and_status_is_a_concept(vocabulary: Graph) -> None:
    for concept in (*map(kind_iri, InteractionKind), *map(status_iri, Status)):
        assert (concept, RDF.type, SKOS.Concept) in vocabulary
    for kind in ActorKind:
        assert (class_iri(kind), RDFS.subClassOf, AG.Actor) in vocabulary
    for kind in InteractionKind:
        assert (AG[kind.value.capitalize()], RDFS.subClassOf, AG.Interaction) in vocabulary


def test_kinds_are_matched_to_cameo(vocabulary: Graph) -> None:
    codes = {
        (str(kind).rsplit("/", 1)[-1], str(vocabulary.value(match, SKOS.notation)))
        for relation in (SKOS.exactMatch, SKOS.closeMatch)
        for kind, match in vocabulary.subject_objects(relation)
        if "/kind/" in str(kind)
    }
    assert {("call", "041"), ("visit", "042"), ("talks", "040"), ("talks", "046"), ("warning", "130")} <= codes
