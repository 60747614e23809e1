"""Tell which names are persons, by their titles, their grammar and what spaCy takes them for."""

from collections import Counter, defaultdict

from graph.extract.lexicon import Lexicon
from graph.extract.names import Name
from graph.extract.persons import parts
from graph.extract.words import Words

WITH = frozenset({"with", "by", "between", "against", "to", "for", "of", "than", "like"})
OTHER_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
CERTAIN, SEVERAL, SINGLE = 5.0, 2.0, 2.5
"""What a name scores that is a person's for certain, and what one of several words or of one must score."""
UNLIKE = 2.0
BEGINS = 3
"""spaCy's mark for the first token of an entity."""
YOUNGEST, OLDEST, SHORT = 15, 105, 3
PLACED = frozenset({"in", "at", "near", "from", "outside", "around", "across", "through"})


def classify(words: Words, lexicon: Lexicon, names: list[Name], titled: set[int], owning: set[int]) -> None:
    """Set the kind of each name to person, organization or nothing, alike for the same text in the whole document."""
    scores: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    bodies: Counter[str] = Counter()
    for name in names:
        if name.kind == "organization":
            continue
        score, certain = _score(words, lexicon, name, titled=name.start in titled)
        score -= 3.0 * (name.start in owning)
        scores[name.text] += score
        counts[name.text] += 1
        if certain:
            sure.add(name.text)
        bodies[name.text] += _looks_like_body(words, lexicon, name) or name.start in owning
    persons = {t for t in scores if t in sure or scores[t] / counts[t] >= (SEVERAL if len(parts(t)) > 1 else SINGLE)}
    full = {part for text in persons for part in parts(text) if len(parts(text)) > 1}
    surnames = full | {part for text in sure for part in parts(text)}
    for name in names:
        if name.kind == "organization":
            continue
        text = name.text
        single = len(parts(text)) == 1
        surname = single and parts(text)[0] in surnames
        if single and parts(text)[0] not in full and lexicon.body_heads.at(words, name.start):
            named, meant = False, False
        else:
            named = text in persons and (not single or text in sure or surname or not _acronym(text))
            meant = surname and (len(text) > SHORT or not _acronym(text)) and words.lower[name.start - 1] != "the"
        if named or meant:
            name.kind, name.sure = "person", named and text in sure
        elif bodies[text] * 2 >= counts[text]:
            name.kind = "organization"


def _looks_like_body(words: Words, lexicon: Lexicon, name: Name) -> bool:
    """Tell whether spaCy takes just this name for an organisation, in a place where one can act."""
    start, end = name.start, name.end
    if words.ent[start] != "ORG" or (
        end < words.n and words.ent[end] == "ORG" and words.iob[end] == 1 and words.tag[end] != "POS"
    ):
        return False
    if (
        words.iob[start] == 1
        and words.lower[start - 1] not in {"the", "a", "an", "'s", "’s"}
        and words.tag[start - 1] not in {"JJ", "NNP"}
    ):
        return False
    if words.tag[end - 1] not in {"NNP", "NNPS"} and end - start == 1:
        return False
    if end < words.n and words.hyphen(end):
        return False
    root = words.root(start, end)
    if words.dep[root] == "compound" and not (
        words.head[root] < words.n and words.lower[words.head[root]] in lexicon.cues["affiliations"]
    ):
        return False
    return not (words.dep[root] == "pobj" and words.lower[words.head[root]] in PLACED)


def _acronym(text: str) -> bool:
    return text.isupper() and 2 <= len(text) <= 7 and " " not in text  # noqa: PLR2004


def _score(words: Words, lexicon: Lexicon, name: Name, *, titled: bool) -> tuple[float, bool]:
    """Say how much speaks for a name being a person's, and whether that is certain."""
    if titled or name.honorific < name.start:
        return CERTAIN, True
    if _has_age(words, name.end):
        return CERTAIN, True
    several = len(parts(name.text)) > 1
    score = _by_labels(words, lexicon, name, several=several) + _by_grammar(words, lexicon, name)
    if several and parts(name.text)[0] in lexicon.given:
        score += 2.0
    return score - UNLIKE * _is_common(words, name), False


