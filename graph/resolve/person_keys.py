"""Keys by which persons that may be one are found."""

from collections.abc import Iterable
from sys import intern

from graph.resolve.naming import Name, Naming
from graph.resolve.portrait import Judge, Portrait

_LONG = 5
_TWO, _THREE = 2, 3


def person_keys(person: Portrait, judge: Judge) -> frozenset[str]:
    """Give the keys of a person: by surname, by first name with another word, and by first name with an office.

    Persons of one surname come together by the first; those whose surnames are spelt otherwise by the others, which
    few others share, so that what is connected stays small.
    """
    naming, turning = judge.naming, judge.turning
    found = {key for name in person.names for key in _name_keys(name, naming, turned=bool(person.states & turning))}
    skeleton = naming.spelling.skeleton
    firsts = {naming.content(name.words)[0] for name in person.names if name.words}
    first_names = firsts & naming.spelling.known
    found |= {f"person: {skeleton(word)}" for word in person.called if word not in first_names}
    given = {skeleton(word) for word in firsts}
    found |= {f"person: {name} of {owner} {kind}" for name in given for owner, kind in person.held}
    return frozenset(intern(key) for key in found)


def _name_keys(name: Name, naming: Naming, *, turned: bool) -> Iterable[str]:
    skeleton = naming.spelling.skeleton
    content = naming.content(name.words)
    if not content:
        return
    yield f"person: {skeleton(name.words[-1])}"
    first, last = skeleton(content[0]), skeleton(content[-1])
    if len(content) > 1 and (turned or content[0] in naming.family_first):
        yield f"person: {first}"
    if len(name.words) >= _THREE or len(content) == 1:
        yield from (f"person: {skeleton(''.join(name.words[-size:]))}" for size in (_TWO, _THREE))
    for word in content[1:]:
        yield f"person: {' '.join(sorted((first, skeleton(word))))}"
    if len(content) > 1 and len(last) >= _LONG:
        yield f"person: {first} {last}~"
        yield from (f"person: {first} {last[:at]}{last[at + 1 :]}~" for at in range(len(last)))
