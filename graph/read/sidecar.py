"""`documents.csv` beside the texts: what a person knows of them and the texts do not say.

    file,published,publisher,url,title
    000.txt,2024-10-11,Axios,,

`file` is a file's name, or its path from the folder of the table; `id` in its place is the document's id. Other columns
are passed over.
"""

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.errors import ReadError
from graph.model import Document
from graph.read.days import day_from
from graph.read.decode import decode

SIDECAR = "documents.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says of one document; None where it says nothing."""

    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


class Sidecars:
    """The tables of the folders from one path on, each read when first needed."""

    def __init__(self, path: Path) -> None:
        self._top = path if path.is_dir() else path.parent
        self._tables: dict[Path, dict[str, Row]] = {}
        self._errors: list[ReadError] = []

    def complete(self, document: Document, file: Path) -> Document:
        """Give the document with what the nearest table says of it; the table wins over the file's own metadata."""
        for folder in self._folders(file):
            table = self._table(folder)
            for name in (file.relative_to(folder).as_posix(), file.name, document.id):
                if row := table.get(name):
                    return replace(
                        document,
                        published=row.published or document.published,
                        publisher=row.publisher or document.publisher,
                        url=row.url or document.url,
                        title=row.title or document.title,
                    )
        return document

    def errors(self) -> list[ReadError]:
        """Hand over what was wrong with the tables read since the last call."""
        errors, self._errors = self._errors, []
        return errors

    def _folders(self, file: Path) -> list[Path]:
        """Give the file's folder and those above it, up to the path that was asked for."""
        above = [file.parent, *file.parent.parents]
        return above[: above.index(self._top) + 1] if self._top in above else [file.parent]

    def _table(self, folder: Path) -> dict[str, Row]:
        if folder not in self._tables:
            self._tables[folder], errors = read_sidecar(folder / SIDECAR)
            self._errors += errors
        return self._tables[folder]


def read_sidecar(file: Path) -> tuple[dict[str, Row], list[ReadError]]:
    """Give the rows of a table by file name or id, and an error for each row that cannot be read; no file, no rows."""
    if not file.is_file():
        return {}, []
    try:
        reader = csv.DictReader(io.StringIO(decode(file.read_bytes(), file), newline=""), strict=True)
        return _rows(reader, file)
    except ReadError as error:
        return {}, [error]
    except OSError as error:
        return {}, [ReadError(f"{file}: the file cannot be opened ({error.strerror}); check its permissions")]


def _rows(reader: "csv.DictReader[str]", file: Path) -> tuple[dict[str, Row], list[ReadError]]:
    rows: dict[str, Row] = {}
    errors: list[ReadError] = []
    try:
        if not {"id", "file"} & set(reader.fieldnames or ()):
            return {}, [ReadError(f"{file}:1: the table has no column 'file' or 'id'; name it in its first line")]
        for line in reader:
            name = (line.get("file") or line.get("id") or "").strip()
            try:
                rows[name] = _row(name, line)
            except ValueError as error:
                errors.append(ReadError(f"{file}:{reader.line_num}: {error}"))
    except csv.Error as error:
        errors.append(ReadError(f"{file}:{reader.reader.line_num}: the table is malformed ({error}); mend the quotes"))
    rows.pop("", None)
    return rows, errors


def _row(name: str, line: dict[str, str]) -> Row:
    if not name:
        raise ValueError("the row names no document; fill 'file' or 'id'")
    if None in line:
        raise ValueError("the row has more cells than the table has columns; put quotes around a cell with commas")
    cells = {column: (cell or "").strip() or None for column, cell in line.items()}
    published = cells.get("published")
    return Row(day_from(published) if published else None, cells.get("publisher"), cells.get("url"), cells.get("title"))
