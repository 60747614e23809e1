"""Values as statements: what a document says, how its nodes are named, and what cannot be recorded."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.compare import graph_diff, isomorphic

from graph import record
from graph.model import (
    Actor,
    ActorKind,
    Document,
    Evidence,
    Interaction,
    InteractionKind,
    OfficeHeld,
    Participant,
    Reading,
    Resolution,
    Role,
    Status,
    When,
)
from graph.names import fold, slug

TEXT = "President Ada Alder called Berta Birch on 9 May about “wheat” in Riga. Ada Alder did not visit Latvia."
DOCUMENT = Document("news 1", TEXT, date(2024, 5, 10), "Wheat", "https://example.org/1", "The Paper")
ADA, BERTA = Actor("a", ActorKind.PERSON, "Ada Alder"), Actor("b", ActorKind.PERSON, "Berta Birch")
POST, LATVIA = Actor("o", ActorKind.OFFICE, "President"), Actor("l", ActorKind.STATE, "Latvia")
CALL = Interaction(
    InteractionKind.CALL,
    (Participant("a", Role.AGENT), Participant("b", Role.RECIPIENT)),
    (Evidence("news 1", 0, 70, "call"),),
    when=When(date(2024, 5, 9), date(2024, 5, 9)),
    count=2,
    topic="“wheat”",
    place="Riga",
    confidence=0.75,
)
VISIT = Interaction(
    InteractionKind.VISIT,
    (Participant("a", Role.AGENT), Participant("l", Role.RECIPIENT)),
    (Evidence("news 1", 71, 102),),
    Status.DENIED,
)
READING = Reading(
    "news 1", (ADA, BERTA, POST, LATVIA), (OfficeHeld("a", "o", Evidence("news 1", 0, 70, "title")),), (VISIT, CALL)
)
ACTORS = {
    "a": "person/ada-alder",
    "b": "person/berta-birch",
    "o": "office/latvia/president",
    "l": "state/latvia",
}

GOLDEN = """
@prefix : <https://w3id.org/actorgraph/doc/news%201/> .
@prefix ag: <https://w3id.org/actorgraph/ns#> .
@prefix actor: <https://w3id.org/actorgraph/actor/> .
@prefix kind: <https://w3id.org/actorgraph/kind/> .
@prefix status: <https://w3id.org/actorgraph/status/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/actorgraph/doc/news%201> a ag:Document ; dcterms:identifier "news 1" ; dcterms:title "Wheat" ;
    dcterms:issued "2024-05-10"^^xsd:date ; dcterms:publisher "The Paper" ; schema:url "https://example.org/1"^^xsd:anyURI .

<https://w3id.org/actorgraph/doc/news%201/membership/ada-alder-president-1> a org:Membership ;
    rdfs:label "Ada Alder, President" ; org:member <https://w3id.org/actorgraph/actor/person/ada-alder> ;
    org:role <https://w3id.org/actorgraph/actor/office/latvia/president> ; ag:former false ;
    ag:evidence <https://w3id.org/actorgraph/doc/news%201/evidence/0-70/title> .

<https://w3id.org/actorgraph/doc/news%201/report/call-ada-alder-berta-birch-1> a ag:Report ;
    rdfs:label "call: Ada Alder → Berta Birch, 2024-05-09" ; ag:kind kind:call ; ag:status status:occurred ;
    ag:agent <https://w3id.org/actorgraph/actor/person/ada-alder> ;
    ag:recipient <https://w3id.org/actorgraph/actor/person/berta-birch> ;
    ag:participant <https://w3id.org/actorgraph/actor/person/ada-alder> , <https://w3id.org/actorgraph/actor/person/berta-birch> ;
    ag:earliest "2024-05-09"^^xsd:date ; ag:latest "2024-05-09"^^xsd:date ; ag:count 2 ; ag:topic "“wheat”" ; ag:place "Riga" ;
    ag:confidence "0.75"^^xsd:decimal ; ag:evidence <https://w3id.org/actorgraph/doc/news%201/evidence/0-70/call> .

<https://w3id.org/actorgraph/doc/news%201/report/visit-ada-alder-latvia-1> a ag:Report ;
    rdfs:label "denied visit: Ada Alder → Latvia" ; ag:kind kind:visit ; ag:status status:denied ;
    ag:agent <https://w3id.org/actorgraph/actor/person/ada-alder> ;
    ag:recipient <https://w3id.org/actorgraph/actor/state/latvia> ;
    ag:participant <https://w3id.org/actorgraph/actor/person/ada-alder> , <https://w3id.org/actorgraph/actor/state/latvia> ;
    ag:confidence "1"^^xsd:decimal ; ag:evidence <https://w3id.org/actorgraph/doc/news%201/evidence/71-102> .

