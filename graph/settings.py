"""Settings of one run, made at the entry point and passed on."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose; the defaults make every command work without options."""

    db: str = "actorgraph-db"
    """The folder that holds the graph, or the address of a SPARQL server that does."""
    model: str = "en_core_web_md"
    ontology: Path | None = None
    """Another folder of knowledge than the one that comes with the program."""
