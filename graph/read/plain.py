"""Plain text and Markdown, with or without metadata before it.

---
title: A title
published: 2024-10-11
---
The text begins here.
"""

import re
from datetime import date
from pathlib import Path

from graph.errors import ReadError
from graph.model import Document
from graph.read.days import day_from

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[A-Za-z_][\w -]*:[^\n]*\n)+)---[ \t]*(?:\r?\n|\Z)")
"""Lines of `key: value` between two lines of three hyphens, at the very start."""

KEYS = {
    "published": "published",
    "date": "published",
    "title": "title",
    "url": "url",
    "publisher": "publisher",
}
"""The metadata that is understood, and what it says of the document; other keys are passed over."""


def from_plain(text: str, file: Path) -> Document:
    """Give the text as it is; metadata before it is not part of it.

    Raises ReadError where the metadata's day is none.
    """
    match = FRONT_MATTER.match(text)
    found = _metadata(match[1]) if match else {}
    if not match or not found:
        return Document(file.stem, text)
    return Document(
        file.stem,
        text[match.end() :],
        published=_day(found["published"], text, file) if "published" in found else None,
        title=found.get("title"),
        url=found.get("url"),
        publisher=found.get("publisher"),
    )


def _metadata(lines: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in lines.splitlines())
    values = ((KEYS.get(key.strip().lower()), value.strip().strip("\"'")) for key, value in pairs)
    return {field: value for field, value in values if field and value}


def _day(value: str, text: str, file: Path) -> date:
    line = 1 + text.count("\n", 0, text.index(value))
    try:
        return day_from(value)
    except ValueError as error:
        raise ReadError(f"{file}:{line}: {error}") from error
