"""Find organisations: known ones, names with a head noun (Kanak Union), ministries in small letters, acronyms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.extract.lexicon import Body, Lexicon
from graph.extract.names import Name
from graph.extract.offices import Title
from graph.extract.states import Place
from graph.extract.words import Words, keys

CONNECTORS = frozenset({"of", "for", "on", "and", "&", ",", "in", "against", "to", "de", "del", "da"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True)
class Organization:
    """One place where an organisation is named; `state` is its state in the lexicon, where its name tells it."""

    start: int
    end: int
    name: str
    """The name without its state and its article."""
    forms: list[str] = field(default_factory=list)
    state: str | None = None
    body: Body | None = None
    lower: bool = False
    sure: bool = True
    group: str = ""
    """Local id, once it is known."""
    core: int = -1


def known(words: Words, lexicon: Lexicon, taken: list[bool], states: set[str]) -> list[Organization]:
    """List the organisations that are known by name; an ambiguous name needs support."""
    hits: list[tuple[int, int, str, Body]] = []
    i = 0
    while i < words.n:
        hit = None if taken[i] and words.ent[i] != "ORG" else lexicon.bodies.at(words, i)
        if hit and _case(words, i, hit[0], hit[1][0]):
            hits.append((i, hit[0], *hit[1]))
            i = hit[0]
        else:
            i += 1
    sure = {body.id for _, _, form, body in hits if form not in body.ambiguous}
    found = []
    for start, end, form, body in hits:
        if (
            form in body.ambiguous
            and body.id not in sure
            and not (body.state in states if body.state else words.ent[start] == "ORG")
        ):
            continue
        found.append(Organization(start, end, body.name, [words.phrase(start, end)], body.state, body, core=start))
    return found


def _case(words: Words, start: int, end: int, form: str) -> bool:
    text = words.text[start]
    if form.isupper():
        return all(t.isupper() or not t[0].isalpha() for t in words.text[start:end])
    return text[0].isupper() == form[0].isupper()


def named(
    words: Words, lexicon: Lexicon, names: list[Name], places: list[Place], titled: set[int]
) -> list[Organization]:
    """List the names that a head noun makes organisations; they swallow the names and states that belong to them.

    `titled` are the starts of names that a title or an honorific makes persons.
    """
    found: list[Organization] = []
    starts = {name.start: name for name in names}
    before = {place.end: place for place in places}
    at = {place.start: place for place in places}
    done = -1
    for name in names:
        if name.start < done or name.start in titled or name.honorific < name.start:
            continue
        head = _head_inside(words, lexicon, name.start, name.end)
        if head is None:
            continue
        end = _extend(words, lexicon, name.end, starts, at, titled) if head else name.end
        if (
            name.end - name.start == 1
            and end == name.end
            and name.start not in before
            and not _alone(words, lexicon, name.start)
        ):
            continue
        organization = _with_state(words, name.start, end, before, at)
        if lexicon.not_bodies.at(words, name.start):
            continue
        found.append(organization)
        done = end
    return found


def merged(
    words: Words, lexicon: Lexicon, names: list[Name], places: list[Place], titles: Sequence[Title], known_: set[int]
) -> list[Name]:
    """Join the runs of one name that spaCy takes for an organisation ("Center for American Progress")."""
    titled = {i for title in titles for i in range(title.core, title.end)} | known_
    called = {i for place in places if place.name.how == "name" for i in range(place.start, place.end)}
    demonyms = {place.start: place.end for place in places if place.name.how == "demonym"}
    spans: list[tuple[int, int]] = []
    for entity in words.doc.ents:
        if entity.label_ != "ORG" or len(entity) < 2 or "\n" in entity.text:  # noqa: PLR2004
            continue
        start, end = entity.start, entity.end
        while start < end and (words.lower[start] in {"the", "a"} or not words.text[start][0].isalnum()):
            start += 1
        for i in range(start, end):
            if words.lower[i] in POSSESSIVES and words.tag[i] == "POS" and i < end - 1:
                start = i + 1
        start = demonyms.get(start, start)
        if (
            end - start < 2  # noqa: PLR2004
            or any(i in titled for i in range(start, end))
            or not words.capital(start)
            or not words.capital(end - 1)
        ):
            continue
        stately = any(i in called for i in range(start, end)) and any(
            i not in called and words.tag[i] == "NNP" for i in range(start, end)
        )
        if stately or _head_inside(words, lexicon, start, end) is not None:
            spans.append((start, end))
    kept = [n for n in names if not any(s < n.end and n.start < e for s, e in spans) or n.honorific < n.start]
    blocked = [n for n in names if n.honorific < n.start]
    for start, end in spans:
        first = min([n.start for n in names if n.start < start < n.end], default=start)
        last = max([n.end for n in names if n.start < end < n.end], default=end)
        if not any(n.honorific < last and first < n.end for n in blocked):
            kept.append(Name(first, last, words.phrase(first, last), first))
    return sorted(kept, key=lambda n: n.start)


def administrations(
    words: Words, lexicon: Lexicon, places: list[Place], persons: Mapping[int, object], names: list[Name]
) -> list[Organization]:
    """List "the Harrow administration", "the Harrow campaign": bodies that are called after a person or a state."""
    found = []
    after = set(lexicon.organizations["of_person"])
    ends: dict[int, tuple[int, str | None]] = {name.end: (name.start, None) for name in names if name.start in persons}
    ends |= {place.end: (place.start, place.state) for place in places if place.name.how != "seat"}
    for end, (start, state) in ends.items():
        i = end + 1 if words.lower[end : end + 1] in (["'s"], ["’s"]) else end
        if i < words.n and words.lower[i] in after and (state is None or words.lower[i] == "administration"):
            name = f"{words.phrase(start, end)} {words.lower[i]}"
            body = lexicon.administration if words.lower[i] == "administration" else None
            if body is not None and state in {None, body.state}:
                found.append(Organization(start, i + 1, body.name, [name], body.state, body, core=i))
            else:
                found.append(Organization(start, i + 1, name, [name], state, core=i))
    return found


def _alone(words: Words, lexicon: Lexicon, i: int) -> bool:
    """Tell whether a single capitalised head noun names a body by itself ("the Senate", "Parliament")."""
    hit = lexicon.lower_bodies.at(words, i)
    return hit is not None and (hit[1] or (i > 0 and words.lower[i - 1] == "the"))


def _head_inside(words: Words, lexicon: Lexicon, start: int, end: int) -> bool | None:
    """Tell whether a run of words has a body's head noun: True where "of" may follow it, None where there is none."""
    last = end - 1
    if lexicon.body_heads.ending(words, last, 3):
        return True
    if words.text[last] in lexicon.organizations["company_suffixes"] and end - start > 1:
        return False
    if words.text[start] in lexicon.organizations["company_prefixes"] and end - start > 1:
        return False
    if end - start > 1 and lexicon.body_heads.at(words, start):
        return False
    return None


