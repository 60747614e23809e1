"""What the program's own queries find in the graph of the seeds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph import build, find, record
from graph.errors import NotFound
from graph.model import (
    ActorKind,
    InteractionKind,
    Role,
    Status,
    When,
)
from graph.settings import Settings
from graph.store import Store, open_store
from tests.facts import annotated
from tests.test_build import DOCUMENTS, GoldReader

BIDEN, AUSTIN, GALLANT, NETANYAHU = (
    f"person/{name}" for name in ("joe-biden", "lloyd-austin", "yoav-gallant", "benjamin-netanyahu")
)
ISRAEL, STATES = "state/israel", "state/united-states"
DAYS = {DOCUMENTS[0].id: "2024-10-09", DOCUMENTS[1].id: "2024-04", DOCUMENTS[4].id: "2024"}
ALL = 10_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of the seeds, where interactions are known to a day, a month, a year, or not at all."""
    reader = GoldReader()
    for id_, day in DAYS.items():
        said = reader.readings[id_]
        known = tuple(replace(one, when=When.parse(day)) for one in said.interactions)
        reader.readings[id_] = replace(said, interactions=known)
    documents = [
        replace(each, published=date(2024, 11, 1), title=f"Title of {each.id}", publisher="P") for each in DOCUMENTS
    ]
    with open_store(tmp_path_factory.mktemp("find") / "db") as opened:
        build.add(documents, Settings(), extractor=reader, store=opened)
        yield opened


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("gallant", None, GALLANT),
        ("GALANT", None, GALLANT),
        ("Yoav Gallant", None, GALLANT),
        ("gàllänt", None, GALLANT),
        ("netan", None, NETANYAHU),
        ("hu", None, NETANYAHU),
        ("U.S.", None, STATES),
        ("Israel", None, ISRAEL),
        ("Israel", ActorKind.ORGANIZATION, "organization/israeli-government"),
        ("defense", ActorKind.OFFICE, "office/israel/defense-minister"),
        ("president", None, "office/united-states/president"),
    ],
)
def test_actors_by_name(store: Store, text: str, kind: ActorKind | None, first: str) -> None:
    page = find.actors(store, text, kind)
    assert page.items[0].id == first
    assert page.total >= len(page.items)


@pytest.mark.parametrize("text", ["nobody", '"', "\\", '") . ?s ?p ?o', "}", "…", "' OR '1'='1"])
def test_no_actor_of_that_name(store: Store, text: str) -> None:
    assert find.actors(store, text) == find.Page((), 0)


def test_all_actors_in_pages(store: Store) -> None:
    everybody = find.actors(store, limit=ALL)
    assert everybody.total == len(everybody.items) == sum(find.stats(store).actors.values())
    assert everybody.items[0].interactions == max(one.interactions for one in everybody.items)
    pages = [find.actors(store, limit=7, offset=offset) for offset in range(0, everybody.total, 7)]
    assert tuple(one for page in pages for one in page.items) == everybody.items
    assert {page.total for page in pages} == {everybody.total}
    states = find.actors(store, kind=ActorKind.STATE, limit=ALL)
    assert {one.kind for one in states.items} == {ActorKind.STATE}
    assert states.total == find.stats(store).actors[ActorKind.STATE]


def test_one_actor(store: Store) -> None:
    found = find.actor(store, GALLANT)
    assert (found.kind, found.name, found.state) == (ActorKind.PERSON, "Yoav Gallant", None)
    assert "Job Gallant" in found.aliases
    assert found.interactions == find.interactions(store, actor=GALLANT).total == 5
    assert find.actor(store, "office/israel/defense-minister").state == ISRAEL
    assert find.actor(store, "organization/us-central-command").state == STATES


@pytest.mark.parametrize("id_", ["person/nobody", "", "nonsense", "> <x>", "../..", "\ud800"])
def test_an_actor_that_is_not_there(store: Store, id_: str) -> None:
    with pytest.raises(NotFound, match="there is no actor"):
        find.actor(store, id_)
    assert find.interactions(store, actor=id_) == find.Page((), 0)
    assert find.offices(store, person=id_) == ()
    assert find.contacts(store, id_) == ()
    assert find.path(store, id_, GALLANT) == ()


def test_offices_held(store: Store) -> None:
    (minister,) = find.offices(store, office="office/israel/defense-minister")
    assert (minister.person, minister.person_name, minister.state_name) == (GALLANT, "Yoav Gallant", "Israel")
    assert {one.document for one in minister.evidence} == {DOCUMENTS[n].id for n in (0, 1, 3, 4)}
    assert find.offices(store, person=GALLANT) == (minister,)
    assert minister in find.offices(store, state=ISRAEL)
    assert find.offices(store, person=GALLANT, state=STATES) == ()
    assert {(one.person, one.former) for one in find.offices(store, office="office/united-states/president")} == {
        (BIDEN, False),
        ("person/donald-trump", True),
    }
    assert [one.former for one in find.offices(store)] == sorted(one.former for one in find.offices(store))


