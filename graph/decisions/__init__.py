"""What people have decided: kept in a graph of its own, obeyed by every build, written as text that can be merged."""

from graph.decisions.obeyed import Obeyed, obeyed
from graph.decisions.stored import load, made
from graph.decisions.text import joined, lines, parsed, to_json

__all__ = ["Obeyed", "joined", "lines", "load", "made", "obeyed", "parsed", "to_json"]
