"""Answer what is not about one interaction: offices, actors, chains between actors, documents."""

from collections.abc import Iterable, Sequence
from itertools import product

from graph import find, record
from graph.ask import query, tell
from graph.ask.answered import Answer
from graph.ask.asked import Asked, Form
from graph.ask.meaning import Meaning
from graph.ask.names import joined
from graph.ask.pieces import Mention
from graph.ask.tell import Teller
from graph.find import ContactFound, InteractionFound, OfficeFound
from graph.model import ActorKind
from graph.store import Store

DESCRIBED = 50
"""Interactions of somebody that are told."""


def offices(asked: Asked, store: Store, teller: Teller) -> Answer:
    """Say who holds an office, which offices somebody holds, or which a state has."""
    mentions = asked.sides[0].mentions
    variable = _variable(mentions[0])
    ids = [id for mention in mentions for id in mention.ids]
    sparql = query.offices(ids, variable)
    wanted = {
        (record.actor_id(str(row["person"])), record.actor_id(str(row["office"])), bool(row["former"]))
        for row in store.select(sparql)
    }
    held = [one for one in _held(store, ids, variable) if (one.person, one.office, one.former) in wanted]
    persons = {id for side in asked.sides[1:] for mention in side.mentions for id in mention.ids}
    chosen = [one for one in held if one.person in persons] if persons else held
    if asked.former and any(one.former for one in chosen):
        chosen = [one for one in chosen if one.former]
    text = _yes_or_no(chosen, held, teller) if persons else _offices_text(asked, chosen, teller)
    shown = tuple(_newest_first(chosen or held))
    people = dict.fromkeys(one.person for one in shown)
    found = teller.names.found(list(people)[:10])
    return Answer("", understood=True, text=text, sparql=sparql, offices=shown, actors=found)


def _variable(mention: Mention) -> str:
    return {ActorKind.PERSON: "person", ActorKind.OFFICE: "office"}.get(mention.kind or ActorKind.STATE, "state")


def _held(store: Store, ids: Iterable[str], variable: str) -> list[OfficeFound]:
    return [one for id in ids for one in find.offices(store, **{variable: id})]


def _newest_first(held: Iterable[OfficeFound]) -> list[OfficeFound]:
    """Put current holders first, of these the one of whom the newest document tells."""
    return sorted(held, key=lambda one: (one.former, -_newest(one), -len(one.evidence), one.person))


def _newest(one: OfficeFound) -> int:
    return max((shown.published.toordinal() for shown in one.evidence if shown.published), default=0)


def _office_line(one: OfficeFound, teller: Teller) -> str:
    days = [shown.published for shown in one.evidence if shown.published]
    told = f", as of {tell.written(max(days))}" if days else ""
    was = "was formerly" if one.former else "is"
    return f"{one.person_name} {was} {teller.names.name(one.office)}{told}{tell.documents([one])}"


def _offices_text(asked: Asked, held: Sequence[OfficeFound], teller: Teller) -> str:
    if not held:
        named = joined([mention.text for mention in asked.sides[0].mentions])
        if asked.form is Form.HOLDER:
            return f"No report says who is {named}."
        return f"No report tells an office of {named}."
    return tell.lines([_office_line(one, teller) for one in _newest_first(held)])


def _yes_or_no(chosen: Sequence[OfficeFound], held: Sequence[OfficeFound], teller: Teller) -> str:
    if chosen:
        opening = "Yes." if any(not one.former for one in chosen) else "Formerly."
        return f"{opening}\n{_lines(chosen, teller)}"
    return f"No report of that.\n{_lines(held, teller)}" if held else "No report of that."


def _lines(held: Sequence[OfficeFound], teller: Teller) -> str:
    return tell.lines([_office_line(one, teller) for one in _newest_first(held)])


def actors(asked: Asked, store: Store, teller: Teller) -> Answer:
    """Say what the graph knows of somebody: what they are, which offices they hold, what they took part in."""
    mentions = asked.sides[0].mentions
    ids = [id for mention in mentions for id in mention.ids][:5]
    found, sparql = _interactions_of(asked, ids, store)
    held = [one for id in ids for one in _offices_of(store, id)]
    known = teller.names.found(ids)
    opening = [_what(one, teller) for one in known]
    offices_held = [_office_line(one, teller) for one in _newest_first(held)]
    told = [teller.whole(same) for same in teller.grouped(found)]
    text = "\n".join(part for part in (tell.lines(opening), tell.lines(offices_held), tell.lines(told)) if part)
    return Answer("", understood=True, text=text, sparql=sparql, interactions=found, offices=tuple(held), actors=known)


def _interactions_of(asked: Asked, ids: Sequence[str], store: Store) -> tuple[tuple[InteractionFound, ...], str]:
    """Find the newest interactions of some actors, and give the query that finds them."""
    known = find.summaries(store, ids)
    if len(known) == 1:
        ((id_, summary),) = known.items()
        newest = find.newest(store, id_, summary, summary.parts(()), DESCRIBED)
        return tuple(newest.items), find.slots_query(newest.slots)
    sides = (query.Meant(tuple(ids)),)
    sparql = query.interactions(Asked(Form.LIST, sides=asked.sides), sides, None)
    return find.described(store, [str(row["interaction"]) for row in store.select(sparql)][:DESCRIBED]), sparql


