"""Times: what a text says about when something happened, as tables of text and meaning."""

from datetime import date

import pytest
from spacy.language import Language

from graph.extract.language import pipeline
from graph.extract.time_expressions import Form, TimeExpression
from graph.extract.time_resolution import Leaning, Moment, resolve
from graph.extract.times import Times
from graph.knowledge import Knowledge
from graph.model import Status, When

WEDNESDAY = date(2019, 3, 13)
OCCURRED, PLANNED, CANCELLED, POSSIBLE = Status.OCCURRED, Status.PLANNED, Status.CANCELLED, Status.POSSIBLE


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline("en_core_web_md")


@pytest.fixture(scope="module")
def times() -> Times:
    return Times(Knowledge.load())


def day_of(nlp: Language, times: Times, text: str, trigger: str, status: Status, published: date | None) -> str | None:
    doc = nlp(text)
    token = [token for token in doc if token.text == trigger][-1]
    found = times.read(doc, published).when(token, status)
    return found.iso if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "status", "iso"),
    [
        ("The minister met his counterpart on Monday.", "met", OCCURRED, "2019-03-11"),
        ("The minister met his counterpart on Wednesday.", "met", OCCURRED, "2019-03-13"),
        ("The minister met his counterpart on Wednesday evening.", "met", OCCURRED, "2019-03-13"),
        ("The minister met his counterpart last Wednesday.", "met", OCCURRED, "2019-03-06"),
        ("The minister will meet his counterpart on Monday.", "meet", PLANNED, "2019-03-18"),
        ("The minister will meet his counterpart next Wednesday.", "meet", PLANNED, "2019-03-20"),
        ("The minister will meet his counterpart on Thursday next week.", "meet", PLANNED, "2019-03-21"),
        ("The minister phoned his counterpart yesterday.", "phoned", OCCURRED, "2019-03-12"),
        ("The minister phoned his counterpart this morning.", "phoned", OCCURRED, "2019-03-13"),
        ("The minister will phone his counterpart tomorrow.", "phone", PLANNED, "2019-03-14"),
        ("The minister phoned his counterpart three days ago.", "phoned", OCCURRED, "2019-03-10"),
        ("The minister phoned his counterpart a week ago.", "phoned", OCCURRED, "2019-03-06"),
        ("The minister is on the phone to his counterpart right now.", "phone", OCCURRED, "2019-03-13"),
        ("On Saturday 15 October (2016), the minister met his counterpart.", "met", OCCURRED, "2016-10-15"),
        ("The minister met his counterpart at Mar-a-Lago on 4 March.", "met", OCCURRED, "2019-03-04"),
        ("The minister met his counterpart in mid-February.", "met", OCCURRED, "2019-02"),
        ("The minister will meet his counterpart at the end of the month.", "meet", PLANNED, "2019-03"),
        ("LIMA, March 12 (Agency) - The minister met his counterpart today.", "met", OCCURRED, "2019-03-12"),
        ("Talks will be held on Friday in Lima. Two ministers will participate.", "participate", PLANNED, "2019-03-15"),
        ("The minister met bankers on Monday. Later in the day he met his counterpart.", "met", OCCURRED, "2019-03-11"),
        ("The minister visited France on 4 March.", "visited", OCCURRED, "2019-03-04"),
        ("The minister visited France on the 4th.", "visited", OCCURRED, "2019-03-04"),
        ("The minister visited France on March 28.", "visited", OCCURRED, "2018-03-28"),
        ("The minister will visit France on March 28.", "visit", PLANNED, "2019-03-28"),
        ("The minister will visit France on 2 January.", "visit", PLANNED, "2020-01-02"),
        ("The minister visited France on Sept. 5, 2016.", "visited", OCCURRED, "2016-09-05"),
        ("The minister visited France on 5.9.2016.", "visited", OCCURRED, "2016-09-05"),
        ("The minister visited France on 2016-09-05.", "visited", OCCURRED, "2016-09-05"),
        ("The minister visited France from 4 to 9 December 2018.", "visited", OCCURRED, "2018-12"),
        ("The minister visited France in October.", "visited", OCCURRED, "2018-10"),
        ("The minister will visit France in October.", "visit", PLANNED, "2019-10"),
        ("The minister visited France last month.", "visited", OCCURRED, "2019-02"),
        ("The minister visited France last week.", "visited", OCCURRED, "2019-03"),
        ("The minister visited France over the weekend.", "visited", OCCURRED, "2019-03"),
        ("The minister visited France in 1998.", "visited", OCCURRED, "1998"),
        ("The minister visited France in the summer of 2014.", "visited", OCCURRED, "2014"),
        ("The minister visited France last year.", "visited", OCCURRED, "2018"),
        ("The minister has not visited France since October.", "visited", Status.DENIED, None),
        ("The minister visited France.", "visited", OCCURRED, None),
    ],
)
def test_a_time_means_a_day_a_month_or_a_year(
    nlp: Language, times: Times, text: str, trigger: str, status: Status, iso: str | None
) -> None:
    assert day_of(nlp, times, text, trigger, status, WEDNESDAY) == iso


