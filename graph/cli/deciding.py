"""Commands that correct the graph: `decide same`, `decide rename` and the others."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import DEFAULTS, By, Db, Json, Ontology, Why
from graph.cli.writing import decide, show, word
from graph.model import ActorKind, Verdict

Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="Its id, or its whole name.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The id or the name of the other.")]
Interaction = Annotated[str, typer.Argument(metavar="INTERACTION", help="Its id, as ask --json gives it.")]


def same(
    one: Actor,
    other: Other,
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that two actors are one."""
    _decide(db, ontology, Verdict.SAME, (one, other), why, by, as_json=as_json)


def different(
    one: Actor,
    other: Other,
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that two actors are two, so that they are never joined; to make two of one, split it."""
    _decide(db, ontology, Verdict.DIFFERENT, (one, other), why, by, as_json=as_json)


def not_sure(
    one: Actor,
    other: Other,
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that it cannot be told whether two actors are one; review does not ask again."""
    _decide(db, ontology, Verdict.NOT_SURE, (one, other), why, by, as_json=as_json)


def merge(
    actors: Annotated[list[str], typer.Argument(metavar="ACTOR...", help="Two actors or more, by ids or names.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Make one actor of several."""
    _decide(db, ontology, Verdict.MERGE, tuple(actors), why, by, as_json=as_json)


def split(
    actor: Actor,
    documents: Annotated[list[str], typer.Option("--in", metavar="DOCUMENT", help="A document; may be repeated.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that some documents speak of another actor than the others."""
    _decide(db, ontology, Verdict.SPLIT, (actor,), why, by, documents=tuple(documents), as_json=as_json)


def rename(
    actor: Actor,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Give an actor another name; the old one stays as an alias."""
    _decide(db, ontology, Verdict.RENAME, (actor,), why, by, value=name, as_json=as_json)


def kind(
    actor: Actor,
    kind: Annotated[ActorKind, typer.Argument(metavar="KIND", help="person or organization.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that an actor is of another kind."""
    _decide(db, ontology, Verdict.CHANGE_KIND, (actor,), why, by, value=kind.value, as_json=as_json)


def alias(
    actor: Actor,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Another name that it has.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Give an actor another name besides its own."""
    _decide(db, ontology, Verdict.ALIAS, (actor,), why, by, value=name, as_json=as_json)


def link(
    actor: Actor,
    wikidata: Annotated[str, typer.Argument(metavar="WIKIDATA", help="The entity's id (Q42), or its address.")],
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say which entity of Wikidata an actor is; to say it of many, use actorgraph link."""
    _decide(db, ontology, Verdict.LINK, (actor,), why, by, value=wikidata, as_json=as_json)


def reject(
    interaction: Interaction,
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that an interaction was misread: it is gone, and its sentences with it."""
    _decide(db, ontology, Verdict.REJECT, (), why, by, interaction=interaction, as_json=as_json)


def confirm(
    interaction: Interaction,
    why: Why,
    by: By = None,
    db: Db = DEFAULTS.db,
    ontology: Ontology = None,
    as_json: Json = False,
) -> None:
    """Say that an interaction was read well: it is sure."""
    _decide(db, ontology, Verdict.CONFIRM, (), why, by, interaction=interaction, as_json=as_json)


def _decide(
    db: str,
    ontology: Path | None,
    verdict: Verdict,
    actors: tuple[str, ...],
    why: str,
    by: str | None,
    *,
    documents: tuple[str, ...] = (),
    value: str | None = None,
    interaction: str | None = None,
    as_json: bool,
) -> None:
    from graph.curate import Wish, actor_named
    from graph.store import open_store

    with open_store(db, existing=True) as store:
        ids = tuple(actor_named(store, actor) for actor in actors)
        wish = Wish(verdict, ids, documents, value, interaction)
        show(decide(store, wish, word(by, why), ontology), as_json=as_json)
