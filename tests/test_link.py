"""Which entities of Wikidata actors are, from a table that the user gives."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from api import ServeSettings, create_app
from graph import build, curate, decisions, find
from graph.check import check
from graph.errors import ReadError
from graph.export import export
from graph.knowledge import Knowledge
from graph.model import Reference, Verdict, Word
from graph.names import wikidata_id
from graph.settings import Settings
from graph.store import Store, open_store
from tests.test_cli import Done, Run, run  # noqa: F401 -- a fixture
from tests.test_decisions import but_decisions, doubtful, undo, word
from tests.test_incremental import put

KENYA, SWEDEN, BERTA, CARL = (
    f"person/{name}" for name in ("anton-galper-of-kenya", "anton-galper-of-sweden", "berta-ost", "carl-west")
)
ONE, TWO = "Q900000001", "Q900000002"
SETTINGS = Settings()


@pytest.fixture
def told(embedded: Store) -> Store:
    put(embedded, doubtful())
    return embedded


def decide(store: Store, verdict: Verdict, *actors: str, **more: str | tuple[str, ...]) -> str:
    wish = curate.Wish(verdict, actors, **more)  # type: ignore[arg-type]
    made = curate.pose(store, wish, word())
    build.decide([made], store, SETTINGS)
    return made.id


def links(store: Store) -> dict[str, tuple[str, ...]]:
    return {one.id: one.wikidata for one in find.actors(store, limit=100).items if one.wikidata}


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("Q42", "Q42"),
        (" q42 ", "Q42"),
        ("wd:Q42", "Q42"),
        ("http://www.wikidata.org/entity/Q42", "Q42"),
        ("https://www.wikidata.org/wiki/Q42", "Q42"),
        ("https://m.wikidata.org/wiki/Q42#P31", "Q42"),
        ("https://wikidata.org/wiki/Q42/", "Q42"),
        ("P42", None),
        ("Q0", None),
        ("Q42 and Q43", None),
        ("Q٤٢", None),
        ("https://example.org/wiki/Q42", None),
        ("https://www.wikidata.org/wiki/Property:P31", None),
        ("", None),
    ],
)
def test_an_id_or_an_address(written: str, id_: str | None) -> None:
    assert wikidata_id(written) == id_


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actor,wikidata\nA,Q1\n", [(2, "A", "Q1")]),
        ("\ufeffwikidata;note; Actor \nQ1;so;A\n", [(2, "A", "Q1")]),
        ("wikidata\tactor\r\n\r\nhttp://www.wikidata.org/entity/Q1\tA, B\r\n", [(3, "A, B", "Q1")]),
        ('actor,wikidata\n"A\n""B""",Q1\nC,Q2', [(2, 'A\n"B"', "Q1"), (4, "C", "Q2")]),
        ("actor,wikidata\nA,\nB\n,\nC,Q3\n", [(5, "C", "Q3")]),
        (
            "actor,wikidata\nA,P1\n,Q2\nC,Q3\n",
            ["t.csv, line 2: 'P1' is no id", "t.csv, line 3: Q2 is said of nobody", (4, "C", "Q3")],
        ),
        ('actor,wikidata\nA,Q1\n"B,Q2\nC,Q3\n', [(2, "A", "Q1"), "t.csv, after line 2: no table"]),
    ],
)
def test_a_table(text: str, said: list[tuple[int, str, str] | str]) -> None:
    found = list(curate.read_table(text, "t.csv"))
    assert len(found) == len(said)
    for one, expected in zip(found, said, strict=True):
        if isinstance(expected, str):
            assert str(one).startswith(expected)
        else:
            assert not isinstance(one, ReadError)
            assert (one.number, one.actor, one.wikidata) == expected


@pytest.mark.parametrize("text", ["", "\n", "actor\nA\n", "A,Q1\nB,Q2\n", "name,wikidata\nA,Q1\n"])
def test_a_table_without_the_columns(text: str) -> None:
    with pytest.raises(ReadError, match="line 1: it does not name the columns actor and wikidata"):
        list(curate.read_table(text, "t.csv"))


