"""Let people correct the graph: turn what they say of actors and interactions into decisions, and obey them."""

from graph.curate.named import actor_named
from graph.curate.posing import Wish, pose
from graph.curate.undoing import decision_of, undone

__all__ = ["Wish", "actor_named", "decision_of", "pose", "undone"]
