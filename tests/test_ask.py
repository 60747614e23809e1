"""Questions and their answers, on the graph of the annotated seeds and on an invented one of other regions."""

import json
from collections.abc import Iterator

import pytest

from graph.ask import Answer, answer, to_json
from graph.knowledge import Knowledge
from graph.model import InteractionKind, Status
from graph.store import Store
from tests import worlds
from tests.worlds import TODAY

AUSTIN = "Lloyd Austin: talks, 12 times"
SULLIVAN = "Jake Sullivan: planned talks"
CALL = "between Joe Biden and Benjamin Netanyahu on 9 October 2024"
DERMER = "all between Jake Sullivan and Ron Dermer on 9 October 2024"
MEETING = "between Lloyd Austin and Yoav Gallant"
WARNED = "arning from the United States to Iran"
VISITED = "isit of Eric Kurilla to Israel"
TRIP = "isit of Yoav Gallant to the United States"
HELD = "Yoav Gallant is Defense Minister of Israel"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with worlds.seeds(tmp_path_factory.mktemp("seeds") / "db") as store:
        yield store


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with worlds.invented(tmp_path_factory.mktemp("invented") / "db") as store:
        yield store


def said(told: Answer, wanted: str) -> None:
    """Hold that an answer says all that is wanted, and nothing of what stands after `not`: `A & B not C & D`."""
    yes, _, no = wanted.partition(" not ")
    assert told.understood, told.text
    assert told.sparql
    assert [part for part in yes.split(" & ") if part not in told.text] == [], told.text
    assert [part for part in no.split(" & ") if part and part in told.text] == [], told.text


