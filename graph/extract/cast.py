"""Find all actors of a document: who they are, which offices they hold, and every place that refers to them."""

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.extract.holders import read_holders
from graph.extract.lexicon import Lexicon
from graph.extract.memory import Character
from graph.extract.mentions import CastMention, Form
from graph.extract.offices import Title
from graph.extract.organizations import Organization
from graph.extract.owners import Held, settle_owners
from graph.extract.persons import Person
from graph.extract.posts import Post, posts
from graph.extract.reference import Referents
from graph.extract.relatives import counterparts
from graph.extract.scene import found_in
from graph.extract.stage import Stage
from graph.extract.words import Words, keys
from graph.model import Actor, ActorKind, Document, Evidence, OfficeHeld

__all__ = ["Cast", "CastMention", "Form", "cast"]


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors of a document, the offices that they hold, and the mentions in the order of the text."""

    actors: tuple[Actor, ...]
    offices: tuple[OfficeHeld, ...]
    mentions: tuple[CastMention, ...]


def cast(doc: Doc, document: Document, lexicon: Lexicon) -> Cast:
    """Find the actors of a parsed document.

    `doc` needs sentences, tags, dependencies and entities.
    """
    stage = found_in(Words(doc), lexicon)
    held = read_holders(stage)
    held += counterparts(stage, held)
    settle_owners(stage, held)
    offices = posts(stage, held)
    bodies = [_organization(group, members) for group, members in _groups(stage).items()]
    states = [_state(stage, state) for state in _states(stage, offices, bodies)]
    people = [_person(p) for p in _people(stage)]
    ids = {a.id for a in (*states, *bodies)}
    mentions = _mentions(stage, offices)
    known = ids | {a.id for a in people} | {post.id for post in offices}
    return Cast(
        (*people, *(_office(stage, post, ids) for post in offices), *states, *bodies),
        tuple(_held(document, stage, held)),
        tuple(sorted((m for m in mentions if known.issuperset(m.actors)), key=lambda m: (m.start, -m.end))),
    )


def _groups(stage: Stage) -> dict[str, list[Organization]]:
    groups: dict[str, list[Organization]] = {}
    for body in stage.organizations:
        groups.setdefault(body.group, []).append(body)
    return groups


def _organization(group: str, members: list[Organization]) -> Actor:
    known_body = next((m.body for m in members if m.body), None)
    forms = dict.fromkeys(form for m in members for form in m.forms)
    name = known_body.name if known_body else max((m.name for m in members), key=len)
    if known_body:
        forms |= dict.fromkeys(known_body.names)
    state = next((m.state for m in members if m.state), None)
    return Actor(
        group, ActorKind.ORGANIZATION, name, tuple(f for f in forms if f != name), f"state-{state}" if state else None
    )


def _states(stage: Stage, offices: list[Post], bodies: list[Actor]) -> list[str]:
    found = dict.fromkeys(p.state for p in stage.places if p.government or p.visited)
    for post in offices:
        if post.owner in stage.lexicon.states:
            found.setdefault(post.owner)
    for body in bodies:
        if body.state:
            found.setdefault(body.state.removeprefix("state-"))
    return list(found)


def _state(stage: Stage, state: str) -> Actor:
    entry = stage.lexicon.states[state]
    forms = dict.fromkeys(
        [*entry.names, *entry.demonyms, *entry.seats, *(p.form for p in stage.places if p.state == state)]
    )
    return Actor(f"state-{state}", ActorKind.STATE, entry.name, tuple(f for f in forms if f != entry.name))


def _people(stage: Stage) -> list[Person]:
    return list({id(p): p for p in stage.persons.values()}.values())


def _person(person: Person) -> Actor:
    return Actor(person.id, ActorKind.PERSON, person.name, tuple(person.aliases))


def _office(stage: Stage, post: Post, ids: set[str]) -> Actor:
    owner = f"state-{post.owner}" if post.owner in stage.lexicon.states else post.owner
    return Actor(post.id, ActorKind.OFFICE, post.name, tuple(post.aliases), owner if owner in ids else None)


def _held(document: Document, stage: Stage, held: list[Held]) -> list[OfficeHeld]:
    found: dict[tuple[str, str], OfficeHeld] = {}
    for title, person, token in held:
        if not title.office.startswith("office-"):
            continue
        sentence = stage.words.doc[token].sent
        evidence = Evidence(
            document.id, sentence.start_char, sentence.start_char + len(sentence.text.rstrip()), "title"
        )
        known_ = found.get((person.id, title.office))
        if known_ is None or (known_.former and not title.former):
            found[person.id, title.office] = OfficeHeld(person.id, title.office, evidence, title.former)
    return list(found.values())


def _mentions(stage: Stage, offices: list[Post]) -> list[CastMention]:
    """List the mentions by name and title, and after them those that refer back."""
    found = [
        *_person_mentions(stage),
        *_title_mentions(stage, offices),
        *_state_mentions(stage),
        *_body_mentions(stage),
    ]
    characters = _characters(stage, offices)
    precise = frozenset(t.root for t in stage.titles if t.head.plural and t.domain)
    return [*found, *Referents(stage.words, stage.lexicon, characters, precise).walk(found)]


def _person_mentions(stage: Stage) -> list[CastMention]:
    titled = {t.end: t for t in stage.titles if not t.head.plural}
    found = []
    near: dict[int, list[Organization]] = defaultdict(list)
    for body in stage.organizations:
        for i in range(body.start, body.end):
            near[i].append(body)
    for name in stage.names:
        person = stage.person(name)
        if person is not None and not any(b.start <= name.start < b.end for b in near[name.start]):
            title = titled.get(name.honorific)
            start = title.start if title else name.honorific
            root = stage.words.root(name.start, name.end)
            found.append(CastMention(start, name.end, root, (person.id,), Form.NAME, ActorKind.PERSON))
    return found


def _title_mentions(stage: Stage, offices: list[Post]) -> list[CastMention]:
    merged: dict[tuple[int, int], CastMention] = {}
    of_title = {id(title): post for post in offices for title in post.titles}
    several = {id(t): [p for p in offices if any(t is x for x in p.titles)] for t in stage.titles if t.head.plural}
    named_ = {n.honorific for n in stage.names if stage.person(n)}
    found = []
    for title in stage.titles:
        if title.single or (title.end in named_ and not title.head.plural):
            continue
        if title.head.plural and (held_ := [t.holder for t in stage.titles if t.single and t.core == title.core]):
            found.append(CastMention(title.start, title.end, title.root, tuple(held_), Form.TITLE, ActorKind.PERSON))
            continue
        chosen = several.get(id(title)) or ([of_title[id(title)]] if id(title) in of_title else [])
        if chosen:
            actors = tuple(_holder(title, post) for post in chosen)
            kind = ActorKind.PERSON if actors[0].startswith("person-") else ActorKind.OFFICE
            form = Form.COUNTERPART if title.relative else Form.TITLE
            earlier = merged.get((title.start, title.end))
            together = tuple(dict.fromkeys((*(earlier.actors if earlier else ()), *actors)))
            merged[title.start, title.end] = CastMention(title.start, title.end, title.root, together, form, kind)
    return [*found, *merged.values()]


def _holder(title: Title, post: Post) -> str:
    """Give the person whom a title means: its own holder, the one that holds the post now, or the office itself."""
    if title.holder:
        return title.holder
    holders = list(dict.fromkeys(p.id for p, former in post.holders if former == title.former)) or (
        list(dict.fromkeys(p.id for p, _ in post.holders)) if not title.former else []
    )
    return holders[0] if len(holders) == 1 else holders[-1] if holders and not title.former else post.id


def _state_mentions(stage: Stage) -> list[CastMention]:
    words, found = stage.words, []
    titled = {t.root for t in stage.titles}
    single = {t.root for t in stage.titles if not t.head.plural}
    for place in stage.places:
        if place.dateline:
            continue
        actors = (f"state-{place.state}",)
        end, form = place.end, {"name": Form.NAME, "demonym": Form.DEMONYM, "seat": Form.SEAT}[place.name.how]
        i = end + 1 if words.lower[end : end + 1] in (["'s"], ["’s"]) else end
        while i < words.n and words.pos[i] == "ADJ" and words.head[i] > i and i - end < 3:  # noqa: PLR2004
            i += 1
        group = i < words.n and (
            (i not in single and words.lower[i] in stage.lexicon.of_groups)
            or (i not in titled and words.lower[i] in stage.lexicon.cues["colleagues"])
        )
        if group and form is not Form.SEAT:
            found.append(CastMention(place.start, i + 1, i, actors, Form.GROUP, ActorKind.STATE))
            continue
        root = words.root(place.start, place.end)
        found.append(
            CastMention(
                place.start,
                end,
                root,
                actors,
                form,
                ActorKind.STATE,
                place=place.name.how == "seat" and not place.government,
            )
        )
    return found


def _body_mentions(stage: Stage) -> list[CastMention]:
    return [
        CastMention(b.start, b.end, stage.words.root(b.core, b.end), (b.group,), Form.NAME, ActorKind.ORGANIZATION)
        for b in stage.organizations
    ]


def _characters(stage: Stage, offices: list[Post]) -> dict[str, Character]:
    """Describe each actor by its gender and by the nouns that may refer back to it."""
    found = {person.id: _character(stage, person) for person in _people(stage)}
    for post in offices:
        nouns = frozenset(keys(form)[-1] for t in post.titles for form in (t.head.form, *t.head.names) if keys(form))
        home = f"state-{post.owner}" if post.owner in stage.lexicon.states else ""
        found[post.id] = Character(post.id, ActorKind.OFFICE, "", nouns, home)
        for person, _ in post.holders:
            character = found[person.id]
            character.home = character.home or home
            genders = (t.head.gender for t in post.titles if t.holder == person.id and t.head.gender)
            character.heads |= nouns
            character.gender = character.gender or next(genders, "")
    for place in stage.places:
        found.setdefault(f"state-{place.state}", Character(f"state-{place.state}", ActorKind.STATE))
    for body in stage.organizations:
        last = keys(stage.words.phrase(body.start, body.end))[-1:]
        ends = frozenset([*keys(body.name)[-1:], *keys(body.name)[:1], *last])
        found.setdefault(body.group, Character(body.group, ActorKind.ORGANIZATION)).heads |= ends
    return found


def _character(stage: Stage, person: Person) -> Character:
    titled = (stage.words.phrase(n.honorific, n.start) for n in person.names if n.honorific < n.start)
    nouns = frozenset(stage.lexicon.long.get(key, key) for text in titled for key in keys(text))
    return Character(person.id, ActorKind.PERSON, person.gender, nouns)
