"""What is to be obeyed of all decisions: those that were not undone, and of two about the same the later one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise, product

from graph.model import ActorKind, Decision, Reference, Verdict
from graph.resolve import Decisions, Pair

_SAME, _DIFFERENT, _UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.NOT_SURE


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What decisions say together: of actors, of pairs of which people are not sure, and of reports.

    `judged` has the ids of reports that were rejected (False) or confirmed (True). `version` differs where this does.
    """

    actors: Decisions = field(default_factory=Decisions)
    unsure: frozenset[Pair] = frozenset()
    judged: Mapping[str, bool] = field(default_factory=dict)
    version: str = ""


def obeyed(decisions: Iterable[Decision]) -> Obeyed:
    """Take together the decisions that are left."""
    said = _Said()
    left = [decision for decision in decisions if not decision.undone]
    for decision in sorted(left, key=lambda decision: (decision.word.when, decision.id)):
        said.add(decision)
    return said.together()


class _Said:
    def __init__(self) -> None:
        self._pairs: dict[Pair, Verdict] = {}
        self._names: dict[Reference, str] = {}
        self._kinds: dict[Reference, ActorKind] = {}
        self._aliases: set[tuple[Reference, str]] = set()
        self._links: dict[Reference, str] = {}
        self._judged: dict[str, bool] = {}

    def add(self, decision: Decision) -> None:
        """Add a later decision."""
        value = decision.value or ""
        match decision.verdict:
            case Verdict.SAME | Verdict.DIFFERENT | Verdict.NOT_SURE:
                self._pair(decision.verdict, pairwise(decision.of))
            case Verdict.MERGE:
                self._pair(_SAME, pairwise(decision.of))
            case Verdict.SPLIT:
                self._split(decision.of, decision.apart)
            case Verdict.RENAME:
                self._names |= dict.fromkeys(decision.of, value)
            case Verdict.CHANGE_KIND:
                self._kinds |= dict.fromkeys(decision.of, ActorKind(value))
            case Verdict.ALIAS:
                self._aliases |= {(one, value) for one in decision.of}
            case Verdict.LINK:
                self._links |= dict.fromkeys(decision.of, value)
            case Verdict.REJECT | Verdict.CONFIRM:
                self._judged |= dict.fromkeys(decision.reports, decision.verdict is Verdict.CONFIRM)

    def _pair(self, verdict: Verdict, pairs: Iterable[Pair]) -> None:
        for one, other in pairs:
            self._pairs[min(one, other), max(one, other)] = verdict

    def _split(self, of: tuple[Reference, ...], apart: tuple[Reference, ...]) -> None:
        """Make one of some, and none of the others; what was said before of one of each does not count any more."""
        sides = dict.fromkeys(of, 1) | dict.fromkeys(apart, 2)
        self._pairs = {
            pair: verdict for pair, verdict in self._pairs.items() if {sides.get(one) for one in pair} != {1, 2}
        }
        self._pair(_SAME, pairwise(of))
        self._pair(_DIFFERENT, product(of[:1], apart))

    def together(self) -> Obeyed:
        """Give what all of them say."""
        of = {
            wanted: frozenset(pair for pair, verdict in self._pairs.items() if verdict is wanted)
            for wanted in (_SAME, _DIFFERENT, _UNSURE)
        }
        actors = Decisions(
            of[_SAME],
            of[_DIFFERENT],
            frozenset(self._names.items()),
            frozenset(self._kinds.items()),
            frozenset(self._aliases),
            frozenset(self._links.items()),
        )
        every = (self._pairs, self._names, self._kinds, dict.fromkeys(self._aliases), self._links, self._judged)
        version = sha256(repr([sorted(part.items()) for part in every]).encode()).hexdigest() if any(every) else ""
        return Obeyed(actors, of[_UNSURE], self._judged, version)
