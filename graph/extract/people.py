"""Tell which names are persons, and which of them name the same one."""

from collections import Counter
from dataclasses import dataclass, field

from graph.extract.lexicon import Lexicon
from graph.extract.names import Name
from graph.extract.words import Words, keys, plain

SAYING = frozenset(
    [
        "say",
        "tell",
        "add",
        "ask",
        "reply",
        "answer",
        "note",
        "explain",
        "recall",
        "insist",
        "admit",
        "argue",
        "complain",
        "joke",
        "deny",
        "confirm",
        "believe",
        "think",
        "feel",
        "smile",
        "laugh",
        "nod",
        "shrug",
        "resign",
        "die",
        "marry",
        "retire",
        "win",
        "lose",
        "write",
        "arrive",
        "fly",
        "meet",
        "speak",
        "talk",
        "visit",
        "phone",
        "call",
        "telephone",
        "ring",
        "warn",
        "urge",
        "advise",
        "assure",
        "inform",
        "describe",
        "describe",
        "call",
        "promise",
        "sit",
        "stand",
        "walk",
        "sign",
        "receive",
        "host",
        "greet",
        "welcome",
        "praise",
        "criticise",
        "criticize",
        "blame",
        "declare",
        "remark",
        "concede",
        "stress",
        "express",
        "voice",
        "emphasize",
        "emphasise",
        "state",
        "claim",
        "accept",
        "refuse",
        "order",
        "seek",
        "want",
        "know",
        "hope",
        "plan",
        "travel",
        "land",
        "return",
        "leave",
        "attend",
        "join",
    ]
)
MANNERLESS = frozenset(
    {"by", "photo", "photograph", "picture", "credit", "editing", "reporting", "writing", "compiled"}
)
NAMED_AFTER = frozenset(
    [
        "street",
        "avenue",
        "airport",
        "square",
        "bridge",
        "stadium",
        "prize",
        "award",
        "institute",
        "university",
        "hospital",
        "park",
        "road",
        "boulevard",
        "school",
        "building",
        "house",
        "river",
        "lake",
        "island",
        "mountain",
        "doctrine",
        "plan",
        "act",
        "law",
        "bill",
        "foundation",
        "center",
        "centre",
        "memorial",
        "museum",
        "hotel",
    ]
)
ACTING = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "leader",
        "leaders",
        "chief",
        "chairman",
        "chairwoman",
        "head",
        "director",
        "officials",
        "official",
        "members",
        "member",
        "group",
        "company",
        "party",
        "lawmaker",
        "boss",
        "executive",
        "president",
        "secretary",
        "troops",
        "fighters",
        "rebels",
        "militants",
    ]
)
WITH = frozenset({"with", "by", "between", "against", "to", "for", "of", "than", "like"})
SINGLE = 2.5
PLACED = frozenset({"in", "at", "near", "from", "outside", "around", "across", "through"})


@dataclass(slots=True)
class Person:
    """A person of one document with all names that the document gives them."""

    id: str
    name: str
    parts: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    gender: str = ""
    aliases: list[str] = field(default_factory=list)


def parts(text: str) -> tuple[str, ...]:
    """Give the plain parts of a person's name; al- belongs to what follows, and is left out."""
    text = text.replace(" - ", "-")
    found = []
    for word in text.split():
        for opener in ("al-", "el-", "Al-", "El-", "AL-"):
            if word.startswith(opener) and len(word) > len(opener):
                word = word[len(opener) :]
        key = plain(word)
        if key and key not in {"al", "el"}:
            found.append(key)
    return tuple(found)