SEEDS = [
    # who, with a participant named
    ("who spoke with Gallant", f"{AUSTIN} & {SULLIVAN} & 004_ not Biden & Kurilla & Netanyahu"),
    ("Who has been talking to Yoav Gallant?", f"{AUSTIN} & {SULLIVAN}"),
    ("WHO SPOKE WITH GALLANT?", f"{AUSTIN} & {SULLIVAN}"),
    ("with whom did Gallant speak", f"{AUSTIN} & {SULLIVAN}"),
    ("who spoke with the Israeli defense minister", f"{AUSTIN} & {SULLIVAN}"),
    ("who spoke with Israel's minister of defence?", f"{AUSTIN} & {SULLIVAN}"),
    ("List everyone who spoke with Gallant.", f"{AUSTIN} & {SULLIVAN}"),
    ("who held talks with gallant", f"{AUSTIN} & {SULLIVAN}"),
    ("did anyone speak with Gallant", f"{AUSTIN} & {SULLIVAN}"),
    ("Who are the people that Austin met?", "Yoav Gallant: meeting on 13 April 2024 not talks"),
    ("Who did Lloyd Austin talk with?", "Yoav Gallant: talks, 12 times not Sullivan"),
    ("which Israeli officials spoke with Austin", "Yoav Gallant: talks, 12 times"),
    ("who in Israel spoke with Austin?", "Yoav Gallant: talks, 12 times"),
    ("who did Sullivan meet?", "The National Security Adviser of Israel: meeting"),
    ("who did Biden call?", "Benjamin Netanyahu: call on 9 October 2024 not meeting & talks"),
    ("Who did the American president call", "Benjamin Netanyahu: call on 9 October 2024"),
    ("who called Netanyahu", "Joe Biden: call on 9 October 2024 not Sullivan"),
    ("Netanyahu was called by whom?", "Joe Biden: call on 9 October 2024"),
    ("who had a call with Netanyahu", "Joe Biden: call on 9 October 2024"),
    ("who called Biden", "other way round"),
    ("to whom did Biden speak", "Benjamin Netanyahu: call on 9 October 2024 & planned talks"),
    # direction
    ("who advised Israel?", "Joe Biden: advice & The United States: advice & Biden administration: advice not Israel:"),
    ("by whom was Israel advised", "Joe Biden: advice & The United States: advice"),
    ("who was Israel advised by", "Joe Biden: advice & The United States: advice"),
    ("whom did Israel advise", "No report of that. not Biden"),
    ("who was advised by the US?", "Israel: advice not Biden:"),
    ("who advised Israel about nuclear facilities", "Joe Biden: advice (003_ not The United States"),
    ("who warned Iran", "The United States: warning not Iran:"),
    ("who was warned by the United States", "Iran: warning"),
    ("who got a warning from the US", "Iran: warning"),
    ("whom did the US warn", "Iran: warning not The United States:"),
    ("which countries did Biden advise", "Israel: advice not Biden:"),
    ("what was Israel told by Biden?", "cautioned Israel"),
    ("did Iran warn the US?", "No report of that. not Yes"),
    ("was Iran warned?", f"Yes. & {WARNED}"),
    ("what warnings did the US send to Iran", f"{WARNED} & messages to Iran publicly and privately"),
    ("what warnings did Iran receive", WARNED),
    ("what warnings was Iran given by Washington", WARNED),
    ("warnings from Iran", "No report of that."),
    ("what did Biden say to Israel?", "Advice from Joe Biden to Israel & cautioned Israel not talks"),
    ("what advice did Israel get from the US", "Advice from the United States to Israel"),
    ("who visited Israel", "Eric Kurilla: visit"),
    ("visits to Israel", VISITED),
    ("which countries did Kurilla visit?", "Israel: visit"),
    ("where did Kurilla travel to", "Israel: visit"),
    ("did Israel visit Kurilla?", "No report of that."),
    # whether
    ("did Sullivan talk to Dermer?", f"Yes. & C{DERMER}"),
    ("Did Sullivan and Dermer talk?", f"Yes. & C{DERMER}"),
    ("has there been a call between Sullivan and Dermer?", f"Yes. & C{DERMER}"),
    ("Can you tell me whether Sullivan talked to Dermer?", f"Yes. & C{DERMER}"),
    ("Have Sullivan and Dermer ever met?", "No report of that. not Yes & Call"),
    ("did the US president meet the Israeli prime minister?", "Yes. & 13 April 2024 not 9 October"),
    ("Is Austin in contact with Gallant?", f"Yes. & Talks {MEETING}, 12 times"),
    ("did Gallant visit Washington", f"it was planned & Planned v{TRIP} & Cancelled v{TRIP} not Yes"),
    ("will Gallant visit Washington?", f"It is planned: & Cancelled v{TRIP} not Yes"),
    ("is Gallant expected to travel to the US?", f"Yes. & Planned v{TRIP}"),
    ("was Gallant's visit to Washington cancelled?", f"Yes.\nCancelled v{TRIP}"),
    ("did Gallant cancel his trip to Washington?", f"Yes.\nCancelled v{TRIP}"),
    ("any contact between Israel and Iran?", "No report of that."),
    ("did Biden speak to Netanyahu last year?", f"Yes. & Call {CALL}"),
    ("did Biden speak to Netanyahu this year?", "No report of that. not Yes"),
    # when and how often
    (
        "when did Biden and Netanyahu speak?",
        f"9 October 2024: call & 13 April 2024: meeting & {DERMER[:0]}planned talks",
    ),
    ("when did Biden and Netanyahu last speak", f"Call {CALL} not 13 April"),
    ("what was the first meeting of Biden and Netanyahu", "13 April 2024"),
    ("last call between Biden and Netanyahu", f"Call {CALL}"),
    ("On what date did Kurilla travel to Israel?", f"known: v{VISITED}"),
    (
        "how many times did Austin speak with Gallant?",
        "12 times, as stated & 1 single event & Not counted:\nPlanned talks not 13 times & 14 times",
    ),
    ("how often did Austin and Gallant meet?", "1 meeting, not 2 meetings & 12"),
    ("how many calls were there between Biden and Netanyahu", "1 call, not 2 calls"),
    ("how many people did Gallant speak with", "1. & Lloyd Austin"),
    ("how many warnings did Iran receive from the US", "1 warning, & told by 2 sources"),
    # lists
    ("calls between Biden and Netanyahu", f"Call {CALL} not Dermer"),
    ("Biden-Netanyahu calls", f"Call {CALL} not Dermer"),
    ("show me all calls", f"Call {CALL} & C{DERMER}"),
    ("meetings of Austin with Gallant", f"Meeting {MEETING} on 13 April 2024"),
    ("Gallant's visits", f"Planned v{TRIP} & Cancelled v{TRIP}"),
    ("which visits were cancelled?", f"Cancelled v{TRIP} not Planned & Kurilla"),
    ("which trips have been called off?", f"Cancelled v{TRIP} not Planned"),
    ("whose visits were cancelled?", f"Cancelled v{TRIP}"),
    ("who cancelled Gallant's visit?", f"Cancelled v{TRIP}"),
    ("who is planning to visit Washington?", "Yoav Gallant: planned visit not cancelled"),
    ("planned meetings", "No report of that."),
    ("list planned talks", "Planned talks between Jake Sullivan and Yoav Gallant not Cancelled"),
    ("which calls were denied", "No report of that."),
    ("talks in October 2024", f"Call {CALL} not April"),
    ("calls on 9 October", f"Call {CALL} & C{DERMER}"),
    ("meetings since June 2024", "No report of that."),
    ("meetings before June 2024", "13 April 2024"),
    ("calls between 1 October and 31 October 2024", f"Call {CALL}"),
    ("U.S.-Israeli consultations", "Talks between Israel and the United States"),
    ("what happened between Biden and Netanyahu", f"Call {CALL} & Meeting & Planned talks"),
    ("what was cancelled", f"Cancelled v{TRIP} not Planned"),
    # offices and actors
    ("who is the defense minister of Israel?", f"{HELD} not Austin"),
    ("who's the Israeli secretary of defence", f"{HELD} not Austin"),
    ("who is the US defense minister", "Lloyd Austin is Defense Secretary of the United States not Gallant"),
    ("who is the foreign minister of the US", "Antony Blinken is Secretary of State"),
    ("Israel's PM", "Benjamin Netanyahu is Prime Minister of Israel"),
    ("who was president of the United States", "Joe Biden is President & Donald Trump was formerly President"),
    ("who is the former US president", "Donald Trump was formerly not Biden"),
    ("who is the foreign minister of Iran?", "No report says who is"),
    ("what office does Austin hold", "Lloyd Austin is Defense Secretary not Gallant"),
    ("which offices are there in Israel?", f"{HELD} & Netanyahu is Prime Minister not Austin"),
    ("is Gallant the defense minister of Israel?", "Yes."),
    ("is Austin the defense minister of Israel?", f"No report of that. & {HELD} not Yes"),
    ("who is Kurilla?", f"Eric Kurilla is a person & Commander & V{VISITED}"),
    ("tell me about Dermer", f"Strategic Affairs Minister of Israel & C{DERMER}"),
    ("list all persons", "Joe Biden & Ron Dermer not Israel ("),
    # chains, documents, evidence, most
    ("how is Kurilla connected to Netanyahu?", "in 3 steps & Kurilla – Israel: & Israel – Joe Biden & Netanyahu: call"),
    ("what links Kurilla and Netanyahu", "in 3 steps"),
    ("path from Kurilla to Biden", "in 2 steps"),
    ("what is the connection between Dermer and Austin?", "No chain of contacts"),
    ("in which articles did Biden call Netanyahu", "2 documents & 000_ & 004_ not 001_"),
    ("which documents mention Kurilla", "1 document & 001_"),
    ("how do we know that Austin met Gallant?", "Yes. & “Biden and Israeli Prime Minister Benjamin Netanyahu met"),
    ("is there any evidence that Sullivan called Dermer", "Yes. & A separate call took place"),
    ("who spoke most with Gallant", "1. Lloyd Austin: 13 times in 2 interactions"),
    ("who is the most active", "1. Lloyd Austin"),
    ("who leads Israel", "Benjamin Netanyahu is Prime Minister of Israel not Gallant"),
    # said in a roundabout way
    ("Was it Biden who called Netanyahu?", f"Yes. & Call {CALL}"),
    ("did Netanyahu stop Gallant's trip", f"Leaving “Netanyahu” out of account. & Cancelled v{TRIP}"),
    ("did Gallant plan a visit to the US?", f"Yes. & Planned v{TRIP}"),
    ("Which Americans talked with Israelis?", "Lloyd Austin: talks & Joe Biden: call & Jake Sullivan: call"),
    ("who among Israeli officials talked to Sullivan", "Ron Dermer: call not Austin"),
    ("did both Biden and Austin speak with Gallant?", "No report of that for Joe Biden. & Talks between Lloyd Austin"),
    ("has any visit been cancelled", f"Cancelled v{TRIP} not Planned & Kurilla"),
    # slips of the fingers
    ("who spoke with Ausitn", "Taking “Ausitn” for Lloyd Austin & Yoav Gallant: talks, 12 times"),
    ("who spoke with Netanyaho?", "Taking “Netanyaho” for Benjamin Netanyahu & Joe Biden: call"),
]