def _is_common(words: Words, name: Name) -> bool:
    """Tell whether a name is made of common words, as in a headline: "the Cautious Approval"."""
    return not any(words.pos[i] == "PROPN" or words.ent[i] for i in range(name.start, name.end))


def _has_age(words: Words, i: int) -> bool:
    """Tell whether an age between commas stands at a token (", 45,")."""
    if words.text[i : i + 1] != [","] or words.text[i + 2 : i + 3] != [","] or not words.text[i + 1].isdecimal():
        return False
    return YOUNGEST < int(words.text[i + 1]) < OLDEST


def _by_labels(words: Words, lexicon: Lexicon, name: Name, *, several: bool) -> float:
    labels = set(words.ent[name.start : name.end])
    score = 0.5 * several
    if "PERSON" in labels:
        score += 2.0 if several or words.iob[name.start] == BEGINS else 1.5
        score += 0.5 * _takes_part(words, lexicon, name.start, name.end)
    elif labels & OTHER_LABELS:
        score -= 0.5
    before = words.lower[name.start - 1] if name.start else ""
    owns = words.tag[name.end : name.end + 1] == ["POS"]
    if before in PLACED and (not several or "PERSON" not in labels or (before != "from" and not owns)):
        score -= 1.5
    if words.lower[name.start] in PLACED:
        score -= UNLIKE
    return score


def _by_grammar(words: Words, lexicon: Lexicon, name: Name) -> float:
    start, end, score = name.start, name.end, 0.0
    before = words.lower[start - 1] if start else ""
    if before == "the":
        score -= 3.0
    if words.tag[start - 1] == "POS" and words.ent[start - 2] in {"GPE", "NORP"} and len(parts(name.text)) > 1:
        score += 1.5
    if before in lexicon.humans and words.tag[start - 1] in {"NN", "NNP"}:
        score += 2.0
    root = words.root(start, end)
    if words.dep[root] in {"nsubj", "nsubjpass"} and words.lemma[words.head[root]] in lexicon.cues["doing_verbs"]:
        score += 1.0
    after = words.lower[end : end + 2]
    if after[:1] == ["who"] or after in ([",", "who"], [",", "whose"]):
        score += 2.0
    if after and after[0] in lexicon.cues["named_after"]:
        score -= 2.0
    return score


def _takes_part(words: Words, lexicon: Lexicon, start: int, end: int) -> bool:
    """Tell whether the grammar treats a name as somebody: a subject, a possessor, one spoken with or told something."""
    root = words.root(start, end)
    dep, head = words.dep[root], words.head[root]
    if dep == "conj":
        return words.ent[head] == "PERSON"
    if dep == "dobj":
        return words.lemma[head] in lexicon.cues["personal_verbs"]
    return dep in {"nsubj", "nsubjpass", "poss", "dative"} or (dep == "pobj" and words.lower[head] in WITH)


def listed(words: Words, lexicon: Lexicon, name: Name) -> bool:
    """Tell whether a name is somebody in the text, and no byline, credit or thing that is called after a person."""
    before = words.lower[name.honorific - 1] if name.honorific else "\n"
    second = words.lower[name.honorific - 2] if name.honorific > 1 else "\n"
    if before == "by" and (second in lexicon.cues["credits"] or "\n" in second or name.honorific == 1):
        return False
    if name.end < words.n and (
        words.lower[name.end] == "contributed"
        or (words.text[name.end] == "/" and words.sent[name.start] == words.sent[name.end])
    ):
        return False
    return not (
        before in {"/", "photo", "credit"}
        or (
            name.end < words.n
            and words.lower[name.end] in lexicon.cues["named_after"]
            and words.lower[name.start - 1] == "the"
        )
    )
