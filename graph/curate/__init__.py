"""Let people correct the graph: turn what they say of actors and interactions into decisions, and obey them."""

from graph.curate.linking import Linked, link_all
from graph.curate.missing import missing
from graph.curate.named import actor_named
from graph.curate.posing import Wish, pose
from graph.curate.table import read_table
from graph.curate.undoing import decision_of, undone

__all__ = ["Linked", "Wish", "actor_named", "decision_of", "link_all", "missing", "pose", "read_table", "undone"]
