"""Documents that come, change and go one after another leave the graph that reading all of them at once would give."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph import build, find
from graph.check import check
from graph.model import (
    Actor,
    ActorKind,
    Document,
    Evidence,
    Interaction,
    InteractionKind,
    OfficeHeld,
    Participant,
    Reading,
    Role,
    Status,
    When,
)
from graph.record import AG, CONTACTS, RESOLUTION, TEXTS
from graph.settings import Settings
from graph.store import Row, Store, open_store

SETTINGS = Settings()
PEOPLE = [
    ("Lena Holm", ("Holm",), "Sweden", "Prime Minister"),
    ("Holm", (), "Sweden", "Prime Minister"),
    ("Lena Margareta Holm", (), "Sweden", None),
    ("Erik Holm", ("Holm",), "Norway", "Foreign Minister"),
    ("Yusuf Haddad", ("Haddad",), "Jordan", "Foreign Minister"),
    ("Yousef Hadad", (), "Jordan", "Foreign Minister"),
    ("Haddad", (), None, None),
    ("Maria Silva", (), "Brazil", "President"),
    ("Silva", (), "Brazil", "Defence Minister"),
    ("Taifa Party", (), "Kenya", None),
]
WORDS = [
    "the",
    "talks",
    "on",
    "oil",
    "wheat",
    "water",
    "gas",
    "borders",
    "went",
    "well",
    "badly",
    "slowly",
    "in",
    "the",
    "capital",
    "on",
    "and",
    "near",
    "river",
]


@dataclass
class Given:
    """An extractor that gives the readings it was given."""

    readings: dict[str, Reading] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    version: str | None = "1"

    def read_all(self, documents: "Iterator[Document]") -> Iterator[tuple[Document, Reading]]:
        for each in documents:
            self.asked.append(each.id)
            yield each, self.readings[each.id]


def story(id_: str, seed: int) -> tuple[Document, Reading]:
    """Invent a document of two or three actors of few names, their offices, and what passed between them."""
    chance = random.Random(seed - 1 if seed % 3 == 0 else seed)  # every third one is a copy of the one before
    text = " ".join(chance.choices(WORDS, k=60))
    actors: dict[str, Actor] = {}
    held = []
    shown = Evidence(id_, 0, 20, "invented")
    for name, aliases, state, title in chance.sample(PEOPLE, chance.choice([2, 2, 3])):
        kind = ActorKind.ORGANIZATION if name.endswith("Party") else ActorKind.PERSON
        if state:
            actors[state] = Actor(state, ActorKind.STATE, state)
        actors[name] = Actor(name, kind, name, aliases, state)
        if state and title:
            actors[f"{title} {state}"] = Actor(f"{title} {state}", ActorKind.OFFICE, title, (), state)
            if chance.random() < 0.7:
                held.append(OfficeHeld(name, f"{title} {state}", shown, former=chance.random() < 0.2))
    published = chance.choice([None, date(2024, 10, 1) + timedelta(days=chance.randrange(20))])
    found = [interaction(id_, list(actors), chance, published) for _ in range(chance.randrange(4))]
    document = Document(id_, text, published, f"Title {seed % 4}", publisher=chance.choice([None, "A Paper"]))
    return document, Reading(id_, tuple(actors.values()), tuple(held), tuple(found))


def interaction(id_: str, actors: list[str], chance: random.Random, published: date | None) -> Interaction:
    kind = chance.choice(
        [InteractionKind.CALL, InteractionKind.TALKS, InteractionKind.MEETING, InteractionKind.WARNING]
    )
    roles = (Role.AGENT, Role.RECIPIENT) if kind is InteractionKind.WARNING else (Role.PARTICIPANT, Role.PARTICIPANT)
    sides = zip(chance.sample(actors, 2), roles, strict=True)
    start = chance.randrange(0, 60)
    day = (published or date(2024, 10, 10)) - timedelta(days=chance.randrange(3))
    return Interaction(
        kind,
        tuple(Participant(*side) for side in sides),
        (Evidence(id_, start, start + 25, "invented"),),
        chance.choice([Status.OCCURRED, Status.OCCURRED, Status.PLANNED, Status.DENIED, Status.CANCELLED]),
        chance.choice([None, When(day, day), When.parse(f"{day:%Y-%m}")]),
        chance.choice([None, None, None, 3]),
        chance.choice([None, "oil", "troops"]),
        confidence=chance.choice([1.0, 0.512, 0.9]),
    )


def put(store: Store, stories: list[tuple[Document, Reading]]) -> build.Report:
    given = Given({document.id: reading for document, reading in stories})
    report = build.add([document for document, _ in stories], SETTINGS, extractor=given, store=store)
    assert not report.failed
    return report


@pytest.mark.parametrize("seed", range(12))
def test_any_order_gives_the_same_graph(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    now: dict[str, tuple[Document, Reading]] = {}
    with open_store(tmp_path / "one") as store, open_store(tmp_path / "other") as other:
        for step in range(10):
            if now and chance.random() < 0.25:
                gone = chance.choice(sorted(now))
                del now[gone]
                build.remove(gone, store, SETTINGS)
            else:
                some = {f"d{chance.randrange(9)}" for _ in range(chance.choice([1, 1, 2, 4]))}
                new = {id_: story(id_, chance.randrange(1000)) for id_ in sorted(some)}
                now |= new
                put(store, list(new.values()))
            if step == 5:
                assert check(store) == ()
        put(other, chance.sample(list(now.values()), len(now)))
        assert set(store.quads()) == set(other.quads())
        for id_ in list(now):
            build.remove(id_, store, SETTINGS)
        assert set(store.quads()) == set()


def test_the_invented_stories_have_what_makes_it_hard(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        put(store, [story(f"d{number}", number) for number in range(40)])
        events = find.interactions(store, limit=1000).items
        assert any(len({shown.document for shown in one.evidence}) > one.sources for one in events)
        assert any(one.contradicts for one in events)
        joined = {reason for one in events for reason in one.reason.split("; ")}
        assert {"told by copies of one article", "the same kind, actors and day"} <= joined
        reasons = {
            row["reason"]
            for row in store.select(
                "SELECT ?reason { ?r <https://w3id.org/actorgraph/ns#local> ?l ; <https://w3id.org/actorgraph/ns#reason> ?reason }"
            )
        }
        assert len(reasons) > 3


class Watched:
    """A store that counts the rows that it gives, of all queries or of those about some properties."""

    def __init__(self, store: Store, about: tuple[str, ...] = ("",)) -> None:
        self._store = store
        self.about = about
        self.rows = 0

    def select(self, query: str) -> list[Row]:
        found = self._store.select(query)
        self.rows += len(found) if any(name in query for name in self.about) else 0
        return found

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def cost(store: Store, change: Callable[[Store], object]) -> tuple[int, int]:
    """Count the rows that a change reads, and the statements that it takes away or adds."""
    before, watched = set(store.quads()), Watched(store)
    change(watched)  # type: ignore[arg-type]
    return watched.rows, len(before ^ set(store.quads()))


def elsewhere(number: int) -> tuple[Document, Reading]:
    """Invent a document of which nobody is named in another, besides one state."""
    id_ = f"x{number}"
    name = f"{chr(97 + number % 26)}{chr(97 + number // 26)}ba".title()
    actors = (Actor("p", ActorKind.PERSON, f"Q{name} Z{name}"), Actor("s", ActorKind.STATE, "Sweden"))
    call = Interaction(
        InteractionKind.CALL,
        (Participant("p", Role.PARTICIPANT), Participant("s", Role.PARTICIPANT)),
        (Evidence(id_, 0, 5),),
    )
    return Document(id_, f"Text {name} " * 20, date(2024, 1, 1)), Reading(id_, actors, (), (call,))


def test_the_cost_of_a_document_does_not_depend_on_the_others(tmp_path: Path) -> None:
    costs: dict[str, list[tuple[int, int]]] = {"add": [], "change": [], "remove": []}
    one, changed = story("d1", 5), story("d1", 8)
    with open_store(tmp_path / "db") as store:
        put(store, [story("d2", 6), story("d3", 7)])
        for portion in range(3):
            put(store, [elsewhere(40 * portion + number) for number in range(40)])
            costs["add"].append(cost(store, lambda watched: put(watched, [one])))
            costs["change"].append(cost(store, lambda watched: put(watched, [changed])))
            costs["remove"].append(cost(store, lambda watched: build.remove("d1", watched, SETTINGS)))
    written = {what: [statements for _, statements in of] for what, of in costs.items()}
    assert {what: len(set(of)) for what, of in written.items()} == {"add": 1, "change": 1, "remove": 1}
    rows = [number for of in costs.values() for number, _ in of]
    assert min(rows) > 20
    assert max(rows) < 200, "more than what these documents name"


def conference(number: int, *, day: int) -> tuple[Document, Reading]:
    """Invent a document that tells of talks of the same two, each time with another third."""
    id_ = f"t{number}"
    people = ("Lena Holm", "Maria Silva", f"Q{number:02}ba Z{number:02}ba".title())
    actors = tuple(Actor(name, ActorKind.PERSON, name) for name in people)
    talks = Interaction(
        InteractionKind.TALKS,
        tuple(Participant(name, Role.PARTICIPANT) for name in people),
        (Evidence(id_, 0, 5),),
        when=When(date(2024, 1, day), date(2024, 1, day)),
    )
    return Document(id_, f"Text {number} {'word ' * number}", date(2024, 1, 31)), Reading(id_, actors, (), (talks,))


def test_what_two_have_in_common_already_is_not_read_again(tmp_path: Path) -> None:
    costs: set[tuple[int, int]] = set()
    one = conference(99, day=15)
    with open_store(tmp_path / "db") as store:
        for portion in range(3):
            put(store, [conference(20 * portion + number, day=2 + number) for number in range(20)])
            added = Watched(store, ("ag:told", "ag:contact", "ag:tally", "ag:summary"))
            put(added, [one])  # type: ignore[arg-type]
            removed = Watched(store, added.about)
            build.remove("t99", removed, SETTINGS)  # type: ignore[arg-type]
            costs.add((added.rows, removed.rows))
    assert len(costs) == 1
    assert min(*costs.pop()) > 0


def test_what_has_not_changed_is_not_even_written(tmp_path: Path) -> None:
    stories = [story(f"d{number}", number) for number in range(6)]
    with open_store(tmp_path / "db") as store:
        put(store, stories)
        version = store.version
        report = put(store, stories)
        assert (report.read, report.unchanged, store.version) == (0, 6, version)
        changed = replace(stories[0][0], title="Another")
        report = put(store, [(changed, stories[0][1]), *stories[1:]])
        assert (report.read, report.unchanged) == (1, 5)
        now = [changed, *(document for document, _ in stories[1:])]
        assert {one.id: one.title for one in find.documents(store).items} == {one.id: one.title for one in now}


def test_a_graph_that_was_resolved_in_other_ways_is_resolved_anew(tmp_path: Path) -> None:
    stories = [story(f"d{number}", number) for number in range(8)]
    with open_store(tmp_path / "db") as store, open_store(tmp_path / "other") as other:
        put(store, stories)
        before = set(store.quads())
        store.replace({str(RESOLUTION): (), str(CONTACTS): ()})
        store.update(f"DELETE WHERE {{ GRAPH <{TEXTS}> {{ <{TEXTS}> <{AG.ways}> ?x }} }}")
        put(store, stories[:1])
        assert set(store.quads()) == before
        put(other, stories)
        build.remove("d0", store, SETTINGS)
        build.remove("d0", other, SETTINGS)
        assert set(store.quads()) == set(other.quads())


def test_resolving_documents_again_gives_the_same(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        put(store, [story(f"d{number}", number) for number in range(8)])
        before, version = set(store.quads()), store.version
        build.again(["d1", "d5", "nowhere"], store, SETTINGS)
        assert set(store.quads()) == before
        assert store.version == version
