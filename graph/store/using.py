"""Let an update see other graphs than it says itself (SPARQL 1.1 Protocol, section 2.2.3); pure.

Oxigraph takes no such choice beside the update; so USING clauses are written into each of its operations.
"""

from collections.abc import Iterator, Sequence

from graph.errors import QueryError
from graph.store.tokens import tokens


def using(update: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Write USING and USING NAMED into every operation of an update that has a WHERE.

    Raises QueryError where the update chooses its graphs itself, by USING or WITH.
    """
    clauses = "".join(
        [*(f"USING <{name}> " for name in default_graphs), *(f"USING NAMED <{name}> " for name in named_graphs)]
    )
    written, before = "", 0
    words = list(_outer_words(update))
    for place, (word, start, end) in enumerate(words):
        if word in ("USING", "WITH"):
            raise QueryError(
                f"the update says {word} itself, and other graphs are chosen beside it; do one or the other"
            )
        if word == "WHERE":
            short = place > 0 and words[place - 1][0] == "DELETE"
            template = f"{_group(update, end)} " if short else ""
            written += f"{update[before:start]}{template}{clauses}WHERE"
            before = end
    return written + update[before:]


def _outer_words(update: str) -> Iterator[tuple[str, int, int]]:
    """Go through the words outside of all braces: each in capitals, with its start and end. A brace is a word, too."""
    depth = 0
    for token in tokens(update):
        if token.kind == "brace":
            depth += 1 if token.text == "{" else -1
        if depth == 0 and token.kind in ("word", "brace"):
            yield token.text.upper(), token.start, token.end


def _group(update: str, start: int) -> str:
    """Give the group in braces that begins behind `start`: in DELETE WHERE it is the template as well."""
    depth = 0
    for token in tokens(update[start:]):
        if token.kind == "brace":
            depth += 1 if token.text == "{" else -1
            if depth == 0:
                return update[start : start + token.end]
    return ""