@pytest.mark.parametrize(
    ("text", "trigger", "iso"),
    [
        ("The minister met his counterpart on Monday.", "met", None),
        ("The minister met his counterpart yesterday.", "met", None),
        ("The minister met his counterpart on 4 March.", "met", None),
        ("The minister met his counterpart on 4 March 2011.", "met", "2011-03-04"),
        ("He flew to Rome on 4 March 1993. On the 6th he met the envoy.", "met", "1993-03-06"),
        ("He flew to Rome on 4 March 1993. The following day he met the envoy.", "met", "1993-03-05"),
        ("He flew to Rome on 4 March 1993. Two days later he met the envoy.", "met", "1993-03-06"),
        ("He flew to Rome in August 1936. In September he met the envoy.", "met", "1936-09"),
        ("LUSAKA, 14 March 2019 — The minister met his counterpart on Wednesday.", "met", "2019-03-13"),
    ],
)
def test_without_a_day_of_publication_only_the_text_itself_fixes_the_day(
    nlp: Language, times: Times, text: str, trigger: str, iso: str | None
) -> None:
    assert day_of(nlp, times, text, trigger, OCCURRED, None) == iso


@pytest.mark.parametrize(
    ("text", "trigger", "status", "iso"),
    [
        ("The minister said on Monday that she had met the envoy.", "met", OCCURRED, None),
        ("The minister said that she had met the envoy on Monday.", "met", OCCURRED, "2019-03-11"),
        ("The minister said on Tuesday that she met the envoy on Monday.", "met", OCCURRED, "2019-03-11"),
        ("The minister will host the envoy on Thursday, her office said.", "host", PLANNED, "2019-03-14"),
        ("She meets the envoy on Friday; she phoned the president on Monday.", "phoned", OCCURRED, "2019-03-11"),
        ("A meeting with the envoy set for Friday was called off on Tuesday.", "meeting", CANCELLED, "2019-03-15"),
        ("The talks were put off until Friday.", "talks", PLANNED, "2019-03-15"),
        ("The talks were put off from Thursday to Friday.", "talks", PLANNED, "2019-03-15"),
        ("The talks were put off from Thursday to Friday.", "talks", CANCELLED, "2019-03-14"),
        ("He is due in Malawi next Tuesday, where he will meet the president.", "meet", PLANNED, "2019-03-19"),
        ("On Monday she met the envoy and urged him to wait.", "urged", OCCURRED, "2019-03-11"),
    ],
)
def test_a_time_belongs_to_the_word_in_whose_clause_it_stands(
    nlp: Language, times: Times, text: str, trigger: str, status: Status, iso: str | None
) -> None:
    assert day_of(nlp, times, text, trigger, status, WEDNESDAY) == iso


@pytest.mark.parametrize(
    ("text", "trigger", "iso"),
    [
        ("The minister received the envoy on Monday. She asked him to wait.", "asked", "2019-03-11"),
        ("The minister received the envoy on Monday. She has asked France to wait.", "asked", None),
        ("The minister will receive the envoy on Friday. She asked him to wait.", "asked", None),
        ("The minister said on Monday that all was well. She met the envoy.", "met", None),
        ("LIVE\n14:31 — The minister phoned the envoy.", "phoned", "2019-03-13"),
    ],
)
def test_a_scene_goes_on_with_its_day(nlp: Language, times: Times, text: str, trigger: str, iso: str | None) -> None:
    assert day_of(nlp, times, text, trigger, OCCURRED, WEDNESDAY) == iso


def test_a_taker_of_part_decides_between_two_times(nlp: Language, times: Times) -> None:
    doc = nlp("She will meet Dubois on Thursday and Okafor on Friday.")
    timeline = times.read(doc, WEDNESDAY)
    meet = next(token for token in doc if token.text == "meet")
    days = {}
    for name in ("Dubois", "Okafor"):
        near = next(token for token in doc if token.text == name)
        days[name] = timeline.when(meet, PLANNED, near=near)
    assert days["Okafor"] == When(date(2019, 3, 15), date(2019, 3, 15))
    assert days["Dubois"] == When(date(2019, 3, 14), date(2019, 3, 14))


@pytest.mark.parametrize(
    "text",
    [
        "Captain May met the crew.",
        "May I ask who met him?",
        "The army began to march on the capital.",
        "The fifth round was better than the third one.",
        "The town had 1998 inhabitants.",
        "The fall of the city was near.",
    ],
)
def test_what_only_looks_like_a_time_is_none(nlp: Language, times: Times, text: str) -> None:
    assert times.words.expressions(nlp(text)) == ()


@pytest.mark.parametrize(
    ("expression", "leaning", "iso"),
    [
        (TimeExpression(0, 1, Form.DATE, month=2, day=29), Leaning.PAST, "2016-02-29"),
        (TimeExpression(0, 1, Form.DATE, month=2, day=30, year=2019), Leaning.PAST, None),
        (TimeExpression(0, 1, Form.UNIT, unit="week", which=1), None, "2019-03"),
        (TimeExpression(0, 1, Form.WEEKDAY, weekday=4), None, "2019-03-15"),
        (TimeExpression(0, 1, Form.SHIFT, unit="month", shift=-3), None, "2018-12"),
        (TimeExpression(0, 1, Form.SHIFT, unit="day", shift=1, told=True), None, None),
    ],
)
def test_days_that_do_not_exist_or_are_not_fixed_are_left_open(
    expression: TimeExpression, leaning: Leaning | None, iso: str | None
) -> None:
    found = resolve(expression, Moment(WEDNESDAY), leaning)
    assert (found.iso if found else None) == iso
