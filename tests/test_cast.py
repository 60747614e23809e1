"""What a text says about its actors: table of text → persons, states, organisations, offices and who holds them."""

from functools import cache

import pytest

from graph.extract import language
from graph.extract.cast import Cast, Form, cast
from graph.extract.lexicon import Lexicon
from graph.model import ActorKind, Document


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@cache
def pipeline():
    return language.pipeline("en_core_web_md")


@cache
def read(text: str) -> Cast:
    return cast(pipeline()(text), Document("d", text), lexicon())


def names(text: str, kind: ActorKind) -> set[str]:
    return {a.name for a in read(text).actors if a.kind is kind}


def held(text: str) -> set[tuple[str, str, str | None, bool]]:
    found = read(text)
    actors = {a.id: a for a in found.actors}

    def owner(office):
        state = actors[office].state
        return actors[state].name if state else None

    return {(actors[o.person].name, actors[o.office].name.lower(), owner(o.office), o.former) for o in found.offices}


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Foreign Minister Aruna Weel met farmers on Monday.", {"Aruna Weel"}),
        ("The Latvian premier, Juris Kalnozols, resigned. Kalnozols said he was tired.", {"Juris Kalnozols"}),
        ("Joseph Karanja, 45, told reporters. Later Joe Karanja left.", {"Joseph Karanja"}),
        ("Sheikh Hamdan al-Tamir arrived. Al-Tamir smiled.", {"Hamdan al-Tamir"}),
        ("Gen. Osman Deyr spoke with Mr Petros Alemu.", {"Osman Deyr", "Petros Alemu"}),
        ("The minister received Ursula van den Hoek in Oslo.", {"Ursula van den Hoek"}),
        ("Defence Minister Job Gallard rang him. Galard then left, officials said.", {"Job Gallard"}),
        ("Spokesman Kwak Eun-bin denied it. Kwak said nothing else.", {"Kwak Eun-bin"}),
        (
            "Latvia's Edvards Mezaparks spoke with the Finnish foreign minister, Kaisa Tamm.",
            {"Edvards Mezaparks", "Kaisa Tamm"},
        ),
        ("Kolbe told Tarasov that the road was open.", {"Kolbe", "Tarasov"}),
        ("Petra Rasmusdotter did not answer.", {"Petra Rasmusdotter"}),
        ("By Peter Hollow\nPresident Amadou Keita left.", {"Amadou Keita"}),
        ("President Amadou Keita left. Photo by Peter Hollow", {"Amadou Keita"}),
    ],
)
def test_persons(text, persons):
    assert names(text, ActorKind.PERSON) == persons


def test_forms_of_one_person_are_its_aliases():
    found = read("Zambian President Joe Mwila met Mr Mwila's doctors. Mwila left.")
    (person,) = [a for a in found.actors if a.kind is ActorKind.PERSON]
    assert {"Mwila", "Mr Mwila"} <= set(person.aliases)


