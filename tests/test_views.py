"""What is kept for quick answers says what the rest of the graph says."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import ask, build, find, record
from graph.ask import tell
from graph.bench.world import World
from graph.find.interactions import node_by_node
from graph.knowledge import Knowledge
from graph.model import InteractionKind
from graph.store import Store, open_store
from graph.store.embedded import Embedded
from tests.test_incremental import SETTINGS, Watched, put, story


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("stories") / "db") as store:
        put(store, [story(f"d{number}", number) for number in range(40)])
        yield store


def test_an_event_is_told_as_its_parts_are(stories: Store) -> None:
    every = find.interactions(stories, limit=1000).items
    assert len(every) > 30
    iris = [str(record.path_iri(one.id)) for one in every]
    assert find.described(stories, [one.id for one in every]) == node_by_node(stories, iris) == every
    assert any(len(one.evidence) > 1 for one in every)
    assert any(one.contradicts for one in every)
    assert any(shown.title and shown.publisher for one in every for shown in one.evidence)


@pytest.fixture(scope="module")
def world() -> World:
    return World.of(1500)


@pytest.fixture(scope="module")
def crowded(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An invented world in which the most frequent actors take part in hundreds of interactions."""
    folder = tmp_path_factory.mktemp("crowded")
    world.write(folder / "world.nq")
    with Embedded.open(folder / "db") as store:
        store.load(folder / "world.nq")
        yield store


def test_a_built_graph_has_the_views_of_a_written_one(stories: Store, crowded: Store) -> None:
    for store in (stories, crowded):
        actors = [one.id for one in find.actors(store, limit=1000).items]
        summaries = find.summaries(store, actors)
        assert {one.id for one in find.actors(store, limit=1000).items if one.interactions} == set(summaries)
        for actor, summary in summaries.items():
            assert summary.events(summary.parts(())) == find.actor(store, actor).interactions
            assert summary.contacts == len(find.contacts(store, actor))
            others = {one.b if one.a == actor else one.a for one in find.contacts(store, actor)}
            assert summary.others((), tuple(record.Way)) == len(others) == sum(summary.levels.values())


