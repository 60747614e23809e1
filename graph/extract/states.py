"""Find the names, demonyms and seats of states, and tell a seat that stands for its government from a mere place."""

from dataclasses import dataclass

from graph.extract.lexicon import Lexicon, StateName
from graph.extract.words import Words


@dataclass(slots=True)
class Place:
    """A name of a state or of its seat in the text; `seat` for capitals, which may be mere places."""

    start: int
    end: int
    name: StateName
    form: str
    government: bool = True
    dateline: bool = False
    visited: bool = False
    """Whether somebody goes, is to go or is said to go there."""

    @property
    def state(self) -> str:
        """Give the id of the state in the lexicon."""
        return self.name.state


def places(words: Words, lexicon: Lexicon, dateline: list[bool]) -> tuple[list[Place], list[tuple[int, int]]]:
    """List the states and seats named in a document, and the spans of phrases that only look like them."""
    found: list[Place] = []
    blocked: list[tuple[int, int]] = []
    i = 0
    while i < words.n:
        hit = _match(words, lexicon, i, shout=dateline[i])
        if hit is None:
            i += 1
            continue
        end, name = hit
        if name.how == "none" or _followed(words, lexicon, end):
            blocked.append((i, end))
        elif not _inside_name(words, i, end, name):
            found.append(Place(i, end, name, words.phrase(i, end), dateline=dateline[i]))
        i = end
    return _supported(words, lexicon, found), blocked


def _match(words: Words, lexicon: Lexicon, i: int, *, shout: bool) -> tuple[int, StateName] | None:
    for end, names in lexicon.state_names.all_at(words, i):
        for name in names:
            if _case(words, i, end, name.form, shout=shout):
                return end, name
    return None


def _case(words: Words, start: int, end: int, form: str, *, shout: bool) -> bool:
    text = words.text[start]
    if form.isupper() or (len(form) <= 3 and form[:2].isupper()):  # noqa: PLR2004 (an acronym)
        return all(t.isupper() or not t[0].isalpha() for t in words.text[start:end])
    if shout or not text.isupper():
        return (
            text[0].isupper() == form[0].isupper()
            and words.text[end - 1][0].isupper() == form.rsplit(maxsplit=1)[-1][0].isupper()
        )
    return form[0].isupper() and len(text) > 3  # noqa: PLR2004 (a headline in capitals)


def _followed(words: Words, lexicon: Lexicon, end: int) -> bool:
    return any(tuple(words.keys[end : end + len(phrase)]) == phrase for phrase in lexicon.followers)


def _inside_name(words: Words, start: int, end: int, name: StateName) -> bool:
    """Tell whether the name of a state is part of a person's name ("Michael Jordan", "Chad Myers")."""
    if name.how == "demonym":
        return False
    left, right = words.before(start), end
    beside = [
        i
        for i in (left, right)
        if 0 <= i < words.n and words.ent[i] == "PERSON" and words.tag[i] == "NNP" and words.capital(i)
    ]
    if not beside or words.ent[start] != "PERSON":
        return False
    if right in beside and left not in beside and words.tag[start - 1] in {"IN", "TO"} and not name.ambiguous:
        return False
    return words.iob[right] == 1 if right in beside and right < words.n else words.iob[start] == 1


def _supported(words: Words, lexicon: Lexicon, found: list[Place]) -> list[Place]:
    """Leave out ambiguous names that nothing supports, and tell which seats stand for governments."""
    sure = {p.state for p in found if not p.name.ambiguous and p.name.how != "seat"}
    kept = []
    for place in found:
        if place.name.how == "seat":
            place.government = not place.dateline and is_government(words, lexicon, place)
            place.visited = not place.dateline and is_visited(words, lexicon, place)
            kept.append(place)
        elif not place.name.ambiguous or place.state in sure or words.ent[place.start] in {"GPE", "NORP", "LOC"}:
            kept.append(place)
    return kept


def is_government(words: Words, lexicon: Lexicon, place: Place) -> bool:
    """Tell whether the name of a seat stands for its government by what the grammar does with it."""
    root = words.root(place.start, place.end)
    dep, head = words.dep[root], words.head[root]
    if dep == "conj" and head != root:
        dep, head = words.dep[head], words.head[head]
    if dep in {"nsubj", "nsubjpass", "agent"}:
        return words.lemma[head] in lexicon.cues["government_verbs"]
    if dep in {"dobj", "dative", "iobj"}:
        return words.lemma[head] in lexicon.cues["addressed_verbs"]
    if dep == "poss":
        return words.lower[head] not in lexicon.cues["mere_places"]
    return dep == "pobj" and _is_addressed(words, lexicon, head)


def _is_addressed(words: Words, lexicon: Lexicon, preposition: int) -> bool:
    word, governor = words.lower[preposition], words.head[preposition]
    if word in {"by", "between", "with", "against"}:
        return True
    if word not in {"to", "from", "on", "of", "for"}:
        return False
    return words.lower[governor] in lexicon.cues["relations"] or words.lemma[governor] in lexicon.cues["speaking_verbs"]


def is_visited(words: Words, lexicon: Lexicon, place: Place) -> bool:
    """Tell whether a seat is where a journey leads ("flew to Tunis", "a trip to Lima")."""
    root = place.end - 1
    if words.dep[root] == "conj":
        root = words.head[root]
    if words.dep[root] == "dobj":
        return words.lemma[words.head[root]] in lexicon.cues["visiting_verbs"]
    preposition = words.head[root]
    if words.dep[root] != "pobj" or words.lower[preposition] not in {"to", "for", "in", "into", "on"}:
        return False
    governor = words.lemma[words.head[preposition]]
    return governor in lexicon.cues["journeys" if words.lower[preposition] == "to" else "arrivals"]
