"""The examples of ontology/README.md do what it says: an entry in a file, and the program knows a new word."""

import re
import shutil
from pathlib import Path

import pytest

from graph.ask import answer
from graph.extract import Extractor
from graph.knowledge import Knowledge, ontology_folder
from graph.model import Document
from tests import worlds
from tests.told import held, told

FOLDER = ontology_folder()
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```yaml\n# (\S+), under (\w+):\n(.*?)```\n\n> (.*?)\n\n`(.*?)`\n", re.DOTALL)
EXAMPLES = EXAMPLE.findall(TEXT)
READ = [example for example in EXAMPLES if example[0] != "questions.yaml"]
ASKED = [example for example in EXAMPLES if example[0] == "questions.yaml"]


def taught(folder: Path, examples: list[tuple[str, ...]]) -> Knowledge:
    """Copy the ontology, add the entries of examples, and load the copy."""
    shutil.copytree(FOLDER, folder)
    for file, key, entry, *_ in examples:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(f"\n{key}:\n") == 1, f"{file} has no list {key}"
        (folder / file).write_text(text.replace(f"\n{key}:\n", f"\n{key}:\n{entry}"), encoding="utf-8")
    return Knowledge.load(folder)


@pytest.fixture(scope="module")
def pupil(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    return Extractor(taught(tmp_path_factory.mktemp("taught") / "ontology", READ))


def says(extractor: Extractor, sentence: str) -> set[str]:
    reading = extractor.read(Document("taught", sentence))
    return told(reading) | held(reading)


def test_there_is_an_example_of_each() -> None:
    assert {file for file, *_ in EXAMPLES} == {
        "interactions.yaml", "titles.yaml", "states.yaml", "organizations.yaml", "questions.yaml",
    }  # fmt: skip
    assert TEXT.count("```yaml") == len(EXAMPLES)


@pytest.mark.parametrize(("sentence", "meaning"), [example[3:] for example in READ])
def test_an_entry_teaches_a_word(pupil: Extractor, extractor: Extractor, sentence: str, meaning: str) -> None:
    assert meaning not in says(extractor, sentence), "known without the entry: the example shows nothing"
    assert meaning in says(pupil, sentence)


@pytest.mark.parametrize(("question", "meaning"), [example[3:] for example in ASKED])
def test_an_entry_teaches_a_question(tmp_path: Path, question: str, meaning: str) -> None:
    with worlds.invented(tmp_path / "db") as store:
        assert meaning not in answer(question, store, Knowledge.load()).text
        found = answer(question, store, taught(tmp_path / "ontology", ASKED))
    assert found.understood
    assert meaning in found.text


def test_another_ontology_reads_otherwise(pupil: Extractor, extractor: Extractor) -> None:
    assert len(extractor.version) == 64
    assert pupil.version != extractor.version


def test_every_file_is_told_of() -> None:
    listed = set(re.findall(r"^\| `(\S+)` \|", TEXT, re.MULTILINE))
    assert listed == {file.name for file in FOLDER.iterdir()} - {"README.md"}
