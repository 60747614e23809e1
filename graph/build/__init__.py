"""Build the graph: read, extract, resolve, record, and write what changed."""

from graph.build.deciding import decide
from graph.build.running import BATCH, FORMAT, Extractor, Progress, Report, add, again, build, remove
from graph.build.ways import Ways, ways

__all__ = [
    "BATCH",
    "FORMAT",
    "Extractor",
    "Progress",
    "Report",
    "Ways",
    "add",
    "again",
    "build",
    "decide",
    "remove",
    "ways",
]