def test_a_page_is_the_same_day_by_day(world: World, crowded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [(), (InteractionKind.CALL,), (InteractionKind.VISIT, InteractionKind.TALKS)]
    actors = [world.actors[rank].id for rank in (0, 1, 5, 20)]
    pages = [
        (actor, some, limit, at) for actor in actors for some in kinds for limit, at in ((7, 0), (60, 33), (40, 900))
    ]

    def found() -> list[find.Page[find.InteractionFound]]:
        return [find.interactions(crowded, actor=a, kinds=k, limit=limit, offset=at) for a, k, limit, at in pages]

    module = import_module("graph.find.interactions")
    monkeypatch.setattr(module, "MANY", 10)
    quick = found()
    monkeypatch.setattr(module, "MANY", 10**9)
    assert quick == found()
    assert any(page.items and page.items[-1].when is None for page in quick)
    assert max(page.total for page in quick) > 500


def test_few_are_read_of_very_many(world: World, crowded: Store) -> None:
    often = world.actors[0].id
    watched = Watched(crowded)
    page = find.interactions(watched, actor=often, limit=20)  # type: ignore[arg-type]
    assert page.total > 500
    assert watched.rows < 60
    watched.rows = 0
    assert find.heaviest(watched, often, 5).total > 100  # type: ignore[arg-type]
    assert watched.rows < 80


def test_the_heaviest_contacts(world: World, crowded: Store) -> None:
    for rank in (0, 3, 12, 50):
        actor = world.actors[rank].id
        every = find.contacts(crowded, actor)
        page = find.heaviest(crowded, actor, 10)
        assert page.total == len(every)
        assert [one.weight for one in page.items] == [one.weight for one in every[:10]]
        assert set(page.items) <= set(every)


@given(st.integers(0, 10**6))
def test_a_step_says_how_great_its_pairs_can_be(size: int) -> None:
    assert record.greatest(record.level(size)) >= size
    assert record.level(record.greatest(record.level(size))) == record.level(size)
    assert record.level(size) <= record.level(size + 1)
    assert record.greatest(record.level(size)) < 1.5 * size + 1


QUESTIONS = [
    "who spoke with {}?",
    "who met {}?",
    "who did {} call?",
    "who called {}?",
    "who warned {}?",
    "whom did {} advise?",
    "who was in contact with {}?",
    "who spoke with {} in 2024?",
    "who did {} call after 3 May 2023?",
    "who met {} on 12 November 2024?",
    "meetings with {} in October 2024",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_quick_answer_says_what_a_whole_one_says(
    question: str, world: World, crowded: Store, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [question.format(world.actors[rank].name) for rank in (0, 1, 4, 9, 15, 30, 45, 58)]
    monkeypatch.setattr("graph.ask.asking.DESCRIBED", 20)
    quick = [ask.answer(one, crowded, knowledge) for one in asked]
    monkeypatch.setattr("graph.ask.asking.quick", lambda *_: None)
    whole = [ask.answer(one, crowded, knowledge) for one in asked]
    monkeypatch.setattr("graph.ask.tell.lines", lambda of, _=0: "\n".join(f"{tell.capital(one)}." for one in of))
    every = [ask.answer(one, crowded, knowledge).text.splitlines() for one in asked]
    counted = [" as reported, with " in one.text for one in quick]
    assert not all(counted)
    assert any(counted) or "October" in question or "November" in question
    for one, other, lines, many in zip(quick, whole, every, counted, strict=True):
        assert one.interactions == other.interactions[: len(one.interactions)]
        assert len(one.interactions) in {tell.LINES, len(other.interactions)}
        if not many:
            assert one.text == other.text
            continue
        opening, *told = one.text.splitlines()
        assert opening == other.text.splitlines()[0]
        assert set(told[:-1]) <= set(lines)
        more = int(re.fullmatch(r"… and (\d+) more\.", told[-1])[1])  # type: ignore[index]
        assert len(told) - 1 + more == len(lines) - 1
        assert len(told) > 3


@pytest.mark.parametrize("question", ["who spoke most with {}?", "who did {} meet most often?"])
def test_who_was_faced_most_often_is_told_quickly(
    question: str, world: World, crowded: Store, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = question.format(world.actors[0].name)
    quick = ask.answer(asked, crowded, knowledge)
    monkeypatch.setattr("graph.ask.asking.quick", lambda *_: None)
    whole = ask.answer(asked, crowded, knowledge)
    assert [_told(line) for line in quick.text.splitlines()] == [_told(line) for line in whole.text.splitlines()][
        : len(quick.text.splitlines())
    ]
    best = quick.actors[0]
    assert best == whole.actors[0]
    assert quick.interactions
    assert all(best.id in {part.actor for part in one.participants} for one in quick.interactions)


def _told(line: str) -> str:
    """Leave out the name: those who took part equally often may be named in any order."""
    return re.sub(r"\. .*: | in \d+ interactions?", " ", line)


def test_those_who_were_faced_most_often(world: World, crowded: Store) -> None:
    wanted = record.Wanted.of((InteractionKind.CALL, InteractionKind.WARNING), (record.Way.BACK, record.Way.EVEN))
    for rank in (0, 3, 12, 40):
        actor = world.actors[rank].id
        summary = find.summaries(crowded, [actor])[actor]
        every = find.most_often(crowded, actor, summary, wanted, 10**9)[0]
        most = find.most_often(crowded, actor, summary, wanted, 8)[0]
        assert [one.times for one in most] == [one.times for one in every[: len(most)]]
        assert min(3, len(every)) <= len(most) <= 8
        assert [one.times for one in every] == sorted((one.times for one in every), reverse=True)
        assert sum(one.events.total() for one in every) == summary.events(
            summary.parts((InteractionKind.CALL, InteractionKind.WARNING), (record.Way.BACK, record.Way.EVEN))
        )


def test_what_is_not_counted_whole_is_not_told_as_the_whole(
    world: World, crowded: Store, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = world.actors[0].name
    monkeypatch.setattr("graph.ask.query.LIMIT", 30)
    told = ask.answer(f"who spoke with {name} in 2023?", crowded, knowledge).text
    assert re.match(r"There are more; of the \d+ newest ones alone: \d+ times as reported", told)
    assert "Of at least " in ask.answer("which calls were there?", crowded, knowledge).text
    assert ask.answer("how many persons are there?", crowded, knowledge).text.startswith("At least ")


def test_a_graph_of_an_older_version_answers(stories: Store, knowledge: Knowledge, tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        put(store, [story(f"d{number}", number) for number in range(40)])
        names = [one.name for one in find.actors(store, limit=12).items]
        for view in ("told", "slot", "summary", "tally", "rank", "ways"):
            store.update(f"DELETE WHERE {{ GRAPH ?g {{ ?s <{record.AG[view]}> ?o }} }}")
        for name in names:
            for question in ("who spoke with {}?", "who met {}?", "tell me about {}"):
                one, other = (ask.answer(question.format(name), of, knowledge) for of in (store, stories))
                assert (one.text, one.interactions) == (other.text, other.interactions)
        assert find.heaviest(store, "state/sweden", 5) == find.heaviest(stories, "state/sweden", 5)
        build.remove("d7", store, SETTINGS)
        assert find.summaries(store, ["state/sweden"]), "the next change of the graph makes it whole"
