"""The work of telling who is who grows in proportion to the readings, counted in comparisons."""

from collections.abc import Iterable, Iterator

import pytest

from graph import resolve
from graph.bench import resolution
from graph.model import Reading
from graph.resolve.portrait import Judge, Portrait, Score
from tests.test_resolve import CUSTOMS, P, told

STATES = ("Sweden", "Kenya", "Japan", "Brazil", "Israel", "India")


def compared(readings: Iterable[Reading], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs are compared in some readings."""
    count = 0
    score = Judge.score

    def counted(judge: Judge, one: Portrait, other: Portrait) -> Score | None:
        nonlocal count
        count += 1
        return score(judge, one, other)

    with monkeypatch.context() as patched:
        patched.setattr(Judge, "score", counted)
        resolve.actors(readings, CUSTOMS)
    return count


def drawn(number: int, actors: int) -> Iterator[Reading]:
    """So many readings of a world of so many actors."""
    return resolution.readings(resolution.world(actors, STATES), number)


def test_comparisons_grow_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = compared(drawn(200, 40), monkeypatch), compared(drawn(1000, 200), monkeypatch)
    persons = 1000 * 2.75
    assert 0 < many < 8 * persons
    assert many < 1.6 * 5 * few


def test_comparisons_grow_in_proportion_in_one_world(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = compared(drawn(500, 100), monkeypatch), compared(drawn(2000, 100), monkeypatch)
    assert 0 < many < 1.6 * 4 * few


def test_who_is_joined_is_not_compared_again_with_those_of_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    surname = "Galperinsky"
    slips = [surname[:at] + surname[at + 1 :] for at in range(1, len(surname))]
    others = ["Berta", "Carl", "Dora", "Emil", "Frida", "Georg", "Hanna", "Ivan", "Karla", "Linus", "Moritz", "Nora"]
    named = [f"Anton {each}" for each in (surname, *slips)] + [f"{each} {surname}" for each in others]
    count = compared([told(f"d{number}", P(name)) for number, name in enumerate(named)], monkeypatch)
    of_anton = (len(slips) + 1) * len(slips) // 2
    assert of_anton <= count < 2 * of_anton


def test_readings_are_drawn_again_as_they_were() -> None:
    world = resolution.world(100, STATES)
    assert list(resolution.readings(world, 5)) == list(resolution.readings(resolution.world(100, STATES), 5))


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["resolution", "50"])
    resolution.main()
    heads, row = capsys.readouterr().out.splitlines()
    assert heads.split()[0] == "readings"
    assert row.split()[0] == "50"
