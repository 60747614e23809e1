"""Read documents into what they say: actors, offices held, interactions."""

from graph.extract.reader import Extractor

__all__ = ["Extractor"]
