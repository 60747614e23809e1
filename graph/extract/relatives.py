"""Read offices that are named by another one: "her Malawian counterpart", "his deputy, X", "its predecessor"."""

from dataclasses import replace

from graph.extract.holders import holders_of, one_of, singular
from graph.extract.names import Name
from graph.extract.offices import Title
from graph.extract.persons import Person
from graph.extract.stage import Stage

Held = tuple[Title, Person, int]
REACH = 4
"""How many sentences back the other office may be."""


def counterparts(stage: Stage, held: list[Held]) -> list[Held]:
    """Make titles of counterparts, deputies and predecessors, add them to the stage, and give who holds them."""
    told = Told(stage, held)
    roots = {t.root for t in stage.titles}
    for i in range(stage.words.n):
        how = _relation(stage, i)
        if how is None or i in roots:
            continue
        bases = told.bases(i)
        several = _each(stage, i, bases[-1]) if bases and stage.words.tag[i] == "NNS" else []
        for title in several or [made for base in bases if (made := _made(stage, i, how, base))]:
            told.add(title, holders_of(stage, title) if not title.single else told.people[title.holder])
    for name in stage.names:
        _imply(stage, told, name)
    stage.titles.sort(key=lambda t: t.core)
    return told.made


class Told:
    """The titles that the text has told so far, by sentence and by person."""

    def __init__(self, stage: Stage, held: list[Held]) -> None:
        self.stage = stage
        self.made: list[Held] = []
        self.people = {p.id: [p] for p in stage.persons.values()}
        self.by_person: dict[str, Title] = {}
        self.here: dict[int, list[tuple[int, int, Title]]] = {}
        """By sentence: where a title or the name of its holder begins and ends."""
        for title, person, _ in held:
            known = self.by_person.get(person.id)
            if known is None or known.former or _is_bare(known):
                self.by_person[person.id] = title
        bodies = {i for body in stage.organizations for i in range(body.start, body.end)}
        for name in stage.names:
            named = stage.person(name)
            if named is not None and named.id in self.by_person and not {name.start, name.end} & bodies:
                self._put(name.start, name.end, self.by_person[named.id])
        for title in stage.titles:
            if not _is_bare(title):
                self._put(title.core, title.end, title)

    def _put(self, start: int, end: int, title: Title) -> None:
        self.here.setdefault(self.stage.words.sent[start], []).append((start, end, title))

    def add(self, title: Title, people: list[Person]) -> None:
        """Take in a title that was made, and who holds it."""
        self.stage.titles.append(title)
        self._put(title.core, title.end, title)
        for person in people:
            title.holder = person.id
            self.made.append((title, person, title.root))
            self.by_person.setdefault(person.id, title)

    def before(self, i: int, sent: int) -> list[tuple[int, Title]]:
        """Give the titles of a sentence that end before token i, in order."""
        found = [(start, title) for start, end, title in self.here.get(sent, ()) if end <= i]
        return sorted(found, key=lambda pair: pair[0])

    def bases(self, i: int) -> list[Title]:
        """Give the titles of those whose counterpart is meant: the nearest before, several for "their counterparts"."""
        words = self.stage.words
        plural = words.tag[i] == "NNS"
        for sent in range(words.sent[i], max(-1, words.sent[i] - (1 if plural else REACH)), -1):
            if here := self.before(i, sent):
                return list({t.kind: t for _, t in here}.values())[:3] if plural else [_best(self.stage, i, here)]
        return []


def _is_bare(title: Title) -> bool:
    return title.head.alone and not title.domain


def _imply(stage: Stage, told: Told, name: Name) -> None:
    """Read "Latvia's X" after a minister or ministers were spoken of: X is the minister of that state."""
    words, person = stage.words, stage.person(name)
    place = stage.place_ending.get(name.honorific - 1)
    if person is None or place is None or person.id in told.by_person or words.tag[name.honorific - 1] != "POS":
        return
    if words.text[name.end : name.end + 1] == [","] and name.end + 1 in stage.title_at:
        return
    sent = words.sent[name.start]
    before = [t for s in (sent - 1, sent) for _, t in told.before(name.start, s) if t.head.scope == "state"]
    if before:
        base = before[-1]
        surface = one_of(stage, base) if base.head.plural else base.surface
        title = _same_as(base, name.start, name.start, place.state, surface)
        title.start = place.start
        told.add(title, [person])


def _same_as(base: Title, start: int, end: int, owner: str, surface: str) -> Title:
    """Make a title of the same kind for another owner."""
    return Title(
        start,
        start,
        end,
        start,
        singular(base),
        base.domain,
        base.ranks,
        owners=[owner],
        stated=True,
        surface=surface,
        base=base,
        relative="same",
    )


def _each(stage: Stage, i: int, base: Title) -> list[Title]:
    """Read "his Norwegian and Finnish counterparts", and, where they are named, "X and Y" after it."""
    words, j = stage.words, i
    owners: list[str] = []
    while place := stage.place_ending.get(j):
        owners.insert(0, place.state)
        j = place.start - 1
        if words.lower[j] not in {"and", ","}:
            break
    plural = Title(i, i, i + 1, i, replace(base.head, plural=True))
    people = holders_of(stage, plural)
    if len(people) not in {0, len(owners)} or len(set(owners)) < 2:  # noqa: PLR2004
        return []
    found = [_same_as(base, i, i + 1, owner, base.surface) for owner in owners]
    for title, person in zip(found, people, strict=False):
        title.holder, title.single = person.id, True
    return found


def _relation(stage: Stage, i: int) -> str | None:
    words, lower = stage.words, stage.words.lower[i]
    if lower == "number" and words.lower[i - 1] == "opposite":
        return "same"
    found = stage.lexicon.relatives.get(lower) or (
        stage.lexicon.relatives.get(lower[:-1]) if lower.endswith("s") else None
    )
    if found == "deputy" and words.tag[i - 1] not in {"PRP$", "POS"}:
        return None
    return found


def _best(stage: Stage, i: int, here: list[tuple[int, Title]]) -> Title:
    """Prefer the subject of the sentence to what was named last."""
    words = stage.words
    own = [(at, t) for at, t in here if t.possessive is None]
    here = own or here
    subjects = [t for at, t in here if any(words.dep[k] in {"nsubj", "nsubjpass"} for k in range(at, min(at + 8, i)))]
    return subjects[-1] if subjects else here[-1][1]


def _made(stage: Stage, i: int, how: str, base: Title) -> Title | None:
    words = stage.words
    first = i - 1 if words.lower[i - 1] == "opposite" else i
    title = Title(
        first, first, i + 1, i, base.head, base.domain, base.ranks, surface=base.surface, base=base, relative=how
    )
    place = stage.place_ending.get(first)
    if place is not None:
        title.start, title.owners, title.stated = place.start, [place.state], True
    elif (
        i + 2 < words.n
        and words.lower[i + 1] in {"from", "in", "of"}
        and (place := stage.place_at.get(i + 2 + (words.lower[i + 2] == "the")))
    ):
        title.owners, title.stated, title.end = [place.state], True, place.end
    elif how == "same":
        if title.start < 1 or words.tag[first - 1] not in {"PRP$", "POS", "WP$"}:
            return None
    else:
        title.owners, title.stated = list(base.owners), base.stated
    if words.tag[title.start - 1] == "PRP$":
        title.possessive, title.start = title.start - 1, title.start - 1
    if how == "deputy":
        title.ranks = ("deputy", *base.ranks)
        title.surface = f"Deputy {base.surface}"
    title.former = how == "former"
    return title
