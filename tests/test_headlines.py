"""Headlines are read like sentences: their capitals hide what is a name."""

import pytest

from graph.extract.headlines import as_sentence
from graph.extract.lexicon import Lexicon
from graph.model import Document

BODY = (
    "Foreign Minister Jan Wilczarek of Poland met Kenyan President Daniel Otuoma on Monday. A row over fishing followed "
    "the meeting, and Otuoma told Wilczarek that he would tighten the rules for prisons."
)


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load()


@pytest.mark.parametrize(
    ("headline", "written"),
    [
        ("Wilczarek Meets Otuoma in Nairobi", "Wilczarek meets Otuoma in Nairobi"),
        ("Wilczarek Urges Restraint in Talks With Otuoma", "Wilczarek urges restraint in talks with Otuoma"),
        ("Kenya Tightens Rules After Fishing Row", "Kenya tightens rules after fishing row"),
        ("WILCZAREK TO MEET OTUOMA", "Wilczarek to meet Otuoma"),
        ("Prison Rules in the United States Tightened", "Prison rules in the United States tightened"),
        ("Wilczarek, Otuoma: No Deal Over White House Row", "Wilczarek, Otuoma: no deal over White House row"),
    ],
)
def test_a_headline_keeps_the_capitals_of_names(lexicon, headline, written):
    assert as_sentence(f"{headline}\n\n{BODY}", lexicon) == f"{written}\n\n{BODY}"


def test_a_headline_glued_to_the_text_is_a_line_of_its_own(lexicon):
    text = f"Wilczarek Meets Otuoma Over Fishing Row-{BODY}"
    assert as_sentence(text, lexicon) == f"Wilczarek meets Otuoma over fishing row\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Deputy Prime Minister Hannelore Vogt-Casutt of Liechtenstein met Finance Minister Gaston Reuland. The row went on.",
        "LUSAKA, March 14 — Zambian Foreign Minister Chileshe Mwamba telephoned her Malawian counterpart.",
        "Polish Foreign Minister Jan Wilczarek\n\nWilczarek met nobody.",
        "",
        "\n",
        "Wilczarek meets Otuoma",
    ],
)
def test_other_texts_stay_as_they_are(lexicon, text):
    assert as_sentence(text, lexicon) == text


def test_no_letter_moves(lexicon):
    text = f"İstanbul Talks Over Fishing Row Tightens Rules\n{BODY}"
    assert len(as_sentence(text, lexicon)) == len(text)


def test_mentions_have_the_words_of_the_text(extractor):
    text = f"WILCZAREK TO MEET OTUOMA\n\n{BODY}"
    found = [mention for of in extractor.read(Document("text", text)).mentions.values() for mention in of]
    assert "WILCZAREK" in {mention.text for mention in found}
    assert all(mention.text == text[mention.start : mention.end] for mention in found)
