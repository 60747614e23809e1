"""Answer questions in English: a question is an interaction with a hole in it."""

from graph.ask.answered import Answer, to_json
from graph.ask.asking import Asker, answer

__all__ = ["Answer", "Asker", "answer", "to_json"]