<https://w3id.org/actorgraph/doc/news%201/evidence/0-70/title> a ag:Evidence ; ag:rule "title" ; ag:start 0 ; ag:end 70 ;
    ag:document <https://w3id.org/actorgraph/doc/news%201> ; prov:wasQuotedFrom <https://w3id.org/actorgraph/doc/news%201> ;
    ag:sentence "President Ada Alder called Berta Birch on 9 May about “wheat” in Riga." .
<https://w3id.org/actorgraph/doc/news%201/evidence/0-70/call> a ag:Evidence ; ag:rule "call" ; ag:start 0 ; ag:end 70 ;
    ag:document <https://w3id.org/actorgraph/doc/news%201> ; prov:wasQuotedFrom <https://w3id.org/actorgraph/doc/news%201> ;
    ag:sentence "President Ada Alder called Berta Birch on 9 May about “wheat” in Riga." .
<https://w3id.org/actorgraph/doc/news%201/evidence/71-102> a ag:Evidence ; ag:rule "" ; ag:start 71 ; ag:end 102 ;
    ag:document <https://w3id.org/actorgraph/doc/news%201> ; prov:wasQuotedFrom <https://w3id.org/actorgraph/doc/news%201> ;
    ag:sentence "Ada Alder did not visit Latvia." .