@pytest.mark.parametrize(("question", "wanted"), SEEDS)
def test_the_seeds_answer(question: str, wanted: str, seeds: Store, knowledge: Knowledge) -> None:
    said(answer(question, seeds, knowledge, today=TODAY), wanted)


INVENTED = [
    ("who did Lena Holm meet?", "Amara Okoye: meeting on 12 May 2023 not Silva & Sato"),
    ("who did Lena Hölm meet", "Amara Okoye: meeting"),
    ("did Silva call Holm", "Yes. & Call between Lena Holm and Maria Silva on 30 June 2023"),
    ("did Obi call Holm?", "it was planned & Planned call not Yes"),
    ("did Sato call Holm", "It was denied: & Denied call not Yes"),
    ("which calls were denied", "Denied call between Aiko Sato and Lena Holm not Silva"),
    ("did Sato deny calling Holm?", "Yes. & Denied call"),
    ("did Erik Lund meet Silva?", "It was cancelled: & Cancelled meeting"),
    ("which meetings did not take place?", "Cancelled meeting not Okoye"),
    ("who might talk to the Nigerian foreign minister?", "Defense Minister of Sweden not Holm"),
    (
        "who talked to the Nigerian foreign minister",
        "Lena Holm: meeting & The Defense Minister of Sweden: possible talks",
    ),
    ("who did the Swedish defense minister talk to?", "Ann Lund: meeting & possible talks & Maria Silva: cancelled"),
    ("Nigerian officials who met Swedish officials", "Amara Okoye: meeting on 12 May 2023 not Sweden:"),
    ("did the Swedish prime minister meet the Nigerian foreign minister?", "Yes."),
    ("did the former Swedish prime minister speak with the African Union", "Yes. & Tove Berg in 2024"),
    ("did the Swedish prime minister speak with the African Union", "No report of that."),
    ("who met May?", "Aiko Sato: meeting on 20 January 2024"),
    ("did may meet sato", "Yes. & Theresa May"),
    ("what did the WHO tell Kenya?", "Message from WHO to Kenya"),
    ("who informed Kenya", "WHO: message not Sato"),
    ("who wrote to Obi", "Maria Silva: message not Holm"),
    ("who did Silva write to?", "Chidi Obi: message"),
    ("who wrote to Silva", "No report of that."),
    ("was Brazil warned by Sweden?", "Yes."),
    ("was Sweden warned by Brazil?", "No report of that. not Yes"),
    ("Swedish warnings", "Warning from Sweden to Brazil"),
    ("warnings to Sweden", "No report of that."),
    ("visits in May", "Visit of Lena Holm to Nigeria in May 2023 not Silva"),
    ("visits on 12 May 2023", "No report of that."),
    ("who went to Kenya in July 2023", "Maria Silva: visit on 1 July 2023"),
    ("where did Holm travel?", "Nigeria: visit in May 2023"),
    ("how many times did Nigeria and Sweden talk", "3 times, as stated"),
    ("who did Japan advise", "Not of the state itself, but of its people: & Kenya: advice"),
    ("did Ghana talk to Kenya", "No report of that."),
    ("what happened last year", "in 2024 & 20 January 2024 not 2023"),
    ("who met after 1 January 2024", "Sato and Theresa May & Ann Lund not Okoye"),
    ("the most recent meeting", "20 January 2024 not 5 January"),
    ("with which countries did Nigeria talk?", "Sweden: talks, 3 times"),
    ("who is Sweden's minister of defence?", "Erik Lund is Defense Minister of Sweden"),
    ("who is the prime minister?", "Lena Holm is Prime Minister & Tove Berg was formerly"),
    ("is Silva the president of Nigeria?", "No report of that. & Chidi Obi not Yes"),
    ("how is Okoye connected to Silva", "in 2 steps & Okoye – Lena Holm & Lena Holm – Maria Silva"),
]


