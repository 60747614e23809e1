"""How actors and events are resolved in one build: the knowledge that resolution rests on."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from graph import resolve
from graph.decisions import Obeyed
from graph.knowledge import ontology_folder, yaml_file
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Ways:
    """What resolution needs to know besides the readings, and what people have decided.

    `version` differs where the program, the ontology or the decisions could give something else.
    """

    customs: resolve.Customs
    rules: resolve.Rules
    version: str
    obeyed: Obeyed = field(default_factory=Obeyed)


def ways(settings: Settings) -> Ways:
    """Load what resolution needs to know, once for each folder of knowledge.

    Raises KnowledgeError.
    """
    return _loaded(settings.ontology)


def obeying(ways: Ways, said: Obeyed) -> Ways:
    """Give these ways with what people decided."""
    version, *_ = ways.version.split(" ")
    return replace(ways, obeyed=said, version=f"{version} {said.version}".strip())


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
