"""Corrections over HTTP: read by all, written by those who show the token."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import ServeSettings, create_app
from graph.check import check
from graph.knowledge import Knowledge
from graph.store import Store, open_store
from tests.test_decisions import doubtful
from tests.test_incremental import put

TOKEN = {"Authorization": "Bearer secret"}
KENYA, SWEDEN = "person/anton-galper-of-kenya", "person/anton-galper-of-sweden"
SAME = {"decision": "same", "actors": [KENYA, SWEDEN], "by": "ada", "why": "I know him"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db") as opened:
        put(opened, doubtful())
        yield opened


@pytest.fixture
def client(store: Store) -> TestClient:
    return TestClient(create_app(store, Knowledge.load(), ServeSettings(token="secret")))


def test_what_is_not_sure_is_given_to_people(client: TestClient) -> None:
    page = client.get("/review").json()
    assert (page["total"], page["next"]) == (1, None)
    (doubt,) = page["items"]
    assert {doubt["one"]["actor"]["id"], doubt["other"]["actor"]["id"]} == {KENYA, SWEDEN}
    assert doubt["reason"] == "the same full name"
    assert 0.5 <= doubt["score"] < 0.8
    assert {side["documents"][0]: side["offices"][0]["state_name"] for side in (doubt["one"], doubt["other"])} == {
        "k": "Kenya",
        "s": "Sweden",
    }


def test_a_decision_is_obeyed_and_taken_back(client: TestClient, store: Store) -> None:
    before = client.get("/actors?q=galper").json()
    made = client.post("/decisions", json=SAME, headers=TOKEN)
    assert made.status_code == 201, made.text
    assert client.get(made.headers["location"]).json() == made.json()
    assert {one["document"] for one in made.json()["actors"]} == {"k", "s"}
    assert client.get("/actors?q=galper").json()["total"] == before["total"] - 1
    assert client.get("/review").json()["total"] == 0
    assert check(store) == ()
    address = f"/decisions/{made.json()['id']}"
    undone = client.delete(address, params={"by": "bob", "why": "no"}, headers=TOKEN)
    assert (undone.status_code, undone.json()["undone"]["by"]) == (200, "bob")
    assert client.get("/actors?q=galper").json() == before
    page = client.get("/decisions").json()
    assert (page["total"], page["items"]) == (1, [undone.json()])
    again = client.delete(address, params={"by": "bob", "why": "no"}, headers=TOKEN)
    assert (again.status_code, "undone already" in again.json()["detail"]) == (400, True)


def test_an_interaction_is_rejected(client: TestClient) -> None:
    first, *others = client.get("/interactions").json()["items"]
    sent = {"decision": "reject", "interaction": first["id"], "by": "ada", "why": "misread"}
    assert client.post("/decisions", json=sent, headers=TOKEN).status_code == 201
    assert [one["id"] for one in client.get("/interactions").json()["items"]] == [one["id"] for one in others]


@pytest.mark.parametrize(("headers", "status"), [({}, 401), ({"Authorization": "Bearer other"}, 401)])
def test_a_write_needs_the_token(client: TestClient, headers: dict[str, str], status: int) -> None:
    for refused in (
        client.post("/decisions", json=SAME, headers=headers),
        client.post("/decisions", content=b"no json", headers=headers),
        client.delete("/decisions/x?by=a&why=b", headers=headers),
    ):
        assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert client.get("/decisions").json()["total"] == 0


def test_a_server_without_a_token_is_read_only(store: Store) -> None:
    client = TestClient(create_app(store, Knowledge.load()))
    for refused in (
        client.post("/decisions", json=SAME, headers=TOKEN),
        client.delete("/decisions/x?by=a&why=b", headers=TOKEN),
    ):
        assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")
        assert "--token" in refused.json()["remedy"]
    assert client.get("/review").json()["total"] == 1


@pytest.mark.parametrize(
    ("change", "status", "parameter"),
    [
        ({"decision": "often"}, 422, "decision"),
        ({"by": ""}, 422, "by"),
        ({"actors": "a"}, 422, "actors"),
        ({"actor": "a"}, 422, "actor"),
        ({"actors": [KENYA, "person/nobody"]}, 422, "actors"),
        ({"actors": [KENYA]}, 400, None),
        ({"decision": "confirm", "interaction": "interaction/none"}, 404, "id"),
        ({"decision": "change-kind", "actors": [KENYA], "value": "cat"}, 400, None),
    ],
)
def test_what_cannot_be_decided_is_a_problem(client: TestClient, change: dict, status: int, parameter: str) -> None:
    refused = client.post("/decisions", json={**SAME, **change}, headers=TOKEN)
    assert (refused.status_code, refused.json().get("parameter")) == (status, parameter), refused.text
    assert client.get("/decisions").json()["total"] == 0


def test_a_body_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.post("/decisions", content=b" " * (2**20 + 1), headers=TOKEN).status_code == 413