@pytest.mark.parametrize(("question", "wanted"), INVENTED)
def test_another_world_answers(question: str, wanted: str, invented: Store, knowledge: Knowledge) -> None:
    said(answer(question, invented, knowledge, today=TODAY), wanted)


NOT_UNDERSTOOD = [
    ("what is the weather like", "I do not know what “weather like” means"),
    ("who killed Gallant?", "I do not know what “killed” means"),
    ("did Biden fire Austin?", "“fire”"),
    ("why did Biden call Netanyahu", "not why"),
    ("who has never met Gallant", "cannot tell who did not"),
    ("when did they last meet", "put the names in"),
    ("was there a meeting before the call?", "only before or after a day"),
    ("", "no question"),
    ("?!", "no question"),
    ("hello", "no question"),
    ("asdf qwer", "“asdf qwer” is not in the graph"),
    ("SELECT * WHERE { ?s ?p ?o }", "“SELECT” is not in the graph"),
    # nobody is taken for somebody else
    ("who spoke with Macron", "“Macron” is not in the graph"),
    ("did France call Israel", "“France” is not in the graph"),
    ("who spoke with Hunter Biden", "“Hunter Biden” is not in the graph. The nearest names: Joe Biden"),
    ("did hunter biden call netanyahu", "“hunter biden” is not in the graph"),
    ("who met Austin Powers", "“Austin Powers” is not in the graph"),
    ("who is Yoav", "“Yoav” is not in the graph. The nearest names: Yoav Gallant"),
    ("who is the defense minister of Lebanon", "“defense minister of Lebanon” is not in the graph"),
    ("who is the deputy prime minister of Israel", "“deputy prime minister of Israel” is not in the graph"),
    ("who is the health minister of Israel", "“health minister” is not in the graph"),
]


