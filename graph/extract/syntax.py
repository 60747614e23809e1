"""Find who stands in which slot of a word that tells an interaction, through the grammar of its sentence.

The slots are those of `ontology/interactions.yaml`. Passives are turned round, missing subjects are looked up where the
grammar shares them (coordination, control, participles, relative clauses), and nouns are read together with the verb
that governs them ("held talks with").
"""

from collections.abc import Iterator

from spacy.tokens import Token

Argument = tuple[str, Token]

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE = frozenset({"nsubjpass", "csubjpass", "auxpass"})
CLIMB = 6
NAMES = frozenset({"PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"})


def arguments(trigger: Token) -> list[Argument]:
    """List (slot, head token) of all that grammar connects with a trigger; the surest come first."""
    said = spoken(trigger)
    if said != trigger:
        own = [(slot, token) for slot, token in subject(trigger)]
        return [*own, *((slot, token) for slot, token in _of_verb(said) if slot not in {"subject", "clause"})]
    if trigger.pos_ in {"VERB", "AUX"} or (trigger.tag_.startswith("VB") and trigger.dep_ not in {"amod", "compound"}):
        return list(_of_verb(trigger))
    return list(_of_noun(trigger))


def spoken(token: Token) -> Token:
    """Give the word that a "did" stands for ("A met B, as did C": met), or the word itself."""
    if token.lemma_ == "do" and token.dep_ in {"advcl", "conj", "ccomp"} and token.head.pos_ == "VERB":
        marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"}}
        if marks & {"as", "so"}:
            return token.head
    return token


def is_passive(verb: Token) -> bool:
    """Tell whether what the verb speaks of is done to its subject."""
    if any(child.dep_ in PASSIVE for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in verb.children):
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in {"acl", "advcl"}
        and not any(c.dep_ in {"dobj", "aux"} for c in verb.children)
    )


def subject(verb: Token, depth: int = 0) -> Iterator[Argument]:
    """Find who does what a verb says, or has it done to them: its own subject or the one that it shares."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS or child.dep_ in {"nsubjpass", "csubjpass"}]
    slot = "object" if is_passive(verb) else "subject"
    if own:
        yield from ((slot, child) for child in own)
        return
    if depth < CLIMB:
        yield from ((f"{slot}", token) for token in _shared(verb, depth))


def _shared(verb: Token, depth: int) -> Iterator[Token]:
    head = verb.head
    if head == verb:
        return
    if verb.dep_ in {"acl", "relcl"}:
        yield head
    elif verb.dep_ == "xcomp" and (controller := _controller(head)) is not None:
        yield controller
    elif verb.dep_ in {"pcomp", "prep"}:
        yield from _around(head, depth)
    elif verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "aux", "parataxis", "dep", "acomp", "oprd"}:
        if head.pos_ in {"VERB", "AUX"}:
            yield from (token for _, token in subject(head, depth + 1))
        elif head.dep_ in {"acomp", "oprd", "attr"}:
            yield from (token for _, token in subject(head.head, depth + 1))
        elif verb.dep_ in {"xcomp", "acl"}:
            yield from _around(head, depth)


def _controller(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"), None)


def _around(token: Token, depth: int) -> Iterator[Token]:
    """Find whose doing it is, for a phrase inside a clause: the subject of the clause, or the possessor of the noun."""
    for head in (token, *token.ancestors):
        if head.pos_ in {"VERB", "AUX"}:
            yield from (found for _, found in subject(head, depth + 1))
            return
        owner = [child for child in head.children if child.dep_ == "poss"]
        if owner and head != token:
            yield from owner
            return


def _of_verb(verb: Token) -> Iterator[Argument]:
    for slot, token in subject(verb):
        yield slot, token
        yield from _inside(token, slot)
    yield from (argument for child in verb.children for argument in _of_child(child))


def _of_child(child: Token) -> Iterator[Argument]:
    match child.dep_:
        case "agent":
            yield from (("subject", token) for token in _objects(child))
        case "dobj" | "attr" | "oprd":
            yield "object", child
            yield from _inside(child, "object")
        case "dative":
            yield from ((child.lower_, t) for t in _objects(child)) if child.pos_ == "ADP" else (("dative", child),)
        case "prep":
            yield from _prepositional(child)
        case "ccomp" | "xcomp":
            yield from _raised(child)
        case "advmod" | "npadvmod" | "acomp" | "prt":
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield from _prepositional(inner)


def _raised(clause: Token) -> Iterator[Argument]:
    """Read "urged him to go", where grammar makes "him" the subject of the going, and "threatened to attack him"."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
        yield from (("object", c) for c in clause.children if c.dep_ in SUBJECTS or c.dep_ == "nsubjpass")
        yield from _meant(clause)
    else:
        yield from (("clause", c) for c in clause.children if c.dep_ in SUBJECTS or c.dep_ == "nsubjpass")


