"""Reports that tell one event, and reports that do not."""

import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import resolve
from graph.errors import KnowledgeError
from graph.knowledge import yaml_file
from graph.model import Event, Evidence, Interaction, InteractionKind, Participant, Report, Role, Status, Tenure, When

RULES = resolve.Rules.of(yaml_file("events.yaml"))
DIRECTIONS = {">": (Role.AGENT, Role.RECIPIENT), "-": (Role.PARTICIPANT, Role.PARTICIPANT)}


def reported(line: str, number: int = 0) -> Report:
    """Read a line: `1 May | 10-09 call ada - bo @2024-10-09 #3 ^topic *planned +place`: document, day of publication, report."""
    document, day, kind, a, how, b, *more = line.split()
    marks = {mark[0]: mark[1:] for mark in more}
    return Report(
        f"{document}/{number}",
        document,
        Interaction(
            InteractionKind(kind),
            tuple(
                Participant(name if "/" in name else f"person/{name}", role)
                for side, role in zip((a, b), DIRECTIONS[how], strict=True)
                for name in side.split("&")
            ),
            (Evidence(document, number, number + 1),),
            Status(marks.get("*", "occurred")),
            When.parse(marks["@"]) if "@" in marks else None,
            int(marks["#"]) if "#" in marks else None,
            marks.get("^"),
            marks.get("+"),
            float(marks.get("%", "1")),
        ),
        None if day == "?" else date.fromisoformat(f"2024-{day}"),
    )


def told(*lines: str, **more: object) -> tuple[Event, ...]:
    reports = [reported(line, number) for number, line in enumerate(lines)]
    return resolve.events(reports, RULES, **more)  # type: ignore[arg-type]


ONE = [
    # the same day, whoever calls, in whatever document and whenever told
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-12 call bo - ada @2024-10-09"),
    ("d1 10-10 call ada > bo @2024-10-09", "d2 12-31 call ada - bo @2024-10-09"),
    ("d1 ? meeting ada - bo @2024-10-09", "d2 ? meeting ada - bo @2024-10-09 #1"),
    ("d1 10-10 meeting ada - bo @2024-10-09 +Paris", "d2 10-11 meeting ada - bo @2024-10-09 +Élysée"),
    # one document
    ("d1 ? call ada - bo", "d1 ? call ada - bo"),
    ("d1 10-10 call ada - bo @2024-10-09", "d1 10-10 call ada - bo"),
    ("d1 10-10 call ada - bo @2024-10-09", "d1 10-10 call ada - bo @2024-10"),
    ("d1 10-10 warning ada > bo ^oil", "d1 10-10 warning ada > bo"),
    # documents of the same days
    ("d1 10-10 call ada - bo", "d2 10-12 call ada - bo"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-12 call ada - bo"),
    ("d1 10-10 call ada - bo #12", "d2 10-12 call ada - bo #12"),
    ("d1 10-10 warning ada > bo ^oil_exports", "d2 10-11 warning ada > bo ^oil_exports"),
    # a more general word
    ("d1 10-10 talks ada - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-09"),
    ("d1 ? talks ada - bo", "d1 ? meeting ada - bo"),
    # what became of a plan
    ("d1 10-08 call ada - bo @2024-10-09 *planned", "d2 10-10 call ada - bo @2024-10-09"),
    ("d1 10-05 visit ada > state/x *planned", "d2 10-12 visit ada > state/x @2024-10-11"),
    ("d1 10-05 visit ada > state/x *planned", "d2 10-12 visit ada > state/x *cancelled"),
    ("d1 10-05 visit ada > state/x *planned", "d1 10-05 visit ada > state/x *cancelled"),
    ("d1 10-05 meeting ada - bo @2024-10-09 *planned", "d2 10-10 meeting ada - bo"),
]  # fmt: skip


@pytest.mark.parametrize("lines", ONE, ids=" | ".join)
def test_one_event(lines: Sequence[str]) -> None:
    (event,) = told(*lines)
    assert len(event.reports) == len(event.told.evidence) == 2
    assert event.reason != "one report"


TWO = [
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-12 call ada - bo @2024-10-10"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 call ada - cy @2024-10-09"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 call ada&cy - bo @2024-10-09"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 meeting ada - bo @2024-10-09"),
    ("d1 10-10 warning ada > bo @2024-10-09", "d2 10-10 warning bo > ada @2024-10-09"),
    ("d1 10-10 visit ada > state/x @2024-10-09", "d2 10-10 visit ada > state/y @2024-10-09"),
    # numbers of times
    ("d1 10-10 call ada - bo #12", "d1 10-10 call ada - bo"),
    ("d1 10-10 call ada - bo #12", "d1 10-10 call ada - bo @2024-10-09"),
    ("d1 10-10 call ada - bo #12", "d2 10-10 call ada - bo #9"),
    # no day
    ("d1 10-10 call ada - bo", "d2 10-20 call ada - bo"),
    ("d1 ? call ada - bo", "d2 ? call ada - bo"),
    ("d1 10-10 call ada - bo", "d2 ? call ada - bo"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-08 call ada - bo"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-20 call ada - bo"),
    ("d1 10-10 call ada - bo @2024-10-09", "d1 10-10 call ada - bo @2024-09"),
    ("d1 10-10 call ada > bo", "d2 10-10 call bo > ada"),
    ("d1 10-10 meeting ada - bo +Paris", "d1 10-10 meeting ada - bo +Riga"),
    ("d1 10-10 warning ada > bo ^oil", "d1 10-10 warning ada > bo ^troops"),
    # statuses
    ("d1 10-10 call ada - bo", "d1 10-10 call ada - bo *possible"),
    ("d1 10-10 call ada - bo", "d1 10-10 call ada - bo *planned"),
    ("d1 10-10 call ada - bo", "d1 10-10 call ada - bo *denied"),
    ("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-09 *denied"),
    ("d1 10-05 call ada - bo *planned", "d2 10-05 call ada - bo"),
    ("d1 10-05 visit ada > state/x *planned", "d2 10-04 visit ada > state/x @2024-10-03"),
    ("d1 10-05 visit ada > state/x *planned", "d2 10-04 visit ada > state/x *cancelled"),
    ("d1 10-05 visit ada > state/x *planned", "d2 11-25 visit ada > state/x @2024-11-25"),
    ("d1 10-05 meeting ada - bo @2024-10-09 *planned", "d2 10-10 meeting ada - bo @2024-10-08"),
    # kinds
    ("d1 10-10 talks ada - bo", "d2 10-10 call ada - bo"),
    ("d1 10-10 talks ada - bo @2024-10-09", "d1 10-10 call ada - bo"),
    ("d1 10-10 advice ada > bo", "d1 10-10 warning ada > bo"),
]