@pytest.mark.parametrize(("question", "why"), NOT_UNDERSTOOD)
def test_what_is_not_understood_is_said(question: str, why: str, seeds: Store, knowledge: Knowledge) -> None:
    told = answer(question, seeds, knowledge, today=TODAY)
    assert not told.understood
    assert why in told.text
    assert not told.sparql
    assert not told.interactions
    assert told.suggestions


def test_every_suggestion_is_understood(seeds: Store, invented: Store, knowledge: Knowledge) -> None:
    for store in (seeds, invented):
        offered = answer("blah", store, knowledge).suggestions
        assert len(offered) >= 5
        assert [question for question in offered if not answer(question, store, knowledge).understood] == []


def test_a_name_of_several_is_asked_back(invented: Store, knowledge: Knowledge) -> None:
    told = answer("did Lund meet Silva", invented, knowledge)
    assert not told.understood
    assert "Ann Lund or Erik Lund" in told.text
    assert "did Erik Lund meet Silva" in told.suggestions


def test_an_empty_graph_answers(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> None:
    with worlds.stored(tmp_path_factory.mktemp("empty") / "db", [], []) as store:
        assert answer("which visits were cancelled?", store, knowledge).text == "No report of that."
        assert not answer("who spoke with Gallant", store, knowledge).understood


@pytest.mark.parametrize(
    "question", [*(question for question, _ in SEEDS[:60]), "how is Kurilla connected to Netanyahu"]
)
def test_the_query_that_is_shown_finds_what_is_told(question: str, seeds: Store, knowledge: Knowledge) -> None:
    told = answer(question, seeds, knowledge, today=TODAY)
    assert told.sparql
    found = {str(row["interaction"]).removeprefix("https://w3id.org/actorgraph/") for row in seeds.select(told.sparql)}
    assert {one.id for one in told.interactions} <= found
    assert bool(found) == bool(told.interactions)


def test_an_answer_carries_its_evidence(seeds: Store, knowledge: Knowledge) -> None:
    told = answer("who spoke with Gallant", seeds, knowledge)
    by_count = {one.count: one for one in told.interactions}
    assert by_count[12].kind is InteractionKind.TALKS
    assert by_count[12].status is Status.OCCURRED
    assert "conducting approximately twelve" in by_count[12].evidence[0].sentence
    assert [actor.name for actor in told.actors][:1] == ["Lloyd Austin"]
    office = answer("who is the defense minister of Israel?", seeds, knowledge)
    assert [held.person for held in office.offices] == ["person/yoav-gallant"]
    assert office.offices[0].evidence
    chain = answer("how is Kurilla connected to Netanyahu?", seeds, knowledge).path
    assert [{step.a, step.b} for step in chain] == [
        {"person/eric-kurilla", "state/israel"},
        {"state/israel", "person/joe-biden"},
        {"person/joe-biden", "person/benjamin-netanyahu"},
    ]


def test_an_answer_as_json_reads_like_the_answer(seeds: Store, knowledge: Knowledge) -> None:
    told = json.loads(json.dumps(to_json(answer("when did Biden and Netanyahu speak?", seeds, knowledge))))
    assert told["understood"] is True
    assert {one["when"] for one in told["interactions"]} == {"2024-10-09", "2024-04-13", None}
    assert told["interactions"][0]["participants"][0]["kind"] == "person"
    assert told["interactions"][0]["evidence"][0]["published"].startswith("2024-")


@pytest.mark.parametrize("name", ['"', "\\", "\n", "}", "Gallant\\", 'x" } #', "<http://x>", "’", "ß" * 3, "a" * 5000])
def test_nothing_that_is_typed_breaks_the_query(name: str, seeds: Store, knowledge: Knowledge) -> None:
    for question in (
        f"who spoke with Gallant about {name}",
        f"who spoke with {name}",
        f"did {name} meet Gallant in {name}",
    ):
        assert answer(question, seeds, knowledge).text
