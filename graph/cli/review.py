"""The command that asks people about pairs of actors of which the program is not sure: `review`."""

import sys
from typing import TYPE_CHECKING, Any

from graph.cli.options import DEFAULTS, By, Db, Json, Ontology
from graph.cli.screen import counted, out, show_json, talk
from graph.cli.words import held
from graph.cli.writing import decide, told, word
from graph.model import Verdict

if TYPE_CHECKING:
    from graph.find import DoubtFound, SideFound

ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "n": Verdict.NOT_SURE}
PROMPT = "[s]ame, [d]ifferent, [n]ot sure, s[k]ip or [q]uit, and why, if you like: "
SHOWN = 5
"""How many offices and documents of an actor are shown."""


def review(by: By = None, db: Db = DEFAULTS.db, ontology: Ontology = None, as_json: Json = False) -> None:
    """Go through the pairs of actors that may be one: say whether they are; --json lists them instead.

    An answer is a line: s, d, n, k or q, and after it why. Answers can be piped in.
    """
    from graph import find
    from graph.curate import Wish
    from graph.store import open_store

    with open_store(db, read_only=as_json, existing=True) as store:
        if as_json:
            show_json([_json(doubt) for doubt in find.doubts(store, limit=sys.maxsize).items])
            return
        skipped: list[tuple[str, str]] = []
        while (page := find.doubts(store, 1, without=skipped)).items:
            (doubt,) = page.items
            pair = (doubt.one.actor.id, doubt.other.actor.id)
            _show(doubt, page.total)
            answer, why = _answer()
            if answer == "q":
                break
            if answer == "k":
                skipped.append(pair)
                continue
            said = word(by, why or f"reviewed: {doubt.reason}")
            decision = decide(store, Wish(ANSWERS[answer], pair), said, ontology)
            skipped.append(pair)
            out().print(told(decision), markup=False)
        talk().print(f"{counted(page.total, 'pair')} left", markup=False)


def _answer() -> tuple[str, str]:
    """Ask until there is an answer; the end of the input is to quit."""
    while True:
        talk().print(PROMPT, end="", markup=False)
        line = sys.stdin.readline()
        if not line:
            return "q", ""
        letter, _, why = line.strip().partition(" ")
        letter = {"skip": "k", "": "-"}.get(letter.lower(), letter.lower()[:1])
        if letter in {*ANSWERS, "k", "q"}:
            return letter, why.strip()


def _show(doubt: "DoubtFound", left: int) -> None:
    out().print(f"\n{counted(left, 'pair')} · {doubt.score:.2f} · {doubt.reason}", markup=False)
    for side in (doubt.one, doubt.other):
        out().print(f"  {side.actor.name} ({side.actor.id})", markup=False)
        if side.actor.aliases:
            out().print(f"    also {', '.join(side.actor.aliases)}", markup=False)
        for office in side.offices[:SHOWN]:
            out().print(f"    {held(office)}", markup=False)
        more = f" and {len(side.documents) - SHOWN} more" if len(side.documents) > SHOWN else ""
        out().print(f"    in {', '.join(side.documents[:SHOWN])}{more}", markup=False)


def _json(doubt: "DoubtFound") -> dict[str, Any]:
    return {
        "one": _side(doubt.one),
        "other": _side(doubt.other),
        "score": doubt.score,
        "reason": doubt.reason,
    }


def _side(side: "SideFound") -> dict[str, Any]:
    return {
        "id": side.actor.id,
        "name": side.actor.name,
        "aliases": list(side.actor.aliases),
        "offices": [held(office) for office in side.offices],
        "documents": list(side.documents),
    }