FILTERS = [
    ({}, 22),
    ({"actor": GALLANT}, 5),
    ({"actor": GALLANT, "other": AUSTIN}, 3),
    ({"actor": AUSTIN, "other": GALLANT}, 3),
    ({"kinds": [InteractionKind.VISIT]}, 2),
    ({"kinds": [InteractionKind.CALL, InteractionKind.WARNING]}, 4),
    ({"statuses": [Status.CANCELLED]}, 1),
    ({"statuses": [Status.CANCELLED, Status.PLANNED]}, 5),
    ({"kinds": [InteractionKind.CALL], "statuses": [Status.CANCELLED]}, 0),
    ({"document": DOCUMENTS[3].id}, 3),
    ({"document": "nowhere"}, 0),
    ({"document": "> <x>"}, 0),
]
"""Events: of 27 reports, five are told again, by the same document or by another."""


@pytest.mark.parametrize(("filters", "number"), FILTERS, ids=str)
def test_interactions(store: Store, filters: dict, number: int) -> None:  # type: ignore[type-arg]
    page = find.interactions(store, **filters, limit=ALL)
    assert page.total == len(page.items) == number
    assert len({one.id for one in page.items}) == number


@pytest.mark.parametrize(
    ("earliest", "latest", "days"),
    [
        (date(2024, 10, 9), date(2024, 10, 9), {"2024-10-09", "2024"}),
        (date(2024, 4, 30), date(2024, 4, 30), {"2024-04", "2024"}),
        (None, date(2024, 4, 1), {"2024-04", "2024"}),
        (date(2024, 5, 1), None, {"2024-10-09", "2024"}),
        (date(2025, 1, 1), None, set()),
    ],
)
def test_interactions_of_some_days(store: Store, earliest: date | None, latest: date | None, days: set[str]) -> None:
    page = find.interactions(store, earliest=earliest, latest=latest, limit=ALL)
    assert {one.when.iso for one in page.items if one.when} == days
    assert all(one.when for one in page.items)
    assert page.total == len(page.items)


def test_interactions_come_newest_first_and_in_pages(store: Store) -> None:
    everything = find.interactions(store, limit=ALL).items
    last = [one.when.latest if one.when else date.min for one in everything]
    assert last == sorted(last, reverse=True)
    pages = [find.interactions(store, limit=4, offset=offset) for offset in range(0, len(everything), 4)]
    assert tuple(one for page in pages for one in page.items) == everything
    assert find.interactions(store, limit=0).total == len(everything)


def test_an_interaction_in_full(store: Store) -> None:
    (talks,) = find.interactions(store, actor=AUSTIN, kinds=[InteractionKind.TALKS], document=DOCUMENTS[4].id).items
    assert talks.id == "interaction/talks/2024/12-times/lloyd-austin/yoav-gallant/in-004-232cedace41cd275"
    assert (talks.sources, talks.reason, talks.contradicts) == (1, "one report", ())
    assert (talks.status, talks.count, talks.confidence) == (Status.OCCURRED, 12, 1.0)
    assert talks.when == When.parse("2024")
    assert [(one.actor, one.name, one.role) for one in talks.participants] == [
        (AUSTIN, "Lloyd Austin", Role.PARTICIPANT),
        (GALLANT, "Yoav Gallant", Role.PARTICIPANT),
    ]
    (shown,) = talks.evidence
    assert shown.sentence == DOCUMENTS[4].text[shown.start : shown.end]
    assert "approximately twelve discussions" in shown.sentence
    assert (shown.document, shown.title) == (DOCUMENTS[4].id, f"Title of {DOCUMENTS[4].id}")
    assert (shown.published, shown.publisher, shown.rule) == (date(2024, 11, 1), "P", "gold")


def test_an_event_has_the_evidence_of_all_its_reports(store: Store) -> None:
    (visit,) = find.interactions(store, actor=GALLANT, kinds=[InteractionKind.VISIT]).items
    assert {shown.document for shown in visit.evidence} == {DOCUMENTS[0].id, DOCUMENTS[3].id}
    assert (visit.status, visit.sources, visit.reason) == (Status.CANCELLED, 2, "planned before")
    for number in (0, 3):
        assert visit in find.interactions(store, document=DOCUMENTS[number].id, limit=ALL).items


def test_roles(store: Store) -> None:
    (visit,) = find.interactions(store, statuses=[Status.CANCELLED]).items
    assert [(one.actor, one.role) for one in visit.participants] == [(GALLANT, Role.AGENT), (STATES, Role.RECIPIENT)]


