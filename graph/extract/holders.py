"""Tell which person the text puts in which office."""

from dataclasses import replace

from graph.extract.lexicon import Head, plurals
from graph.extract.names import Name
from graph.extract.offices import Title
from graph.extract.persons import Person
from graph.extract.stage import Stage
from graph.extract.states import Place
from graph.extract.words import Words

CLOSING = frozenset(
    {",", ".", ")", ";", ":", "—", "–", "-", "and", "]", '"', "”", "...", "(", "or", "\n", "who", "but"}
)
BEING = frozenset({"is", "was", "became", "becomes", "remains", "remained", "been", "be", "are", "were"})


def beside_titles(stage: Stage) -> tuple[set[int], set[int]]:
    """Give the starts of the names that titles show to be persons, and of those that own a title as a body does."""
    persons: set[int] = set()
    owners: set[int] = set()
    words = stage.words
    for title in stage.titles:
        after = stage.name_at.get(title.end)
        if after is not None:
            persons.add(after.start)
        i = title.end
        if (
            i + 1 < words.n
            and words.text[i] == ","
            and (name := stage.name_at.get(i + 1)) is not None
            and _closed(words, name)
        ):
            persons.add(name.start)
        name = stage.name_ending.get(title.start - 1)
        if name is not None and words.text[title.start - 1] == "," and after is None and _tells(title):
            persons.add(name.start)
        if title.head.scope == "body" and title.left and (name := stage.name_at.get(title.left[0])) is not None:
            owners.add(name.start)
        if title.head.scope == "body" and title.right and (name := stage.name_at.get(title.right[0])) is not None:
            owners.add(name.start)
    persons.update(_beside_relatives(stage))
    return persons - owners, owners


def _beside_relatives(stage: Stage) -> set[int]:
    words, found = stage.words, set()
    for i in range(words.n - 2):
        if words.lower[i] in stage.lexicon.relatives or (
            words.lower[i] == "number" and words.lower[i - 1] == "opposite"
        ):
            name = stage.name_at.get(i + 1) or (stage.name_at.get(i + 2) if words.text[i + 1] == "," else None)
            if name is not None:
                found.add(name.start)
    return found


def _closed(words: Words, name: Name) -> bool:
    return (
        name.end >= words.n
        or words.text[name.end] in {",", ".", ")", ";", "—", "–"}
        or words.dep[words.root(name.start, name.end)] == "appos"
    )


def _tells(title: Title) -> bool:
    """Tell whether a title says more than a bare noun such as "head"."""
    return (
        not (title.head.alone and not title.domain)
        or bool(title.owners)
        or title.left is not None
        or title.possessive is not None
        or title.right is not None
    )


def read_holders(stage: Stage) -> list[tuple[Title, Person, int]]:
    """List (title, person, token that shows it) for all that the text puts in an office."""
    found: list[tuple[Title, Person, int]] = []
    for title in list(stage.titles):
        people = holders_of(stage, title)
        for k, person in enumerate(people):
            if title.head.plural:
                owners = (
                    [title.owners[k]]
                    if len(title.owners) == len(people)
                    else title.owners
                    if len(title.owners) == 1
                    else []
                )
                single = replace(
                    title,
                    head=singular(title),
                    owners=list(owners),
                    holder=person.id,
                    surface=one_of(stage, title),
                    single=True,
                )
                stage.titles.append(single)
                found.append((single, person, title.root))
            else:
                found.append((title, person, title.root))
                title.holder = title.holder or person.id
    _shared(stage, found)
    return found


def singular(title: Title) -> Head:
    """Give the head of a title in the singular."""
    return replace(title.head, plural=False)


def one_of(stage: Stage, title: Title) -> str:
    """Give a title in the plural as one says it of one holder ("foreign ministers": foreign minister)."""
    words = stage.words
    forms = plurals(title.head.form)
    for form in forms:
        if title.surface.lower().endswith(form.lower()):
            return (title.surface[: -len(form)] + title.head.form).strip()
    return words.phrase(title.core, title.end)


