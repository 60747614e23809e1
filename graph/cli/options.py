"""The options that several commands share, each told once."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from graph.read.days import day_from
from graph.settings import Settings

DEFAULTS = Settings()


def _day(written: str) -> date:
    try:
        return day_from(written)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Texts (.txt, .md), web pages (.html), JSON lines (.jsonl), or folders of these."
    ),
]
Db = Annotated[
    str,
    typer.Option(
        "--store",
        "--db",
        metavar="DIR|URL",
        envvar=["ACTORGRAPH_STORE", "ACTORGRAPH_DB"],
        help="Where the graph is: a folder, or the address of a SPARQL 1.1 server.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model", metavar="NAME", envvar="ACTORGRAPH_MODEL", help="An installed spaCy pipeline with a parser and NER."
    ),
]
Ontology = Annotated[
    Path | None,
    typer.Option(
        "--ontology", metavar="DIR", help="Another folder of knowledge than the one that comes with the program."
    ),
]
Day = Annotated[
    date | None,
    typer.Option(
        "--date", metavar="DAY", parser=_day, help="Day of publication of documents that carry none: 2024-10-09."
    ),
]
TextLimit = Annotated[
    int, typer.Option("--text-limit", metavar="N", min=1, help="The most characters that a text may have.")
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", envvar="ACTORGRAPH_BY", help="Who decides; your login name by default."),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for those who come later.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON, for a program to read.")]
