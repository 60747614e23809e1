"""Make offices of titles: one for each kind and owner, under all names that are usual for it."""

from collections import Counter
from dataclasses import dataclass, field

from graph.extract.lexicon import Lexicon
from graph.extract.offices import Title
from graph.extract.persons import Person
from graph.extract.stage import Stage
from graph.extract.words import keys

LIMIT = 6
WITHIN = frozenset(
    {
        "president",
        "chair",
        "head",
        "director",
        "director-general",
        "commander",
        "governor",
        "leader",
        "chief",
        "secretary",
        "spokesman",
        "deputy-chair",
    }
)


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


def posts(stage: Stage, held: list[tuple[Title, Person, int]]) -> list[Post]:
    """Put titles together into offices; titles that name none by themselves are left without one."""
    found: dict[tuple[str, str, str], Post] = {}
    fuller = _fuller(held)
    for title in stage.titles:
        if title.head.id in fuller.get(title.holder, {}) and _is_bare(title):
            title.office = "same"
            continue
        if title.head.plural:
            if not any(t.single and t.core == title.core for t in stage.titles):
                _plural(title, found)
        elif _names_office(title):
            _put(found, title, title.owners[0] if title.owners else "")
    _leaders(stage, found)
    _bare_holders(found)
    _hold(found, held)
    for post in found.values():
        _name(stage, post)
    return list(found.values())


def _hold(found: dict[tuple[str, str, str], Post], held: list[tuple[Title, Person, int]]) -> None:
    of_title = {id(title): post for post in found.values() for title in post.titles}
    for title, person, _ in held:
        post = of_title.get(id(title))
        if post is not None and not any(p is person and former == title.former for p, former in post.holders):
            post.holders.append((person, title.former))


def _leaders(stage: Stage, found: dict[tuple[str, str, str], Post]) -> None:
    """Let "the Trinidadian leader" mean the office that leads the state, where the text names one."""
    for key, post in list(found.items()):
        if post.kind != "leader" or post.owner not in stage.lexicon.states:
            continue
        leading = [
            p
            for p in found.values()
            if p.owner == post.owner and p is not post and p.titles[0].head.leads and not p.titles[0].ranks
        ]
        if len(leading) == 1 and not any(
            t.holder and t.holder not in {x.holder for x in leading[0].titles} for t in post.titles
        ):
            leading[0].titles.extend(post.titles)
            for title in post.titles:
                title.office = leading[0].id
            del found[key]


def _bare_holders(found: dict[tuple[str, str, str], Post]) -> None:
    """Let "Minister X" hold the one ministry whose minister is spoken of without a name."""
    for key, post in list(found.items()):
        if post.kind not in {"minister", "secretary"} or not all(t.holder for t in post.titles):
            continue
        free = [
            p
            for p in found.values()
            if p.kind.endswith("-minister") and p.owner == post.owner and not any(t.holder for t in p.titles)
        ]
        if len(free) == 1 and len({t.holder for t in post.titles}) == 1:
            for title in post.titles:
                title.office = free[0].id
            free[0].titles.extend(post.titles)
            del found[key]


def _is_bare(title: Title) -> bool:
    return title.head.alone and not title.domain and not title.place and not title.relative


def _fuller(held: list[tuple[Title, Person, int]]) -> dict[str, dict[str, Title]]:
    """Give, by person and head noun, the title that says most: "Secretary Kerry" is the Secretary of State."""
    found: dict[str, dict[str, Title]] = {}
    for title, person, _ in held:
        if not _is_bare(title) and not title.head.plural:
            family = "secretary" if title.head.id.startswith("secretary") else title.head.id
            found.setdefault(person.id, {}).setdefault(family, title)
            if family == "secretary":
                found[person.id].setdefault("minister", title)
            elif family == "minister":
                found[person.id].setdefault("secretary", title)
    return found


def _names_office(title: Title) -> bool:
    """Tell whether a title says enough to be an office: "the minister" alone refers to one that was named."""
    if title.holder:
        return True
    if title.determiner in {"a", "an", "another", "any", "one"}:
        return False
    if title.head.alone and not title.domain:
        return bool(title.stated and title.owners) and title.head.id not in {"minister", "secretary"}
    return bool(title.owners)


def _plural(title: Title, found: dict[tuple[str, str, str], Post]) -> None:
    if title.stated and (title.domain or not title.head.alone):
        for owner in title.owners:
            _put(found, title, owner)


def _put(found: dict[tuple[str, str, str], Post], title: Title, owner: str) -> None:
    place = (
        title.within
        if title.within and title.head.id in WITHIN
        else title.place.partition(" ")[2]
        if title.head.scope == "place" or title.link == "to"
        else ""
    )
    key = (title.kind, owner, "-".join(keys(place)[:2]) or (title.holder if not owner else ""))
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
    if not any(title is t for t in post.titles):
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
