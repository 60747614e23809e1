"""The five articles that come with the program are read as their annotation says."""

import pytest

from graph.accuracy import Accuracy, measure
from graph.accuracy.__main__ import readings
from graph.extract import Extractor
from graph.knowledge import seeds_folder
from tests import facts

GOLD = facts.annotated()


@pytest.fixture(scope="module")
def accuracy(extractor: Extractor) -> Accuracy:
    return measure(GOLD, readings(GOLD, extractor))


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])
def test_the_annotated_texts_are_the_seeds(gold: dict[str, str]) -> None:
    assert (seeds_folder() / f"{gold['id']}.txt").read_text(encoding="utf-8") == gold["text"]


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("person", 0.98),
        ("state", 0.98),
        ("office", 0.85),
        ("offices held", 0.85),
        ("organization", 0.85),
        ("pair", 0.9),
        ("typed", 0.9),
    ],
)
def test_f1(accuracy: Accuracy, what: str, least: float) -> None:
    assert accuracy.tallies[what].f1 >= least


def test_what_is_told_is_right(accuracy: Accuracy) -> None:
    assert accuracy.tallies["typed"].precision >= 0.92


@pytest.mark.parametrize(("what", "least"), [("status", 0.95), ("evidence", 1.0)])
def test_share(accuracy: Accuracy, what: str, least: float) -> None:
    assert accuracy.share(what) >= least
