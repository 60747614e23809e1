"""What a person sees: data on standard output, talk and progress on standard error.

Colours and progress only where a terminal is; NO_COLOR is respected (rich does both).
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

T = TypeVar("T")


def out() -> Console:
    """Give the console for data; long lines are left to the terminal, so that a pipe gets them whole."""
    return Console(file=sys.stdout, soft_wrap=True, highlight=False)


def talk() -> Console:
    """Give the console for talk."""
    return Console(file=sys.stderr, soft_wrap=True, highlight=False)


def complain(message: str) -> None:
    """Tell on standard error what went wrong, as one line."""
    line = " ".join(message.split())
    talk().print(Text.assemble(("error: ", "bold red"), line))


def show_json(value: Any) -> None:
    """Write a value as JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Lay out a table that stays readable without colours; cells are shown as they are, never as markup."""
    made = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def counted(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun: `1 call`, `2 calls`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tracked(items: Iterable[T], description: str, total: int | None = None, *, shown: bool = True) -> Iterator[T]:
    """Give the items one by one while a bar shows how many have gone by."""
    with progress(shown=shown) as bar:
        yield from bar.track(items, total=total, description=description)


@contextmanager
def waiting(description: str) -> Iterator[None]:
    """Show on a terminal that something takes a moment."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield
        return
    with console.status(description):
        yield


def progress(*, shown: bool = True) -> Progress:
    """Give a progress bar on standard error; nothing is written where that is no terminal."""
    console = Console(file=sys.stderr)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not (shown and console.is_terminal),
        transient=True,
        redirect_stdout=False,
    )
