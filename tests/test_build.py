"""Build the graph from texts, twice, changed, taken out, and with bad documents among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph import build, find, record
from graph.errors import ActorGraphError, NotFound, ReadError, StoreError
from graph.model import Document, InteractionKind, Reading, Status
from graph.record import RESOLUTION
from graph.settings import Settings
from graph.store import Quad, Store, open_store
from tests.facts import annotated, document, reading

DOCUMENTS = [document(gold) for gold in annotated()]
SETTINGS = Settings()


@dataclass
class GoldReader:
    """Reads the annotated documents perfectly, and others not at all."""

    readings: dict[str, Reading] = field(default_factory=lambda: {gold["id"]: reading(gold) for gold in annotated()})
    asked: list[str] = field(default_factory=list)
    version: str | None = None

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | ActorGraphError]]:
        for each in documents:
            self.asked.append(each.id)
            yield each, self.readings.get(each.id) or ReadError(f"{each.id}: nobody has annotated this")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db") as opened:
        yield opened


def add(
    store: Store, documents: Iterable[Document | ActorGraphError], reader: GoldReader | None = None
) -> build.Report:
    return build.add(documents, SETTINGS, extractor=reader or GoldReader(), store=store)


def quads(store: Store) -> set[Quad]:
    return set(store.quads())


def test_the_graph_of_the_seeds(store: Store) -> None:
    report = add(store, DOCUMENTS)
    required = [row for gold in annotated() for row in gold["interactions"] if row["required"]]
    assert (report.read, report.unchanged, report.failed) == (5, 0, ())
    assert report.stats == find.stats(store)
    assert report.stats.documents == 5
    told_again = 2  # the talks of two states, and the meeting of two ministers, each in one document
    assert sum(report.stats.interactions.values()) == len(required) - told_again
    assert report.stats.statuses[Status.CANCELLED] == 1
    assert report.stats.interactions[InteractionKind.VISIT] == sum(row["type"] == "visit" for row in required)
    assert len([1 for *_, o, _ in store.quads() if o == record.AG.Report]) == len(required)


def test_one_named_graph_for_each_document(store: Store) -> None:
    add(store, DOCUMENTS)
    names = {str(graph).removeprefix("https://w3id.org/actorgraph/") for *_, graph in store.quads()}
    assert names == {
        "graph/resolution",
        "graph/texts",
        "graph/events",
        "graph/contacts",
        *(f"doc/{each.id}" for each in DOCUMENTS),
    }


def test_building_twice_gives_the_same_graph(store: Store) -> None:
    add(store, DOCUMENTS)
    once = quads(store)
    add(store, DOCUMENTS)
    assert quads(store) == once


def test_the_order_and_the_portions_make_no_difference(store: Store, tmp_path: Path) -> None:
    add(store, DOCUMENTS)
    with open_store(tmp_path / "other") as other:
        for each in reversed(DOCUMENTS):
            add(other, [each])
        assert quads(other) == quads(store)


def test_the_portions_of_a_long_build_make_no_difference(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, DOCUMENTS)
    monkeypatch.setattr(build.running, "BATCH", 1)
    with open_store(tmp_path / "other") as other:
        assert add(other, DOCUMENTS).read == 5
        assert quads(other) == quads(store)


def test_the_same_graph_as_rdflib_sees_it(store: Store, tmp_path: Path) -> None:
    add(store, DOCUMENTS)
    with open_store(tmp_path / "other") as other:
        add(other, reversed(DOCUMENTS))
        one, two = (Dataset().parse(data=each.dump("nq"), format="nquads") for each in (store, other))
    for name in {graph.identifier for graph in one.graphs()}:
        assert isomorphic(Graph() + one.graph(name), Graph() + two.graph(name))


def test_a_changed_text_replaces_what_it_said(store: Store) -> None:
    add(store, DOCUMENTS)
    first = DOCUMENTS[0]
    reader = GoldReader()
    said = reader.readings[first.id]
    reader.readings[first.id] = replace(said, interactions=said.interactions[:1])
    add(store, [replace(first, text=first.text + "\nMore.", published=date(2024, 10, 11))], reader)
    found = find.document(store, first.id)
    assert found.document.text.endswith("More.")
    assert found.document.published == date(2024, 10, 11)
    assert len(found.interactions) == 1
    assert find.stats(store).documents == 5


def test_remove_takes_all_out_again(store: Store, tmp_path: Path) -> None:
    add(store, DOCUMENTS)
    build.remove(DOCUMENTS[4].id, store)
    with open_store(tmp_path / "without") as without:
        add(without, DOCUMENTS[:4])
        assert quads(store) == quads(without)
    assert not any(DOCUMENTS[4].id in str(term) for quad in store.quads() for term in quad)
    with pytest.raises(NotFound, match="no actor 'person/mike-turner'"):
        find.actor(store, "person/mike-turner")


def test_removing_everything_leaves_nothing(store: Store) -> None:
    add(store, DOCUMENTS)
    for each in DOCUMENTS:
        build.remove(each.id, store)
    assert quads(store) == set()


def test_what_is_not_there_cannot_be_removed(store: Store) -> None:
    with pytest.raises(NotFound, match="no document 'nowhere'"):
        build.remove("nowhere", store)


def test_a_bad_document_costs_only_itself(store: Store) -> None:
    reader = GoldReader()
    said = reader.readings[DOCUMENTS[1].id]
    reader.readings[DOCUMENTS[1].id] = replace(said, actors=said.actors[1:])
    report = add(store, [ReadError("bad.txt: empty"), Document("unknown", "?"), *DOCUMENTS], reader)
    assert report.read == 4
    assert report.failed == (
        "bad.txt: empty",
        "unknown: nobody has annotated this",
        f"{DOCUMENTS[1].id}: the reading names actors that it does not list: biden",
    )
    assert find.stats(store).documents == 4


def test_a_document_that_fails_stays_as_it_was(store: Store) -> None:
    add(store, DOCUMENTS)
    before = quads(store)
    report = add(store, [replace(DOCUMENTS[0], text="Too short.")])
    assert "lies outside the text" in report.failed[0]
    assert quads(store) == before


def test_two_documents_of_one_id(store: Store) -> None:
    report = add(store, [DOCUMENTS[0], DOCUMENTS[0], replace(DOCUMENTS[0], title="Other")])
    assert (report.read, len(report.failed)) == (1, 1)
    assert "a second document of this id was left out" in report.failed[0]


def test_nothing_is_lost_when_writing_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, DOCUMENTS[:3])
    before = quads(store)

    def broken(*_: object) -> Iterator[object]:
        yield from ()
        raise StoreError("out of space")

    monkeypatch.setattr(record, "contact_node", broken)
    with pytest.raises(StoreError, match="out of space"):
        add(store, DOCUMENTS)
    assert quads(store) == before


def test_what_has_not_changed_is_not_read_again(store: Store) -> None:
    add(store, DOCUMENTS, GoldReader(version="1"))
    before = quads(store)
    again = GoldReader(version="1")
    report = add(store, [*DOCUMENTS[:4], replace(DOCUMENTS[4], title="A title")], again)
    assert (report.read, report.unchanged, again.asked) == (1, 4, [DOCUMENTS[4].id])
    newer = GoldReader(version="2")
    assert add(store, DOCUMENTS, newer).read == 5
    assert len(quads(store)) == len(before)


def test_without_a_version_everything_is_read_again(store: Store) -> None:
    add(store, DOCUMENTS)
    assert add(store, DOCUMENTS).unchanged == 0


def test_another_document_can_give_a_person_a_fuller_name(store: Store) -> None:
    reader = GoldReader()
    said = reader.readings[DOCUMENTS[2].id]
    short = tuple(replace(actor, name="Netanyahu") if actor.id == "netanyahu" else actor for actor in said.actors)
    reader.readings[DOCUMENTS[2].id] = replace(said, actors=short)
    add(store, [DOCUMENTS[2]], reader)
    assert find.actors(store, "netanyahu").items[0].id == "person/netanyahu"
    add(store, [DOCUMENTS[0]], reader)
    assert [actor.id for actor in find.actors(store, "netanyahu").items] == ["person/benjamin-netanyahu"]
    label = "SELECT ?label { ?i a ?kind ; <http://www.w3.org/2000/01/rdf-schema#label> ?label FILTER(CONTAINS(?label, 'talks: ') && CONTAINS(?label, 'Biden') && ?kind IN (%s)) }"
    assert store.select(label % record.AG.Interaction.n3()) == [{"label": "talks: Benjamin Netanyahu – Joe Biden"}]
    assert store.select(label % record.AG.Report.n3()) == [{"label": "talks: Joe Biden – Netanyahu"}]


def test_odd_ids_have_graphs_of_their_own(store: Store) -> None:
    ids = [
        "a b/c?d#e",
        "../..",
        "..",
        "%2E%2E",
        "名",
        'x>y<z"{}|\\^`',
        "a\nb",
        "\ud800",
        "https://w3id.org/actorgraph/graph/resolution",
    ]
    text = DOCUMENTS[0].text
    reader = GoldReader({each: replace(reading(annotated()[0]), id=each) for each in [*ids, "\ufffd"]})
    report = add(store, [Document(each, text) for each in ids], reader)
    assert report.failed == ()
    kept = {each.id for each in find.documents(store).items}
    assert kept == {each.replace("\ud800", "\ufffd") for each in ids}
    assert all(find.document(store, each).interactions for each in kept)
    assert find.stats(store).documents == len(ids)
    for each in kept:
        build.remove(each, store)
    assert quads(store) == set()


def test_the_progress_names_each_document(store: Store) -> None:
    told: list[str] = []
    build.add(
        [ReadError("bad.txt: empty"), *DOCUMENTS], SETTINGS, extractor=GoldReader(), store=store, progress=told.append
    )
    assert told == ["bad.txt: empty", *(each.id for each in DOCUMENTS)]


def test_build_reads_files(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for each in DOCUMENTS:
        (folder / f"{each.id}.txt").write_text(each.text, encoding="utf-8")
    (folder / "empty.txt").touch()
    report = build.build([folder], SETTINGS, extractor=GoldReader(), store=store, day=date(2024, 11, 1))
    assert report.read == 5
    assert len(report.failed) == 1
    assert {each.published for each in find.documents(store).items} == {date(2024, 11, 1)}


def test_resolution_says_which_local_actor_is_which(store: Store) -> None:
    add(store, DOCUMENTS)
    rows = store.select(
        f"""PREFIX ag: <https://w3id.org/actorgraph/ns#>
        SELECT ?local ?score ?reason {{ GRAPH <{RESOLUTION}> {{ ?one a ag:Resolution ; ag:local ?local ; ag:score ?score ;
        ag:reason ?reason ; ag:actor <https://w3id.org/actorgraph/actor/person/yoav-gallant> }} }}"""
    )
    assert len(rows) == 4
    assert rows[0] == {"local": "gallant", "score": 1.0, "reason": "the same full name, the same office; 1 document"}
