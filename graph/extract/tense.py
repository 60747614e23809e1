"""Tell by the grammar whether a text speaks of the past or of what is to come."""

from spacy.tokens import Token

from graph.extract.time_resolution import Leaning

VERBS = frozenset({"VERB", "AUX"})
FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "wo", "'d"})
MODAL = frozenset({"may", "might", "could", "can", "should", "would", "must", "to"})
PAST_AUX = frozenset({"had", "has", "have", "was", "were", "did", "'ve", "’ve"})


def leaning(token: Token) -> Leaning | None:
    """Tell by the grammar whether what a word speaks of is past or future."""
    for verb in (token, *token.ancestors):
        if verb.pos_ not in VERBS and not verb.tag_.startswith("VB"):
            continue
        found = _tense(verb)
        if found is not None:
            return found
        if verb.dep_ not in {"xcomp", "conj", "advcl", "aux", "acl", "pcomp", "amod"}:
            return None
    return None


def _tense(verb: Token) -> Leaning | None:
    helpers = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(word in FUTURE_AUX or word in MODAL for word in helpers):
        return Leaning.PAST if "have" in helpers else Leaning.FUTURE
    return Leaning.PAST if verb.tag_ == "VBD" or any(word in PAST_AUX for word in helpers) else None


def clause(token: Token) -> Token:
    """Give the verb that governs a word."""
    while token.pos_ not in VERBS and token.head.i != token.i:
        token = token.head
    return token


def is_past(verb: Token) -> bool:
    """Tell the simple past from the perfect and from what is to come."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" if not helpers else helpers <= {"was", "were", "did"}