def _shared(stage: Stage, found: list[tuple[Title, Person, int]]) -> None:
    """Let the holder of "Deputy Premier and Finance Minister X" hold both."""
    words = stage.words
    ending = {t.end: t for t in stage.titles}
    for title, person, _ in list(found):
        beside = ending.get(title.start)
        beside = None if beside is title or (beside and beside.holder) else beside
        if beside is not None and title.head.alone is not None and not title.owners and not beside.head.plural:
            beside.holder = person.id
            found.append((beside, person, beside.root))
            continue
        i = title.start - 1
        if i < 1 or words.lower[i] not in {"and", "&", "/"} or title.determiner or title.possessive is not None:
            continue
        other = next(
            (t for t in stage.titles if t.end == i and not t.holder and not t.head.plural and not t.relative), None
        )
        if other is not None and (stage.name_at.get(title.end) is not None or other.determiner):
            other.holder = person.id
            if not title.owners:
                title.owners = list(other.owners)
            found.append((other, person, other.root))
    for title, person, _ in list(found):
        i = title.end
        if i + 1 < words.n and words.lower[i] == "and" and words.text[title.start - 1] in {",", "as"}:
            other = stage.title_at.get(i + 1)
            if (
                other is not None
                and not other.holder
                and not other.head.plural
                and stage.name_at.get(other.end) is None
            ):
                other.holder = person.id
                found.append((other, person, other.root))


def holders_of(stage: Stage, title: Title) -> list[Person]:
    """Give the persons whom the text puts in the office of a title."""
    if title.named_only:
        return []
    if title.head.plural:
        return _several(stage, title)
    plain = not title.determiner and title.left is None and title.possessive is None and not title.relative
    beside = (_before_comma, _after_comma) if plain else (_after_comma, _before_comma)
    for find in (_follows, *beside, _is_one, _in_brackets):
        person = find(stage, title)
        if person is not None:
            return [person]
    return []


def _named(stage: Stage, i: int) -> tuple[Name, Person] | None:
    text = stage.words.text
    while i < len(text) and text[i].isspace() and "\n" not in text[i]:
        i += 1
    name = stage.name_at.get(i)
    person = stage.person(name)
    return (name, person) if name is not None and person is not None else None


def _follows(stage: Stage, title: Title) -> Person | None:
    """Read "Foreign Minister X"."""
    found = _named(stage, title.end)
    if (
        found is None
        and stage.words.text[title.end : title.end + 1] == ["("]
        and stage.words.text[title.end + 2 : title.end + 3] == [")"]
    ):
        found = _named(stage, title.end + 3)
    if found is None:
        return None
    place = _place_of(stage, found[0].end)
    if not title.owners and place is not None:
        title.owners, title.stated = [place.state], True
    return found[1]


def _place_of(stage: Stage, i: int) -> Place | None:
    """Read the state of "X of Moldova" after a name that ends before token i."""
    words = stage.words
    if words.lower[i : i + 1] != ["of"]:
        return None
    place = stage.place_at.get(i + 2 if words.lower[i + 1 : i + 2] == ["the"] else i + 1)
    return place if place is not None and place.name.how != "demonym" else None


def _after_comma(stage: Stage, title: Title) -> Person | None:
    """Read "the Israeli defense minister, X,"."""
    words, i = stage.words, title.end
    if i + 1 >= words.n or words.text[i] not in {",", "—", "–", ":"} or words.sent[i] != words.sent[title.root]:
        return None
    found = _named(stage, _past_description(stage, i + 1))
    if found is None:
        return None
    name, person = found
    closing = name.end >= words.n or words.text[name.end] in CLOSING or "\n" in words.text[name.end]
    if not closing and words.dep[words.root(name.start, name.end)] != "appos":
        return None
    if (
        words.text[name.end : name.end + 1] == [","]
        or not closing
        or words.dep[words.root(name.start, name.end)] in {"appos", "conj", "npadvmod"}
    ):
        return person
    return person if words.text[name.end : name.end + 1] != ["and"] else None


def _past_description(stage: Stage, i: int) -> int:
    """Go over "the Dutch hotelier", "the former governor" to the name that it describes, or stay."""
    words = stage.words
    if words.lower[i] not in {"the", "a", "an"}:
        return i
    j = i + 1
    for _ in range(5):
        if j in stage.name_at:
            return j
        if title := stage.title_at.get(j):
            j = title.end
        elif place := stage.place_at.get(j):
            j = place.end
        elif j < words.n and not words.capital(j) and words.pos[j] in {"ADJ", "NOUN"}:
            j += 1
        else:
            return i
    return i


