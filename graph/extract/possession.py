"""Read whose post a title is: "Zambia's foreign minister", "chairman of the ECOWAS Commission", "their leader"."""

from graph.extract.offices import Title
from graph.extract.organizations import POSSESSIVES, Organization
from graph.extract.stage import Stage
from graph.extract.states import Place
from graph.extract.words import Words

WIDTH = 4
"""Of how many words a description may consist."""


def read_owners(stage: Stage) -> None:
    """Read, for each title, the state, body or possessive before and after it."""
    for title in stage.titles:
        _owner_before(stage, title)
        _owner_after(stage, title)


def _owner_before(stage: Stage, title: Title) -> None:
    words, i = stage.words, title.start - 1
    for _ in range(3):
        if i < 0:
            return
        lower = words.lower[i]
        if lower in POSSESSIVES and title.left is None:
            if not _owning(stage, title, i):
                _nominal_owner(words, title, i)
            i = words.before(title.start)
        elif words.tag[i] in {"PRP$", "WP$"}:
            title.possessive, title.start = i, i
            return
        elif title.left is None and _owning(stage, title, i + 1):
            i = words.before(title.start)
        elif lower in {"the", "a", "an", "another", "this", "that", "any", "one"}:
            title.determiner, title.start = lower, i
            return
        elif hit := stage.lexicon.former.ending(words, i, 3):
            title.former |= hit[1]
            title.current |= not hit[1]
            title.start = hit[0]
            i = words.before(hit[0])
        else:
            return


def _owning(stage: Stage, title: Title, end: int) -> bool:
    """Take the state, body or unknown name that ends before token `end` as the owner."""
    if place := stage.place_ending.get(end):
        title.left, title.start = (place.start, place.end), place.start
        title.owners.append(place.state)
        title.stated = True
        if title.head.plural:
            _further_owners(stage, title, place.start)
        return True
    if body := stage.body_ending.get(end):
        title.left, title.start = (body.start, body.end), body.start
        title.owners.append(body.group or body.name)
        title.stated = True
        return True
    name = stage.name_ending.get(end)
    if name is not None and stage.words.sent[name.start] == stage.words.sent[title.root]:
        person = stage.person(name)
        if person is None or end < stage.words.before(title.start) + 1:
            title.left, title.start = (name.honorific, name.end), name.honorific
            return True
    return False


def _further_owners(stage: Stage, title: Title, start: int) -> None:
    """Read the other states of "Peru's and Panama's presidents", "Colombian, Thai and Egyptian ministers"."""
    words, i = stage.words, start - 1
    while i > 1 and words.lower[i] in {"and", ","}:
        i -= words.lower[i - 1] == ","
        i -= words.lower[i - 1] in POSSESSIVES
        place = stage.place_ending.get(i)
        if place is None:
            return
        title.owners.insert(0, place.state)
        title.start = place.start
        i = place.start - 1


def _nominal_owner(words: Words, title: Title, i: int) -> None:
    """Take "the country's", "the party's" before the title."""
    first = i
    while first > 0 and (words.tag[first - 1] in {"NN", "NNS", "JJ", "DT", "CD", "PRP$"}) and i - first < WIDTH:
        first -= 1
        if words.tag[first] in {"DT", "PRP$"}:
            break
    title.left, title.start = (first, i), first


def _owner_after(stage: Stage, title: Title) -> None:
    words, i = stage.words, title.end
    for _ in range(3):
        if (
            i + 1 >= words.n
            or words.lower[i] not in {"of", "for", "to", "in", "at", "on"}
            or words.sent[i] != words.sent[title.root]
        ):
            return
        link, i = words.lower[i], i + 1
        if words.lower[i] in {"the", "its", "their", "his", "her"}:
            i += 1
        if i >= words.n:
            return
        if i not in stage.place_at and i not in stage.body_at and i not in stage.name_at:
            i = _over_description(stage, i)
        end = _nested(stage, title, link, i) or _complement(stage, title, link, i) or _plain(stage, title, link, i)
        if end is None:
            return
        title.right, title.link = (i, end), title.link or link
        title.end = i = end


