"""All commands, each with the example that its `--help` shows."""

from collections.abc import Callable
from typing import Any

import typer
from rich.markup import escape

from graph.cli import copies, documents, questions, whole

app = typer.Typer(
    name="actorgraph",
    help="Reads the news, and knows who has been talking to whom, with the sentence that shows it.",
    epilog="Exit codes: 0 fine; 1 some documents failed, nothing was found, or the graph does not validate; "
    "2 wrong usage; 3 it could not be done; 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: dict[str, tuple[Callable[..., Any], str]] = {
    "build": (documents.build, "actorgraph build news/ report.txt --date 2024-10-11"),
    "extract": (documents.extract, "actorgraph extract news/ > readings.jsonl"),
    "ask": (questions.ask, 'actorgraph ask "who is the defense minister of Israel?"'),
    "sparql": (questions.sparql, 'actorgraph sparql "SELECT ?name { ?office a ag:Office ; skos:prefLabel ?name }"'),
    "stats": (whole.stats, "actorgraph stats --json"),
    "check": (whole.check, "actorgraph check"),
    "export": (whole.export, "actorgraph export contacts.graphml"),
    "serve": (whole.serve, "actorgraph serve --port 8080"),
    "backup": (copies.backup, "actorgraph backup copies/monday"),
    "restore": (copies.restore, "actorgraph restore copies/monday --replace"),
    "remove": (documents.remove, "actorgraph remove 004_232cedace41cd275"),
}
"""Each command's name, its function, and an example."""

for _name, (_function, _example) in COMMANDS.items():
    app.command(_name, epilog=f"[bold]Example:[/] {escape(_example)}")(_function)