def test_a_link_is_said_checked_and_taken_back(told: Store) -> None:
    before = but_decisions(told)
    id_ = decide(told, Verdict.LINK, KENYA, value=ONE)
    assert links(told) == {KENYA: (ONE,)}
    assert check(told) == ()
    (same,) = told.select("SELECT ?s ?o { ?s <http://www.w3.org/2002/07/owl#sameAs> ?o }")
    assert str(same["s"]).endswith(KENYA)
    assert str(same["o"]) == f"http://www.wikidata.org/entity/{ONE}"
    build.decide([curate.undone(told, id_, word())], told, SETTINGS)
    assert but_decisions(told) == before


@pytest.mark.parametrize("id_", ["state/kenya", "office/kenya/president"])
def test_states_and_their_offices_are_linked_by_id(told: Store, id_: str) -> None:
    before = but_decisions(told)
    made = decide(told, Verdict.LINK, id_, value=ONE)
    assert links(told) == {id_: (ONE,)}
    assert decisions.load(told)[0].of == (Reference("", id_),)
    assert check(told) == ()
    build.decide([curate.undone(told, made, word())], told, SETTINGS)
    assert but_decisions(told) == before


def test_a_link_goes_with_its_actor(told: Store) -> None:
    decide(told, Verdict.LINK, KENYA, value=ONE)
    decide(told, Verdict.RENAME, KENYA, value="Toni Galper")
    assert links(told) == {"person/toni-galper": (ONE,)}
    joined = decide(told, Verdict.MERGE, "person/toni-galper", "person/anton-galper")
    assert links(told) == {"person/toni-galper": (ONE,)}
    build.decide([curate.undone(told, joined, word())], told, SETTINGS)
    assert links(told) == {"person/toni-galper": (ONE,)}
    decide(told, Verdict.MERGE, "person/toni-galper", "person/anton-galper")
    decide(told, Verdict.SPLIT, "person/toni-galper", documents=("s",))
    assert links(told) == {"person/toni-galper": (ONE,)}
    assert {document for document, _ in build.kept.locals_as(told, "person/toni-galper")} == {"k"}
    decide(told, Verdict.LINK, "state/kenya", value=TWO)
    decide(told, Verdict.MERGE, "state/kenya", "state/sweden")
    assert links(told) == {"person/toni-galper": (ONE,), "state/kenya": (TWO,)}
    assert check(told) == ()


def test_a_link_outlives_everything_else(told: Store, tmp_path: Path) -> None:
    decide(told, Verdict.LINK, KENYA, value=ONE)
    before = set(told.quads())
    for document, _ in doubtful():
        build.remove(document.id, told, SETTINGS)
    put(told, doubtful())
    assert set(told.quads()) == before
    with open_store(tmp_path / "other") as anew:
        put(anew, doubtful())
        build.decide(decisions.parsed(decisions.lines(decisions.load(told))), anew, SETTINGS)
        assert set(anew.quads()) == before


def test_two_of_one_id_are_asked_about(told: Store) -> None:
    decide(told, Verdict.LINK, BERTA, value=ONE)
    before = but_decisions(told)
    second = decide(told, Verdict.LINK, CARL, value=ONE)
    first, *others = find.doubts(told).items
    assert ({first.one.actor.id, first.other.actor.id}, first.reason) == ({BERTA, CARL}, "the same Wikidata id")
    assert len(others) == 1
    assert check(told) == ()
    for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.NOT_SURE):
        made = decide(told, verdict, BERTA, CARL)
        assert "the same Wikidata id" not in {one.reason for one in find.doubts(told).items}
        build.decide([curate.undone(told, made, word())], told, SETTINGS)
        assert len(find.doubts(told).items) == 1 + len(others)
    build.decide([curate.undone(told, second, word())], told, SETTINGS)
    assert but_decisions(told) == before


