"""Find the names, states, bodies and titles of a document, and settle which runs of words are which."""

from graph.extract.holders import beside_titles
from graph.extract.lexicon import Lexicon
from graph.extract.names import Name, datelines, names
from graph.extract.offices import Title, titles
from graph.extract.organizations import Organization, acronym_of, administrations, initials, known, lower, merged, named
from graph.extract.people import classify, listed
from graph.extract.persons import cluster
from graph.extract.possession import read_owners
from graph.extract.stage import Stage
from graph.extract.states import Place, places
from graph.extract.words import Words, keys

Span = tuple[int, int]


def found_in(words: Words, lexicon: Lexicon) -> Stage:
    """Find all that names an actor; titles know their owners afterwards, but not yet their holders."""
    dateline = datelines(words, lexicon)
    states, blocked = places(words, lexicon, dateline)
    bodies = known(words, lexicon, [False] * words.n, {p.state for p in states})
    states, bodies = _longest(states, bodies)
    taken = list(dateline)
    _take(taken, [(p.start, p.end) for p in states] + blocked + [(b.start, b.end) for b in bodies])
    posts = titles(words, lexicon, taken)
    _take(taken, [(t.core, t.end) for t in posts])
    covered = {i for b in bodies for i in range(b.start, b.end)}
    runs = merged(words, lexicon, names(words, lexicon, taken), states, posts, covered)
    bodies += named(words, lexicon, runs, states, _following(posts, runs))
    runs = [n for n in runs if not any(b.start <= n.start and n.end <= b.end for b in bodies)]
    posts = [t for t in posts if not any(b.start <= t.core and t.end <= b.end for b in bodies)]
    stage = Stage(words, lexicon, states, bodies, posts, runs, {})
    read_owners(stage)
    classify(words, lexicon, runs, *beside_titles(stage))
    return _peopled(stage, taken)


def _peopled(stage: Stage, taken: list[bool]) -> Stage:
    """Put names together into persons, and find the bodies among the rest."""
    words, lexicon, runs = stage.words, stage.lexicon, stage.names
    persons, owner = cluster(words, lexicon, [n for n in runs if listed(words, lexicon, n)])
    for person in persons:
        person.id = "person-" + "-".join(keys(person.name))
    bodies = stage.organizations + [_loose(n) for n in runs if n.kind == "organization"]
    bodies += administrations(words, lexicon, stage.places, owner, runs)
    covered = list(taken)
    _take(covered, [(b.start, b.end) for b in bodies])
    bodies += lower(words, lexicon, stage.places, covered)
    bodies.sort(key=lambda b: b.start)
    group(words, bodies)
    bodies = [b for b in bodies if b.group]
    done = Stage(words, lexicon, stage.places, bodies, stage.titles, runs, owner)
    for title in done.titles:
        title.owners = [_grouped(done, title, owner_) for owner_ in title.owners]
        if not title.owners and title.left and (body := done.body_ending.get(title.left[1])):
            title.owners, title.stated = [body.group], True
    return done


def _grouped(stage: Stage, title: Title, owner: str) -> str:
    if owner in stage.lexicon.states:
        return owner
    for span in (title.left, title.right):
        body = stage.body_at.get(span[0]) if span else None
        if body is not None:
            return body.group
    return owner


def _longest(states: list[Place], bodies: list[Organization]) -> tuple[list[Place], list[Organization]]:
    inside = {i for b in bodies for i in range(b.start, b.end)}
    lengths = {i: b.end - b.start for b in bodies for i in range(b.start, b.end)}
    kept = [p for p in states if not (p.start in inside and p.end - 1 in inside and lengths[p.start] > p.end - p.start)]
    covered = {i for p in kept for i in range(p.start, p.end)}
    return kept, [b for b in bodies if not all(i in covered for i in range(b.start, b.end))]


def _take(taken: list[bool], spans: list[tuple[int, int]]) -> None:
    for start, end in spans:
        taken[start:end] = [True] * (end - start)


def _following(posts: list[Title], runs: list[Name]) -> set[int]:
    ends = {t.end for t in posts}
    return {n.start for n in runs if n.honorific in ends}


def _loose(name: Name) -> Organization:
    return Organization(name.start, name.end, name.text, [name.text], core=name.start, sure=False)


def group(words: Words, bodies: list[Organization]) -> None:
    """Give mentions of one organisation one id: same name, same known body, acronym in brackets, initials.

    A bare noun ("the ministry") joins the body of that noun that was named before it; if none was, it names nothing.
    """
    ids: dict[tuple[str, ...], str] = {}
    for body in sorted((b for b in bodies if b.sure or not b.lower), key=lambda b: -len(b.name)):
        name = body.body.name if body.body else body.name
        key = (*keys(name), *((body.state,) if body.lower and body.state else ()))
        body.group = ids.get(key) or _by_initials(name, ids) or "organization-" + "-".join(key)
        ids.setdefault(key, body.group)
        if acronym := acronym_of(words, body):
            ids.setdefault(keys(acronym), body.group)
            body.forms.append(acronym)
    for body in bodies:
        if not body.lower and keys(body.name) in ids:
            body.group = ids[keys(body.name)]
    _join_bare(bodies)


def _by_initials(name: str, ids: dict[tuple[str, ...], str]) -> str | None:
    if len(name) > 6 or not name.isupper():  # noqa: PLR2004
        return None
    return next((group for key, group in ids.items() if initials(" ".join(key)) == name.lower()), None)


def _join_bare(bodies: list[Organization]) -> None:
    """Let "the ministry", "the Commission" mean the body of that noun that was named last before it."""
    nouns: dict[str, str] = {}
    for body in sorted(bodies, key=lambda b: b.start):
        words_ = keys(body.name)
        bare = len(words_) == 1 and not body.state and not body.body
        if bare and words_ and words_[0] in nouns:
            body.group = nouns[words_[0]]
        elif body.group and not bare:
            for noun in {words_[0], words_[-1]} if words_ else ():
                nouns[noun] = body.group