def _extend(
    words: Words, lexicon: Lexicon, end: int, starts: dict[int, Name], places: dict[int, Place], titled: set[int]
) -> int:
    """Go on over "of Foreign Affairs", "for Security and Co-operation in Europe", "of the Republic of Serbia"."""
    while end < words.n - 1 and words.lower[end] in CONNECTORS:
        link, i = words.lower[end], end + 1
        if link == "of" and words.text[i].isdigit():
            return i + 1
        if words.lower[i] == "the" or (link == "," and words.lower[i] == "and"):
            i += 1
        if i >= words.n:
            return end
        if link in {",", "and", "&"}:
            further = _listed(words, lexicon, end, i)
        else:
            further = _linked(words, lexicon, link, i, end, starts, places, titled)
        if further is None:
            return end
        end = further
    return end


def _listed(words: Words, lexicon: Lexicon, end: int, i: int) -> int | None:
    """Give the end of a further portfolio ("Trade, Industry and Energy")."""
    portfolios = lexicon.portfolios.at(words, i) and lexicon.portfolios.ending(words, end - 1, 3)
    return i + 1 if portfolios and words.capital(i) else None


def _linked(
    words: Words,
    lexicon: Lexicon,
    link: str,
    i: int,
    end: int,
    starts: dict[int, Name],
    places: dict[int, Place],
    titled: set[int],
) -> int | None:
    """Give the end of a state or name after of, for, in."""
    if i in places and link in {"of", "for", "in"}:
        how = places[i].name.how
        inside = link == "in" and (how == "seat" or (how == "name" and words.lower[end - 2] != "of"))
        return None if inside else places[i].end
    if i in starts and i not in titled and words.ent[i] != "PERSON":
        return None if link in {"in", "to"} else starts[i].end
    known_word = link in {"of", "for"} and words.capital(i) and words.keys[i] in lexicon.vocabulary
    return i + 1 if known_word else None


