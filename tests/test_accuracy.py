"""The figures of accuracy, on annotated documents small enough to count by hand."""

from pathlib import Path
from typing import Any

import pytest

from graph.accuracy import Accuracy, Tally, annotated, measure
from graph.accuracy.__main__ import Annotated, into_readme, own_sets, readings
from graph.accuracy.tables import Measured, ablation, by_kind, by_status, calibration, overview, report, weakest
from graph.errors import ActorGraphError, ReadError
from graph.extract import Extractor
from tests import facts

Json = dict[str, Any]

TEXT = "Ida Lunde, Norway's foreign minister, met Marco Tessari on 1 May. She warned Poland. She may phone Tessari."


def actor(id_: str, kind: str, name: str, *aliases: str, **more: Any) -> Json:
    return {"id": id_, "type": kind, "name": name, "aliases": list(aliases), **more}


def row(kind: str, a: str, b: str, quote: str, status: str = "occurred", **more: Any) -> Json:
    plain = {"date": None, "count": None, "required": True}
    return {"type": kind, "a": [a], "b": [b], "status": status, "quote": quote, **plain, **more}


GOLD: Json = {
    "id": "one",
    "date": "2023-05-03",
    "text": TEXT,
    "actors": [
        actor("ida", "person", "Ida Lunde", "Lunde"),
        actor("marco", "person", "Marco Tessari", "Tessari"),
        actor("fm", "office", "Foreign Minister", "foreign minister", state="no"),
        actor("no", "state", "Norway", "Norwegian"),
        actor("pl", "state", "Poland"),
        actor("press", "organization", "The Press", required=False),
    ],
    "offices": [{"person": "ida", "office": "fm"}],
    "interactions": [
        row("meeting", "ida", "marco", "met Marco Tessari on 1 May", date="2023-05-01"),
        row("warning", "ida", "pl", "She warned Poland", also=["advice"]),
        row("call", "ida", "marco", "She may phone Tessari", status="possible"),
        row("talks", "ida", "pl", "Poland", required=False),
    ],
}


def interaction(kind: str, first: str, second: str, **more: Any) -> Json:
    roles = ("agent", "recipient") if kind in {"advice", "warning", "message", "visit"} else ("participant",) * 2
    told = [{"actor": who, "role": role} for who, role in zip((first, second), roles, strict=True)]
    plain = {"status": "occurred", "date": None, "count": None, "confidence": 0.9, "evidence": {"start": 0, "end": 65}}
    return {"type": kind, "participants": told, **plain, **more}


def reading(*interactions: Json, **more: Any) -> Json:
    found = [
        actor("p1", "person", "Lunde"),
        actor("p2", "person", "MARCO TESSARI"),
        actor("o1", "office", "Foreign minister", state="s1"),
        actor("s1", "state", "Norway"),
        actor("s2", "state", "Poland"),
    ]
    held = [{"person": "p1", "office": "o1", "former": False}]
    return {"id": "one", "actors": found, "offices": held, "interactions": list(interactions), **more}


MEETING = interaction("meeting", "p2", "p1", date="2023-05-01")
WARNING = interaction("warning", "p1", "s2", evidence={"start": 66, "end": 84})
CALL = interaction("call", "p1", "p2", status="possible", evidence={"start": 85, "end": len(TEXT)})


def figures(predicted: Json, name: str) -> tuple[int, int, int]:
    tally = measure([GOLD], {"one": predicted}).tallies[name]
    return tally.right, tally.wrong, tally.missed


@pytest.mark.parametrize(
    ("told", "pair", "typed"),
    [
        pytest.param([MEETING, WARNING, CALL], (3, 0, 0), (3, 0, 0), id="all"),
        pytest.param([], (0, 0, 3), (0, 0, 3), id="nothing"),
        pytest.param([MEETING, MEETING], (1, 0, 2), (1, 0, 2), id="the same twice is once"),
        pytest.param(
            [MEETING, {**MEETING, "date": None}], (2, 0, 1), (1, 0, 2), id="told again is not wrong, nor right"
        ),
        pytest.param([interaction("talks", "p1", "p2")], (1, 0, 2), (0, 1, 3), id="another kind of the same family"),
        pytest.param([interaction("advice", "p1", "s2")], (1, 0, 2), (1, 0, 2), id="a kind that is as acceptable"),
        pytest.param([interaction("message", "p1", "s2")], (1, 0, 2), (0, 1, 3), id="a kind that is not"),
        pytest.param([interaction("warning", "s2", "p1")], (1, 0, 2), (0, 1, 3), id="the wrong way round"),
        pytest.param([interaction("warning", "o1", "s2")], (1, 0, 2), (1, 0, 2), id="the office for its holder"),
        pytest.param([interaction("talks", "p1", "s2")], (0, 0, 3), (0, 0, 3), id="optional: neither right nor wrong"),
        pytest.param([interaction("meeting", "p2", "s1")], (0, 1, 3), (0, 1, 3), id="nobody said so"),
        pytest.param([interaction("meeting", "p1", "p9")], (0, 1, 3), (0, 1, 3), id="with an actor who is not there"),
        pytest.param([interaction("meeting", "p1", "p1")], (0, 0, 3), (0, 0, 3), id="with oneself is nothing"),
    ],
)
def test_interactions(told: list[Json], pair: tuple[int, int, int], typed: tuple[int, int, int]) -> None:
    assert figures(reading(*told), "pair") == pair
    assert figures(reading(*told), "typed") == typed