"""


def graph(reading: Reading = READING) -> Graph:
    found = Graph()
    for triple in record.document_graph(DOCUMENT, reading, ACTORS):
        found.add(triple)
    return found


def test_what_a_document_says() -> None:
    wanted = Graph().parse(data=GOLDEN, format="turtle")
    _, missing, surplus = graph_diff(wanted, graph())
    assert (set(missing), set(surplus)) == (set(), set())
    assert isomorphic(wanted, graph())


def test_the_order_of_a_reading_makes_no_difference() -> None:
    assert set(graph()) == set(graph(replace(READING, interactions=(CALL, VISIT))))


def test_a_second_call_gets_a_number_and_leaves_the_first_its_name() -> None:
    again = replace(CALL, evidence=(Evidence("news 1", 71, 102),))
    names = {str(s).rsplit("/", 1)[-1] for s in graph(replace(READING, interactions=(again, CALL, VISIT))).subjects()}
    assert {"call-ada-alder-berta-birch-1", "call-ada-alder-berta-birch-2", "visit-ada-alder-latvia-1"} <= names


def test_all_evidence_is_written() -> None:
    both = replace(CALL, evidence=(*CALL.evidence, Evidence("news 1", 71, 102, "again")))
    found = graph(replace(READING, interactions=(both,)))
    (node,) = found.subjects(record.AG["count"])
    assert {str(shown).rsplit("/", 1)[-1] for shown in found.objects(node, record.AG.evidence)} == {"call", "again"}


@pytest.mark.parametrize(
    ("reading", "fault"),
    [
        (READING, None),
        (replace(READING, id="news 2"), "the reading is of another document, news 2"),
        (replace(READING, actors=(ADA, POST, LATVIA)), "the reading names actors that it does not list: b"),
        (replace(READING, offices=(OfficeHeld("a", "x", Evidence("news 1", 0, 1)),)), "the reading names actors that it does not list: x"),
        (replace(READING, interactions=(replace(CALL, evidence=()),)), "a call with no evidence"),
        (replace(READING, interactions=(replace(CALL, participants=CALL.participants[:1]),)), "a call with less than two participants"),
        (replace(READING, interactions=(replace(CALL, participants=CALL.participants[:1] * 2),)), "a call with less than two participants"),
        (replace(READING, interactions=(replace(CALL, evidence=(Evidence("news 1", 0, 103),)),)), "the evidence 0-103 lies outside the text (102 characters)"),
        (replace(READING, interactions=(replace(CALL, evidence=(Evidence("news 1", 5, 5),)),)), "the evidence 5-5 lies outside the text"),
        (replace(READING, interactions=(replace(CALL, evidence=(Evidence("news 1", -1, 5),)),)), "the evidence -1-5 lies outside the text"),
        (replace(READING, interactions=(replace(CALL, count=0),)), "a count of 0"),
        (replace(READING, interactions=(replace(CALL, confidence=1.5),)), "a confidence of 1.5"),
        (replace(READING, actors=(replace(ADA, name="  "), BERTA, POST, LATVIA)), "an actor without a name"),
        (replace(READING, actors=(ADA, replace(LATVIA, id="a"), BERTA, POST, LATVIA)), "a person and a state of one id, a"),
        (replace(READING, actors=(ADA, replace(ADA, name="Ada"), BERTA, POST, LATVIA)), None),
        (replace(READING, offices=(OfficeHeld("a", "l", Evidence("news 1", 0, 1)),)), "a holds l, and these are no person and office"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded(reading: Reading, fault: str | None) -> None:
    found = record.fault(DOCUMENT, reading)
    assert (found is None) if fault is None else (found is not None and fault in found)


def times(kind: InteractionKind, *participants: tuple[str, Role]) -> set[tuple[str, str]]:
    return record.pairs(Interaction(kind, tuple(Participant(*one) for one in participants), ()))


A, R, P = Role.AGENT, Role.RECIPIENT, Role.PARTICIPANT


@pytest.mark.parametrize(
    ("kind", "participants", "wanted"),
    [
        (InteractionKind.WARNING, [("z", A), ("b", R)], {("z", "b")}),
        (InteractionKind.CALL, [("z", A), ("b", R)], {("b", "z")}),
        (InteractionKind.TALKS, [("z", P), ("b", P), ("c", P)], {("b", "c"), ("b", "z"), ("c", "z")}),
        (InteractionKind.VISIT, [("a", A), ("b", A), ("c", R)], {("a", "c"), ("b", "c")}),
        (InteractionKind.MEETING, [("a", A), ("b", A)], {("a", "b")}),
        (InteractionKind.MEETING, [("a", A), ("b", P)], {("a", "b")}),
        (InteractionKind.MEETING, [("a", A), ("a", R)], set()),
    ],
)
def test_who_faces_whom(
    kind: InteractionKind, participants: list[tuple[str, Role]], wanted: set[tuple[str, str]]
) -> None:
    assert times(kind, *participants) == wanted


def test_contacts_add_up() -> None:
    talks = Interaction(InteractionKind.TALKS, (Participant("a", P), Participant("b", P)), ())
    later = replace(talks, count=12, when=When.parse("2024-10"), confidence=0.5)
    planned = replace(talks, status=Status.PLANNED, when=When.parse("2024-09-30"))
    contact = record.added(map(record.contact_of, [talks, later, planned]))
    assert (contact.events, contact.times, contact.weight) == (3, 13, 8.0)
    assert contact.statuses == {Status.OCCURRED: 2, Status.PLANNED: 1}
    assert (contact.first, contact.last) == (date(2024, 9, 30), date(2024, 10, 31))


def test_actors_are_described() -> None:
    actor = Actor("office/latvia/president", ActorKind.OFFICE, "Président", ("Präsidentin",), "state/latvia")
    said = {(str(p).rsplit("#", 1)[-1].rsplit("/", 1)[-1], str(o)) for _, p, o in record.actor_node(actor, 3)}
    assert {
        ("prefLabel", "Président"),
        ("altLabel", "Präsidentin"),
        ("folded", "president"),
        ("folded", "prasidentin"),
        ("postIn", "https://w3id.org/actorgraph/actor/state/latvia"),
        ("interactions", "3"),
    } <= said


def test_resolutions_say_why() -> None:
    one = Resolution("news 1", "a/ä", "person/ada-alder", 0.95, "the same surname")
    triples = list(record.resolution_node(one, ["person: xyz"]))
    assert {s for s, *_ in triples} == {URIRef("https://w3id.org/actorgraph/doc/news%201/actor/a%2F%C3%A4")}
    assert {"0.95", "the same surname", "a/ä", "person: xyz"} <= {str(o) for *_, o in triples}


@given(st.text(min_size=1))
def test_every_document_has_an_iri_of_its_own(id_: str) -> None:
    iri = record.document_iri(id_)
    assert iri.startswith(f"{record.BASE}doc/")
    assert "/" not in iri.removeprefix(f"{record.BASE}doc/")
    assert iri.isascii()
    assert not iri.endswith("/.")
    assert not iri.endswith("/..")
    assert record.node_iri(iri) == iri


@given(
    st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])),
    st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])),
)
def test_two_documents_never_share_an_iri(one: str, other: str) -> None:
    assert (record.document_iri(one) == record.document_iri(other)) == (one == other)


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
def test_an_actor_id_comes_back(id_: str) -> None:
    assert record.actor_id(record.actor_iri(id_)) == id_


@pytest.mark.parametrize("bad", ["a b", "a>b", "a<b", 'a"b', "a{b", "a|b", "a\\b", "a^b", "a`b", "a\nb", "\ud800"])
def test_what_cannot_be_an_iri_is_none(bad: str) -> None:
    assert record.node_iri(bad) is None


@pytest.mark.parametrize(
    ("name", "folded", "slugged"),
    [
        ("Łukasz  O’Neill", "lukasz oneill", "lukasz-oneill"),
        ("U.S. Gen. A.-B. Çelik", "us gen a b celik", "us-gen-a-b-celik"),
        ("Straße", "strasse", "strasse"),
        ("Владимир Йод", "владимир иод", "владимир-иод"),
        ("習近平", "習近平", "習近平"),
        ("…!?", "", "unnamed"),
        ("a_b/c", "a b c", "a-b-c"),
    ],
)
def test_names_folded(name: str, folded: str, slugged: str) -> None:
    assert (fold(name), slug(name)) == (folded, slugged)