def _nested(stage: Stage, title: Title, link: str, i: int) -> int | None:
    """Read "spokeswoman for the governor": the other office tells whose the post is, and is not itself held."""
    other = next((stage.title_at[j] for j in range(i, min(i + 3, stage.words.n)) if j in stage.title_at), None)
    if (
        other is None
        or link not in {"for", "of", "to"}
        or title.head.id not in {"spokesman", "envoy", "chief-of-staff", "chief-adviser", "press-secretary"}
    ):
        return None
    _owner_before(stage, other)
    title.base, other.named_only = other, True
    title.place = f"{link} the {other.surface}"
    return other.end


def _plain(stage: Stage, title: Title, link: str, i: int) -> int | None:
    """Read "of the electoral tribunal": a body in small letters."""
    words, end = stage.words, i
    if link != "of" or words.lower[i - 1] not in {"the", "its", "his", "her", "their"} or title.domain:
        return None
    while (
        end < words.n
        and end - i < WIDTH
        and not words.capital(end)
        and words.pos[end] in {"ADJ", "NOUN"}
        and words.tag[end] != "NNS"
    ):
        end += 1
    if end == i or words.pos[end - 1] != "NOUN":
        return None
    title.place = title.place or f"of the {words.phrase(i, end)}"
    return end


def _over_description(stage: Stage, i: int) -> int:
    """Go over "state-owned builder" to the name that it describes, or stay."""
    words = stage.words
    for j in range(i, min(i + 5, words.n)):
        if j in stage.body_at or (j in stage.name_at and j > i):
            return j
        if words.capital(j) or not (words.pos[j] in {"ADJ", "NOUN", "VERB", "ADV"} or words.hyphen(j)):
            break
    return i


def _complement(stage: Stage, title: Title, link: str, i: int) -> int | None:
    """Read what stands after of, for, to; give its end, or None where it does not belong to the title."""
    if place := stage.place_at.get(i):
        if place.name.how == "demonym" and (body := stage.body_at.get(i)) is None:
            return None
        if body := stage.body_at.get(i):
            return _body(stage, title, link, body)
        if link == "of" or (
            link in {"for", "in"} and title.head.id in {"prime-minister", "minister"} and not title.owners
        ):
            return _state(stage, title, place)
        if link in {"to", "in"} and title.head.id in {
            "ambassador",
            "envoy",
            "high-commissioner",
            "consul",
            "consul-general",
            "charge",
            "representative",
            "coordinator",
            "permanent-representative",
            "attache",
        }:
            title.place = f"{link} {stage.words.phrase(i - (stage.words.lower[i - 1] == 'the'), place.end)}"
            return place.end
        if link in {"for", "to", "on"} and title.head.id in {"envoy", "representative", "coordinator", "mediator"}:
            title.place = f"{link} {place.form}"
            return place.end
        return None
    if body := stage.body_at.get(i):
        return _body(stage, title, link, body)
    name = stage.name_at.get(i)
    if (
        name is not None
        and stage.person(name) is None
        and (link == "of" or (link in {"for", "in"} and title.head.scope == "place"))
    ):
        title.place = f"{link} {name.text}"
        return name.end
    return None


def _state(stage: Stage, title: Title, place: Place) -> int:
    if not title.owners or title.head.plural:
        title.owners.append(place.state)
    title.stated = True
    end = place.end
    while title.head.plural and stage.words.lower[end : end + 1] in (["and"], [","]):
        step = end + 2 if stage.words.lower[end : end + 2] == [",", "and"] else end + 1
        step += stage.words.lower[step : step + 1] == ["the"]
        following = stage.place_at.get(step)
        if following is None or following.name.how == "demonym":
            break
        title.owners.append(following.state)
        end = following.end
    return end


def _body(stage: Stage, title: Title, link: str, body: Organization) -> int | None:
    if (
        link in {"of", "for", "at"}
        or (link == "to" and title.head.scope == "state")
        or (link == "in" and title.head.id == "head")
    ):
        if link == "to":
            title.place = f"to {body.name}"
            return body.end
        if not title.owners:
            title.owners.append(body.group or body.name)
            title.stated = True
        title.place = title.place or f"{link} {stage.words.phrase(body.start, body.end)}"
        return body.end
    return None