def _meant(clause: Token) -> Iterator[Argument]:
    """List whom that is to be done to which somebody threatens, offers or agrees to do: "threatened to attack X"."""
    for child in clause.children:
        if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP":
            yield "then.object", child
        elif child.dep_ == "prep":
            yield from ((f"then.{child.lower_}", token) for token in _objects(child))


def _objects(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in {"prep", "pcomp"} and child.pos_ == "ADP":
            yield from _objects(child)


def _prepositional(prep: Token) -> Iterator[Argument]:
    for token in _objects(prep):
        yield prep.lower_, token
        yield from _inside(token, prep.lower_)


def _inside(noun: Token, slot: str) -> Iterator[Argument]:
    """List what stands inside a noun phrase: owners, adjectives of states, prepositions."""
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield f"{slot}.{'poss' if child.dep_ == 'poss' else 'adj'}", child
        elif child.dep_ == "prep":
            yield from ((f"{slot}.{child.lower_}", token) for token in _objects(child))
        elif child.dep_ == "appos":
            yield slot, child


def _of_noun(noun: Token) -> Iterator[Argument]:
    for child in noun.children:
        match child.dep_:
            case "poss":
                yield "poss", child
            case "compound" | "amod" | "nmod":
                yield "adj", child
                yield from (("adj", inner) for inner in child.children if inner.dep_ in {"compound", "amod", "nmod"})
            case "prep" | "agent":
                yield from _prepositional(child)
            case "appos":
                yield "appos", child
            case "acl" | "relcl":
                yield from ((_owned(slot, "acl"), token) for slot, token in _of_verb(child) if token != noun)
    yield from _of_governor(noun, 0)


def _of_governor(noun: Token, depth: int) -> Iterator[Argument]:
    head = noun.head
    if depth > CLIMB or head == noun:
        return
    if noun.dep_ == "conj" or (noun.dep_ in {"compound", "nmod"} and head.pos_ == "NOUN"):
        yield from _of_governor(head, depth + 1)
    elif noun.dep_ in {"dobj", "attr", "nsubjpass", "oprd", "dative"} and head.pos_ in {"VERB", "AUX"}:
        yield from ((_held(slot), token) for slot, token in _of_verb(head) if token != noun)
    elif noun.dep_ == "nsubj" and head.pos_ in {"VERB", "AUX"}:
        yield from ((_owned(slot), token) for slot, token in _of_verb(head) if token != noun)
    elif noun.dep_ == "pobj":
        yield from _of_phrase(noun, head, depth)


def _of_phrase(noun: Token, prep: Token, depth: int) -> Iterator[Argument]:
    """Read a noun that stands after a preposition: "a round of talks", "in a call with X, Y urged"."""
    governor = prep.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        for child in governor.children:
            if child.dep_ == "poss":
                yield "poss", child
            elif child.dep_ == "prep" and child != prep:
                yield from _prepositional(child)
        yield from _of_governor(governor, depth + 1)
    elif governor.pos_ in {"VERB", "AUX"}:
        yield from ((f"around.{slot}", token) for slot, token in _of_verb(governor) if token != noun)


def _owned(slot: str, way: str = "own") -> str:
    """Name a slot of a verb whose subject the noun is: "a call took place between A and B" is a call between them."""
    return slot if slot in {"between", "among"} else f"{way}.{slot}"


def _held(slot: str) -> str:
    return f"holder{slot.removeprefix('subject')}" if slot.startswith("subject") else f"holder.{slot}"


def word(token: Token) -> str:
    """Give a word's lemma, in small letters; a name is just a name and a number a number, so that none is learned."""
    if token.pos_ == "PROPN" or token.ent_type_ in NAMES:
        return "NAME"
    return "NUMBER" if token.like_num else token.lemma_.lower()


def path(trigger: Token, token: Token, longest: int = 7) -> str | None:
    """Give the way through the grammar from a trigger to a token, such as `^dobj nsubj`, or None if it is too long."""
    up = [trigger, *trigger.ancestors]
    seen = {t.i: n for n, t in enumerate(up)}
    down: list[str] = []
    at = token
    while at.i not in seen:
        if at.dep_ != "conj":
            down.append(at.lower_ if at.dep_ in {"prep", "agent"} else at.dep_)
        if len(down) > longest or at.head == at:
            return None
        at = at.head
    climbed = [f"^{t.dep_}" for t in up[: seen[at.i]] if t.dep_ != "conj"]
    whole = [*climbed, *reversed(down)]
    return " ".join(whole) if len(whole) <= longest else None
