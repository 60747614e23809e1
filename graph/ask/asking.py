"""Answer a question: understand it, run its query, say what was found."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from graph import find, record
from graph.ask import about, query, replies
from graph.ask.answered import Answer
from graph.ask.asked import Asked, Form, Order, Puzzled
from graph.ask.meaning import Meaning
from graph.ask.names import Names, States, joined, states
from graph.ask.parse import parse
from graph.ask.query import Meant
from graph.ask.quick import quick
from graph.ask.replies import Row
from graph.ask.suggest import instead, other_questions, suggestions
from graph.ask.tell import Teller, capital, plural
from graph.ask.times import Calendar
from graph.ask.titles import Titles
from graph.ask.tokens import tokenize
from graph.ask.words import Words
from graph.knowledge import Knowledge
from graph.model import ActorKind, Status
from graph.store import Store

DESCRIBED = 50
"""Interactions that an answer gives in full."""

_Found = tuple[str, list[Row], str, tuple[str, ...] | None]
"""A query, what it found, that in words, and who are named in it where that are others than those found."""

FRESH_SECONDS = 30.0
"""How long names are believed that were read from a store which others may write, too."""

_NEWEST = f"{record.PREFIXES}SELECT (MAX(?day) AS ?newest) WHERE {{ ?document dcterms:issued ?day }}"


@dataclass(frozen=True, slots=True)
class _Language:
    """All that is needed of one ontology to understand questions."""

    words: Words
    titles: Titles
    states: States
    calendar: Mapping[str, Any]


@lru_cache(maxsize=4)
def _language(folder: Path) -> _Language:
    """Load the words of one ontology once; `folder` is what tells ontologies apart."""
    knowledge = Knowledge.load(folder)
    words = Words.load(knowledge)
    return _Language(words, Titles(knowledge, words), states(knowledge, words), knowledge.yaml("times.yaml"))


def answer(question: str, store: Store, knowledge: Knowledge, *, today: date | None = None) -> Answer:
    """Answer a question in English, with the query that was run and the evidence.

    `today` is the day that "last year" counts from. A question that is not understood is no error, but an answer that
    says so. Raises StoreError, KnowledgeError.
    """
    return Asker(store, knowledge).answer(question, today=today)


@dataclass(frozen=True, slots=True)
class _State:
    """What questions need of one state of the graph, and which state it was."""

    version: int
    read: float
    names: Names
    newest: date | None


class Asker:
    """Answers one question after the other, from any thread; reads the names anew when the graph has changed."""

    def __init__(self, store: Store, knowledge: Knowledge) -> None:
        self._store = store
        self._knowledge = knowledge
        self._lock = Lock()
        self._state: _State | None = None

    def answer(self, question: str, *, today: date | None = None) -> Answer:
        """Answer a question, as the function `answer` does."""
        language = _language(self._knowledge.folder)
        state = self._current(language)
        day = today or date.today()  # noqa: DTZ011 -- where the asker is
        return _Asking(self._store, language, state.names, day, state.newest).answer(question)

    def _current(self, language: _Language) -> _State:
        with self._lock:
            old = self._store.shared and self._state and time.monotonic() - self._state.read > FRESH_SECONDS
            if self._state is None or old or self._state.version != self._store.version:
                self._state = self._read(language)
            return self._state

    def _read(self, language: _Language) -> _State:
        version, read = self._store.version, time.monotonic()
        newest = self._store.select(_NEWEST)[0]["newest"]
        names = Names.load(self._store, language.words, language.titles, language.states)
        return _State(version, read, names, newest if isinstance(newest, date) else None)


@dataclass(frozen=True, slots=True)
class _Asking:
    store: Store
    language: _Language
    names: Names
    today: date
    newest: date | None

    def answer(self, question: str) -> Answer:
        tokens = tokenize(question, self.language.words.spelling)
        anchor = min(self.today, self.newest or self.today)
        calendar = Calendar(self.language.words.times, self.language.calendar, self.today, anchor)
        asked = parse(tokens, self.language.words, self.names, calendar)
        if isinstance(asked, Puzzled):
            return self._puzzled(question, asked)
        found = self._answered(asked)
        return replace(found, question=question, text=f"{self._notes(asked)}{found.text}")

    def _puzzled(self, question: str, puzzled: Puzzled) -> Answer:
        offers = suggestions(self.language.words, self.names)
        if puzzled.unknown is None:
            return Answer(question, understood=False, text=f"I do not understand. {puzzled.reason}", suggestions=offers)
        ids = puzzled.unknown.choices or puzzled.unknown.near[:3] or self.names.nearest(puzzled.unknown.phrase)
        nearest = joined(self.names.names(ids), "or")
        offered = f" Is it {nearest}?" if puzzled.unknown.choices else f" The nearest names: {nearest}." if ids else ""
        changed = instead(question, puzzled.unknown.text, self.names.names(ids))
        return Answer(question, understood=False, text=puzzled.reason + offered, suggestions=(*changed, *offers))

    def _notes(self, asked: Asked) -> str:
        """Say what was taken for granted: a misspelt name, a word left out of account."""
        guessed = [
            f"Taking “{mention.text}” for {joined(self.names.names(mention.ids), 'or')}."
            for mention in dict.fromkeys(asked.mentions)
            if mention.guessed
        ]
        several = [
            f"“{capital(mention.text)}” could be {joined([self.names.name(id) for id in mention.ids], 'or')}."
            for mention in dict.fromkeys(asked.mentions)
            if mention.kind is ActorKind.OFFICE
            and len(mention.ids) > 1
            and asked.form not in {Form.HOLDER, Form.OFFICES}
        ]
        ignored = [f"Leaving “{word}” out of account." for word in asked.ignored]
        notes = " ".join([*guessed, *several, *ignored])
        return f"{notes}\n" if notes else ""

    def _answered(self, asked: Asked) -> Answer:
        meaning = Meaning(self.store, self.names)
        teller = Teller(self.names, self.language.words.names)
        match asked.form:
            case Form.HOLDER | Form.OFFICES:
                return about.offices(asked, self.store, teller)
            case Form.ABOUT:
                return about.actors(asked, self.store, teller)
            case Form.PATH:
                return about.path(asked, self.store, teller, meaning)
            case Form.ACTORS:
                return about.listed(asked, self.store, teller)
            case Form.DOCUMENTS:
                return about.documents(asked, self.store, teller, meaning)
            case Form.COUNT if asked.hole and not asked.sides and not asked.kinds and not asked.statuses:
                return about.listed(asked, self.store, teller)
            case _:
                return self._interactions(asked, meaning)

    def _interactions(self, asked: Asked, meaning: Meaning) -> Answer:
        wide = False
        sides = meaning.sides(asked)
        found = self._run(asked, sides, meaning)
        if not found[1] and any(_may_widen(mention.kind, group=mention.group) for mention in asked.mentions):
            wider = self._run(asked, meaning.sides(asked, wide=True), meaning)
            wide = bool(wider[1])
            found = wider if wide else found
        sparql, rows, text, most = found
        if wide:
            text = f"Not of the state itself, but of its people:\n{text}"
        if asked.form is Form.WHETHER and asked.each and rows:
            text = self._missing(asked, rows, meaning) + text
        shown = list({row.interaction.id: row.interaction for row in replies.chosen(asked, rows)}.values())
        fitting = [row for row in rows if not row.reversed]
        return Answer(
            "",
            understood=True,
            text=text,
            sparql=sparql,
            interactions=tuple(shown),
            actors=self._actors(most or (row.who for row in replies.chosen(asked, fitting or rows))),
            suggestions=() if rows else other_questions(asked, self.names),
        )

    def _missing(self, asked: Asked, rows: Sequence[Row], meaning: Meaning) -> str:
        """Say of which of those named nothing is reported, where a question names several: "did A and B meet C"."""
        taking_part = {one.actor for row in rows for one in row.interaction.participants}
        missing = [
            self.names.name(mention.ids[0])
            for side in asked.sides
            if len(side.mentions) > 1
            for mention in side.mentions
            if not taking_part & {*meaning.ids(mention, wide=True)}
        ]
        return f"No report of that for {joined(missing)}.\n" if missing else ""

    def _run(self, asked: Asked, sides: Sequence[Meant], meaning: Meaning) -> _Found:
        """Run the query of a question: the query, what it found, that in words, and who are named in it."""
        among = meaning.among(asked)
        teller = Teller(self.names, self.language.words.names)
        if found := quick(asked, sides, self.store, teller, DESCRIBED):
            return found.sparql, found.rows, found.text, found.actors
        sparql, rows, text = self._most(asked, sides, among, teller) if asked.most else self._all(asked, sides, among)
        return sparql, rows, text, None

    def _all(self, asked: Asked, sides: Sequence[Meant], among: Sequence[str] | None) -> tuple[str, list[Row], str]:
        teller = Teller(self.names, self.language.words.names)
        sparql = query.interactions(asked, sides, among)
        solutions = self._in_order(asked, self.store.select(sparql))
        rows = self._rows(solutions)
        total = len({solution["interaction"] for solution in solutions})
        if total <= DESCRIBED and len(solutions) < query.LIMIT:
            return sparql, rows, replies.reply(asked, rows, teller)
        if asked.form in {Form.WHO, Form.COUNT} and not asked.order:
            return sparql, rows, replies.counted(asked, solutions, teller, whole=len(solutions) < query.LIMIT)
        more = "" if len(solutions) < query.LIMIT else "at least "
        told = replies.reply(asked, rows, teller)
        looked_at = f"{DESCRIBED} {_which(asked)}"
        return sparql, rows, f"{told}\nOf {more}{plural(total, 'interaction')}, the {looked_at} were looked at."

    def _in_order(self, asked: Asked, solutions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Put first what an answer turns on, where not all can be looked at: what took place, or what is asked for."""
        if asked.form is not Form.WHETHER and not asked.order:
            return solutions
        wanted = {str(record.status_iri(status)) for status in asked.statuses or (Status.OCCURRED,)}
        return sorted(solutions, key=lambda solution: str(solution["status"]) not in wanted)

    def _rows(self, solutions: Sequence[dict[str, Any]]) -> list[Row]:
        ids = list(dict.fromkeys(str(solution["interaction"]) for solution in solutions))[:DESCRIBED]
        described = {one.id: one for one in find.described(self.store, ids)}
        rows: list[Row] = []
        for solution in solutions:
            one = described.get(record.path_of(str(solution["interaction"])))
            if one:
                who = record.actor_id(str(solution["who"])) if solution.get("who") else None
                rows.append(Row(one, who, bool(solution.get("reversed"))))
        return rows

    def _most(
        self, asked: Asked, sides: Sequence[Meant], among: Sequence[str] | None, teller: Teller
    ) -> tuple[str, list[Row], str]:
        sparql = query.most(asked, sides, among)
        ranked = self.store.select(sparql)
        if not ranked:
            return sparql, [], replies.NOTHING
        told = [
            f"{teller.actor(record.actor_id(str(row['who'])))}: {plural(int(str(row['times'])), 'time')} "
            f"in {plural(int(str(row['events'])), 'interaction')}"
            for row in ranked
        ]
        best = record.actor_id(str(ranked[0]["who"]))
        evidence = self.store.select(query.interactions(replace(asked, most=False), sides, [best]))
        rows = [replace(row, who=best) for row in self._rows(evidence)]
        ranks = "\n".join(f"{place}. {line}." for place, line in enumerate(told, 1))
        return sparql, rows, ranks

    def _actors(self, ids: Iterable[str | None]) -> tuple[find.ActorFound, ...]:
        wanted = list(dict.fromkeys(id for id in ids if id))[:10]
        return self.names.found(wanted)


def _which(asked: Asked) -> str:
    """Say which of very many were looked at."""
    if asked.order:
        return f"{'first' if asked.order is Order.FIRST else 'newest'} of those that fit best"
    return "newest, first of all what took place," if asked.form is Form.WHETHER else "newest"


def _may_widen(kind: ActorKind | None, *, group: bool) -> bool:
    return kind is ActorKind.STATE and not group