def classify(words: Words, lexicon: Lexicon, names: list[Name], titled: set[int], owning: set[int]) -> None:
    """Set the kind of each name to person, organization or nothing, alike for the same text in the whole document."""
    scores: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    bodies: Counter[str] = Counter()
    for name in names:
        if name.kind == "organization":
            continue
        score, certain = _score(words, lexicon, name, name.start in titled)
        score -= 3.0 * (name.start in owning)
        scores[name.text] += score
        counts[name.text] += 1
        if certain:
            sure.add(name.text)
        bodies[name.text] += _looks_like_body(words, name) or name.start in owning
    surnames = {part for text in sure for part in parts(text)}
    persons = {t for t in scores if t in sure or scores[t] / counts[t] >= (2 if len(parts(t)) > 1 else SINGLE)}
    surnames |= {part for text in persons for part in parts(text) if len(parts(text)) > 1}
    for name in names:
        if name.kind == "organization":
            continue
        text = name.text
        single = len(parts(text)) == 1
        if text in persons and not (single and text not in sure and _acronym(text) and parts(text)[0] not in surnames):
            name.kind, name.sure = "person", text in sure
        elif (
            single
            and parts(text)[0] in surnames
            and (len(text) > 3 or not _acronym(text))
            and words.lower[name.start - 1] != "the"
        ):
            name.kind = "person"
        elif bodies[text] * 2 >= counts[text]:
            name.kind = "organization"


def _looks_like_body(words: Words, name: Name) -> bool:
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
    root = _root(words, start, end)
    if words.dep[root] == "compound" and not (words.head[root] < words.n and words.lower[words.head[root]] in ACTING):
        return False
    return not (words.dep[root] == "pobj" and words.lower[words.head[root]] in PLACED)


def _acronym(text: str) -> bool:
    return text.isupper() and 2 <= len(text) <= 7 and " " not in text  # noqa: PLR2004


def _score(words: Words, lexicon: Lexicon, name: Name, titled: bool) -> tuple[float, bool]:
    start, end = name.start, name.end
    if titled:
        return 5.0, True
    if name.honorific < start:
        return 5.0, True
    before = words.lower[start - 1] if start else ""
    several = len(parts(name.text)) > 1
    labels = [words.ent[i] for i in range(start, end)]
    score = 0.0
    if "PERSON" in labels:
        score += 2.0 if several or words.iob[start] == 3 else 1.5
    elif "ORG" in labels or any(
        label in {"GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"} for label in labels
    ):
        score -= 0.5
    score += 0.5 * several
    if before == "the":
        score -= 3
    if before in PLACED and (not several or "PERSON" not in labels):
        score -= 1.5
    score += 0.5 * (_takes_part(words, start, end) and "PERSON" in labels)
    certain = False
    if start and before in lexicon.humans and words.tag[start - 1] in {"NN", "NNP"}:
        score += 2
    if (
        end + 1 < words.n
        and words.text[end] == ","
        and words.text[end + 1].isdigit()
        and 15 < int(words.text[end + 1] if words.text[end + 1].isdecimal() else 0) < 105
        and words.text[end + 2 : end + 3] == [","]
    ):
        score, certain = score + 4, True
    root = _root(words, start, end)
    if words.dep[root] in {"nsubj", "nsubjpass"} and words.lemma[words.head[root]] in SAYING:
        score += 1
    if end + 1 < words.n and (
        words.lower[end] == "who" or (words.text[end] == "," and words.lower[end + 1] in {"who", "whose"})
    ):
        score += 2
    if end < words.n and words.lower[end] in NAMED_AFTER:
        score -= 2
    if parts(name.text) and parts(name.text)[0] in lexicon.given and several:
        score += 2.0
    return score, certain


def _takes_part(words: Words, start: int, end: int) -> bool:
    """Tell whether the grammar treats a name as somebody: a subject, a possessor, one spoken with."""
    root = _root(words, start, end)
    dep, head = words.dep[root], words.head[root]
    if dep == "conj":
        return words.ent[head] == "PERSON"
    return dep in {"nsubj", "nsubjpass", "poss", "dative"} or (dep == "pobj" and words.lower[head] in WITH)


def _root(words: Words, start: int, end: int) -> int:
    for i in range(start, end):
        if not start <= words.head[i] < end:
            return i
    return end - 1


def listed(words: Words, name: Name) -> bool:
    """Tell whether a name is somebody in the text, and no byline, credit or thing that is called after a person."""
    before = words.lower[name.honorific - 1] if name.honorific else "\n"
    second = words.lower[name.honorific - 2] if name.honorific > 1 else "\n"
    if before in {"by"} and (second in MANNERLESS or "\n" in second or name.honorific == 1):
        return False
    if name.end < words.n and (
        words.lower[name.end] == "contributed"
        or (words.text[name.end] == "/" and words.sent[name.start] == words.sent[name.end])
    ):
        return False
    return not (
        before in {"/", "photo", "credit"}
        or (name.end < words.n and words.lower[name.end] in NAMED_AFTER and words.lower[name.start - 1] == "the")
    )