def _before_comma(stage: Stage, title: Title) -> Person | None:
    """Read "X, Zambia's foreign minister," and "X, 45, chairman of Y"."""
    words, i = stage.words, title.start - 1
    if words.lower[i] in {"currently", "now", "then", "formerly", "once"}:
        i -= 1
    if i > 2 and words.text[i] == "," and words.text[i - 1].isdigit() and words.text[i - 2] == ",":  # noqa: PLR2004
        i -= 2
    if i < 1 or words.text[i] not in {",", "—", "–"} or (title.end < words.n and _named(stage, title.end)):
        return None
    name = stage.name_ending.get(i)
    person = stage.person(name)
    if name is None or person is None or words.sent[name.start] != words.sent[title.root]:
        return None
    if (
        title.end + 1 < words.n
        and words.text[title.end] == ","
        and _named(stage, title.end + 1)
        and words.dep[title.root] in {"conj", "dobj", "pobj", "nsubj"}
        and title.determiner == "the"
    ):
        return None
    if (
        title.head.domain
        and title.head.alone
        and not title.domain
        and not title.owners
        and title.possessive is None
        and title.left is None
        and title.determiner not in {"the", "a", "an"}
        and not title.place
    ):
        return None
    return person


def _is_one(stage: Stage, title: Title) -> Person | None:
    """Read "X is Ghana's minister", "X, who was president", "X as premier", "appointed X finance minister"."""
    words, i = stage.words, title.start - 1
    if i < 1:
        return None
    if words.lower[i] in {"now", "also", "still", "then", "currently", "formerly", "once", "both"}:
        i -= 1
    if words.lower[i] == "as":
        return _as(stage, i)
    if words.lower[i] in BEING:
        if words.lower[i - 1] in {"has", "have", "had", "to", "will", "would"}:
            i -= 1
        if words.lower[i - 1] == "who":
            i -= 2 if words.text[i - 2] == "," else 1
        return stage.person(stage.name_ending.get(i))
    name = stage.name_ending.get(i + 1)
    if name is not None and words.lower[name.honorific - 1] in stage.lexicon.cues["making_verbs"]:
        return stage.person(name)
    return None


def _as(stage: Stage, i: int) -> Person | None:
    words = stage.words
    name = stage.name_ending.get(i)
    if name is None and words.text[i - 1] == ",":
        name = stage.name_ending.get(i - 1)
    if name is not None:
        return stage.person(name)
    verb = words.head[i]
    if words.lemma[verb] not in stage.lexicon.cues["serving_verbs"]:
        return None
    wanted = {"nsubjpass", "dobj"} if words.lemma[verb] in {"appoint", "name"} else {"nsubj", "nsubjpass", "dobj"}
    kids = [kid for kid in words.kids[verb] if words.dep[kid] in wanted]
    return next((stage.person(n) for kid in kids for n in stage.names if n.start <= kid < n.end), None)


def _in_brackets(stage: Stage, title: Title) -> Person | None:
    """Read "X (chairman)"."""
    words = stage.words
    if (
        title.start < 1
        or words.text[title.start - 1] != "("
        or words.text[title.end : title.end + 1] not in ([")"], [","])
    ):
        return None
    return stage.person(stage.name_ending.get(title.start - 1))


def _several(stage: Stage, title: Title) -> list[Person]:
    """Read "Presidents X and Y", "the foreign ministers of France and Germany, X and Y"."""
    words, i = stage.words, title.end
    if i < words.n and words.text[i] in {",", ":", "–", "—", "-"}:
        i += 1
    found: list[Person] = []
    states: list[str] = []
    while named := _named(stage, i):
        found.append(named[1])
        i = named[0].end
        if i < words.n and words.text[i] == "(":
            i = next((j + 1 for j in range(i, min(i + 6, words.n)) if words.text[j] == ")"), i)
        elif place := _place_of(stage, i):
            i = place.end
            states.append(place.state)
        if words.lower[i : i + 2] == [",", "and"]:
            i += 2
        elif words.lower[i : i + 1] in (["and"], [","]):
            i += 1
        else:
            break
    if found and not title.owners and len(states) == len(found):
        title.owners, title.stated = states, True
    return found if len(found) > 1 else []
