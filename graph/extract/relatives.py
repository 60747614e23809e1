"""Read offices that are named by another one: "her Malawian counterpart", "his deputy, X", "its predecessor"."""

from dataclasses import replace

from graph.extract.holders import holders_of, singular
from graph.extract.offices import Title
from graph.extract.persons import Person
from graph.extract.stage import Stage

Held = tuple[Title, Person, int]


def counterparts(stage: Stage, held: list[Held]) -> list[Held]:
    """Make titles of counterparts, deputies and predecessors, add them to the stage, and give who holds them."""
    made: list[Held] = []
    by_person: dict[str, Title] = {}
    for title, person, _ in held:
        known = by_person.get(person.id)
        if known is None or known.former or (known.head.alone and not known.domain):
            by_person[person.id] = title
    for i in range(stage.words.n):
        how = _relation(stage, i)
        if how is None or i in {t.root for t in stage.titles}:
            continue
        bases = _bases(stage, i, by_person)
        if bases and stage.words.tag[i] == "NNS" and (several := _each(stage, i, bases[-1])):
            for title in several:
                stage.titles.append(title)
                made.append((title, next(p for p in stage.persons.values() if p.id == title.holder), i))
            continue
        for base in bases:
            relative = _made(stage, i, how, base)
            if relative is None:
                continue
            stage.titles.append(relative)
            for person in holders_of(stage, relative):
                relative.holder = person.id
                made.append((relative, person, i))
                by_person.setdefault(person.id, relative)
    made += _implied(stage, by_person)
    stage.titles.sort(key=lambda t: t.core)
    return made


def _implied(stage: Stage, by_person: dict[str, Title]) -> list[Held]:
    """Read "Latvia's X" after a minister or ministers were spoken of: X is the minister of that state."""
    made: list[Held] = []
    words = stage.words
    for name in stage.names:
        person = stage.person(name)
        if (
            person is None
            or person.id in by_person
            or not name.honorific
            or words.lower[name.honorific - 1] not in {"'s", "’s"}
        ):
            continue
        place = stage.place_ending.get(name.honorific - 1)
        before = [
            t
            for t in stage.titles
            if t.end <= name.start
            and words.sent[name.start] - words.sent[t.core] <= 1
            and t.head.scope == "state"
            and not (t.head.alone and not t.domain)
        ]
        if (
            place is None
            or not before
            or (name.end < words.n and words.text[name.end] == "," and stage.title_at.get(name.end + 1))
        ):
            continue
        base = before[-1]
        title = Title(
            place.start,
            name.start,
            name.start,
            name.start,
            singular(base),
            base.domain,
            base.ranks,
            owners=[place.state],
            stated=True,
            surface=base.surface,
            holder=person.id,
            base=base,
            relative="same",
        )
        if base.head.plural:
            title.surface = " ".join(
                [base.surface.rsplit(" ", 1)[0] if " " in base.surface else "", title.head.form]
            ).strip()
        stage.titles.append(title)
        by_person[person.id] = title
        made.append((title, person, name.start))
    return made


def _each(stage: Stage, i: int, base: Title) -> list[Title]:
    """Read "his Norwegian and Finnish counterparts, X and Y"."""
    words, j = stage.words, i
    owners: list[str] = []
    while place := stage.place_ending.get(j):
        owners.insert(0, place.state)
        j = place.start - 1
        if words.lower[j] not in {"and", ","}:
            break
    plural = Title(i, i, i + 1, i, replace(base.head, plural=True))
    people = holders_of(stage, plural)
    if len(people) != len(owners) or len(set(owners)) == 1:
        return []
    head = singular(base)
    return [
        Title(
            i,
            i,
            i + 1,
            i,
            head,
            base.domain,
            base.ranks,
            owners=[owner],
            stated=True,
            surface=base.surface,
            holder=p.id,
            base=base,
            relative="same",
            single=True,
        )
        for owner, p in zip(owners, people, strict=True)
    ]


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


def _bases(stage: Stage, i: int, by_person: dict[str, Title]) -> list[Title]:
    """Give the titles of those whose counterpart is meant: the nearest before, several for "their counterparts"."""
    words = stage.words
    plural = words.tag[i] == "NNS"
    for sent in range(words.sent[i], max(-1, words.sent[i] - (1 if plural else 4)), -1):
        here: list[tuple[int, Title]] = []
        for name in stage.names:
            person = stage.person(name)
            if name.end in stage.body_ending or any(b.start <= name.start < b.end for b in stage.organizations):
                continue
            if person is not None and name.end <= i and words.sent[name.start] == sent and person.id in by_person:
                here.append((name.start, by_person[person.id]))
        here += [
            (t.core, t)
            for t in stage.titles
            if t.end <= i and words.sent[t.core] == sent and not (t.head.alone and not t.domain)
        ]
        if here:
            here.sort(key=lambda pair: pair[0])
            if not plural:
                return [_best(stage, i, here)]
            return list({t.kind: t for _, t in here}.values())[:3]
    return []


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
