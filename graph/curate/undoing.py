"""Take decisions back; they are kept, and no longer obeyed."""

from dataclasses import replace

from graph import decisions
from graph.errors import DecisionError, NotFound
from graph.model import Decision, Word
from graph.store import Store


def decision_of(store: Store, id_: str) -> Decision:
    """Give the decision of an id.

    Raises NotFound.
    """
    for decision in decisions.load(store):
        if decision.id == id_:
            return decision
    raise NotFound(f"there is no decision '{id_}' in the graph; list the decisions to see their ids")


def undone(store: Store, id_: str, word: Word) -> Decision:
    """Give a decision as one that is taken back; nothing is written.

    Raises NotFound, or DecisionError where it was undone before.
    """
    found = decision_of(store, id_)
    if found.undone:
        raise DecisionError(f"decision {id_} was undone already, by {found.undone.who}; decide again instead")
    return replace(found, undone=replace(word, when=word.when.replace(microsecond=0)))
