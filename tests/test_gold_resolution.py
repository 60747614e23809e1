"""The documents on which resolution is measured are consistent, and it is measured rightly and does well on them."""

from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph import resolve
from graph.accuracy import annotated, happenings, resolution
from graph.accuracy.identities import as_reading, documents, with_known_actors
from graph.accuracy.pairs import Thing, compare, listed, table
from graph.errors import ReadError
from graph.knowledge import yaml_file
from graph.model import ActorKind, InteractionKind, Status, When

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "gold" / "resolution"
GOLDS = documents(FOLDER)
STATES = {state["id"]: state["name"] for state in yaml_file("states.yaml", None)["states"]}

each = pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold["id"])


def names(actor: Json) -> list[str]:
    return [actor["name"], *actor["aliases"]]


def within(names: list[str], text: str) -> list[str]:
    return [name for name in names if name.casefold() in text.casefold()]


@each
def test_what_is_annotated_stands_in_the_text(gold: Json) -> None:
    for actor in gold["actors"]:
        wanted = names(actor) if actor["type"] == "person" else within(names(actor), gold["text"])[:1]
        assert wanted, f"{actor} is nowhere in the text"
        assert within(wanted, gold["text"]) == wanted, actor
    for row in gold["interactions"]:
        assert row["quote"] in gold["text"]


@each
def test_ids_and_words_are_known(gold: Json) -> None:
    kinds = {actor["id"]: ActorKind(actor["type"]) for actor in gold["actors"]}
    assert len(kinds) == len(gold["actors"])
    assert {actor.get("state") for actor in gold["actors"]} <= {None, *kinds}
    for held in gold["offices"]:
        assert (kinds[held["person"]], kinds[held["office"]]) == (ActorKind.PERSON, ActorKind.OFFICE)
    for row in gold["interactions"]:
        assert {InteractionKind(kind) for kind in (row["type"], *row.get("also", []))}
        assert Status(row["status"])
        assert {*row["a"], *row["b"]} <= set(kinds)
        assert not set(row["a"]) & set(row["b"])
    for day in [gold["date"], *(row["date"] for row in gold["interactions"])]:
        assert day is None or When.parse(day)


@each
def test_nothing_is_annotated_twice_in_a_document(gold: Json) -> None:
    identities = [actor["identity"] for actor in gold["actors"]]
    events = [row["event"] for row in gold["interactions"]]
    assert len(set(identities)) == len(identities)
    assert len(set(events)) == len(events)


@each
def test_documents_are_short(gold: Json) -> None:
    assert 25 <= len(gold["text"].split()) <= 125


def test_identities_have_one_kind_and_one_world() -> None:
    kinds, worlds = defaultdict(set), defaultdict(set)
    for file in sorted(FOLDER.glob("*.jsonl")):
        for gold in annotated(file):
            for actor in gold["actors"]:
                kinds[actor["identity"]].add(actor["type"])
                worlds[actor["identity"]] |= {file.name} if actor["type"] == "person" else set()
    assert {identity: found for identity, found in kinds.items() if len(found) > 1} == {}
    assert {identity: found for identity, found in worlds.items() if len(found) > 1} == {}


def test_states_are_those_of_the_ontology() -> None:
    told = {(a["identity"], a["name"]) for gold in GOLDS for a in gold["actors"] if a["type"] == "state"}
    assert {(id_, name) for id_, name in told if STATES.get(id_) != name} == set()


def test_an_event_has_one_pair_and_days_that_go_together() -> None:
    pairs, days = defaultdict(set), defaultdict(set)
    for gold in GOLDS:
        for row in gold["interactions"]:
            pairs[row["event"]].add(frozenset(identity(gold, row[side]) for side in ("a", "b")))
            days[row["event"]] |= {When.parse(row["date"])} if row["date"] else set()
    assert {event: found for event, found in pairs.items() if len(found) > 1 or len(min(found)) < 2} == {}
    for event, found in days.items():
        for one, other in combinations(found, 2):
            assert max(one.earliest, other.earliest) <= min(one.latest, other.latest), event


