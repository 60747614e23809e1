"""The work of telling who is who grows in proportion to the readings, counted in comparisons."""

import pytest

from graph import resolve
from graph.bench import resolution
from graph.resolve.portrait import Judge, Portrait, Score
from tests.test_resolve import CUSTOMS

STATES = ("Sweden", "Kenya", "Japan", "Brazil", "Israel", "India")


def compared(number: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs are compared in so many readings of a world that grows with them."""
    count = 0
    score = Judge.score

    def counted(judge: Judge, one: Portrait, other: Portrait) -> Score | None:
        nonlocal count
        count += 1
        return score(judge, one, other)

    with monkeypatch.context() as patched:
        patched.setattr(Judge, "score", counted)
        resolve.actors(resolution.readings(resolution.world(number // 5, STATES), number), CUSTOMS)
    return count


def test_comparisons_grow_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = compared(200, monkeypatch), compared(1000, monkeypatch)
    persons = 1000 * 2.75
    assert 0 < many < 8 * persons
    assert many < 1.6 * 5 * few


def test_readings_are_drawn_again_as_they_were() -> None:
    world = resolution.world(100, STATES)
    assert list(resolution.readings(world, 5)) == list(resolution.readings(resolution.world(100, STATES), 5))


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["resolution", "50"])
    resolution.main()
    heads, row = capsys.readouterr().out.splitlines()
    assert heads.split()[0] == "readings"
    assert row.split()[0] == "50"