@pytest.mark.parametrize(
    ("roles", "pairs"),
    [
        ("agent recipient recipient", 2),
        ("agent agent recipient", 2),
        ("agent participant participant", 3),
        ("participant participant participant", 3),
        ("recipient participant participant", 2),
    ],
)
def test_an_interaction_of_several_is_one_of_each_two(roles: str, pairs: int) -> None:
    people = zip(("s1", "s2", "p2"), roles.split(), strict=True)
    told = {**MEETING, "participants": [{"actor": who, "role": role} for who, role in people]}
    assert figures(reading(told), "typed") == (0, pairs, 3)


@pytest.mark.parametrize(
    ("change", "name", "expected"),
    [
        pytest.param({}, "person", (2, 0, 0), id="persons by any of their names"),
        pytest.param({"actors": []}, "person", (0, 0, 2), id="no persons"),
        pytest.param({}, "office", (1, 0, 0), id="an office of the right state"),
        pytest.param({}, "organization", (0, 0, 0), id="what is optional need not be there"),
        pytest.param({"actors": [actor("x", "organization", "press")]}, "organization", (0, 0, 0), id="but may"),
        pytest.param({"actors": [actor("x", "person", "Poland")]}, "state", (0, 0, 2), id="not of another kind"),
        pytest.param({"actors": [actor("x", "state", "the Poland")]}, "state", (1, 0, 1), id="articles do not count"),
        pytest.param(
            {"actors": [actor("x", "state", "Poland"), actor("y", "state", "Poland")]},
            "state",
            (1, 1, 1),
            id="one to one",
        ),
        pytest.param(
            {"actors": [actor("x", "office", "Foreign Minister", state="y"), actor("y", "state", "Poland")]},
            "office",
            (0, 1, 1),
            id="not an office of another state",
        ),
        pytest.param({}, "offices held", (1, 0, 0), id="held"),
        pytest.param({"offices": []}, "offices held", (0, 0, 1), id="not said to be held"),
        pytest.param({"offices": [{"person": "p2", "office": "o1"}]}, "offices held", (0, 1, 1), id="held by another"),
        pytest.param(
            {"offices": [{"person": who, "office": "o1"} for who in ("u1", "u2")]},
            "offices held",
            (0, 2, 1),
            id="by two strangers: two mistakes",
        ),
    ],
)
def test_actors_and_offices(change: Json, name: str, expected: tuple[int, int, int]) -> None:
    assert figures(reading(**change), name) == expected


@pytest.mark.parametrize(
    ("told", "what", "right", "asked"),
    [
        ([MEETING, WARNING, CALL], "status", 3, 3),
        ([{**MEETING, "status": "denied"}], "status", 0, 1),
        ([MEETING, WARNING, CALL], "date", 1, 1),
        ([{**MEETING, "date": "2023-05"}], "date", 0, 1),
        ([WARNING], "date", 0, 0),
        ([MEETING], "count", 0, 0),
        ([MEETING, WARNING, CALL], "evidence", 3, 3),
        ([{**WARNING, "evidence": {"start": 0, "end": 65}}], "evidence", 0, 1),
    ],
)
def test_what_is_said_of_those_found(told: list[Json], what: str, right: int, asked: int) -> None:
    accuracy = measure([GOLD], {"one": reading(*told)})
    assert (accuracy.right[what], accuracy.asked[what]) == (right, asked)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([CALL], {"status possible": (1, 0, 0), "status occurred": (0, 0, 2), "referred": (1, 0, 2)}),
        ([{**CALL, "status": "planned"}], {"status possible": (0, 0, 1), "status planned": (0, 1, 0)}),
        ([interaction("call", "p1", "s2", status="denied")], {"status denied": (0, 1, 0), "typed call": (0, 1, 1)}),
    ],
)
def test_parts(told: list[Json], expected: dict[str, tuple[int, int, int]]) -> None:
    assert {name: figures(reading(*told), name) for name in expected} == expected


def test_a_document_without_reading_counts_as_empty() -> None:
    accuracy = measure([GOLD], {})
    assert (accuracy.documents, accuracy.tallies["typed"].missed, accuracy.tallies["person"].missed) == (1, 3, 2)


def test_figures_of_several_sets_add_up() -> None:
    both = measure([GOLD], {}, measure([GOLD], {"one": reading(MEETING)}))
    assert (both.documents, both.tallies["typed"].right, both.tallies["typed"].missed) == (2, 1, 5)


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(3, 1, 2), 0.75, 0.6, 2 / 3),
        (Tally(0, 1, 1), 0.0, 0.0, 0.0),
        (Tally(), 1.0, 1.0, 1.0),
    ],
)
def test_precision_recall_f1(tally: Tally, precision: float, recall: float, f1: float) -> None:
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx((precision, recall, f1))