def identity(gold: Json, ids: list[str]) -> str:
    """Who takes part: the person, or the holder of the office, or the office of which no holder is known."""
    actors = {actor["id"]: actor for actor in gold["actors"]}
    persons = [actors[id_] for id_ in ids if actors[id_]["type"] == "person"]
    first = persons[0] if persons else actors[ids[0]]
    return str(first.get("holder") or first["identity"])


def test_documents_are_many_and_varied() -> None:
    events = Counter(row["event"] for gold in GOLDS for row in gold["interactions"])
    statuses = Counter(row["status"] for gold in GOLDS for row in gold["interactions"])
    assert len({gold["id"] for gold in GOLDS}) == len(GOLDS)
    assert len({gold["text"] for gold in GOLDS}) == len(GOLDS)
    assert sum(gold["negative"] for gold in GOLDS) * 3 >= len(GOLDS)
    assert sum(count > 1 for count in events.values()) > 20
    assert {"occurred", "planned", "cancelled", "denied"} <= set(statuses)


PLACES = [("a", "1", "ida"), ("a", "2", "bo"), ("b", "1", "ida"), ("c", "1", "ida")]


def test_pairs_are_counted() -> None:
    things = [Thing((document, local), "person", who, f"{document} {who}") for document, local, who in PLACES]
    compared = compare(things, {("a", "1"): "x", ("a", "2"): "x", ("b", "1"): "x"}, ["person", "office"])
    tally = compared.tallies["person"]
    assert (tally.right, tally.wrong, tally.missed) == (1, 1, 2)
    assert compared.all == tally
    assert listed(compared.mistakes).splitlines() == [
        "wrong  person       a bo  ~  b ida",
        "missed person       a ida  ~  c ida",
        "missed person       b ida  ~  c ida",
    ]
    assert table(compared).splitlines()[1].split() == ["person", "3", "1", "2", "0.500", "0.333", "0.400"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no annotated documents"):
        documents(tmp_path)


def test_a_perfect_reading_says_what_is_annotated() -> None:
    gold = next(gold for gold in GOLDS if gold["interactions"])
    row, told = gold["interactions"][0], as_reading(gold).interactions[0]
    assert gold["text"][told.evidence[0].start : told.evidence[0].end] == row["quote"]
    assert {participant.actor for participant in told.participants} == {row["a"][0], row["b"][0]}


def test_actors_are_resolved() -> None:
    readings = {gold["id"]: as_reading(gold) for gold in GOLDS}
    compared = resolution.actors(GOLDS, resolution.resolved(GOLDS, readings, resolve.customs()))
    assert compared.all.precision >= 0.99
    assert compared.all.f1 >= 0.98
    assert compared.tallies["state"].f1 == 1


def test_events_are_resolved() -> None:
    readings = {gold["id"]: as_reading(gold) for gold in GOLDS}
    tally = happenings.events(GOLDS, happenings.happened(GOLDS, readings)).all
    assert tally.precision >= 0.98
    assert tally.f1 >= 0.9


def test_events_are_resolved_among_actors_that_are_known() -> None:
    tally = happenings.events(GOLDS, happenings.happened(GOLDS, {g["id"]: with_known_actors(g) for g in GOLDS})).all
    assert tally.precision >= 0.98
    assert tally.f1 >= 0.93


def test_a_row_is_told_by_the_interaction_that_fits_it_best() -> None:
    gold = next(gold for gold in GOLDS if len(gold["interactions"]) > 1)
    reading = as_reading(gold)
    found = happenings.places(gold, reading, reading.interactions)
    assert found == {number: number for number in range(len(gold["interactions"]))}
    assert happenings.places(gold, reading, reading.interactions[1:]).get(0) is None