def test_described_keeps_the_order_and_leaves_out_what_is_not_there(store: Store) -> None:
    ids = [one.id for one in find.interactions(store, limit=5).items]
    asked = [ids[3], record.BASE + ids[0], "interaction/none/x", "doc/none/report/x", ids[2], "a b", "> <x>", GALLANT]
    assert [one.id for one in find.described(store, asked)] == [ids[3], ids[0], ids[2]]
    assert find.described(store, []) == find.described(store, ["nothing"]) == ()


def test_contacts(store: Store) -> None:
    between = {one.kind: one for one in find.contacts(store, GALLANT) if {one.a, one.b} == {AUSTIN, GALLANT}}
    talks = between[InteractionKind.TALKS]
    assert (talks.a, talks.a_name, talks.b, talks.b_name) == (AUSTIN, "Lloyd Austin", GALLANT, "Yoav Gallant")
    assert (talks.events, talks.times, talks.weight) == (2, 12, 13.0)
    assert talks.statuses == (Status.OCCURRED, Status.PLANNED)
    assert (talks.first, talks.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert between[InteractionKind.MEETING].times == 1
    everything = find.contacts(store)
    assert [one.weight for one in everything] == sorted((one.weight for one in everything), reverse=True)
    assert {one for one in everything if GALLANT in (one.a, one.b)} == set(find.contacts(store, GALLANT))
    assert any(one.first is None for one in everything)


def test_a_contact_has_all_interactions_between_two(store: Store) -> None:
    for contact in find.contacts(store):
        found = find.interactions(store, actor=contact.a, other=contact.b, kinds=[contact.kind], limit=ALL)
        assert contact.events <= found.total
        assert set(contact.statuses) <= {one.status for one in found.items}


def ends(path: tuple[find.ContactFound, ...], start: str) -> list[str]:
    """The actors along a path."""
    found = [start]
    for step in path:
        assert found[-1] in (step.a, step.b)
        found.append(step.b if step.a == found[-1] else step.a)
    return found


def test_a_path(store: Store) -> None:
    path = find.path(store, "person/eric-kurilla", NETANYAHU)
    assert ends(path, "person/eric-kurilla") == ["person/eric-kurilla", ISRAEL, BIDEN, NETANYAHU]
    assert all(Status.OCCURRED in step.statuses for step in path)
    back = find.path(store, NETANYAHU, "person/eric-kurilla")
    assert ends(back, NETANYAHU)[::-1] == ends(path, "person/eric-kurilla")
    assert len(find.path(store, BIDEN, NETANYAHU)) == 1


def test_no_path(store: Store) -> None:
    assert find.path(store, BIDEN, "organization/hamas") == ()
    assert find.path(store, BIDEN, BIDEN) == ()
    assert find.path(store, "person/nobody", "person/nobody-else") == ()


def test_a_document(store: Store) -> None:
    found = find.document(store, DOCUMENTS[4].id)
    assert found.document == replace(
        DOCUMENTS[4], published=date(2024, 11, 1), title=f"Title of {DOCUMENTS[4].id}", publisher="P"
    )
    starts = [one.evidence[0].start for one in found.interactions]
    assert starts == sorted(starts)
    assert len(starts) == sum(row["required"] for row in annotated()[4]["interactions"])
    assert all(shown.document == DOCUMENTS[4].id for one in found.interactions for shown in one.evidence)
    assert {one.person for one in found.offices} >= {GALLANT, AUSTIN, BIDEN}
    assert all(shown.document == DOCUMENTS[4].id for one in found.offices for shown in one.evidence)


@pytest.mark.parametrize("id_", ["nowhere", "", "> <x>", "../graph/texts"])
def test_a_document_that_is_not_there(store: Store, id_: str) -> None:
    with pytest.raises(NotFound, match="there is no document"):
        find.document(store, id_)


def test_all_documents(store: Store) -> None:
    found = find.documents(store).items
    assert [one.id for one in found] == sorted(each.id for each in DOCUMENTS)
    assert {one.text for one in found} == {""}
    assert {one.publisher for one in found} == {"P"}
    (one,) = find.texts(store, [DOCUMENTS[2].id, "nowhere"])
    assert one.text == DOCUMENTS[2].text
    assert find.texts(store, []) == ()


def test_stats(store: Store) -> None:
    found = find.stats(store)
    assert found.documents == 5
    assert found.offices_held == len({(one.person, one.office) for one in find.offices(store)})
    assert list(found.interactions) == list(InteractionKind)
    assert sum(found.statuses.values()) == sum(found.interactions.values()) == 22
    assert found.actors[ActorKind.PERSON] == len(
        {a["id"] for g in annotated() for a in g["actors"] if a["type"] == "person"}
    )


def test_an_empty_graph_has_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        assert find.actors(store) == find.interactions(store) == find.Page((), 0)
        assert find.contacts(store) == find.offices(store) == find.documents(store).items == ()
        assert sum(find.stats(store).actors.values()) == find.stats(store).documents == 0
