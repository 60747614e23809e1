"""Turn what a person says of actors of the graph as it is now into a decision that can be obeyed for good."""

from dataclasses import dataclass

from graph import decisions, record
from graph.curate.dating import after
from graph.curate.linking import link
from graph.curate.named import Named, named
from graph.errors import DecisionError, NotFound
from graph.model import ActorKind, Decision, Reference, Verdict, Word
from graph.names import fold
from graph.store import Store

_PAIRS = {Verdict.SAME, Verdict.DIFFERENT, Verdict.NOT_SURE, Verdict.MERGE}
_INTERACTIONS = {Verdict.REJECT, Verdict.CONFIRM}
_KINDS = {ActorKind.PERSON, ActorKind.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be decided: of which actors (ids) or interaction, in which documents, the new name, kind or link."""

    verdict: Verdict
    actors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    value: str | None = None
    interaction: str | None = None


def pose(store: Store, wish: Wish, word: Word) -> Decision:
    """Make a decision of a wish; nothing is written.

    Raises NotFound for what is not in the graph, DecisionError for what cannot be decided.
    """
    if not word.who.strip() or not word.why.strip():
        raise DecisionError("a decision needs somebody who decides, and a reason; say who (by) and why")
    word = after(store, word)
    if wish.verdict in _INTERACTIONS:
        return _judged(store, wish, word)
    actors = [named(store, id_) for id_ in dict.fromkeys(wish.actors)]
    if wish.verdict in _PAIRS:
        of = _several(wish.verdict, actors)
        if wish.verdict in (Verdict.SAME, Verdict.MERGE):
            _check_not_apart(store, actors, of)
        return decisions.made(wish.verdict, word, of)
    if len(actors) != 1:
        raise DecisionError(f"{wish.verdict.value} is said of one actor; {len(actors)} are given")
    (actor,) = actors
    match wish.verdict:
        case Verdict.SPLIT:
            of, apart = _split(actor, wish.documents)
            return decisions.made(wish.verdict, word, of, apart=apart)
        case Verdict.CHANGE_KIND:
            return decisions.made(wish.verdict, word, actor.references, value=_kind(actor, wish.value))
        case Verdict.RENAME:
            return decisions.made(wish.verdict, word, (_renamed(store, actor),), value=_name(wish.value))
        case Verdict.LINK:
            return link(store, actor, wish.value, word)
        case _:
            _check_by_text(actor, "give it another name in ontology/states.yaml or ontology/titles.yaml")
            return decisions.made(wish.verdict, word, actor.references[:1], value=_name(wish.value))


def _several(verdict: Verdict, actors: list[Named]) -> tuple[Reference, ...]:
    if len(actors) < 2 or (verdict is not Verdict.MERGE and len(actors) > 2):  # noqa: PLR2004
        remedy = "; to make two actors of one, split it" if verdict is Verdict.DIFFERENT else ""
        count = "two different actors or more" if verdict is Verdict.MERGE else "two different actors"
        raise DecisionError(f"{verdict.value} is said of {count}{remedy}")
    if len({(actor.kind, actor.by_id) for actor in actors}) > 1:
        ids = " and ".join(actor.id for actor in actors)
        raise DecisionError(f"{ids} are of different kinds; change the kind of one of them first")
    for actor in actors:
        if actor.kind is ActorKind.OFFICE and len(actor.id.split("/")) != 3:  # noqa: PLR2004
            raise DecisionError(f"{actor.id} belongs to no state; say it of its organisation or its holder")
        if actor.by_id and verdict in (Verdict.DIFFERENT, Verdict.NOT_SURE):
            raise DecisionError(f"{actor.id} is one by its id, and never joined with another")
    return tuple(actor.references[0] for actor in actors)


def _check_not_apart(store: Store, actors: list[Named], of: tuple[Reference, ...]) -> None:
    """Refuse to join whom another decision keeps apart; one about just these two gives way to the later one."""
    whose = {reference: actor.id for actor in actors for reference in actor.references}
    for decision in decisions.load(store):
        spoken = {*decision.of, *decision.apart}
        apart = decision.verdict is Verdict.SPLIT or (decision.verdict is Verdict.DIFFERENT and spoken != set(of))
        if apart and not decision.undone and len({whose[one] for one in spoken if one in whose}) > 1:
            raise DecisionError(f"decision {decision.id} keeps them apart ({decision.word.why}); undo it first")


def _split(actor: Named, documents: tuple[str, ...]) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
    _check_by_text(actor, "it is told from others in ontology/")
    inside = tuple(one for one in actor.references if one.document in documents)
    outside = tuple(one for one in actor.references if one.document not in documents)
    if missing := set(documents) - {one.document for one in inside}:
        raise NotFound(f"{', '.join(sorted(missing))}: {actor.id} is not named there")
    if not inside or not outside:
        raise DecisionError("a split needs some of the documents that name the actor, and leaves some others")
    return inside, outside


def _kind(actor: Named, value: str | None) -> str:
    if actor.kind not in _KINDS or value not in _KINDS:
        raise DecisionError(f"{actor.id}: a person can become an organization, and an organization a person")
    return str(value)


def _name(value: str | None) -> str:
    if not value or not fold(value):
        raise DecisionError("a name needs letters")
    return value.strip()


def _renamed(store: Store, actor: Named) -> Reference:
    """Speak of the actor as an earlier renaming did, so that the later one counts."""
    earlier = [
        one for each in decisions.load(store) if each.verdict is Verdict.RENAME and not each.undone for one in each.of
    ]
    return next((one for one in reversed(earlier) if one in actor.references), actor.references[0])


def _check_by_text(actor: Named, remedy: str) -> None:
    if actor.by_id:
        raise DecisionError(f"{actor.id} is known by its id, and not by what texts say; {remedy}")


def _judged(store: Store, wish: Wish, word: Word) -> Decision:
    id_ = wish.interaction or ""
    iri = record.node_iri(id_) if id_ else None
    rows = (
        store.select(
            f"""{record.PREFIXES}SELECT ?report WHERE {{ GRAPH {record.EVENTS.n3()} {{
            {iri.n3()} a ag:Interaction ; ag:report ?report }} }}"""
        )
        if iri
        else []
    )
    if iri is None or not rows:
        raise NotFound(f"there is no interaction '{id_}' in the graph; the list of interactions gives their ids")
    reports = tuple(record.path_of(str(row["report"])) for row in rows)
    return decisions.made(wish.verdict, word, interaction=record.path_of(str(iri)), reports=reports)
