"""Read from a table which actor is which entity of Wikidata."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import ReadError
from graph.names import wikidata_id

_COLUMNS = ("actor", "wikidata")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a table says: an actor, by its id or a name, is the entity of an id in Wikidata."""

    number: int
    actor: str
    wikidata: str


def read_table(text: str, name: str) -> Iterator[Line | ReadError]:
    """Give what the lines of a table say, and for each that cannot be understood, why.

    The first line names the columns: `actor` and `wikidata` in any order, and others, which do not matter; columns are
    apart by commas, semicolons or tabs. A line without an id in Wikidata says nothing. Raises ReadError where the table
    has not these columns.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    try:
        head = [cell.strip().casefold() for cell in next(rows, (0, []))[1]]
        places = [head.index(column) for column in _COLUMNS]
    except (ValueError, csv.Error) as error:
        message = (
            f"{name}, line 1: it does not name the columns {' and '.join(_COLUMNS)}; write them there: actor,wikidata"
        )
        raise ReadError(message) from error
    last = 1
    try:
        for number, row in rows:
            last = number
            if (found := _line(number, row, places, name)) is not None:
                yield found
    except csv.Error as error:
        yield ReadError(f"{name}, after line {last}: no table ({error}); close the quotes, and double those inside")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty, each with the number of its first line."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    before = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = reader.line_num


def _line(number: int, row: Sequence[str], places: Sequence[int], name: str) -> Line | ReadError | None:
    actor, written = (row[place].strip() if place < len(row) else "" for place in places)
    if not written:
        return None
    if not actor:
        return ReadError(f"{name}, line {number}: {written} is said of nobody; give the actor's id or name")
    wikidata = wikidata_id(written)
    if wikidata is None:
        return ReadError(
            f"{name}, line {number}: '{written}' is no id in Wikidata; give one such as Q42, or its address"
        )
    return Line(number, actor, wikidata)
