"""Decisions as the graph keeps them."""

from dataclasses import replace

from graph import record
from graph.decisions.text import identity
from graph.errors import StoreError
from graph.model import Decision, Reference, Verdict, Word
from graph.store.protocol import Store


def made(
    verdict: Verdict,
    word: Word,
    of: tuple[Reference, ...] = (),
    *,
    apart: tuple[Reference, ...] = (),
    value: str | None = None,
    interaction: str | None = None,
    reports: tuple[str, ...] = (),
) -> Decision:
    """Make a decision, with the id that follows from what it says."""
    exact = replace(word, when=word.when.replace(microsecond=0))
    decision = Decision("", verdict, exact, of, apart, value, interaction, tuple(sorted(reports)))
    return replace(decision, id=identity(decision))


def load(store: Store) -> tuple[Decision, ...]:
    """Give all decisions, the earliest first, also those that were undone.

    Raises StoreError where their graph holds something else.
    """
    rows = store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {record.DECISIONS.n3()} {{ ?s ?p ?o }} }}")
    try:
        return record.decisions_of((str(row["s"]), str(row["p"]), str(row["o"])) for row in rows)
    except (KeyError, ValueError) as error:
        message = f"the graph {record.DECISIONS} holds what is no decision ({error}); actorgraph check says where"
        raise StoreError(message) from error
