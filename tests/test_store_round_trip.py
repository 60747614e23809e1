"""Build, ask, export, change and take out: every store gives what the folder on this disk gives."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import build, find
from graph.ask import answer, to_json
from graph.check import check
from graph.export import to_bytes
from graph.knowledge import Knowledge
from graph.model import ActorKind, InteractionKind, Status, When
from graph.settings import Settings
from graph.store import Store, open_store
from tests.test_build import DOCUMENTS, GoldReader

DAYS = {DOCUMENTS[0].id: "2024-10-09", DOCUMENTS[1].id: "2024-04", DOCUMENTS[4].id: "2024"}
DATED = [replace(each, published=date(2024, 11, 1), title=f"Títle “{each.id}”", publisher="P") for each in DOCUMENTS]
BIDEN, GALLANT = "person/joe-biden", "person/yoav-gallant"
QUESTIONS = [
    "who spoke with Gallant",
    "when did Biden and Netanyahu speak?",
    "how often did Austin call Gallant?",
    "who advised Israel?",
    "who is the Prime Minister of Israel?",
    "did Biden meet Netanyahu in April 2024?",
    "who met whom in 2024?",
    "how is Sullivan connected with Israel?",
]


def reader() -> GoldReader:
    made = GoldReader()
    for id_, day in DAYS.items():
        known = tuple(replace(one, when=When.parse(day)) for one in made.readings[id_].interactions)
        made.readings[id_] = replace(made.readings[id_], interactions=known)
    return made


def built(store: Store) -> build.Report:
    return build.add(DATED, Settings(), extractor=reader(), store=store)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of the seeds in a folder."""
    with open_store(tmp_path_factory.mktemp("usual") / "db") as opened:
        built(opened)
        yield opened


def test_the_same_is_found_everywhere(store: Store, usual: Store) -> None:
    assert built(store).stats == find.stats(usual)
    assert set(store.quads()) == set(usual.quads())
    assert find.actors(store, limit=100) == find.actors(usual, limit=100)
    assert find.actors(store, "gal", kind=ActorKind.PERSON) == find.actors(usual, "gal", kind=ActorKind.PERSON)
    assert find.actor(store, GALLANT) == find.actor(usual, GALLANT)
    assert find.offices(store) == find.offices(usual)
    assert find.contacts(store) == find.contacts(usual)
    assert find.contacts(store, BIDEN) == find.contacts(usual, BIDEN)
    assert find.path(store, "person/jake-sullivan", GALLANT) == find.path(usual, "person/jake-sullivan", GALLANT)
    assert sorted(find.documents(store).items, key=str) == sorted(find.documents(usual).items, key=str)
    assert find.document(store, DATED[0].id) == find.document(usual, DATED[0].id)
    for chosen in (
        {},
        {"actor": BIDEN},
        {"kinds": [InteractionKind.CALL]},
        {"statuses": [Status.PLANNED]},
        {"earliest": date(2024, 10, 1), "latest": date(2024, 10, 31)},
        {"document": DATED[4].id},
    ):
        assert find.interactions(store, **chosen) == find.interactions(usual, **chosen)  # type: ignore[arg-type]


def test_the_same_is_answered_everywhere(store: Store, usual: Store) -> None:
    built(store)
    knowledge = Knowledge.load()
    for question in QUESTIONS:
        told, expected = (json.dumps(to_json(answer(question, each, knowledge))) for each in (store, usual))
        assert told == expected


def test_the_same_is_exported_everywhere(store: Store, usual: Store) -> None:
    built(store)
    for form in ("graphml", "gexf", "csv", "ttl"):
        assert to_bytes(store, form) == to_bytes(usual, form)
    for form, name in (("nq", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD)):
        there, expected = (set(ox.parse(to_bytes(each, form)[1], name)) for each in (store, usual))
        assert there == expected
    assert not check(store)


def test_documents_change_and_go_everywhere(where: str, tmp_path: Path) -> None:
    first, *others = DATED
    with open_store(where) as store, open_store(tmp_path / "usual") as usual:
        for each in (store, usual):
            built(each)
            build.add([replace(first, title="Another")], Settings(), extractor=reader(), store=each)
            build.remove(others[0].id, each)
        assert set(store.quads()) == set(usual.quads())
        for document in find.documents(store).items:
            build.remove(document.id, store)
        assert find.stats(store).documents == find.stats(store).offices_held == 0
        assert list(store.quads()) == []
