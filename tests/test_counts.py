"""Counts: how many times something happened, as a table of text and number."""

import pytest
from spacy.language import Language

from graph.extract.counts import Counts
from graph.extract.language import pipeline
from graph.knowledge import Knowledge


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline("en_core_web_md")


@pytest.fixture(scope="module")
def counts() -> Counts:
    return Counts(Knowledge.load())


@pytest.mark.parametrize(
    ("text", "trigger", "number"),
    [
        ("The two held approximately twelve discussions.", "discussions", 12),
        ("They met three times.", "met", 3),
        ("They met twice last year.", "met", 2),
        ("She spoke at least six times with the envoy.", "spoke", 6),
        ("She rang the president of Ecuador, an old friend, seven times.", "rang", 7),
        ("She rang the minister forty-one times.", "rang", 41),
        ("He telephoned his colleague a dozen times.", "telephoned", 12),
        ("The sides have held 34 rounds of talks.", "talks", 34),
        ("Brussels has sent Rome two letters.", "sent", 2),
        ("She had talked with the minister on two occasions.", "talked", 2),
        ("She has warned the company for the second time this month.", "warned", 2),
        ("It was their third meeting since October.", "meeting", 3),
        ("They have spoken only once this year.", "spoken", 1),
        ("A second call is planned.", "call", None),
        ("Once, long ago, he met the president.", "met", None),
        ("They meet twice a week.", "meet", None),
        ("The two ministers met in Rome.", "met", None),
        ("Two ministers met in Rome on 2 March.", "met", None),
        ("She asked for twice as much.", "asked", None),
        ("They met in Rome.", "met", None),
    ],
)
def test_a_stated_number_of_times_is_read(
    nlp: Language, counts: Counts, text: str, trigger: str, number: int | None
) -> None:
    token = next(token for token in nlp(text) if token.text == trigger)
    assert counts.of(token) == number


def test_a_taker_of_part_decides_between_two_numbers(nlp: Language, counts: Counts) -> None:
    doc = nlp("He rang Dubois twice and Okafor three times.")
    rang = next(token for token in doc if token.text == "rang")
    found = {name: counts.of(rang, next(token for token in doc if token.text == name)) for name in ("Dubois", "Okafor")}
    assert found == {"Dubois": 2, "Okafor": 3}
