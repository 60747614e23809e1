"""What people decide is stored, obeyed, taken back, and outlives everything else."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import build, curate, decisions, find, record
from graph.check import check
from graph.errors import ReadError
from graph.model import (
    Actor,
    ActorKind,
    Decision,
    Document,
    Evidence,
    Interaction,
    InteractionKind,
    OfficeHeld,
    Participant,
    Reading,
    Reference,
    Role,
    Verdict,
    Word,
)
from graph.settings import Settings
from graph.store import Store, open_store
from tests.fuzz import examples
from tests.test_incremental import put, story

SETTINGS = Settings()
START = datetime(2026, 1, 1, tzinfo=UTC)
STORIES = [story(f"d{number}", number) for number in (3, 5, 8, 10, 11, 13)]
ACTORS = [
    Reference(document.id, actor.name)
    for document, reading in STORIES
    for actor in reading.actors
    if actor.kind.value == "person"
]


REPORTS = [
    (report.id,)
    for document, reading in STORIES
    for report in record.reports(document, reading, {actor.id: f"{actor.kind}/{actor.id}" for actor in reading.actors})
]


def word(minute: int = 0) -> Word:
    return Word("ada", START + timedelta(minutes=minute), "I know them")


def undo(decision: Decision, minute: int = 1000) -> Decision:
    return replace(decision, undone=word(minute))


def but_decisions(store: Store) -> set[object]:
    return {quad for quad in store.quads() if quad[3] != record.DECISIONS}


def actor_of(store: Store, reference: Reference) -> str:
    """The actor of the graph that a document calls so."""
    reading = next(reading for document, reading in STORIES if document.id == reference.document)
    local = next(actor.id for actor in reading.actors if actor.name == reference.name)
    (row,) = store.select(
        f"SELECT ?actor {{ {record.resolution_iri(reference.document, local).n3()} {record.AG.actor.n3()} ?actor }}"
    )
    return record.actor_id(str(row["actor"]))


@pytest.fixture
def told(embedded: Store) -> Store:
    put(embedded, STORIES)
    return embedded


def pair_of_two(store: Store) -> tuple[Reference, Reference]:
    """Two persons of different documents who are two actors."""
    one = ACTORS[0]
    return one, next(
        other for other in ACTORS if other.document != one.document and actor_of(store, other) != actor_of(store, one)
    )


def test_two_become_one_and_two_again(told: Store) -> None:
    before = but_decisions(told)
    one, other = pair_of_two(told)
    same = decisions.made(Verdict.SAME, word(), (one, other))
    assert build.decide([same], told, SETTINGS) == (same,)
    assert actor_of(told, one) == actor_of(told, other)
    assert decisions.load(told) == (same,)
    assert check(told) == ()
    build.decide([undo(same)], told, SETTINGS)
    assert but_decisions(told) == before
    assert decisions.load(told) == (undo(same),)
    assert check(told) == ()


def test_a_decision_is_obeyed_by_a_graph_that_is_built_anew(told: Store, tmp_path: Path) -> None:
    one, other = pair_of_two(told)
    build.decide([decisions.made(Verdict.SAME, word(), (one, other))], told, SETTINGS)
    before = set(told.quads())
    for document, _ in STORIES:
        build.remove(document.id, told, SETTINGS)
    assert {quad[3] for quad in told.quads()} == {record.DECISIONS}
    put(told, STORIES[::-1])
    assert set(told.quads()) == before
    with open_store(tmp_path / "other") as anew:
        build.decide(decisions.parsed(decisions.lines(decisions.load(told))), anew, SETTINGS)
        put(anew, STORIES)
        assert set(anew.quads()) == before


def test_importing_twice_changes_nothing(told: Store) -> None:
    one, other = pair_of_two(told)
    text = decisions.lines([decisions.made(Verdict.DIFFERENT, word(), (one, other))])
    assert len(build.decide(decisions.parsed(text), told, SETTINGS)) == 1
    before, version = set(told.quads()), told.version
    assert build.decide(decisions.parsed(text), told, SETTINGS) == ()
    assert (set(told.quads()), told.version) == (before, version)


def events(store: Store) -> list[find.InteractionFound]:
    return list(find.interactions(store, limit=100).items)


def reports(store: Store, event: str) -> tuple[str, ...]:
    rows = store.select(f"SELECT ?r {{ {record.event_iri(event).n3()} {record.AG.report.n3()} ?r }}")
    return tuple(record.path_of(str(row["r"])) for row in rows)


def test_an_interaction_that_was_rejected_is_gone_until_that_is_undone(told: Store) -> None:
    before = but_decisions(told)
    first, *others = events(told)
    no = decisions.made(Verdict.REJECT, word(), interaction=first.id, reports=reports(told, first.id))
    build.decide([no], told, SETTINGS)
    assert first.id not in {one.id for one in events(told)}
    assert len(events(told)) == len(others)
    assert check(told) == ()
    put(told, [STORIES[0]])
    assert first.id not in {one.id for one in events(told)}
    build.decide([undo(no)], told, SETTINGS)
    assert but_decisions(told) == before


def test_an_interaction_that_was_confirmed_is_sure(told: Store) -> None:
    doubtful = next(one for one in events(told) if one.confidence < 1)
    yes = decisions.made(Verdict.CONFIRM, word(), interaction=doubtful.id, reports=reports(told, doubtful.id))
    build.decide([yes], told, SETTINGS)
    assert next(one for one in events(told) if one.id == doubtful.id).confidence == 1


def test_an_actor_gets_a_name_an_alias_and_a_kind(told: Store) -> None:
    of = ACTORS[0]
    mates = tuple(one for one in ACTORS if actor_of(told, one) == actor_of(told, of))
    build.decide([decisions.made(Verdict.RENAME, word(), (of,), value="Nora Quist")], told, SETTINGS)
    assert actor_of(told, of) == "person/nora-quist"
    build.decide([decisions.made(Verdict.ALIAS, word(1), (of,), value="The Owl")], told, SETTINGS)
    assert "The Owl" in find.actor(told, "person/nora-quist").aliases
    kind = decisions.made(Verdict.CHANGE_KIND, word(2), mates, value="organization")
    build.decide([kind], told, SETTINGS)
    assert actor_of(told, of).startswith("organization/")
    assert check(told) == ()


def test_a_state_gets_a_name(told: Store) -> None:
    name = decisions.made(Verdict.RENAME, word(), (Reference("", "state/sweden"),), value="Svea")
    before = but_decisions(told)
    build.decide([name], told, SETTINGS)
    assert find.actor(told, "state/sweden").name == "Svea"
    build.decide([undo(name)], told, SETTINGS)
    assert but_decisions(told) == before


@st.composite
def steps(draw: st.DrawFn) -> list[Decision | int]:
    """Merges, splits, all else that can be decided, and numbers of the decisions before that are undone."""
    found: list[Decision | int] = []
    minute = count()
    for _ in range(draw(st.integers(2, 6))):
        made = [one for one in found if isinstance(one, Decision)]
        if made and draw(st.integers(0, 2)) == 0:
            found.append(draw(st.integers(0, len(made) - 1)))
            continue
        some = tuple(draw(st.lists(st.sampled_from(ACTORS), min_size=2, max_size=4, unique=True)))
        when = word(next(minute))
        verdict = draw(st.sampled_from([Verdict.MERGE, Verdict.SPLIT, *Verdict]))
        match verdict:
            case Verdict.MERGE:
                made_now = decisions.made(verdict, when, some)
            case Verdict.SAME | Verdict.DIFFERENT | Verdict.NOT_SURE:
                states = (
                    Reference("", "state/sweden"),
                    Reference("", draw(st.sampled_from(["state/norway", "state/kenya"]))),
                )
                known = verdict is Verdict.SAME and draw(st.booleans())
                made_now = decisions.made(verdict, when, states if known else some[:2])
            case Verdict.SPLIT:
                made_now = decisions.made(verdict, when, some[:1], apart=some[1:])
            case Verdict.RENAME | Verdict.ALIAS:
                made_now = decisions.made(
                    verdict, when, some[:1], value=draw(st.sampled_from(["Lena Holm", "The Fox"]))
                )
            case Verdict.LINK:
                links = [*some[:1], Reference("", "state/sweden")]
                link = draw(st.sampled_from(["Q900000001", "Q900000002"]))
                made_now = decisions.made(verdict, when, (draw(st.sampled_from(links)),), value=link)
            case Verdict.CHANGE_KIND:
                made_now = decisions.made(verdict, when, some, value="organization")
            case _:
                made_now = decisions.made(
                    verdict, when, interaction="interaction/x", reports=draw(st.sampled_from(REPORTS))
                )
        found.append(made_now)
    return found


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the graph of all stories, of which each example takes a copy."""
    folder = tmp_path_factory.mktemp("told")
    with open_store(folder / "first") as store:
        put(store, STORIES)
        store.snapshot(folder / "copy")
    return folder / "copy"