def _with_state(words: Words, start: int, end: int, before: dict[int, Place], at: dict[int, Place]) -> Organization:
    state, first = None, start
    core = words.phrase(start, end)
    if ((place := before.get(start)) and place.name.how != "seat") or (
        words.lower[start - 1] in POSSESSIVES and (place := before.get(start - 1))
    ):
        state, first = place.state, place.start
    inside = [at[i] for i in range(start, end) if i in at]
    for place in inside:
        state = state or place.state
    forms = [core] + ([words.phrase(first, end)] if first != start else [])
    for place in inside:
        if place.end == end:
            cut = place.start - 1
            while cut > start and words.lower[cut] in {"the", "of"}:
                cut -= 1
            forms.append(words.phrase(start, cut + 1))
    return Organization(first, end, core, forms, state, core=start)


def lower(words: Words, lexicon: Lexicon, places: list[Place], taken: list[bool]) -> list[Organization]:
    """List the bodies that are named in small letters: the foreign ministry, parliament, the Turkish army."""
    found: list[Organization] = []
    before = {place.end: place for place in places}
    at = {place.start: place for place in places}
    i = 0
    while i < words.n:
        hit = None if taken[i] else _lower_at(words, lexicon, i)
        if hit is None or words.pos[hit[0] - 1] not in {"NOUN", "PROPN"}:
            i += 1
            continue
        end, alone = hit
        organization = _lower_one(words, i, end, before, at)
        if words.lower[end - 1] in lexicon.names["no_bodies"]:
            i = end
            continue
        organization.sure = bool(organization.state) or (alone and words.lower[i] not in lexicon.cues["bare_bodies"])
        found.append(organization)
        i = end
    return found


def _lower_at(words: Words, lexicon: Lexicon, i: int) -> tuple[int, bool] | None:
    if portfolio := lexicon.portfolios.at(words, i):
        end = portfolio[0]
        if end < words.n and words.lower[end] in {"ministry", "department"}:
            return end + 1, True
    if words.lower[i] == "ministry" and words.lower[i + 1 : i + 2] == ["of"]:
        j = i + 3 if words.lower[i + 2 : i + 3] == ["the"] else i + 2
        if j < words.n and (portfolio := lexicon.portfolios.at(words, j)):
            return portfolio[0], True
    return lexicon.lower_bodies.at(words, i)


def _lower_one(words: Words, start: int, end: int, before: dict[int, Place], at: dict[int, Place]) -> Organization:
    core = words.phrase(start, end)
    state, first, last = None, start, end
    if (place := before.get(start)) or (words.lower[start - 1] in POSSESSIVES and (place := before.get(start - 1))):
        state, first = place.state, place.start
    elif end + 1 < words.n and words.lower[end] in {"of", "in"}:
        j = end + 2 if words.lower[end + 1] == "the" else end + 1
        if place := at.get(j):
            state, last = place.state, place.end
    forms = [core] + ([words.phrase(first, last)] if (first, last) != (start, end) else [])
    return Organization(first, last, core, forms, state, lower=True, core=start)


def acronym_of(words: Words, organization: Organization) -> str | None:
    """Give the acronym in brackets after an organisation's name, or None."""
    i = organization.end
    if i + 2 < words.n and words.text[i] == "(" and words.text[i + 2] == ")" and words.text[i + 1].isupper():
        return words.text[i + 1]
    return None


def initials(name: str) -> str:
    """Give the initials of a name's weighty words."""
    return "".join(key[0] for key in keys(name) if key not in {"of", "the", "for", "and", "de", "in", "on"})