def linked(store: Store, text: str) -> curate.Linked:
    found = curate.link_all(store, curate.read_table(text, "t.csv"), "t.csv", Word("ada", word().when, "so"))
    build.decide(found.made, store, SETTINGS)
    return found


def test_all_of_a_table(told: Store) -> None:
    text = f"actor,wikidata\n{KENYA},{ONE}\nBERTA OST,{TWO}\nKenya,Q900000003\n"
    found = linked(told, text)
    assert links(told) == {KENYA: (ONE,), BERTA: (TWO,), "state/kenya": ("Q900000003",)}
    assert (len(found.made), found.known, found.failed, found.notes) == (3, 0, (), ())
    again = linked(told, text)
    assert (again.made, again.known) == ((), 3)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"Nobody,{TWO}", "t.csv, line 3: there is no actor 'Nobody' in the graph"),
        (f"Berta Osst,{TWO}", "t.csv, line 3: there is no actor 'Berta Osst'"),
        (f"Anton Galper,{TWO}", f"t.csv, line 3: 'Anton Galper' may be {KENYA}, {SWEDEN}; give the id"),
        (f"Berta Ost,{TWO}", f"t.csv, line 3: {BERTA} is {ONE} by line 2, and not {TWO}"),
        ("Carl West,42", "t.csv, line 3: '42' is no id in Wikidata"),
    ],
)
def test_a_bad_line_costs_only_itself(told: Store, line: str, message: str) -> None:
    found = linked(told, f"actor,wikidata\nBerta Ost,{ONE}\n{line}\nstate/kenya,Q900000003\n")
    (failed,) = found.failed
    assert failed.startswith(message)
    assert links(told) == {BERTA: (ONE,), "state/kenya": ("Q900000003",)}


def test_who_was_linked_before_is_not_linked_otherwise(told: Store) -> None:
    made = decide(told, Verdict.LINK, BERTA, value=ONE)
    (failed,) = linked(told, f"actor,wikidata\nBerta Ost,{TWO}\n").failed
    assert failed == f"t.csv, line 2: {BERTA} is linked to {ONE} already; undo decision {made} first"
    build.decide([curate.undone(told, made, word())], told, SETTINGS)
    assert len(linked(told, f"actor,wikidata\nBerta Ost,{TWO}\n").made) == 1
    assert links(told) == {BERTA: (TWO,)}


def test_two_actors_of_one_id_are_told(told: Store) -> None:
    (note,) = linked(told, f"actor,wikidata\nBerta Ost,{ONE}\nCarl West,{ONE}\n").notes
    assert note == f"{ONE} is said of {BERTA} and {CARL}; review asks whether they are one"
    (note,) = linked(told, f"actor,wikidata\nKenya,{ONE}\n").notes
    assert note == f"{ONE} is said of {BERTA} and {CARL} and state/kenya; undo what is wrong"


@pytest.mark.parametrize("where", ["embedded", "oxigraph", "virtuoso"], indirect=True)
def test_every_store_keeps_links(store: Store) -> None:
    put(store, doubtful())
    before = but_decisions(store)
    decide(store, Verdict.LINK, BERTA, value=ONE)
    (made,) = decisions.load(store)
    assert links(store) == {BERTA: (ONE,)}
    build.decide([undo(made)], store, SETTINGS)
    assert but_decisions(store) == before


def test_exports_have_links(told: Store, tmp_path: Path) -> None:
    decide(told, Verdict.LINK, BERTA, value=ONE)
    export(told, tmp_path / "graph.graphml")
    nodes = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True).nodes
    assert (nodes[BERTA]["wikidata"], "wikidata" in nodes[CARL]) == (ONE, False)
    for suffix in ("ttl", "nq", "jsonld"):
        export(told, tmp_path / f"graph.{suffix}")
        assert f"http://www.wikidata.org/entity/{ONE}" in (tmp_path / f"graph.{suffix}").read_text(encoding="utf-8")


