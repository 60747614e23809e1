"""What people decide about who is who is obeyed, whatever the texts say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import ActorKind, Interaction, InteractionKind, Participant, Reading, Role
from graph.resolve import Decisions, Reference, actors, keys
from tests.fuzz import examples
from tests.test_resolve import CUSTOMS, DEFENSE, P, closure, told


def ref(document: str, name: str) -> Reference:
    return Reference(document, name)


def found(decisions: Decisions, *documents: P) -> list[str]:
    """The ids of the first person of each document."""
    readings = [told(f"d{number}", person) for number, person in enumerate(documents)]
    of = actors(readings, CUSTOMS, decisions).of
    return [of[f"d{number}", "p0"].actor for number in range(len(documents))]


ANTON, BERTA = P("Anton Galper", "President", "Sweden"), P("Berta Galper", "President", "Kenya")
PAIR = frozenset({(ref("d0", "Anton Galper"), ref("d1", "Berta Galper"))})


def test_two_that_people_say_are_one_are_one() -> None:
    assert len(set(found(Decisions(), ANTON, BERTA))) == 2
    assert len(set(found(Decisions(same=PAIR), ANTON, BERTA, ANTON, BERTA))) == 1


def test_names_that_share_nothing_can_be_one() -> None:
    decisions = Decisions(same=frozenset({(ref("d0", "Anton Galper"), ref("d1", "The Fox"))}))
    assert len(set(found(decisions, ANTON, P("The Fox")))) == 1


def test_those_who_deal_with_one_another_can_be_one() -> None:
    both = tuple(Participant(local, Role.PARTICIPANT) for local in ("p0", "p1"))
    text = told("d0", P("Anton Galper"), P("The Fox"))
    met = Interaction(InteractionKind.MEETING, both, ())
    decisions = Decisions(same=frozenset({(ref("d0", "Anton Galper"), ref("d0", "The Fox"))}))
    of = actors([Reading("d0", text.actors, (), (met,))], CUSTOMS, decisions).of
    assert of["d0", "p0"].actor == of["d0", "p1"].actor
    assert "people decided so" in {one.reason for one in of.values()}


def test_one_that_people_say_are_two_are_two() -> None:
    pair = frozenset({(ref("d0", "Anton Galper"), ref("d1", "Anton Galper"))})
    assert len(set(found(Decisions(), ANTON, ANTON))) == 1
    assert len(set(found(Decisions(different=pair), ANTON, ANTON))) == 2
    assert len(set(found(Decisions(same=pair, different=pair), ANTON, ANTON))) == 2


def test_what_was_decided_is_not_asked_again() -> None:
    doubtful = [
        told("d0", P("Anton Galper", "President", "Sweden")),
        told("d1", P("Anton Galper", "President", "Kenya")),
    ]
    (doubt,) = actors(doubtful, CUSTOMS).queue
    assert (doubt.one, doubt.other) == (("d0", "p0"), ("d1", "p0"))
    assert 0.5 <= doubt.score < 0.8
    assert doubt.reason == "the same full name"
    pair = frozenset({(ref("d0", "Anton Galper"), ref("d1", "Anton Galper"))})
    for decisions in (Decisions(same=pair), Decisions(different=pair)):
        assert actors(doubtful, CUSTOMS, decisions).queue == ()


def test_an_actor_is_called_as_people_say() -> None:
    decisions = Decisions(renamed=frozenset({(ref("d1", "Galper"), "Toni Galper")}))
    readings = [told("d0", ANTON), told("d1", P("Galper", "President", "Sweden"))]
    resolved = actors(readings, CUSTOMS, decisions)
    actor = resolved.actors[resolved.of["d0", "p0"].actor]
    assert (actor.id, actor.name) == ("person/toni-galper", "Toni Galper")
    assert "Anton Galper" in actor.aliases


def test_two_of_one_new_name_stay_two() -> None:
    decisions = Decisions(renamed=frozenset({(ref("d1", "Berta Galper"), "Carl Ox")}))
    assert len(set(found(decisions, P("Carl Ox"), BERTA))) == 2


def test_an_alias_is_a_name() -> None:
    fox = P("The Fox", "President", "Sweden")
    decisions = Decisions(aliases=frozenset({(ref("d0", "Anton Galper"), "The Fox")}))
    assert len(set(found(Decisions(), ANTON, fox))) == 2
    assert len(set(found(decisions, ANTON, fox))) == 1


def test_a_kind_is_what_people_say() -> None:
    decisions = Decisions(kinds=frozenset({(ref("d0", "Anton Galper"), ActorKind.ORGANIZATION)}))
    resolved = actors([told("d0", P("Anton Galper"))], CUSTOMS, decisions)
    assert resolved.of["d0", "p0"].actor == "organization/anton-galper"


def test_an_office_is_the_one_that_people_say() -> None:
    chief, minister = "office/sweden/pentagon-chief", "office/sweden/defense-minister"
    decisions = Decisions(same=frozenset({(ref("", chief), ref("", minister))}))
    readings = [
        told("d0", P("Anton Galper", "Pentagon chief", "Sweden")),
        told("d1", P("Galper", DEFENSE[0], "Sweden")),
    ]
    of = actors(readings, CUSTOMS, decisions).of
    assert {of[document, "o0"].actor for document in ("d0", "d1")} == {minister}
    assert of["d0", "p0"].actor == of["d1", "p0"].actor
    renamed = Decisions(renamed=frozenset({(ref("", minister), "Minister of War")}))
    assert actors(readings, CUSTOMS, renamed).actors[minister].name == "Minister of War"


@pytest.mark.parametrize("name", ["Anton Galper", "anton  GALPER", "Toni", "p0"])
def test_a_reference_is_a_name_in_a_document(name: str) -> None:
    decisions = Decisions(same=frozenset({(ref("d0", name), ref("d1", "Berta Galper"))}))
    anton = P("Anton Galper", "President", "Sweden", aliases=("Toni",))
    assert len(set(found(decisions, anton, BERTA))) == 1


_NAMES = ("Anton Galper", "Berta Galper", "Galper", "A. Galper", "Carl Ox")
_REFERENCES = st.builds(Reference, st.sampled_from(["d0", "d1", "d2", "d3"]), st.sampled_from(_NAMES))
_PAIRS = st.frozensets(st.tuples(_REFERENCES, _REFERENCES), max_size=3)
_DECISIONS = st.builds(
    Decisions,
    same=_PAIRS,
    different=_PAIRS,
    renamed=st.frozensets(st.tuples(_REFERENCES, st.sampled_from(_NAMES)), max_size=2),
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=5), _DECISIONS, st.integers(0, 4))
def test_decisions_reach_what_they_connect_and_no_further(names: list[str], decisions: Decisions, which: int) -> None:
    readings = [told(f"d{number}", P(name)) for number, name in enumerate(names)]
    whole = actors(readings, CUSTOMS, decisions)
    changed = readings[which % len(readings)]
    near = closure(readings, {(changed.id, actor.id) for actor in changed.actors}, decisions)
    there = {document for document, _ in near}
    part = actors([one for one in readings if one.id in there], CUSTOMS, decisions)
    for local in near:
        assert part.of[local] == whole.of[local]
        assert part.actors[part.of[local].actor] == whole.actors[whole.of[local].actor]
    apart = {frozenset(pair) for pair in decisions.different}
    for one, other in (sorted(pair) for pair in apart if len(pair) == 2):
        if one.document != other.document and all(_is_there(each, names) for each in (one, other)):
            assert whole.of[one.document, "p0"].actor != whole.of[other.document, "p0"].actor


def _is_there(reference: Reference, names: list[str]) -> bool:
    number = int(reference.document[1:])
    return number < len(names) and names[number] == reference.name


def test_keys_connect_those_of_whom_people_decided() -> None:
    one, other = told("d0", ANTON), told("d1", P("The Fox"))
    decisions = Decisions(same=frozenset({(ref("d0", "Anton Galper"), ref("d1", "The Fox"))}))
    assert not keys(one, CUSTOMS)["p0"] & keys(other, CUSTOMS)["p0"]
    assert keys(one, CUSTOMS, decisions)["p0"] & keys(other, CUSTOMS, decisions)["p0"]