@pytest.mark.parametrize("lines", TWO, ids=" | ".join)
def test_two_events(lines: Sequence[str]) -> None:
    assert [event.reason for event in told(*lines)] == ["one report"] * 2
    assert len({event.id for event in told(*lines)}) == 2


def test_what_could_be_either_is_neither() -> None:
    both = ("d1 10-10 call ada - bo @2024-10-09", "d1 10-10 call ada - bo @2024-10-08")
    assert len(told(*both, "d1 10-10 call ada - bo")) == 3
    assert len(told(*both, "d2 10-10 call ada - bo")) == 3
    assert (
        len(
            told(
                "d1 10-10 call ada - bo @2024-10-09",
                "d1 10-10 meeting ada - bo @2024-10-09",
                "d2 10-11 talks ada - bo @2024-10-09",
            )
        )
        == 3
    )


def test_a_plan_has_the_outcome_of_its_own_kind() -> None:
    lines = (
        "d1 10-08 {} ada - bo @2024-10-09 *planned",
        "d2 10-10 call ada - bo @2024-10-09",
        "d2 10-10 meeting ada - bo @2024-10-09",
    )
    assert sorted(len(event.reports) for event in told(lines[0].format("meeting"), *lines[1:])) == [1, 2]
    assert len(told(lines[0].format("talks"), *lines[1:])) == 3
    assert len(told(lines[0].format("talks"), lines[1])) == 1


def test_a_plan_that_is_told_after_it_was_called_off_is_another() -> None:
    called_off = ("d1 10-09 visit ada > state/x *planned", "d1 10-09 visit ada > state/x *cancelled")
    assert len(told(*called_off)) == 1
    assert len(told(*called_off, "d2 10-11 visit ada > state/x *planned")) == 2


def test_weekly_talks_do_not_run_together() -> None:
    days = [f"d{day} 10-{day:02} talks ada - bo" for day in range(1, 29, 2)]
    assert [len(event.reports) for event in told(*days)] == [2] * 7


