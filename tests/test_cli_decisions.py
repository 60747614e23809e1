"""Correct the graph on the command line."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.cli.app import GROUPS
from graph.store import open_store
from tests.test_cli import Done, Run, run  # noqa: F401 -- a fixture
from tests.test_decisions import doubtful
from tests.test_incremental import put, story

DECIDE = [(group, command) for group, (_, commands) in GROUPS.items() for command in commands]


@pytest.fixture
def graph(run: Run, tmp_path: Path) -> Run:  # noqa: F811
    with open_store(tmp_path / "actorgraph-db") as store:
        put(store, [*doubtful(), story("d3", 3)])
    return run


Typed = Callable[..., Done]


@pytest.fixture
def typed(graph: Run, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run review, and type these lines."""

    def typed(*lines: str) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return graph("review", "--by", "ada")

    return typed


@pytest.mark.parametrize(("group", "command"), DECIDE)
def test_help_shows_an_example(run: Run, group: str, command: str) -> None:  # noqa: F811
    done = run(group, command, "--help")
    assert done.code == 0
    assert f"Example: actorgraph {group} {command}" in " ".join(done.out.split())


def test_groups_are_in_the_help(run: Run) -> None:  # noqa: F811
    assert all(f" {group} " in run("--help").out for group in GROUPS)


def people(run: Run) -> set[str]:  # noqa: F811
    found = run("sparql", "SELECT ?p { ?p a ag:Person }", "--format", "csv").out
    return {line.rpartition("/")[2] for line in found.split()[1:]}


def test_two_are_made_one_and_that_is_undone(graph: Run) -> None:
    before = people(graph)
    assert {"anton-galper-of-sweden", "anton-galper-of-kenya"} <= before
    ids = ("person/anton-galper-of-sweden", "person/anton-galper-of-kenya")
    done = graph("decide", "same", *ids, "--why", "I know him", "--by", "ada", "--json")
    assert (done.code, done.json["decision"], done.json["by"], done.json["why"]) == (0, "same", "ada", "I know him")
    assert len(people(graph)) == len(before) - 1
    assert graph("check").code == 0
    (listed,) = graph("decisions", "list", "--json").json
    assert listed == done.json
    graph("decisions", "undo", listed["id"], "--why", "no, I do not", "--by", "bob")
    assert people(graph) == before
    assert "undone by bob: no, I do not" in graph("decisions", "list").out
    assert graph("decisions", "undo", listed["id"], "--why", "again").code == 3


def test_decisions_come_back_from_text(graph: Run) -> None:
    graph("decide", "rename", "person/anton-galper-of-kenya", "Toni", "--why", "so he says")
    graph("decisions", "export", "kept.jsonl")
    text = Path("kept.jsonl").read_text()
    assert text.count("\n") == 1
    assert graph("decisions", "export", "-").out == text
    done = graph("decisions", "import", "kept.jsonl", "--db", "anew")
    assert (done.code, "1 decision read, 1 of them new" in done.err) == (0, True)
    assert "is kept, but not obeyed yet: there is no document 'k'" in done.err
    assert "0 of them new" in graph("decisions", "import", "kept.jsonl", "--db", "anew").err
    assert "not obeyed" not in graph("decisions", "import", "kept.jsonl").err
    assert graph("decisions", "export", "-", "--db", "anew").out == text
    with open_store("anew") as store:
        put(store, doubtful())
    assert "toni" in people(lambda *arguments: graph(*arguments, "--db", "anew"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["same", "Nobody", "Anton Galper"], "no actor 'Nobody'"),
        (["same", "Anton Galper", "state/sweden"], "may be person/anton-galper-of-"),
        (["same", "person/anton-galper-of-kenya", "state/sweden"], "different kinds"),
        (["different", "person/anton-galper-of-kenya", "person/anton-galper-of-kenya"], "split it"),
        (["split", "person/anton-galper-of-kenya", "--in", "d9"], "d9"),
        (["split", "person/anton-galper-of-kenya", "--in", "k"], "leaves some others"),
        (["kind", "state/sweden", "person"], "can become"),
        (["rename", "state/sweden", "!"], "letters"),
        (["reject", "interaction/none"], "no interaction"),
    ],
)
def test_what_cannot_be_decided_is_told(graph: Run, arguments: list[str], message: str) -> None:
    done = graph("decide", *arguments, "--why", "so")
    assert (done.code, done.out) == (3, "")
    assert message in done.err
    assert graph("decisions", "list", "--json").json == []


def test_review_shows_both_and_asks(typed: Typed, graph: Run) -> None:
    done = typed("what?", "k")
    assert "Anton Galper (person/anton-galper-of-kenya)" in done.out
    assert "Anton Galper: President of Sweden" in done.out
    assert "the same full name" in done.out
    assert graph("decisions", "list", "--json").json == []
    (listed,) = graph("review", "--json").json
    assert {side["id"] for side in (listed["one"], listed["other"])} == {
        "person/anton-galper-of-kenya",
        "person/anton-galper-of-sweden",
    }


@pytest.mark.parametrize(
    ("answer", "verdict", "count"), [("s brothers", "same", 1), ("different", "different", 2), ("n", "not-sure", 2)]
)
def test_review_decides(typed: Typed, graph: Run, answer: str, verdict: str, count: int) -> None:
    typed(answer)
    (listed,) = graph("decisions", "list", "--json").json
    assert (listed["decision"], listed["by"]) == (verdict, "ada")
    assert listed["why"] == ("brothers" if "brothers" in answer else "reviewed: the same full name")
    assert len({name for name in people(graph) if name.startswith("anton")}) == count
    assert graph("review", "--json").json == []
    graph("decisions", "undo", listed["id"], "--why", "no")
    assert len(graph("review", "--json").json) == 1


def test_who_was_split_is_not_joined_before_that_is_undone(graph: Run) -> None:
    ids = ("person/anton-galper-of-sweden", "person/anton-galper-of-kenya")
    before = people(graph)
    graph("decide", "different", *ids, "--why", "cousins")
    assert graph("decide", "same", *ids, "--why", "brothers").code == 0  # the later one counts
    (joined,) = people(graph) - (before - {"anton-galper-of-sweden", "anton-galper-of-kenya"})
    split = graph("decide", "split", f"person/{joined}", "--in", "s", "--why", "cousins", "--json")
    assert people(graph) == before
    refused = graph("decide", "same", *ids, "--why", "brothers")
    assert (refused.code, f"decision {split.json['id']} keeps them apart (cousins)" in refused.err) == (3, True)
    graph("decisions", "undo", split.json["id"], "--why", "brothers")
    assert joined in people(graph)
