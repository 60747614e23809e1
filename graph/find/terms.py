"""Write values into queries, and take values out of solutions."""

import json
from collections.abc import Iterable
from datetime import date

from graph import record
from graph.store.protocol import Value


def values(variable: str, iris: Iterable[str]) -> str:
    """Bind a variable to IRIs."""
    return f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def text_term(text: str) -> str:
    """Write a text, whatever is in it."""
    return record.text_literal(text).n3()


def quoted(text: str) -> str:
    """Write a text whose characters can all be kept; JSON's strings are among those of SPARQL."""
    return json.dumps(text, ensure_ascii=False)


def day_term(day: date) -> str:
    """Write a day."""
    return f'"{day.isoformat()}"^^xsd:date'


def whole(value: Value) -> int:
    """Take a whole number, which must be there."""
    return int(str(value))


def text_or_none(value: Value) -> str | None:
    """Take a text, if it is there."""
    return None if value is None else str(value)


def day_or_none(value: Value) -> date | None:
    """Take a day, if it is there."""
    return value if isinstance(value, date) else None
