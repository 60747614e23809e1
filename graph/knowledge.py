"""Load what the program knows from the files of `ontology/`.

Names, titles, verbs and states live there and not in code, so that a linguist or a journalist can extend them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import KnowledgeError
from graph.model import InteractionKind, Status

HERE = Path(__file__).resolve().parent


def ontology_folder(folder: Path | None = None) -> Path:
    """Give the folder of knowledge files: `folder`, the checkout's `ontology/`, or the copy inside the wheel."""
    return folder or _shipped("ontology")


def seeds_folder() -> Path:
    """Give the folder with the five example articles."""
    return _shipped("seeds")


def yaml_file(name: str, folder: Path | None = None) -> Any:
    """Load one YAML file of the ontology.

    Raises KnowledgeError, with file and line, for a file that is missing or malformed.
    """
    path = ontology_folder(folder) / name
    try:
        with path.open(encoding="utf-8") as file:
            return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (a safe loader)
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); is --ontology the right folder?") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not valid YAML: {error}") from error


@dataclass(frozen=True, slots=True)
class Frame:
    """Which slots of a trigger word are filled by whom; the slots are explained in `ontology/interactions.yaml`."""

    agent: frozenset[str]
    other: frozenset[str]
    both: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One sense of a word that tells an interaction: the kinds that it may tell, most usual first, and its frame."""

    lemma: str
    pos: str
    kinds: tuple[InteractionKind, ...]
    frame: Frame
    family: str
    """The first word of its line: what was learned of that one holds for all of the line."""

    @property
    def kind(self) -> InteractionKind:
        """Give the kind that this sense tells most often."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the program knows before it has read anything."""

    folder: Path
    triggers: tuple[Trigger, ...]
    media: Mapping[InteractionKind, frozenset[str]]
    groups: frozenset[str]
    statuses: tuple[tuple[Status, frozenset[str]], ...]
    senses: Mapping[tuple[str, str], tuple[Trigger, ...]] = field(repr=False)
    """Triggers by lemma and part of speech."""

    @classmethod
    def load(cls, folder: Path | None = None) -> "Knowledge":
        """Load the ontology.

        Raises KnowledgeError for a file that is missing, malformed, or speaks of kinds or frames that do not exist.
        """
        home = ontology_folder(folder)
        table = yaml_file("interactions.yaml", home)
        try:
            frames = {name: _frame(slots) for name, slots in table["frames"].items()}
            triggers = tuple(trigger for line in table["words"] for trigger in _triggers(line, frames))
            media = {InteractionKind(kind): frozenset(words) for kind, words in table["media"].items()}
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise KnowledgeError(
                f"{home / 'interactions.yaml'}: {error!r} is not a kind, frame or key known here"
            ) from error
        statuses = tuple((Status(line["status"]), frozenset(line["words"])) for line in yaml_file("status.yaml", home))
        senses: dict[tuple[str, str], tuple[Trigger, ...]] = {}
        for trigger in triggers:
            senses[trigger.lemma, trigger.pos] = (*senses.get((trigger.lemma, trigger.pos), ()), trigger)
        return cls(home, triggers, media, frozenset(table["groups"]), statuses, senses)

    def yaml(self, name: str) -> Any:
        """Load another file of the same ontology."""
        return yaml_file(name, self.folder)


def _frame(slots: Mapping[str, list[str]]) -> Frame:
    return Frame(*(frozenset(slots.get(part, ())) for part in ("agent", "other", "both")))


def _triggers(line: Mapping[str, Any], frames: Mapping[str, Frame]) -> list[Trigger]:
    kinds = tuple(InteractionKind(kind) for kind in line["kinds"])
    frame, family = frames[line["frame"]], line["lemmas"][0]
    return [Trigger(lemma, line["pos"], kinds, frame, family) for lemma in line["lemmas"]]


def _shipped(name: str) -> Path:
    beside = HERE.parent / name
    return beside if beside.is_dir() else HERE / "shipped" / name
