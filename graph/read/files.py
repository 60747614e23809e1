"""One file, one document."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import ReadError
from graph.model import Document
from graph.read.decode import decode
from graph.read.html import from_html
from graph.read.plain import from_plain

TEXT_LIMIT = 1_000_000
"""The most characters of a text, unless the caller says otherwise: some 600 pages, far more than an article."""

BYTES_PER_CHARACTER = 4

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""What JSON can write and no encoding can keep."""

READERS: Mapping[str, Callable[[str, Path], Document]] = {
    ".txt": from_plain,
    ".md": from_plain,
    ".html": from_html,
    ".htm": from_html,
}
"""How a file with each suffix becomes a document: a function of its decoded text and its path."""


def read_file(file: Path, text_limit: int = TEXT_LIMIT) -> Document:
    """Read one file whose suffix is in `READERS`; its id is its name without the suffix.

    Raises ReadError where the file is empty, too long, not text, not UTF-8, or cannot be opened.
    """
    document = READERS[file.suffix.lower()](decode(_bytes(file, text_limit), file), file)
    return checked(document, str(file), text_limit)


def checked(document: Document, where: str, text_limit: int) -> Document:
    """Give the document back, or raise a ReadError where its text is empty, too long, or no text."""
    if not document.text.strip():
        raise ReadError(f"{where}: there is no text in it; fill it or take it away")
    if len(document.text) > text_limit:
        raise ReadError(f"{where}: {too_long(f'{len(document.text):,} characters', text_limit)}")
    if (half := LONE_SURROGATE.search(document.text)) is not None:
        raise ReadError(
            f"{where}: character {half.start() + 1} of the text is half of one ({half[0]!a}); write it whole"
        )
    return document


def too_long(size: str, text_limit: int) -> str:
    """Say that a text is too long, and what to do."""
    return (
        f"the text is too long ({size}; the limit is {text_limit:,} characters); "
        "split it into its articles, or raise the limit with --text-limit"
    )


def _bytes(file: Path, text_limit: int) -> bytes:
    try:
        size = file.stat().st_size
        if size > text_limit * BYTES_PER_CHARACTER:
            raise ReadError(f"{file}: {too_long(f'{size:,} bytes', text_limit)}")
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: the file cannot be opened ({error.strerror}); check its permissions") from error
