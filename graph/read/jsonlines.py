"""JSON lines: one document a line, as an object with the keys id, text and date, and maybe title, url and publisher."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import ReadError
from graph.model import Document
from graph.read.days import day_from
from graph.read.decode import decode
from graph.read.files import checked, too_long

JSON_LINES = frozenset({".jsonl", ".ndjson"})
"""The suffixes of files of JSON lines."""

BYTES_PER_CHARACTER = 6
"""A character takes at most six bytes in JSON (`\\u00e9`); two of them make a rare one."""

OTHER_KEYS = 1_000_000
"""Bytes that a line may spend on all else than the text."""


def read_lines(file: Path, text_limit: int) -> Iterator[tuple[str, Document | ReadError]]:
    """Give each line as `FILE:LINE` and its document, or the ReadError that says what is wrong with it.

    Empty lines are passed over, and so are keys that are not known.
    """
    try:
        with file.open("rb") as stream:
            found = False
            for number, raw in _lines(stream, text_limit * BYTES_PER_CHARACTER + OTHER_KEYS):
                if isinstance(raw, bytes) and not raw.strip():
                    continue
                found = True
                yield f"{file}:{number}", _item(raw, file, number, text_limit)
            if not found:
                yield str(file), ReadError(f"{file}: there is no text in it; fill it or take it away")
    except OSError as error:
        yield str(file), ReadError(f"{file}: the file cannot be read ({error.strerror}); check its permissions")


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Give each line with its number; of a line longer than `limit` bytes only its length, never holding it whole."""
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) <= limit:
            yield number, raw
            continue
        size = len(raw)
        while not raw.endswith(b"\n") and (raw := stream.readline(limit)):
            size += len(raw)
        yield number, size


def _item(raw: bytes | int, file: Path, number: int, text_limit: int) -> Document | ReadError:
    where = f"{file}:{number}"
    if isinstance(raw, int):
        return ReadError(f"{where}: {too_long(f'a line of {raw:,} bytes', text_limit)}")
    try:
        return checked(_document(_object(decode(raw, file, number), where), where), where, text_limit)
    except ReadError as error:
        return error


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"{where}: not JSON: {error.msg} at character {error.pos + 1}; write one object a line: "
            '{"id": "…", "text": "…", "date": "2024-10-09"}'
        ) from error
    except RecursionError as error:
        raise ReadError(f"{where}: the JSON is nested too deeply; write one flat object a line") from error
    if not isinstance(found, dict):
        raise ReadError(
            f'{where}: the line is not a JSON object; write {{"id": "…", "text": "…", "date": "2024-10-09"}}'
        )
    return found


def _document(found: dict[str, Any], where: str) -> Document:
    id_ = found.get("id")
    if isinstance(id_, int) and not isinstance(id_, bool):
        id_ = str(id_)
    if not isinstance(id_, str):
        raise ReadError(f"{where}: the document has no 'id'; give it one, as a string")
    if not isinstance(found.get("text"), str):
        raise ReadError(f"{where}: the document {id_!r} has no 'text'; give its text, as a string")
    return Document(
        id_,
        found["text"],
        published=_day(found.get("date"), where),
        title=_string(found, "title", where),
        url=_string(found, "url", where),
        publisher=_string(found, "publisher", where),
    )


def _string(found: dict[str, Any], key: str, where: str) -> str | None:
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise ReadError(f"{where}: {key!r} is not a string; put it in quotes or leave it out")
    return value or None


def _day(value: Any, where: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        return day_from(value if isinstance(value, str) else json.dumps(value))
    except ValueError as error:
        raise ReadError(f"{where}: 'date': {error}, or null") from error
