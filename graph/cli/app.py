"""All commands, each with the example that its `--help` shows."""

from collections.abc import Callable
from typing import Any

import typer
from rich.markup import escape

from graph.cli import copies, decided, deciding, documents, linking, questions, review, whole

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
    "link": (linking.link, "actorgraph link links.csv --by ada"),
    "review": (review.review, "actorgraph review --by ada"),
}
"""Each command's name, its function, and an example."""

for _name, (_function, _example) in COMMANDS.items():
    app.command(_name, epilog=f"[bold]Example:[/] {escape(_example)}")(_function)

GROUPS: dict[str, tuple[str, dict[str, tuple[Callable[..., Any], str]]]] = {
    "decide": (
        "Correct the graph, for good: every later build obeys what was decided.",
        {
            "same": (deciding.same, "actorgraph decide same person/job-galler person/yoram-galler --why 'a slip'"),
            "different": (deciding.different, "actorgraph decide different 'Ann Lee' 'Anna Lee' --why 'two ministers'"),
            "not-sure": (deciding.not_sure, "actorgraph decide not-sure 'Ann Lee' 'Anna Lee' --why 'no first name'"),
            "merge": (deciding.merge, "actorgraph decide merge 'Ann Lee' 'Anna Lee' 'A. Lee' --why 'one person'"),
            "split": (deciding.split, "actorgraph decide split 'Ann Lee' --in doc-7 --why 'a singer there'"),
            "rename": (deciding.rename, "actorgraph decide rename 'Ann Lee' 'Anne Lee' --why 'so she signs'"),
            "kind": (deciding.kind, "actorgraph decide kind person/red-cross organization --why 'no person'"),
            "alias": (deciding.alias, "actorgraph decide alias 'Ann Lee' 'The Owl' --why 'so papers call her'"),
            "link": (deciding.link, "actorgraph decide link 'Ann Lee' Q900000001 --why 'the same posts'"),
            "reject": (deciding.reject, "actorgraph decide reject interaction/call/2024-10-09/a/b --why 'misread'"),
            "confirm": (
                deciding.confirm,
                "actorgraph decide confirm interaction/call/2024-10-09/a/b --why 'so it says'",
            ),
        },
    ),
    "decisions": (
        "What people decided: list it, take it back, keep it as text.",
        {
            "list": (decided.list_, "actorgraph decisions list --json"),
            "undo": (decided.undo, "actorgraph decisions undo 3f2a9c0d11be --why 'they are brothers'"),
            "export": (decided.export, "actorgraph decisions export decisions.jsonl"),
            "import": (decided.import_, "actorgraph decisions import decisions.jsonl"),
        },
    ),
}
"""Commands that have commands of their own: what they are for, and these."""

for _group, (_help, _commands) in GROUPS.items():
    _first = next(iter(_commands.values()))[1]
    _made = typer.Typer(help=_help, no_args_is_help=True, epilog=f"[bold]Example:[/] {escape(_first)}")
    for _name, (_function, _example) in _commands.items():
        _made.command(_name, epilog=f"[bold]Example:[/] {escape(_example)}")(_function)
    app.add_typer(_made, name=_group, context_settings={"help_option_names": ["-h", "--help"]})
