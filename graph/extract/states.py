"""Find the names, demonyms and seats of states, and tell a seat that stands for its government from a mere place."""

from dataclasses import dataclass

from graph.extract.lexicon import Lexicon, StateName
from graph.extract.words import Words

GOVERNMENT_VERBS = frozenset(
    [
        "say",
        "warn",
        "urge",
        "tell",
        "want",
        "assure",
        "accuse",
        "insist",
        "deny",
        "announce",
        "demand",
        "reject",
        "call",
        "agree",
        "ask",
        "press",
        "offer",
        "send",
        "seek",
        "hope",
        "answer",
        "believe",
        "consider",
        "expect",
        "fear",
        "support",
        "back",
        "oppose",
        "promise",
        "refuse",
        "decide",
        "respond",
        "react",
        "recall",
        "expel",
        "threaten",
        "propose",
        "play",
        "see",
        "claim",
        "argue",
        "protest",
        "complain",
        "condemn",
        "welcome",
        "recognise",
        "recognize",
        "impose",
        "lift",
        "sign",
        "close",
        "order",
        "know",
        "need",
        "make",
        "give",
        "take",
        "deploy",
        "push",
        "try",
        "plan",
        "think",
        "regard",
        "view",
        "hold",
        "host",
        "mediate",
        "invite",
        "object",
        "lodge",
        "summon",
        "maintain",
        "suspect",
        "supply",
        "provide",
        "fund",
        "cut",
        "keep",
        "declare",
        "describe",
        "present",
        "inform",
        "notify",
        "signal",
        "confirm",
        "withdraw",
        "appear",
        "act",
        "watch",
    ]
)
ADDRESSED = frozenset(
    [
        "tell",
        "warn",
        "urge",
        "assure",
        "accuse",
        "ask",
        "press",
        "inform",
        "call",
        "notify",
        "pressure",
        "blame",
        "thank",
        "invite",
        "reassure",
        "caution",
        "advise",
        "threaten",
        "remind",
        "persuade",
        "convince",
        "help",
        "support",
        "criticise",
        "criticize",
        "condemn",
        "consult",
        "anger",
        "back",
        "sanction",
        "punish",
        "lobby",
        "petition",
        "implore",
        "beg",
        "allow",
        "force",
        "appeal",
        "ring",
        "phone",
    ]
)
RELATIONS = frozenset(
    [
        "talk",
        "talks",
        "relation",
        "relations",
        "tie",
        "ties",
        "tension",
        "tensions",
        "contact",
        "contacts",
        "negotiation",
        "negotiations",
        "dispute",
        "quarrel",
        "row",
        "dialogue",
        "agreement",
        "deal",
        "treaty",
        "pact",
        "message",
        "letter",
        "warning",
        "call",
        "support",
        "pressure",
        "policy",
        "allegiance",
        "cooperation",
        "trade",
        "war",
        "conflict",
        "trust",
        "friction",
        "dealings",
        "alliance",
        "friendship",
        "relationship",
        "ally",
        "partner",
        "rivalry",
    ]
)


JOURNEYS = frozenset(
    ["fly", "travel", "head", "journey", "trip", "visit", "tour", "leave", "depart", "voyage", "stop", "hop", "dash"]
)


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
    return _supported(words, found), blocked


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


def _supported(words: Words, found: list[Place]) -> list[Place]:
    """Leave out ambiguous names that nothing supports, and tell which seats stand for governments."""
    sure = {p.state for p in found if not p.name.ambiguous and p.name.how != "seat"}
    kept = []
    for place in found:
        if place.name.how == "seat":
            place.government = not place.dateline and is_government(words, place)
            place.visited = not place.dateline and is_visited(words, place)
            kept.append(place)
        elif not place.name.ambiguous or place.state in sure or words.ent[place.start] in {"GPE", "NORP", "LOC"}:
            kept.append(place)
    return kept


def is_government(words: Words, place: Place) -> bool:
    """Tell whether the name of a seat stands for its government by what the grammar does with it."""
    root = place.end - 1
    for i in range(place.start, place.end):
        if not place.start <= words.head[i] < place.end:
            root = i
    dep, head = words.dep[root], words.head[root]
    if dep == "conj" and head != root:
        dep, head = words.dep[head], words.head[head]
    if dep in {"nsubj", "nsubjpass", "agent"}:
        return words.lemma[head] in GOVERNMENT_VERBS
    if dep in {"dobj", "dative", "iobj"}:
        return words.lemma[head] in ADDRESSED
    if dep == "poss":
        return words.lower[head] not in {
            "streets",
            "airport",
            "outskirts",
            "mayor",
            "old",
            "central",
            "suburbs",
            "port",
            "centre",
            "center",
        }
    if dep == "pobj":
        return _after_preposition(words, head)
    return False


def is_visited(words: Words, place: Place) -> bool:
    """Tell whether a seat is where a journey leads ("flew to Tunis", "a trip to Lima")."""
    root = place.end - 1
    if words.dep[root] == "conj":
        root = words.head[root]
    if words.dep[root] == "dobj":
        return words.lemma[words.head[root]] in {"visit", "tour", "reach"}
    if words.dep[root] != "pobj" or words.lower[words.head[root]] not in {"to", "for", "in", "into", "on"}:
        return False
    preposition = words.head[root]
    governor = words.head[preposition]
    if words.lower[preposition] == "to":
        return words.lemma[governor] in JOURNEYS | {
            "go",
            "come",
            "return",
            "get",
            "move",
            "drive",
            "sail",
            "invite",
            "take",
            "due",
        }
    return words.lemma[governor] in {"land", "arrive", "visit", "due", "leave", "depart", "expect"}


def _after_preposition(words: Words, preposition: int) -> bool:
    word, governor = words.lower[preposition], words.head[preposition]
    if word in {"by", "between"}:
        return True
    if word in {"with", "against"}:
        return True
    if word in {"to", "from", "on", "of", "for"}:
        return words.lower[governor] in RELATIONS or words.lemma[governor] in {
            "appeal",
            "complain",
            "protest",
            "write",
            "speak",
            "talk",
            "apologise",
            "apologize",
            "respond",
        }
    return False
