"""Describe a proposal by named features: its trigger, its two actors, and how they hang together."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from graph.extract.mentions import Filler
from graph.extract.syntax import is_passive, word
from graph.knowledge import Knowledge

LISTED = "~"
"""Ends the slot of what only stands in a list with what grammar puts there."""
BUCKETS = (1, 2, 3, 4, 7, 12, 25)


def relation(lemma: str, first: Filler, second: Filler, homes: Mapping[str, str]) -> tuple[str, ...]:
    """Tell whether both belong to one state: nobody visits home, and states do not warn themselves."""
    a, b = homes.get(first.actor), homes.get(second.actor)
    home = "unknown" if a is None or b is None else "same" if a == b else "other"
    return f"home/{home}", f"home/{home}/{first.kind}-{second.kind}", f"{lemma}/home/{home}"


def rivalry(trigger: Token, first: Filler, second: Filler, rivals: Sequence[int]) -> tuple[str, ...]:
    """Tell whether another trigger stands between this one and its actors."""
    counts = []
    for filler in (first, second):
        low, high = sorted((trigger.i, filler.mention.root))
        counts.append(min(sum(low < rival < high for rival in rivals), 3))
    return (
        f"rivals/{counts[0]}/{counts[1]}",
        f"rivals/a/{first.slot}/{counts[0]}",
        f"rivals/b/{second.slot}/{counts[1]}",
    )


def sides(first: Filler, second: Filler, filled: set[str]) -> tuple[str, ...]:
    """Tell whether both stand on one side while others stand on the other: "A and B met C" tells little of A and B."""
    a, b = first.slot.removesuffix(LISTED), second.slot.removesuffix(LISTED)
    side = f"{a == b}/{bool(filled - {a, b})}"
    return f"side/{side}", f"side/{a}/{side}"


def surroundings(lemma: str, trigger: Token, sentence: Span, knowledge: Knowledge) -> tuple[str, ...]:
    """Describe a trigger without its actors: its grammar, what it governs and is governed by."""
    governor = trigger.head
    found = ["any", lemma, f"{lemma}/{trigger.dep_}", f"{trigger.dep_}<{word(governor)}", f"tag/{trigger.tag_}"]
    deps = {child.dep_: child for child in trigger.children}
    for dep in ("dobj", "prt", "acomp", "attr", "oprd"):
        if dep in deps:
            found += [f"{lemma}/{dep}/{word(deps[dep])}", f"{dep}/{deps[dep].ent_type_ or deps[dep].pos_}"]
    found += [f"{lemma}/prep/{c.lower_}" for c in trigger.children if c.dep_ == "prep"]
    found.append(f"{lemma}/says/{_complement(trigger)}")
    if "det" in deps:
        found.append(f"det/{deps['det'].lower_}")
    for child in trigger.children:
        if child.dep_ in {"amod", "compound", "nummod", "neg"}:
            found.append(f"{child.dep_}/{word(child)}")
    if is_passive(trigger):
        found.append("passive")
    words = {token.lower_ for token in sentence}
    found += [f"medium/{kind}" for kind, cues in knowledge.media.items() if words & cues]
    near = {t.lower_ for t in trigger.doc[max(0, trigger.i - 5) : trigger.i + 6]}
    found += [f"near/{kind}" for kind, cues in knowledge.media.items() if near & cues]
    found.append(f"quoted/{sum(t.is_quote for t in trigger.doc[sentence.start : trigger.i]) % 2}")
    return tuple(found)


def _complement(trigger: Token) -> str:
    for child in trigger.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            marks = sorted(c.lower_ for c in child.children if c.dep_ in {"aux", "mark", "neg"})
            return f"{child.dep_}:{'+'.join(marks)}"
    return "-"


def slots(lemma: str, trigger: Token, first: Filler, second: Filler) -> tuple[str, ...]:
    """Tell in which slots both stand, by which way of the grammar, how they are named, and how far off."""
    a, b = first, second
    who = f"{a.kind}-{b.kind}"
    return (
        f"a/{a.slot}",
        f"b/{b.slot}",
        f"ab/{a.slot}+{b.slot}",
        f"{lemma}/a/{a.slot}",
        f"{lemma}/b/{b.slot}",
        f"{lemma}/ab/{a.slot}+{b.slot}",
        f"{trigger.pos_}/ab/{a.slot}+{b.slot}",
        f"way/a/{a.way}",
        f"way/b/{b.way}",
        f"way/{a.way}+{b.way}",
        f"who/{who}",
        f"{lemma}/who/{who}",
        f"slots/who/{a.slot}+{b.slot}/{who}",
        f"form/a/{a.mention.form}",
        f"form/b/{b.mention.form}",
        f"form/{a.mention.form}+{b.mention.form}",
        f"place/{a.mention.place}/{b.mention.place}/{b.slot}",
        f"apart/{_bucket(abs(a.mention.root - b.mention.root))}",
        f"far/a/{a.slot}/{_bucket(abs(a.mention.root - trigger.i))}",
        f"far/b/{b.slot}/{_bucket(abs(b.mention.root - trigger.i))}",
        f"order/{a.mention.root < trigger.i}/{b.mention.root < trigger.i}",
        f"{lemma}/order/{a.mention.root < trigger.i}/{b.mention.root < trigger.i}",
        f"crowd/{min(len(a.mention.actors), 3)}/{min(len(b.mention.actors), 3)}",
    )


def _bucket(distance: int) -> int:
    return bisect_right(BUCKETS, distance)
