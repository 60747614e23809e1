"""How actors and events are resolved in one build: the knowledge that resolution rests on."""

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from graph import resolve
from graph.knowledge import ontology_folder, yaml_file
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Ways:
    """What resolution needs to know besides the readings, and what people have decided.

    `version` differs where the program or the ontology could give something else; after a decision, `build.again` is
    to be called with the documents that it speaks of.
    """

    customs: resolve.Customs
    rules: resolve.Rules
    version: str
    decisions: resolve.Decisions = field(default_factory=resolve.Decisions)


def ways(settings: Settings) -> Ways:
    """Load what resolution needs to know, once for each folder of knowledge.

    Raises KnowledgeError.
    """
    return _loaded(settings.ontology)


@lru_cache(maxsize=4)
def _loaded(ontology: Path | None) -> Ways:
    rules = resolve.Rules.of(yaml_file("events.yaml", ontology))
    return Ways(resolve.customs(ontology), rules, _version(ontology_folder(ontology)))


def _version(ontology: Path) -> str:
    program = Path(resolve.__file__).parent
    known = sha256()
    for file in sorted([*program.parent.glob("*.py"), *program.parent.glob("re*/*.py"), *ontology.glob("*.yaml")]):
        known.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return known.hexdigest()
