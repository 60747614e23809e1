"""Measure readings against annotated documents (`python -m graph.accuracy` prints the figures)."""

from graph.accuracy.alignment import align, annotated, fits, holders, kinds_of
from graph.accuracy.measure import Accuracy, Tally, measure

__all__ = ["Accuracy", "Tally", "align", "annotated", "fits", "holders", "kinds_of", "measure"]
