"""What texts say about the status of an interaction: that it occurred, or is planned, cancelled, denied or possible."""

from datetime import date

import pytest

from graph.extract import Extractor
from graph.model import Document
from tests.told import told

PUBLISHED = date(2023, 3, 15)  # a Wednesday

PLANNED = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke will meet Portuguese Prime Minister Duarte Falcoeira on Friday.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke is to meet Portuguese Prime Minister Duarte Falcoeira on Friday.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke plans to meet Portuguese Prime Minister Duarte Falcoeira next week.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira are to meet on Friday.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "A meeting between Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira is planned for June.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    ("Polish President Bogdan Wilczarek will visit Kenya in May.", "visit Bogdan Wilczarek → Kenya"),
    ("Polish President Bogdan Wilczarek is due in Kenya on Monday.", "visit Bogdan Wilczarek → Kenya"),
    ("Polish President Bogdan Wilczarek's visit to Kenya is set for May.", "visit Bogdan Wilczarek → Kenya"),
    (
        "Polish President Bogdan Wilczarek intends to call Kenyan President Wanjala Otuoma.",
        "call Bogdan Wilczarek – Wanjala Otuoma",
    ),
    (
        "Polish President Bogdan Wilczarek wants to meet Kenyan President Wanjala Otuoma.",
        "meeting Bogdan Wilczarek – Wanjala Otuoma",
    ),
    (
        "Polish President Bogdan Wilczarek invited Kenyan President Wanjala Otuoma to visit Poland.",
        "visit Wanjala Otuoma → Poland",
    ),
    ("Norway and Poland will hold talks next week.", "talks Norway – Poland"),
    ("Japanese Trade Minister Haruto Shiomizu accepted an invitation to visit Peru.", "visit Haruto Shiomizu → Peru"),
]

CANCELLED = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke cancelled a meeting with Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke called off her meeting with Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "A meeting between Norwegian Foreign Minister Ingunn Solbakke and Portuguese Prime Minister Duarte Falcoeira was cancelled.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    ("Polish President Bogdan Wilczarek cancelled a trip to Kenya.", "visit Bogdan Wilczarek → Kenya"),
    ("Polish President Bogdan Wilczarek's visit to Kenya was called off.", "visit Bogdan Wilczarek → Kenya"),
    (
        "The phone call between Peruvian Defence Minister Ximena Orellano and Japanese Trade Minister Haruto Shiomizu was postponed.",
        "call Haruto Shiomizu – Ximena Orellano",
    ),
    ("Talks between Norway and Poland were called off on Monday.", "talks Norway – Poland"),
    ("Polish President Bogdan Wilczarek put off a visit to Kenya.", "visit Bogdan Wilczarek → Kenya"),
]

DENIED = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke did not meet Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke denied that she had met Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke denied meeting Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke has never met Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    ("Poland denied holding talks with Kenya.", "talks Kenya – Poland"),
    (
        "Polish President Bogdan Wilczarek denied having called Kenyan President Wanjala Otuoma.",
        "call Bogdan Wilczarek – Wanjala Otuoma",
    ),
]

POSSIBLE = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke may meet Portuguese Prime Minister Duarte Falcoeira on Friday.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke might meet Portuguese Prime Minister Duarte Falcoeira in June.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke could meet Portuguese Prime Minister Duarte Falcoeira in June.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    ("Polish President Bogdan Wilczarek may visit Kenya.", "visit Bogdan Wilczarek → Kenya"),
    ("Polish President Bogdan Wilczarek could travel to Kenya in May.", "visit Bogdan Wilczarek → Kenya"),
    ("Talks between Poland and Kenya may resume in May.", "talks Kenya – Poland"),
    ("Poland could hold talks with Kenya.", "talks Kenya – Poland"),
    (
        "Polish President Bogdan Wilczarek might call Kenyan President Wanjala Otuoma this week.",
        "call Bogdan Wilczarek – Wanjala Otuoma",
    ),
    (
        "If the vote fails, Polish President Bogdan Wilczarek would meet Kenyan President Wanjala Otuoma.",
        "meeting Bogdan Wilczarek – Wanjala Otuoma",
    ),
]

OCCURRED = [
    (
        "Norwegian Foreign Minister Ingunn Solbakke has met Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke is meeting Portuguese Prime Minister Duarte Falcoeira in Lisbon today.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke confirmed that she had met Portuguese Prime Minister Duarte Falcoeira.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    (
        "Norwegian Foreign Minister Ingunn Solbakke met Portuguese Prime Minister Duarte Falcoeira although she had at first refused.",
        "meeting Duarte Falcoeira – Ingunn Solbakke",
    ),
    ("Poland resumed talks with Kenya.", "talks Kenya – Poland"),
    ("Polish President Bogdan Wilczarek returned on Monday from a visit to Kenya.", "visit Bogdan Wilczarek → Kenya"),
    (
        "Polish President Bogdan Wilczarek has been in talks with Kenyan President Wanjala Otuoma for weeks.",
        "talks Bogdan Wilczarek – Wanjala Otuoma",
    ),
    (
        "Polish President Bogdan Wilczarek recalled that he had met Kenyan President Wanjala Otuoma in March.",
        "meeting Bogdan Wilczarek – Wanjala Otuoma",
    ),
    ("Polish President Bogdan Wilczarek cut short a visit to Kenya.", "visit Bogdan Wilczarek → Kenya"),
]

TOLD = [
    (text, f"{meaning} {status}")
    for status, texts in {
        "planned": PLANNED,
        "cancelled": CANCELLED,
        "denied": DENIED,
        "possible": POSSIBLE,
        "occurred": OCCURRED,
    }.items()
    for text, meaning in texts
]


@pytest.mark.parametrize(("text", "meaning"), TOLD)
def test_a_text_tells_the_status(extractor: Extractor, text: str, meaning: str) -> None:
    assert told(extractor.read(Document("text", text, PUBLISHED))) == {meaning}