def test_an_event_says_what_its_reports_say() -> None:
    (event,) = told(
        "d1 10-10 talks ada - bo @2024-10-09 %0.4",
        "d2 10-11 call ada > bo @2024-10-09 ^wheat %0.7",
        "d3 10-11 call bo - ada @2024-10-09 ^wheat +Riga %0.6",
        "d4 10-08 call ada - bo @2024-10-09 *planned ^corn %0.9",
    )
    assert (event.told.kind, event.told.status, event.told.when) == (
        InteractionKind.CALL,
        Status.OCCURRED,
        When.parse("2024-10-09"),
    )
    assert event.told.participants == (Participant("person/ada", Role.AGENT), Participant("person/bo", Role.RECIPIENT))
    assert (event.told.topic, event.told.place, event.told.confidence) == ("wheat", "Riga", 0.7)
    assert {shown.document for shown in event.told.evidence} == {"d1", "d2", "d3", "d4"}
    assert event.sources == 4
    assert event.reason == "the same kind, actors and day; a general word for it; planned before"
    assert event.id == "interaction/call/2024-10-09/ada/bo"


def test_contradictions_stand_side_by_side() -> None:
    held, denied = told("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-09 *denied")
    assert (held.told.status, denied.told.status) == (Status.OCCURRED, Status.DENIED)
    assert (held.contradicts, denied.contradicts) == ((denied.id,), (held.id,))
    assert held.id != denied.id


@pytest.mark.parametrize(
    ("lines", "at_odds"),
    [
        (("d1 10-10 call ada - bo", "d2 10-15 talks ada - bo *denied"), True),
        (("d1 10-10 call ada - bo", "d2 11-15 talks ada - bo *denied"), False),
        (("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-08 *denied"), False),
        (("d1 10-10 call ada - bo", "d2 10-11 meeting ada - bo *denied"), False),
        (("d1 10-10 call ada - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-09 *cancelled"), True),
        (("d1 10-10 call ada - bo", "d2 10-10 call ada - bo *cancelled"), False),
        (("d1 10-10 call ada - bo", "d2 10-10 call ada - cy *denied"), False),
    ],
)
def test_what_contradicts(lines: Sequence[str], *, at_odds: bool) -> None:
    one, other = told(*lines)
    assert (one.contradicts, other.contradicts) == (((other.id,), (one.id,)) if at_odds else ((), ()))


COPIES = {"d1": ["d2"], "d2": ["d1"]}


def test_copies_are_one_source() -> None:
    lines = (
        "d1 10-10 call ada - bo @2024-10-09",
        "d2 10-10 call ada - bo @2024-10-09",
        "d3 10-10 call ada - bo @2024-10-09",
    )
    assert told(*lines)[0].sources == 3
    assert told(*lines, copies=COPIES)[0].sources == 2


def test_copies_tell_one_event_even_without_days() -> None:
    lines = ("d1 ? call ada - bo", "d2 ? call ada - bo")
    assert len(told(*lines)) == 2
    (event,) = told(*lines, copies=COPIES)
    assert (event.sources, event.reason) == (1, "told by copies of one article")
    three = {"d1": ["d2", "d3"], "d2": ["d1", "d3"], "d3": ["d1", "d2"]}
    assert len(told(*lines, "d3 ? call ada - bo", copies=three)) == 1
    assert len(told("d1 ? call ada - bo", "d2 ? call ada - bo @2024", copies=COPIES)) == 2


HELD = {"office/x/minister": [Tenure("person/ada", date(2024, 9, 1), date(2024, 10, 1))]}


def test_an_office_is_its_holder() -> None:
    lines = ("d1 10-10 call office/x/minister - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-09")
    assert len(told(*lines)) == 2
    (event,) = told(*lines, tenures=HELD)
    assert {one.actor for one in event.told.participants} == {"person/ada", "person/bo"}
    (event,) = told(lines[0], tenures=HELD)
    assert {one.actor for one in event.told.participants} == {"office/x/minister", "person/bo"}