@pytest.fixture
def client(told: Store) -> Iterator[TestClient]:
    with TestClient(create_app(told, Knowledge.load(), ServeSettings(token="secret"))) as opened:
        yield opened


def test_links_over_http(client: TestClient) -> None:
    sent = {
        "decision": "link",
        "actors": [BERTA],
        "value": f"https://www.wikidata.org/wiki/{ONE}",
        "by": "a",
        "why": "b",
    }
    shown = {"Authorization": "Bearer secret"}
    assert client.post("/decisions", json=sent).status_code == 401
    assert client.get(f"/actors/{BERTA}").json()["same_as"] == []
    made = client.post("/decisions", json=sent, headers=shown)
    assert (made.status_code, made.json()["value"]) == (201, ONE)
    assert client.get(f"/actors/{BERTA}").json()["same_as"] == [f"http://www.wikidata.org/entity/{ONE}"]
    for value in ("P31", TWO, None):
        refused = client.post("/decisions", json={**sent, "value": value}, headers=shown)
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


@pytest.fixture
def graph(run: Run, tmp_path: Path) -> Run:  # noqa: F811
    with open_store(tmp_path / "actorgraph-db") as store:
        put(store, doubtful())
    return run


def given(graph: Run, text: str | bytes, *options: str) -> Done:
    Path("links.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return graph("link", "links.csv", "--by", "ada", *options)


def test_the_command_links(graph: Run) -> None:
    done = given(graph, f"\ufeffactor,wikidata\nBerta Ost,{ONE}\n")
    assert (done.code, done.err) == (0, "1 actor linked\n")
    assert f"link: Berta Ost in k → {ONE} (ada," in done.out
    (listed,) = graph("decisions", "list", "--json").json
    assert (listed["decision"], listed["value"], listed["why"]) == ("link", ONE, "so says links.csv")
    assert given(graph, f"actor,wikidata\nBerta Ost,{ONE}\n").err == "0 actors linked, 1 line known already\n"


def test_the_command_ends_partly_where_a_line_is_bad(graph: Run) -> None:
    done = given(graph, f"actor,wikidata\nNobody,{ONE}\nBerta Ost,{ONE}\nCarl West,{ONE}\n", "--why", "so")
    assert done.code == 1
    assert "error: links.csv, line 2: there is no actor 'Nobody'" in done.err
    assert f"note: {ONE} is said of" in done.err
    assert "2 actors linked, 1 line left out" in done.err
    assert graph("check").code == 0
    (doubt, _) = graph("review", "--json").json
    assert doubt["reason"] == "the same Wikidata id"


def test_the_command_tells_programs(graph: Run) -> None:
    told = given(graph, f"actor,wikidata\nNobody,{ONE}\nBerta Ost,{ONE}\n", "--json").json
    assert [one["value"] for one in told["linked"]] == [ONE]
    assert (told["known"], len(told["failed"]), told["notes"]) == (0, 1, [])


def test_the_command_reads_a_pipe(graph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(f"actor,wikidata\nBerta Ost,{ONE}\nNobody,{TWO}\n".encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    done = graph("link", "-")
    assert (done.code, "standard input, line 3: " in done.err) == (1, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Berta Ost,Q1\n", "links.csv, line 1: it does not name the columns"),
        (b"actor,wikidata\n\xff,Q1\n", "links.csv, line 2: not UTF-8"),
    ],
)
def test_a_file_that_is_no_table(graph: Run, text: str | bytes, message: str) -> None:
    done = given(graph, text)
    assert (done.code, done.out) == (3, "")
    assert message in done.err


def test_a_file_that_is_not_there(graph: Run) -> None:
    done = graph("link", "none.csv")
    assert (done.code, "none.csv: cannot be read" in done.err) == (3, True)


def test_a_folder_that_is_no_graph_is_not_made_into_one(run: Run) -> None:  # noqa: F811
    Path("links.csv").write_text(f"actor,wikidata\nBerta Ost,{ONE}\n")
    assert run("link", "links.csv").code == 3
    assert not Path("actorgraph-db").exists()
