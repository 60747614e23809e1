"""What the README and the docs say is true."""

import re
import shutil
from pathlib import Path

import pytest

from api import create_app
from graph.cli.app import COMMANDS, GROUPS
from graph.cli.exits import Exit
from graph.knowledge import Knowledge
from graph.read.files import READERS
from graph.read.jsonlines import JSON_LINES
from graph.store import open_store
from tests.readme import README, ROOT, commands, with_output

TEXT = README.read_text(encoding="utf-8")
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]


def test_commands_print_what_the_readme_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    assert with_output(TEXT, tmp_path) == TEXT, "run: make readme"


def test_readme_begins_with_two_commands() -> None:
    assert [command.split()[1] for command in commands(TEXT)][:2] == ["build", "ask"]


def test_every_command_is_in_the_table() -> None:
    assert re.findall(r"^\| `actorgraph (\w+)", TEXT, re.MULTILINE) == sorted(
        [*COMMANDS, *GROUPS],
        key=[
            "build",
            "extract",
            "ask",
            "sparql",
            "stats",
            "check",
            "export",
            "serve",
            "backup",
            "restore",
            "remove",
            "link",
            "review",
            "decide",
            "decisions",
        ].index,
    )


def test_every_exit_code_is_in_the_table() -> None:
    assert re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE) == [str(code.value) for code in Exit]


def test_every_request_is_in_the_table(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        app = create_app(store, Knowledge.load())
    served = {f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods}
    assert set(re.findall(r"`((?:GET|PUT|POST|DELETE) /[\w/{}]*)", TEXT)) == served


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    named += re.findall(r"`((?:graph|ontology|tests|docs|api)/[\w./]+)`", text)
    assert [name for name in named if not (ROOT / name).exists() and not (page.parent / name).exists()] == []


@pytest.mark.parametrize("target", re.findall(r"`?make (\w+)", TEXT))
def test_targets_of_make_are_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_kinds_of_files_are_those_that_are_read() -> None:
    table = re.findall(r"^\| (`\..*?) \|", (ROOT / "docs/documents.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(\.\w+)`", " ".join(table))) == READERS.keys() | JSON_LINES