def _offices_of(store: Store, id: str) -> tuple[OfficeFound, ...]:  # noqa: A002 -- the field's name
    if record.actor_kind(id) is ActorKind.PERSON:
        return find.offices(store, person=id)
    return (
        find.offices(store, office=id) if record.actor_kind(id) is ActorKind.OFFICE else find.offices(store, state=id)
    )


def _what(one: find.ActorFound, teller: Teller) -> str:
    owner = teller.names.known.get(one.state or "")
    state = f" of {teller.names.the(owner.name)}" if owner else ""
    article = "an" if one.kind.value[0] in "aeiou" else "a"
    belongs = state if one.kind is not ActorKind.OFFICE else ""
    others = [alias for alias in one.aliases if alias != one.name]
    also = f", also called {joined(others[:5])}" if others else ""
    number = tell.plural(one.interactions, "interaction")
    return f"{teller.names.name(one.id)} is {article} {one.kind.value}{belongs}{also}, in {number}"


def path(asked: Asked, store: Store, teller: Teller, meaning: Meaning) -> Answer:
    """Say by which contacts two actors are connected, with the interactions of each step."""
    starts, ends = (meaning.ids(side.mentions[0]) for side in asked.sides[:2])
    names = [joined([teller.actor(id) for id in side.mentions[0].ids], "or") for side in asked.sides[:2]]
    steps = find.chain(store, starts, ends)
    pairs = [(step.a, step.b) for step in steps] or list(product(starts[:1], ends[:1]))
    sparql = query.among_these(pairs)
    found = find.described(store, [str(row["interaction"]) for row in store.select(sparql)][:DESCRIBED])
    if set(starts) & set(ends):
        return Answer("", understood=True, text=f"{names[0]} and {names[1]} are the same here.", sparql=sparql)
    if not steps:
        direct = tell.lines([teller.whole(same) for same in teller.grouped(found)])
        text = f"No chain of contacts that took place connects {names[0]} and {names[1]}."
        return Answer("", understood=True, text=f"{text}\n{direct}".strip(), sparql=sparql, interactions=found)
    told = [f"{names[0]} and {names[1]} are connected in {tell.plural(len(steps), 'step')}:"]
    for number, step in enumerate(steps, 1):
        between = [one for one in found if {step.a, step.b} <= {participant.actor for participant in one.participants}]
        briefs = "; ".join(teller.brief(same) for same in teller.grouped(between))
        told.append(f"{number}. {_ends(step, steps, number, starts, teller)}: {briefs}.")
    people = dict.fromkeys(id for step in steps for id in (step.a, step.b))
    found_actors = teller.names.found(people)
    return Answer(
        "", understood=True, text="\n".join(told), sparql=sparql, interactions=found, path=steps, actors=found_actors
    )


def _ends(step: ContactFound, steps: Sequence[ContactFound], number: int, starts: Sequence[str], teller: Teller) -> str:
    """Name the two of a step in the direction in which the chain goes."""
    before = set(starts) if number == 1 else {steps[number - 2].a, steps[number - 2].b}
    here, there = (step.a, step.b) if step.a in before else (step.b, step.a)
    return f"{teller.actor(here)} – {teller.actor(there)}"


def listed(asked: Asked, store: Store, teller: Teller) -> Answer:
    """List, or count, the actors of one sort."""
    limit = asked.hole.limit if asked.hole else None
    sparql = query.actors(limit)
    rows = store.select(sparql)
    ids = [record.actor_id(str(row["actor"])) for row in rows]
    if asked.form is Form.COUNT:
        text = f"{_at_least(len(rows))}{len(ids)}."
    else:
        told = [f"{teller.names.name(id)} ({row['interactions']})" for id, row in zip(ids, rows, strict=True)]
        more = f" and {len(told) - 30} more" if len(told) > 30 else ""  # noqa: PLR2004
        text = f"{', '.join(told[:30])}{more}. In brackets: interactions." if told else "None."
    shown = teller.names.found(ids[:20])
    return Answer("", understood=True, text=text, sparql=sparql, actors=shown)


def documents(asked: Asked, store: Store, teller: Teller, meaning: Meaning) -> Answer:
    """Name the documents that tell of it."""
    sparql = query.documents(asked, meaning.sides(asked))
    rows = store.select(sparql)
    ids = [str(row["interaction"]) for row in rows if row.get("interaction")]
    found = find.described(store, list(dict.fromkeys(ids))[:DESCRIBED])
    names = dict.fromkeys(str(row["document"]).rsplit("/", 1)[-1] for row in rows)
    if not names:
        return Answer("", understood=True, text="No document of that.", sparql=sparql)
    told = [f"{name}{_told_in(name, found, teller)}" for name in names]
    text = f"{_at_least(len(rows))}{tell.plural(len(names), 'document')}:\n{tell.lines(told)}"
    return Answer("", understood=True, text=text, sparql=sparql, interactions=found)


def _at_least(rows: int) -> str:
    return "" if rows < query.LIMIT else "At least "


def _told_in(document: str, found: Iterable[find.InteractionFound], teller: Teller) -> str:
    told = [one for one in found if any(shown.document == document for shown in one.evidence)]
    if not told:
        return ""
    return ": " + "; ".join(f"{teller.kind(same[0])} {teller.people(same[0])}" for same in teller.grouped(told)[:4])