class Checked:
    """Checks graphs against the shapes, each state of what decisions bear upon once: most steps come back to one."""

    def __init__(self) -> None:
        self.valid: set[int] = set()

    def holds(self, store: Store) -> bool:
        state = hash(frozenset(but_decisions(store)))
        if state not in self.valid and check(store) == ():
            self.valid.add(state)
        return state in self.valid


CHECKED = Checked()


@settings(max_examples=examples(12), deadline=None)
@given(steps())
def test_the_graph_is_as_if_only_what_is_left_had_been_decided(told_once: Path, found: list[Decision | int]) -> None:
    with TemporaryDirectory() as folder, open_store(f"{folder}/b") as other:
        copytree(told_once, f"{folder}/a")
        with open_store(f"{folder}/a") as store:
            _decide_all(store, other, found)


def _decide_all(store: Store, other: Store, found: list[Decision | int]) -> None:
    made: list[Decision] = []
    for minute, step in enumerate(found, 100):
        if isinstance(step, Decision):
            made.append(step)
            build.decide([step], store, SETTINGS)
        else:
            made[step] = made[step] if made[step].undone else undo(made[step], minute)
            build.decide([made[step]], store, SETTINGS)
        assert CHECKED.holds(store)
    assert check(store) == ()
    assert list(decisions.load(store)) == made
    build.decide([one for one in made if not one.undone][::-1], other, SETTINGS)
    put(other, STORIES[::-1])
    assert but_decisions(store) == but_decisions(other)
    build.remove(STORIES[0][0].id, store, SETTINGS)
    assert CHECKED.holds(store)
    put(store, STORIES[:1])
    assert but_decisions(store) == but_decisions(other)


