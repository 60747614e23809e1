"""Nobody of the news is named in code or ontology: the program learns who is who from what it reads."""

import gzip
import re
from pathlib import Path

import pytest

from tests import facts

ROOT = Path(__file__).parents[1]
CODE_AND_KNOWLEDGE = [
    file
    for folder in ("graph", "api", "ontology")
    for file in sorted((ROOT / folder).rglob("*"))
    if file.is_file() and file.suffix not in {".pyc", ".woff2", ".png", ".ico"}
]

PARTICLES = {"al", "bin", "ben", "de", "van", "von"}

ALSO_WORDS = {"turner"}
"""Family names that are words of English, too: only the full name counts."""


def names() -> list[str]:
    """Every person of the annotated documents: the full name, and the family name by itself."""
    found = set()
    for gold in facts.annotated():
        for actor in gold["actors"]:
            if actor["type"] != "person":
                continue
            for name in [actor["name"], *actor["aliases"]]:
                last = name.split()[-1]
                found |= {name} if " " in name else set()
                found |= {last} - {word for word in {last} if word.lower() in PARTICLES | ALSO_WORDS}
    return sorted(found)


def text(file: Path) -> str:
    raw = file.read_bytes()
    return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")


def test_the_annotated_documents_name_persons() -> None:
    assert len(names()) > 20


@pytest.mark.parametrize("file", CODE_AND_KNOWLEDGE, ids=lambda file: str(file.relative_to(ROOT)))
def test_nobody_is_named(file: Path) -> None:
    anybody = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names()))})(?!\w)", re.IGNORECASE)
    lines = text(file).splitlines()
    assert [
        f"{file}:{number}: {found[0]}" for number, line in enumerate(lines, 1) for found in anybody.finditer(line)
    ] == []
