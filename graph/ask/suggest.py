"""Offer questions that would be understood, about actors that are really in the graph."""

import re
from collections.abc import Iterable, Sequence

from graph.ask.asked import Asked, Form
from graph.ask.names import Known, Names
from graph.ask.words import Words
from graph.model import ActorKind


def suggestions(words: Words, names: Names) -> tuple[str, ...]:
    """Fill the questions of the ontology with the actors of most interactions; leave out those that lack one."""
    ranked = sorted(names.known.values(), key=lambda actor: (-actor.interactions, actor.id))
    persons = _names(ranked, ActorKind.PERSON)
    fillings = {
        "person": persons[0] if persons else None,
        "other": persons[1] if len(persons) > 1 else None,
        "state": next((names.the(name) for name in _names(ranked, ActorKind.STATE)), None),
        "office": next((names.name(actor.id) for actor in ranked if actor.kind is ActorKind.OFFICE), None),
    }
    known = {hole: name for hole, name in fillings.items() if name}
    return tuple(text.format(**known) for text in words.suggestions if set(re.findall(r"{(\w+)}", text)) <= set(known))


def _names(ranked: Iterable[Known], kind: ActorKind) -> list[str]:
    return [actor.name for actor in ranked if actor.kind is kind]


def instead(question: str, unknown: str, names: Sequence[str]) -> tuple[str, ...]:
    """Give the same question about those whose names are near."""
    return tuple(question.replace(unknown, name) for name in names if unknown in question)


def other_questions(asked: Asked, names: Names) -> tuple[str, ...]:
    """Offer to look for any contact where the one that was asked for is not reported."""
    named = [names.the(names.name(mention.ids[0])) for mention in asked.mentions if mention.ids]
    if asked.form in {Form.COUNT, Form.WHETHER, Form.WHEN, Form.LIST, Form.WHERE} and len(named) > 1 and asked.kinds:
        return (f"What contacts were there between {named[0]} and {named[1]}?",)
    return (f"Who was in contact with {named[0]}?",) if named and (asked.kinds or asked.statuses or asked.span) else ()
