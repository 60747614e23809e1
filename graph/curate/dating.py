"""Date decisions after all others."""

from dataclasses import replace
from datetime import timedelta

from graph import decisions
from graph.model import Word
from graph.store import Store


def after(store: Store, word: Word) -> Word:
    """Date a decision after all others: what is decided within one second has an order, too."""
    latest = max((decision.word.when for decision in decisions.load(store)), default=None)
    if latest is None or word.when.replace(microsecond=0) > latest:
        return word
    return replace(word, when=latest + timedelta(seconds=1))