def cluster(words: Words, lexicon: Lexicon, names: list[Name]) -> tuple[list[Person], dict[int, Person]]:
    """Put the names of persons together into persons; the second value maps the start of a name to its person."""
    people: list[Person] = []
    owner: dict[int, Person] = {}
    candidates = [name for name in names if name.kind == "person" and parts(name.text)]
    full = sorted((n for n in candidates if len(parts(n.text)) > 1), key=lambda n: -len(parts(n.text)))
    for name in full:
        person = next(
            (p for p in people if _same_full(_full(lexicon, parts(name.text)), _full(lexicon, p.parts))), None
        )
        if person is None:
            person = Person("", name.text, parts(name.text))
            people.append(person)
        person.names.append(name)
        owner[name.start] = person
    for name in candidates:
        if name.start in owner:
            continue
        person = _short(name, people, owner)
        if person is None:
            person = Person("", name.text, parts(name.text))
            people.append(person)
        person.names.append(name)
        owner[name.start] = person
    for person in people:
        _describe(lexicon, words, person)
    return people, owner


def _full(lexicon: Lexicon, found: tuple[str, ...]) -> tuple[str, ...]:
    return (lexicon.short.get(found[0], found[0]), *found[1:])


def _same_full(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    if shorter == longer:
        return True
    if len(shorter) < len(longer):
        if shorter == longer[-len(shorter) :] or shorter == longer[: len(shorter)]:
            return True
        return shorter[0] == longer[0] and shorter[-1] == longer[-1]
    if len(shorter) == len(longer):
        return all(_alike(a, b) for a, b in zip(shorter, longer, strict=True))
    return False


def _alike(a: str, b: str) -> bool:
    """Tell whether two parts of names are spellings of one (Galant, Gallant; Yusuf, Yousef; J, John)."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return min(len(a), len(b)) >= 4 and a[0] == b[0] and _distance(a, b) <= 1  # noqa: PLR2004


def _distance(a: str, b: str) -> int:
    """Give 0, 1 or 2 (or more): how many letters must change to make one word of the other."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > 1:
        return 2
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[shared:], b[shared:]
    return 1 if rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:] else 2


def _short(name: Name, people: list[Person], owner: dict[int, Person]) -> Person | None:
    part = parts(name.text)[0]
    fits = [p for p in people if len(p.parts) > 1 and part in {p.parts[-1], p.parts[0]}]
    fits = fits or [p for p in people if part in p.parts]
    fits = fits or [p for p in people if len(part) > 4 and _alike(part, p.parts[-1])]  # noqa: PLR2004
    if len(fits) > 1:
        last = [p for p in fits if p.parts[-1] == part] or fits
        before = [p for p in last if any(n.start < name.start for n in p.names)]
        fits = sorted(
            before or last, key=lambda p: -max((n.start for n in p.names if n.start < name.start), default=-1)
        )
    return fits[0] if fits else None


def _describe(lexicon: Lexicon, words: Words, person: Person) -> None:
    person.names.sort(key=lambda n: n.start)
    texts = Counter(n.text for n in person.names)
    person.name = max(texts, key=lambda t: (len(parts(t)), texts[t]))
    aliases = dict.fromkeys(t for t in texts if t != person.name)
    for name in person.names:
        if name.honorific < name.start:
            aliases.setdefault(words.phrase(name.honorific, name.end))
        person.gender = person.gender or name.gender
    spaced = person.name.split()
    if len(spaced) > 1 and spaced[-1][:1].isupper():
        aliases.setdefault(spaced[-1])
    if " - " in person.name:
        aliases.setdefault(person.name.replace(" - ", "-"))
    person.aliases = list(aliases)
    if not person.gender and person.parts:
        first = keys(person.name)
        person.gender = lexicon.given.get(first[0], "") if first else ""
