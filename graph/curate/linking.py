"""Say of actors which entities of Wikidata they are: one by one, or all of a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph import decisions, find, record
from graph.curate.dating import after
from graph.curate.named import Named, actor_named, named
from graph.curate.table import Line
from graph.errors import ActorGraphError, DecisionError, NotFound
from graph.model import Decision, Verdict, Word
from graph.names import wikidata_id
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Linked:
    """What a table says: the new decisions, how many lines are known already, what is wrong, and what is striking."""

    made: tuple[Decision, ...]
    known: int
    failed: tuple[str, ...]
    notes: tuple[str, ...]


def link(store: Store, actor: Named, value: str | None, word: Word) -> Decision:
    """Make the decision that an actor is an entity of Wikidata, given by its id or address; nothing is written.

    Raises DecisionError where that is none, or where people said before which entity the actor is.
    """
    wikidata = wikidata_id(value or "")
    if wikidata is None:
        raise DecisionError(f"'{value or ''}' is no id in Wikidata; give one such as Q42, or its address")
    if before := find.actor(store, actor.id).wikidata:
        made = _made_before(store, actor)
        remedy = f"undo decision {made.id} first" if made else "undo that first"
        raise DecisionError(f"{actor.id} is linked to {' and '.join(before)} already; {remedy}")
    return decisions.made(Verdict.LINK, word, actor.references[:1], value=wikidata)


def link_all(store: Store, lines: Iterable[Line | ActorGraphError], name: str, word: Word) -> Linked:
    """Make the decisions that a table of this name says; nothing is written. A bad line costs only itself."""
    table = _Table(store, name, after(store, word))
    for line in lines:
        if isinstance(line, ActorGraphError):
            table.failed.append(str(line))
            continue
        try:
            table.add(line)
        except (NotFound, DecisionError) as error:
            table.failed.append(f"{name}, line {line.number}: {error}")
    return Linked(tuple(table.made), table.known, tuple(table.failed), tuple(table.notes()))


class _Table:
    def __init__(self, store: Store, name: str, word: Word) -> None:
        self._store, self._name, self._word = store, name, word
        self._lines: dict[str, Line] = {}
        self.made: list[Decision] = []
        self.known = 0
        self.failed: list[str] = []

    def add(self, line: Line) -> None:
        """Add what a line says.

        Raises NotFound, or DecisionError where the name is that of several actors, or the actor is linked otherwise.
        """
        id_ = actor_named(self._store, line.actor)
        before = self._lines.get(id_)
        if before and before.wikidata != line.wikidata:
            message = (
                f"{id_} is {before.wikidata} by line {before.number}, and not {line.wikidata}; leave one of the two"
            )
            raise DecisionError(message)
        if before or find.actor(self._store, id_).wikidata == (line.wikidata,):
            self.known += 1
        else:
            self.made.append(link(self._store, named(self._store, id_), line.wikidata, self._word))
        self._lines.setdefault(id_, line)

    def notes(self) -> Iterable[str]:
        """Tell which entities several actors are said to be."""
        whose: dict[str, set[str]] = {}
        for id_, line in self._lines.items():
            whose.setdefault(line.wikidata, set()).add(id_)
        for wikidata, ids in linked_to(self._store, whose).items():
            whose[wikidata] |= ids
        for wikidata, ids in sorted(whose.items()):
            if len(ids) > 1:
                remedy = "review asks whether they are one" if _can_be_one(ids) else "undo what is wrong"
                yield f"{wikidata} is said of {' and '.join(sorted(ids))}; {remedy}"


def linked_to(store: Store, wikidata: Iterable[str]) -> dict[str, set[str]]:
    """Give the ids of the actors that are linked to entities of Wikidata, by the ids of these."""
    found: dict[str, set[str]] = {}
    for id_ in sorted(set(wikidata)):
        query = f"""{record.PREFIXES}SELECT ?actor WHERE {{ GRAPH {record.RESOLUTION.n3()} {{
            ?actor owl:sameAs {record.wikidata_iri(id_).n3()} }} }}"""
        found[id_] = {record.actor_id(str(row["actor"])) for row in store.select(query)}
    return found


def _can_be_one(ids: Iterable[str]) -> bool:
    return {record.actor_kind(id_).value for id_ in ids} in ({"person"}, {"organization"})


def _made_before(store: Store, actor: Named) -> Decision | None:
    """Give the decision by which an actor is linked."""
    spoken = set(actor.references)
    links = (each for each in decisions.load(store) if each.verdict is Verdict.LINK and not each.undone)
    return next((each for each in links if spoken.intersection(each.of)), None)