@pytest.mark.parametrize(
    ("tenures", "number"),
    [
        ([Tenure("person/ada", date(2024, 9, 1), date(2024, 10, 1)), Tenure("person/cy", date(2024, 1, 1), date(2024, 2, 1))], 1),
        ([Tenure("person/ada"), Tenure("person/cy")], 2),
        ([Tenure("person/ada", date(2023, 9, 1), date(2023, 10, 1))], 2),
        ([Tenure("person/bo")], 2),
    ],
)  # fmt: skip
def test_who_held_the_office_then(tenures: list[Tenure], number: int) -> None:
    lines = ("d1 10-10 call office/x/minister - bo @2024-10-09", "d2 10-10 call ada - bo @2024-10-09")
    assert len(told(*lines, tenures={"office/x/minister": tenures})) == number


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("d1 10-10 warning bo&ada > state/x @2024-10-09", "interaction/warning/2024-10-09/ada/bo/to/state.x"),
        ("d1 10-10 warning ada > to @2024-10-09", "interaction/warning/2024-10-09/ada/to/to."),
        ("d1 10-10 talks office/x/minister - ada @2024-10", "interaction/talks/2024-10/office.x.minister/ada/in-d1"),
        ("D.1 10-10 talks bo - ada #3", "interaction/talks/undated/3-times/ada/bo/in-d1"),
    ],
)
def test_names_can_be_read(line: str, id_: str) -> None:
    assert [event.id for event in told(line)] == [id_]


LINES = st.lists(
    st.builds(
        "{} {} {} {}{}{}{}".format,
        st.sampled_from(["d1 10-10", "d2 10-11", "d3 10-14", "d4 ?", "d5 10-25"]),
        st.sampled_from(["call", "talks", "meeting", "warning"]),
        st.sampled_from(["ada > bo", "ada - bo", "office/x/minister - bo", "bo > ada"]),
        st.sampled_from(["", " @2024-10-09", " @2024-10-10", " @2024-10", " @2024"]),
        st.sampled_from(["", "", " *planned", " *denied", " *cancelled"]),
        st.sampled_from(["", "", "", " #3"]),
        st.sampled_from(["", "", " ^oil", " ^troops", " +Riga"]),
    ),
    max_size=14,
)


@given(lines=LINES, chance=st.randoms(use_true_random=False), held=st.booleans())
def test_every_report_is_in_one_event_whatever_the_order(
    lines: list[str], chance: random.Random, *, held: bool
) -> None:
    reports = [reported(line, number) for number, line in enumerate(lines)]
    more = {"tenures": HELD if held else {}, "copies": COPIES}
    found = resolve.events(reports, RULES, **more)  # type: ignore[arg-type]
    assert sorted(report for event in found for report in event.reports) == sorted(report.id for report in reports)
    assert len({event.id for event in found}) == len(found)
    for event in found:
        days = {
            day.when
            for report in reports
            if report.id in event.reports
            if (day := report.told).when and day.when.earliest == day.when.latest
        }
        assert len(days) <= 1
    shuffled = chance.sample(reports, len(reports))
    assert resolve.events(shuffled, RULES, **more) == found  # type: ignore[arg-type]


@given(LINES)
def test_blocks_stand_alone(lines: list[str]) -> None:
    reports = [reported(line, number) for number, line in enumerate(lines)]
    apart: dict[str, list[Report]] = {}
    for report in reports:
        apart.setdefault(resolve.block(report, RULES, HELD), []).append(report)
    each = [event for of in apart.values() for event in resolve.events(of, RULES, tenures=HELD)]
    assert sorted(each, key=lambda event: event.id) == sorted(
        resolve.events(reports, RULES, tenures=HELD), key=lambda event: event.id
    )


def test_rules_of_another_form_are_refused() -> None:
    table = yaml_file("events.yaml")
    for broken in ({**table, "general": {"talks": ["chat"]}}, {**table, "days": {}}, []):
        with pytest.raises(KnowledgeError, match=r"events\.yaml"):
            resolve.Rules.of(broken)


ARTICLE = " ".join(f"word{number}" for number in range(300))


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (ARTICLE, True),
        (f"LONDON (Agency) — {ARTICLE.upper()} Reporting by A. B.", True),
        (ARTICLE.replace("word150 ", "another "), True),
        (" ".join(ARTICLE.split()[:90]), False),
        (" ".join(reversed(ARTICLE.split())), False),
        ("", False),
    ],
)
def test_copies(other: str, *, copy: bool) -> None:
    one, two = (resolve.signature(text, RULES.words) for text in (ARTICLE, other))
    assert (resolve.alike(one, two) >= RULES.alike) is copy
    assert not copy or set(resolve.bands(one)) & set(resolve.bands(two))