def test_text_says_all(told: Store) -> None:
    one, other = ACTORS[:2]
    made = [
        decisions.made(Verdict.SPLIT, word(1), (one,), apart=(other, Reference("d", "Ünal \n x"))),
        undo(decisions.made(Verdict.RENAME, word(0), (Reference("", "state/sweden"),), value="Svea")),
        decisions.made(Verdict.REJECT, word(3), interaction="interaction/x", reports=("doc/d5/report/a-1",)),
    ]
    text = decisions.lines(made)
    assert [json.loads(line)["decision"] for line in text.splitlines()] == ["rename", "split", "reject"]
    assert set(decisions.parsed(text)) == set(made)
    build.decide(made, told, SETTINGS)
    assert set(decisions.load(told)) == set(made)
    assert check(told) == ()


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"decision": "same", "of": [], "by": "a", "when": "2026-01-01", "why": "b"}',
        '{"decision": "often", "of": [{"actor": "a"}], "by": "a", "when": "2026-01-01", "why": "b"}',
        '{"decision": "rename", "of": [{"actor": "a"}], "value": " ", "by": "a", "when": "2026-01-01", "why": "b"}',
        '{"decision": "change-kind", "of": [{"actor": "a"}], "value": "cat", "by": "a", "when": "2026-01-01", "why": "b"}',
    ],
)
def test_text_that_is_no_decision_names_its_line(line: str) -> None:
    with pytest.raises(ReadError, match="notes, line 2: "):
        decisions.parsed(f"\n{line}\n", "notes")


