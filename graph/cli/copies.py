"""Commands that copy the graph as a whole: `backup` and `restore`."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import DEFAULTS, Db
from graph.cli.screen import talk


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder; it can be used with --store itself.")],
    db: Db = DEFAULTS.db,
) -> None:
    """Copy the graph as it is at one moment, also while it is served or built."""
    from graph.store import backup as copy

    copy(db, folder)
    talk().print(f"the graph of {_shown(db)} is in {folder}, too", markup=False)


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that backup has made.")],
    db: Db = DEFAULTS.db,
    replace: Annotated[bool, typer.Option("--replace", help="Let the backup replace the graph that is there.")] = False,
) -> None:
    """Put a backup in the place of the graph, which nobody may be writing meanwhile."""
    from graph.store import restore as put_back

    put_back(folder, db, replacing=replace)
    talk().print(f"the graph of {folder} is in {_shown(db)} now", markup=False)


def _shown(db: str) -> str:
    """Name a store without the password that may stand in its address."""
    from graph.store import without_password

    return without_password(db)
