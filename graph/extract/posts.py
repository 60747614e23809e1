"""Make offices of titles: one for each kind and owner, under all names that are usual for it."""

from collections import Counter
from dataclasses import dataclass, field

from graph.extract.holders import Stage
from graph.extract.lexicon import Lexicon
from graph.extract.offices import Title
from graph.extract.people import Person
from graph.extract.words import keys

LIMIT = 6


@dataclass(slots=True)
class Post:
    """An office of one document; `owner` is the id of its state in the lexicon or of its body in the document."""

    id: str
    kind: str
    owner: str
    titles: list[Title] = field(default_factory=list)
    holders: list[tuple[Person, bool]] = field(default_factory=list)
    name: str = ""
    aliases: list[str] = field(default_factory=list)


def settle_owners(stage: Stage, held: list[tuple[Title, Person, int]], home: str) -> None:
    """Give each title an owner: stated, told by the title itself, by its holder's other titles, or by what is around it."""
    by_person: dict[str, list[str]] = {}
    for title, person, _ in held:
        if title.owners:
            by_person.setdefault(person.id, []).extend(o for o in title.owners if o in stage.lexicon.states)
    stated: dict[str, Counter[str]] = {}
    for title in stage.titles:
        if title.owners:
            stated.setdefault(title.kind, Counter()).update(title.owners)
    for title in stage.titles:
        if not title.owners and (state := _of_title(stage.lexicon, title)):
            title.owners.append(state)
    for title in stage.titles:
        if not title.owners:
            title.owners.extend(_around(stage, title, by_person, stated, home)[:1])


def _of_title(lexicon: Lexicon, title: Title) -> str | None:
    return title.head.state or lexicon.of_state.get(keys(title.surface))


def _around(
    stage: Stage, title: Title, by_person: dict[str, list[str]], stated: dict[str, Counter[str]], home: str
) -> list[str]:
    if title.holder in by_person:
        return by_person[title.holder]
    same = stated.get(title.kind)
    if same and not title.holder and title.head.scope != "body":
        return [o for o, _ in same.most_common(1)] if len(same) == 1 else _nearest(stage, title, set(same))
    if title.head.scope == "body" or (title.head.scope == "either" and title.head.alone and not title.domain):
        body = _nearest_body(stage, title)
        return [body] if body else []
    return [near] if (near := _lead(stage, title)) else [home] if home else []


def _nearest(stage: Stage, title: Title, owners: set[str]) -> list[str]:
    before = [
        t for t in stage.titles if t.core < title.core and t.kind == title.kind and t.owners and t.owners[0] in owners
    ]
    return before[-1].owners if before else []


def _nearest_body(stage: Stage, title: Title) -> str | None:
    """Give the body that was named last before a title, in its sentence or the one before."""
    best = None
    for body in stage.organizations:
        if body.end <= title.core and stage.words.sent[title.core] - stage.words.sent[body.start] <= 1:
            best = body.group or body.name
    return best


def _lead(stage: Stage, title: Title) -> str | None:
    """Give the state whose capital opens the sentence ("In Sofia, President X ...")."""
    words = stage.words
    first = words.starts[words.sent[title.core]]
    for i in range(first, min(first + 3, title.core)):
        place = stage.place_at.get(i)
        if place is not None and place.name.how == "seat":
            return place.state
    return None


def posts(stage: Stage, held: list[tuple[Title, Person, int]]) -> list[Post]:
    """Put titles together into offices; titles that name none by themselves are left without one."""
    found: dict[tuple[str, str, str], Post] = {}
    for title in stage.titles:
        if title.head.plural:
            _plural(stage, title, found)
        elif _names_office(title):
            _put(found, title, title.owners[0] if title.owners else "")
    for title, person, _ in held:
        for post in found.values():
            if title in post.titles and (person, title.former) not in post.holders:
                post.holders.append((person, title.former))
                if title.head.plural:
                    break
    for post in found.values():
        _name(stage, post)
    return list(found.values())


def _names_office(title: Title) -> bool:
    """Tell whether a title says enough to be an office: "the minister" alone refers to one that was named."""
    if title.holder:
        return True
    if title.determiner in {"a", "an", "another", "any", "one"} and not title.place:
        return False
    if title.head.alone and not title.domain:
        return bool(title.stated and title.owners) and title.head.id not in {"minister", "secretary"}
    return bool(title.owners)


def _plural(stage: Stage, title: Title, found: dict[tuple[str, str, str], Post]) -> None:
    if title.stated and (title.domain or not title.head.alone):
        for owner in title.owners:
            _put(found, title, owner)


def _put(found: dict[tuple[str, str, str], Post], title: Title, owner: str) -> None:
    place = title.place.partition(" ")[2] if title.head.scope == "place" or title.link == "to" else ""
    key = (title.kind, owner, "-".join(keys(place)[:2]))
    post = found.get(key)
    if post is None:
        blank = next(
            (
                p
                for (kind, o, where), p in found.items()
                if kind == title.kind and o == owner and (not where or not place)
            ),
            None,
        )
        post = blank or Post(f"office-{'-'.join(key[::-1])}".strip("-").replace("--", "-"), title.kind, owner)
        found[key] = post
    if title not in post.titles:
        post.titles.append(title)
    title.office = title.office or post.id


def _name(stage: Stage, post: Post) -> None:
    """Set the name of an office and its aliases: what the text says, and the usual variants of the title."""
    surfaces = Counter(t.surface for t in post.titles if not t.head.plural) or Counter([_singular(post.titles[0])])
    post.name = max(surfaces, key=lambda s: (surfaces[s], len(s)))
    forms = dict.fromkeys(surfaces)
    for title in post.titles:
        for form in variants(stage.lexicon, title):
            forms.setdefault(form)
        if title.place:
            forms.setdefault(f"{title.surface} {_where(title.place)}")
            forms.setdefault(f"{title.place.partition(' ')[2]} {title.surface}")
    state = stage.lexicon.states.get(post.owner)
    plain = list(forms)
    for form in plain[:LIMIT]:
        if state:
            for word in (*state.demonyms[:1], state.name, *(("US", "U.S.") if state.id == "us" else ())):
                forms.setdefault(f"{word} {form}")
            forms.setdefault(f"{form} of {state.name}")
        else:
            body = next((o for o in stage.organizations if o.group == post.owner), None)
            if body is not None:
                forms.setdefault(f"{body.name} {form}")
                forms.setdefault(f"{form} of {body.name}")
    post.aliases = [form for form in forms if form != post.name]


def _where(place: str) -> str:
    return place


def _singular(title: Title) -> str:
    return " ".join([title.surface.rsplit(title.head.form, 1)[0].strip(), title.head.form]).strip()


def variants(lexicon: Lexicon, title: Title) -> list[str]:
    """List the usual names of a title: Defense Minister, Minister of Defense, Defence Secretary ..."""
    ranks = " ".join(rank.title() for rank in title.ranks)
    if not title.domain:
        names = title.head.names
        return [f"{ranks} {name}".strip() for name in names]
    domains = lexicon.domain_words.get(title.domain, ())[:LIMIT]
    if title.head.id in {"minister", "secretary"}:
        found = [f"{domain} {head}" for domain in domains for head in ("Minister", "Secretary")]
        found += [
            f"{head} {link} {domain}"
            for domain in domains
            for head, link in (("Minister", "of"), ("Minister", "for"), ("Secretary", "of"))
        ]
        if not domains:
            words = title.surface
            found = [words]
        return [f"{ranks} {form}".strip() for form in found]
    return [f"{ranks} {domain} {head}".strip() for domain in (*domains[:3],) for head in title.head.names[:3]]