def test_what_is_not_in_the_graph_is_told(told: Store) -> None:
    here, gone, nobody = ACTORS[0], Reference("d99", "Lena Holm"), Reference(ACTORS[0].document, "Nobody At All")
    state, no_state = Reference("", "state/sweden"), Reference("", "state/atlantis")
    made = {
        "": decisions.made(Verdict.ALIAS, word(1), (here,), value="The Owl"),
        "there is no document 'd99'": decisions.made(Verdict.MERGE, word(2), (here, gone)),
        f"document '{here.document}' names nobody 'Nobody At All'": decisions.made(
            Verdict.SPLIT, word(3), (here,), apart=(nobody,)
        ),
        "there is no actor 'state/atlantis'": decisions.made(Verdict.SAME, word(4), (state, no_state)),
        "there is no document 'd98'": decisions.made(
            Verdict.REJECT, word(5), interaction="x", reports=("doc/d98/report/1", REPORTS[0][0])
        ),
    }
    undone = undo(decisions.made(Verdict.ALIAS, word(6), (gone,), value="x"))
    build.decide([*made.values(), undone], told, SETTINGS)
    assert curate.missing(told, decisions.load(told)) == {one.id: what for what, one in made.items() if what}
    assert len(decisions.load(told)) == 6


def test_a_state_that_was_joined_is_not_missing(told: Store) -> None:
    one = decisions.made(Verdict.SAME, word(), (Reference("", "state/sweden"), Reference("", "state/jordan")))
    build.decide([one], told, SETTINGS)
    assert find.actor(told, "state/jordan")
    assert curate.missing(told, [one]) == {}


def test_what_two_files_undo_is_undone_whichever_comes_first() -> None:
    one = decisions.made(Verdict.SAME, word(), (ACTORS[0], ACTORS[1]))

    def both(*files: Iterable[Decision]) -> tuple[Decision, ...]:
        known: dict[str, Decision] = {}
        for file in files:
            known |= {each.id: each for each in decisions.joined(known.values(), file)}
        return tuple(known.values())

    versions = [[one], [undo(one, 7)], [undo(one, 5)]]
    assert both(*versions) == both(*versions[::-1]) == (undo(one, 5),)


def doubtful() -> list[tuple[Document, Reading]]:
    """Give two documents of whom nobody can tell whether they speak of one person."""
    found = []
    for id_, state, other in (("k", "Kenya", "Berta Ost"), ("s", "Sweden", "Carl West")):
        text = f"Anton Galper is President of {state}; he called {other}."
        people = (Actor("p", ActorKind.PERSON, "Anton Galper", (), "s"), Actor("b", ActorKind.PERSON, other))
        office = (Actor("s", ActorKind.STATE, state), Actor("o", ActorKind.OFFICE, "President", (), "s"))
        sides = (Participant("p", Role.AGENT), Participant("b", Role.RECIPIENT))
        shown = Evidence(id_, 0, len(text))
        call = Interaction(InteractionKind.CALL, sides, (shown,))
        reading = Reading(id_, (*people, *office), (OfficeHeld("p", "o", shown),), (call,))
        found.append((Document(id_, text, date(2024, 1, 1)), reading))
    return found


def test_what_people_are_not_sure_of_is_not_asked_again(embedded: Store) -> None:
    put(embedded, doubtful())
    before = but_decisions(embedded)
    (doubt,) = find.doubts(embedded).items
    assert {doubt.one.actor.name, doubt.other.actor.name} == {"Anton Galper"}
    assert check(embedded) == ()
    pair = (Reference("k", "Anton Galper"), Reference("s", "Anton Galper"))
    for verdict in (Verdict.NOT_SURE, Verdict.SAME, Verdict.DIFFERENT):
        made = decisions.made(verdict, word(), pair)
        build.decide([made], embedded, SETTINGS)
        assert find.doubts(embedded).items == ()
        build.decide([undo(made)], embedded, SETTINGS)
        assert but_decisions(embedded) == before


def test_doubts_go_with_the_documents(embedded: Store) -> None:
    put(embedded, doubtful())
    build.remove("k", embedded, SETTINGS)
    assert find.doubts(embedded).total == 0
    assert check(embedded) == ()


def test_every_store_keeps_decisions(store: Store) -> None:
    put(store, doubtful())
    before = but_decisions(store)
    pair = (Reference("k", "Anton Galper"), Reference("s", "Anton Galper"))
    made = decisions.made(Verdict.SAME, word(), pair)
    build.decide([made], store, SETTINGS)
    assert decisions.load(store) == (made,)
    build.decide([undo(made)], store, SETTINGS)
    assert decisions.load(store) == (undo(made),)
    assert but_decisions(store) == before