def cells(table: str) -> dict[str, list[str]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    assert len({len(line) for line in lines}) == 1
    return {line[0]: line[1:] for line in [lines[0], *lines[2:]]}


@pytest.fixture
def sets() -> list[Measured]:
    right = measure([GOLD], {"one": reading(MEETING, WARNING, {**CALL, "confidence": 0.55})})
    wrong = measure([GOLD], {"one": reading(interaction("talks", "p1", "p2"))})
    return [Measured("all", right, wrong), Measured("hardly", wrong, Accuracy())]


def test_overview_puts_the_sets_beside_two_readers(sets: list[Measured]) -> None:
    found = cells(overview(sets))
    assert found[""] == ["all", "hardly", "two careful readers"]
    assert found["documents"] == ["1", "1", ""]
    assert found["interactions in them"] == ["3", "3", ""]
    assert found["interactions, typed F1"] == ["1.00", "0.00", "0.95"]
    assert found["interactions, pair F1"] == ["1.00", "0.50", ""]
    assert found["persons F1"] == ["1.00", "1.00", "0.99"]
    assert found["day right"] == ["1.00 (of 1)", "–", "0.96"]


def test_tables_of_parts(sets: list[Measured]) -> None:
    assert cells(ablation(sets))["all: frames only"] == ["0.50", "0.00", "0.00", "0.00", "–"]
    assert cells(ablation(sets))["all: frames and model"][-2:] == ["1.00", "1.00 (of 3)"]
    assert cells(by_kind(sets[0].both))["warning"] == ["1", "1.00", "1.00", "1.00"]
    assert cells(by_kind(sets[1].both))["talks"] == ["0", "0.00", "–", "–"]
    assert cells(by_kind(sets[1].both))["visit"] == ["0", "–", "–", "–"]
    assert cells(by_status(sets[1].both))["occurred"] == ["2", "0.00", "0.00", "0.00"]
    assert cells(by_status(sets[1].both))["possible"] == ["1", "–", "0.00", "0.00"]


def test_calibration_tells_how_many_are_right_in_each_bin(sets: list[Measured]) -> None:
    assert cells(calibration(sets[0].both))["0.9 – 1.0"] == ["2", "1.00"]
    assert cells(calibration(sets[0].both))["0.5 – 0.6"] == ["1", "1.00"]
    assert cells(calibration(sets[1].both))["0.9 – 1.0"] == ["1", "0.00"]
    assert cells(calibration(sets[1].both))["0.0 – 0.5"] == ["0", "–"]


def test_the_weakest_are_named() -> None:
    accuracy = Accuracy()
    for kind, right in {"call": 9, "meeting": 2, "visit": 8, "warning": 0, "advice": 7}.items():
        accuracy.tallies[f"typed {kind}"] = Tally(right, 0, 9 - right if kind == "warning" else 10 - right)
    accuracy.tallies["typed"] = Tally(26, 0, 23)
    assert "it finds 53% of 49 interactions" in weakest(accuracy)
    assert "The weakest kinds are meeting (F1 0.33) and advice (F1 0.82)" in weakest(accuracy)  # nine warnings: too few


def test_a_report_goes_into_the_readme_between_its_marks(sets: list[Measured]) -> None:
    marks = "# Title\n<!-- accuracy: written by make accuracy-readme -->\nold figures\n<!-- accuracy: end -->\nrest\n"
    written = into_readme(marks, report(sets, sets[0]))
    assert "old figures" not in written
    assert written.startswith("# Title\n<!-- accuracy")
    assert written.endswith("|\n\n<!-- accuracy: end -->\nrest\n")
    assert into_readme(written, report(sets, sets[0])) == written
    with pytest.raises(ActorGraphError, match="no marks"):
        into_readme("# Title", "")


def test_the_readme_has_the_marks_and_all_figures(sets: list[Measured]) -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert into_readme(text, "") != text
    for label in [*cells(overview(sets)), *cells(by_kind(sets[0].both)), *cells(by_status(sets[0].both))]:
        assert not label or f"| {label} |" in text, f"{label}: run 'make accuracy-readme'"


def test_own_sets_are_those_kept_aside_and_the_seeds() -> None:
    stories, articles, seeds = own_sets(facts.GOLD, ["afri", "eura"])
    assert {gold["id"].split("-")[0] for gold in stories.documents} == {"afri", "eura"}
    assert {gold["id"].split("-")[0] for gold in articles.documents} == {"lafri", "leura"}
    assert len(seeds.documents) == 5


def test_readings_have_the_ids_of_the_documents(extractor: Extractor) -> None:
    [found] = readings(Annotated("one", [GOLD]).documents, extractor).values()
    assert found["id"] == "one"
    assert measure([GOLD], {"one": found}).tallies["person"].right == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [(b'{"id": "a"}\n\n{broken\n', r"gold\.jsonl:3: not a JSON"), (b"\xff\xfe", "cannot be read")],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=message):
        annotated(path)
    with pytest.raises(ReadError, match="cannot be read"):
        annotated(tmp_path / "missing.jsonl")
