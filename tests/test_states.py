"""The lists of states and organisations: whole, without contradictions, and without persons."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.knowledge import ontology_folder, yaml_file

SEEDS = Path(__file__).parent / "gold" / "seeds.jsonl"
STATES: dict[str, Any] = yaml_file("states.yaml")
ORGANIZATIONS: dict[str, Any] = yaml_file("organizations.yaml")
STATE_KEYS = {"id", "name", "names", "demonyms", "capital", "seats", "ambiguous", "territory", "historical", "of"}
ORGANIZATION_KEYS = {"id", "name", "names", "seats", "state", "media", "ambiguous"}


def all_names(entry: dict[str, Any]) -> list[str]:
    return [entry["name"], *(name for key in ("names", "demonyms", "seats") for name in entry.get(key, ()))]


def named(text: str) -> set[str]:
    return {
        entry["id"] for entry in STATES["states"] if text in all_names(entry) and text not in entry.get("ambiguous", ())
    }


def test_the_world_is_whole() -> None:
    sovereign = [s for s in STATES["states"] if not s.get("territory") and not s.get("historical")]
    assert len(sovereign) == 197  # 193 members of the United Nations, the Vatican, Palestine, Taiwan and Kosovo
    assert all(s.get("capital") for s in sovereign)


@pytest.mark.parametrize("entries", [STATES["states"], ORGANIZATIONS["known"]], ids=["states", "organizations"])
def test_entries_are_distinct_and_say_only_what_is_known(entries: list[dict[str, Any]]) -> None:
    assert [i for i, n in Counter(entry["id"] for entry in entries).items() if n > 1] == []
    known = STATE_KEYS if entries is STATES["states"] else ORGANIZATION_KEYS
    for entry in entries:
        assert set(entry) <= known, entry
        assert set(entry.get("ambiguous", ())) <= set(all_names(entry)), entry
        assert all(isinstance(name, str) and name == name.strip() for name in all_names(entry)), entry
        assert len(set(all_names(entry))) == len(all_names(entry)), entry


def test_ids_that_are_pointed_at_exist() -> None:
    ids = {entry["id"] for entry in STATES["states"]}
    assert {entry["of"] for entry in STATES["states"] if "of" in entry} <= ids
    assert {entry["state"] for entry in ORGANIZATIONS["known"] if "state" in entry} <= ids


def test_a_name_without_context_means_one_state() -> None:
    sure = Counter(
        name for entry in STATES["states"] for name in set(all_names(entry)) - set(entry.get("ambiguous", ()))
    )
    assert [name for name, entries in sure.items() if entries > 1] == []


def test_a_name_without_context_means_one_organization() -> None:
    sure = Counter(
        name for entry in ORGANIZATIONS["known"] for name in set(all_names(entry)) - set(entry.get("ambiguous", ()))
    )
    assert [name for name, entries in sure.items() if entries > 1] == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Israeli", "il"), ("Britons", "gb"), ("U.S.", "us"), ("Washington", "us"), ("Kiev", "ua"), ("Kyiv", "ua"),
        ("Türkiye", "tr"), ("Czechia", "cz"), ("Côte d'Ivoire", "ci"), ("Cabo Verde", "cv"), ("Swaziland", "sz"),
        ("Burma", "mm"), ("DRC", "cd"), ("Congolese", "cd"), ("Dominican", "do"), ("Guinean", "gn"), ("Nigerien", "ne"),
        ("Republic of China", "tw"), ("PRC", "cn"), ("DPRK", "kp"), ("South Sudanese", "ss"), ("Filipino", "ph"),
        ("Emirati", "ae"), ("The Hague", None), ("Brussels", None), ("Holland", None), ("Male", None), ("Malé", "mv"),
    ],
)  # fmt: skip
def test_a_name_means_its_state(text: str, state: str | None) -> None:
    assert named(text) == ({state} if state else set())


def test_no_state_or_seat_is_among_what_is_none() -> None:
    assert not set(STATES["not_states"]) & {name for entry in STATES["states"] for name in all_names(entry)}


def test_every_state_of_the_seeds_is_known() -> None:
    documents = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    states = [actor for document in documents for actor in document["actors"] if actor["type"] == "state"]
    known = {name for entry in STATES["states"] for name in all_names(entry)}
    assert [actor["name"] for actor in states if actor["name"] not in known] == []


def test_no_person_of_the_seeds_is_in_the_lists() -> None:
    documents = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    persons = {
        name
        for document in documents
        for actor in document["actors"]
        if actor["type"] == "person"
        for name in [actor["name"], actor["name"].split()[-1]]
    }
    text = "".join(
        (ontology_folder() / name).read_text(encoding="utf-8")
        for name in ("states.yaml", "organizations.yaml", "times.yaml")
    )
    assert sorted(name for name in persons if name in text.split()) == []