def test_two_persons_of_one_surname_stay_two():
    text = "Marguerite Tolland came with Spencer Tolland. Mr Spencer Tolland left early."
    assert names(text, ActorKind.PERSON) == {"Marguerite Tolland", "Spencer Tolland"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Washington assured Israel of support.", {"United States", "Israel"}),
        ("The Dutch and Swiss envoys met Thai officials.", {"Netherlands", "Switzerland", "Thailand"}),
        ("South Sudanese forces crossed into Sudan.", {"South Sudan", "Sudan"}),
        ("A fire broke out in Paris on Monday.", set()),
        ("The minister flew to Ankara on Monday.", {"Turkey"}),
        ("Tensions between Kyiv and Moscow grew.", {"Ukraine", "Russia"}),
        ("A polish of the turkey took an hour.", set()),
        ("LUSAKA, March 14 — Zambian troops left Malawi.", {"Zambia", "Malawi"}),
        ("The U.S. warned us all.", {"United States"}),
    ],
)
def test_states(text, states):
    assert names(text, ActorKind.STATE) == states


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        ("The Kanak Union warned the government.", {"Kanak Union"}),
        (
            "The Ministry of Foreign Affairs of the Republic of Serbia denied it.",
            {"Ministry of Foreign Affairs of the Republic of Serbia"},
        ),
        ("Turkey's defence ministry said the ministry knew nothing.", {"defence ministry"}),
        ("The Central Epidemic Command Center (CECC) met. The CECC then closed.", {"Central Epidemic Command Center"}),
        ("The European Union and NATO urged calm.", {"European Union", "NATO"}),
        ("Iraqi forces and the French government agreed.", set()),
        (
            "Officials of the Harrow administration said the White House was calm. President Ann Harrow left.",
            {"White House"},
        ),
    ],
)
def test_organizations(text, organizations):
    assert names(text, ActorKind.ORGANIZATION) == organizations


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        # the title before the name
        ("Zambian Foreign Minister Chanda Mwale left.", {("Chanda Mwale", "foreign minister", "Zambia", False)}),
        ("Ghana's Minister for Lands and Mines Kojo Asare left.", {("Kojo Asare", "minister for lands and mines", "Ghana", False)}),
        ("Secretary of State Ann Harrow left.", {("Ann Harrow", "secretary of state", "United States", False)}),
        ("Former Danish premier Mette Holm left.", {("Mette Holm", "premier", "Denmark", True)}),
        ("The former prime minister of Spain, Luis Bravo, left.", {("Luis Bravo", "prime minister", "Spain", True)}),
        ("Then-president Ion Rusu of Moldova left.", {("Ion Rusu", "president", "Moldova", False)}),
        ("Acting Kenyan defence minister Paul Otieno left.", {("Paul Otieno", "defence minister", "Kenya", False)}),
        ("Deputy Foreign Minister Anna Holt of Norway left.", {("Anna Holt", "deputy foreign minister", "Norway", False)}),
        # the title after the name
        ("Chanda Mwale, Zambia's foreign minister, left.", {("Chanda Mwale", "foreign minister", "Zambia", False)}),
        ("Mette Holm, 52, the prime minister of Denmark, left.", {("Mette Holm", "prime minister", "Denmark", False)}),
        ("Kojo Asare is Ghana's Minister for Lands and Mines.", {("Kojo Asare", "minister for lands and mines", "Ghana", False)}),
        ("Jens Petersen, chief executive of Ankobra Gold, left.", {("Jens Petersen", "chief executive", "Ankobra Gold", False)}),
        ("Ankobra Gold's chief executive, Jens Petersen, left.", {("Jens Petersen", "chief executive", "Ankobra Gold", False)}),
        ("The commander of U.S. Central Command, Gen. Erik Kolter, left.", {("Erik Kolter", "commander", "United States", False)}),
        ("The Israeli defense minister, Yaron Galt, left.", {("Yaron Galt", "defense minister", "Israel", False)}),
        # several
        ("Presidents Ion Rusu of Moldova and Ann Harrow of the United States met.", {("Ion Rusu", "president", "Moldova", False), ("Ann Harrow", "president", "United States", False)}),
        ("The presidents of Russia and Iran, Igor Petrenko and Reza Karimi, met.", {("Igor Petrenko", "president", "Russia", False), ("Reza Karimi", "president", "Iran", False)}),
        ("Jordanian Deputy Prime Minister and Interior Minister Tarek Krishan left.", {("Tarek Krishan", "deputy prime minister", "Jordan", False), ("Tarek Krishan", "interior minister", "Jordan", False)}),
        # by another office
        ("Zambian Foreign Minister Chanda Mwale rang her Malawian counterpart, Tione Gondwe.", {("Chanda Mwale", "foreign minister", "Zambia", False), ("Tione Gondwe", "foreign minister", "Malawi", False)}),
        ("Finland's transport minister, Paivi Hauta, met her Swedish colleague, Gun Sandevarn.", {("Paivi Hauta", "transport minister", "Finland", False), ("Gun Sandevarn", "transport minister", "Sweden", False)}),
        ("Kenyan Defence Minister Paul Otieno spoke with his Ugandan and Rwandan counterparts.", {("Paul Otieno", "defence minister", "Kenya", False)}),
        # whose, by what is around
        ("LUSAKA, March 14 — President Joe Mwila warned Malawi on Monday.", {("Joe Mwila", "president", "Zambia", False)}),
        ("Kenya said its foreign minister, Paul Otieno, had met Somalia's president.", {("Paul Otieno", "foreign minister", "Kenya", False)}),
    ],
)  # fmt: skip
def test_offices_held(text, offices):
    assert held(text) == offices


@pytest.mark.parametrize(
    "text",
    [
        "King Hamdan of Jordan has written to Prime Minister Ann Harrow.",
        "Prime Minister Ann Harrow and Kenyan President Joe Mwila shook hands.",
        "Vice President Ann Harrow was due in Riyadh on Friday.",
    ],
)
def test_one_state_that_a_text_names_is_not_yet_the_one_of_a_title(text):
    [(_, _, state, _)] = [one for one in held(text) if one[0] == "Ann Harrow"]
    assert state is None


def test_counterparts_of_several_states_are_an_office_each():
    found = read("Kenyan Defence Minister Paul Otieno spoke with his Ugandan and Rwandan counterparts.")
    [them] = [m for m in found.mentions if m.form is Form.COUNTERPART]
    offices = {a.id: a for a in found.actors}
    assert [offices[one].state for one in them.actors] == ["state-ug", "state-rw"]


def test_an_office_has_the_usual_variants_of_its_title_as_aliases():
    found = read("The Israeli defense minister arrived.")
    (office,) = [a for a in found.actors if a.kind is ActorKind.OFFICE]
    assert {"defense Minister", "Minister of defense", "defence Secretary"} <= set(office.aliases)
    assert office.state == "state-il"


def test_an_office_held_shows_the_sentence_that_says_so():
    text = "It rained. Zambian Foreign Minister Chanda Mwale left. She waved."
    (office,) = read(text).offices
    assert text[office.evidence.start : office.evidence.end] == "Zambian Foreign Minister Chanda Mwale left."


def test_every_mention_names_a_listed_actor():
    found = read(
        "LUSAKA — Zambian Foreign Minister Chanda Mwale flew to Paris and told reporters that she had met him."
    )
    ids = {a.id for a in found.actors}
    assert found.mentions
    assert all(set(m.actors) <= ids for m in found.mentions)


def test_a_title_and_a_name_are_one_mention_of_the_person():
    text = "Zambian President Joe Mwila left."
    (mention,) = [m for m in read(text).mentions if m.form is Form.NAME and m.kind is ActorKind.PERSON]
    doc = pipeline()(text)
    assert doc[mention.start : mention.end].text == "Zambian President Joe Mwila"
    assert doc[mention.root].text == "Mwila"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "123", "“", "the", "A. B. C.", "President", "of of of", "minister, minister, minister"]
)
def test_scraps_are_read_without_complaint(text):
    found = read(text)
    assert all(a.kind is not ActorKind.PERSON for a in found.actors)
