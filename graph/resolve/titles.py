"""Bring the titles of offices into one form each: a Secretary of Defense is a defence minister."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from graph.names import fold, slug

_SMALL = frozenset({"of", "for", "to", "on", "the", "and", "in", "s"})
_LONGEST = 6
_FIELDS = 2

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """What titles are made of, all in folded words.

    `heads` has the kind of each head noun, `names` the names of each kind, the usual one first; `ranks` what stands
    before a title; `domains` all words of a domain, the usual ones first, by each of them; `styles` how a state (its
    id in the graph) calls its office of some kind.
    """

    heads: Mapping[Words, Words] = field(default_factory=dict)
    names: Mapping[Words, tuple[Words, ...]] = field(default_factory=dict)
    ranks: frozenset[str] = frozenset()
    domains: Mapping[Words, tuple[Words, ...]] = field(default_factory=dict)
    styles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def kind(self, title: str, owners: Iterable[str] = ()) -> str:
        """Tell what office a title names, the same for all titles that mean the same.

        `owners` are the names of whose office it is, which are no part of the title.
        """
        words = _without(_words(title), {_words(name) for name in owners})
        return slug(" ".join(word for part in self._parts(words) for word in part))

    def body(self, name: str, bodies: Mapping[str, bool], owners: Iterable[str] = ()) -> str:
        """Give the names of a body of a state one form: Ministry of the Interior, Cameroonian interior ministry.

        `bodies` are the words for such bodies, and tell which have a portfolio; `owners` are the names of whose it is.
        Other names stay as they are.
        """
        whole = _words(name)
        words = tuple(word for word in _without(whole, {_words(one) for one in owners}) if word not in _SMALL)
        if len(words) < _FIELDS or not {words[0], words[-1]} & bodies.keys():
            return " ".join(whole)
        head, rest = (words[-1], words[:-1]) if words[-1] in bodies else (words[0], words[1:])
        if bodies[head]:
            rest = self.domains.get(rest, (rest,))[0]
        return " ".join((*sorted(rest), head))

    def names_of(self, kind: str, owner: str | None = None) -> tuple[str, ...]:
        """Give the names of an office of some kind, the usual one with its owner (an id in the graph) first."""
        ranks, rest, head = self._parts(tuple(kind.split("-")))
        fields = self.domains.get(rest, (rest,))[:_FIELDS] if head == ("minister",) else (rest,)
        heads = [*self.names.get(head, (head,)), *([("secretary",)] if head == ("minister",) else [])]
        forms = [_said((*ranks, *each, *name)) for each, name in product(fields, heads)]
        forms += [_said((*ranks, *name, "of", *each)) for each, name in product(fields, heads) if each and name]
        style = self.styles.get(owner or "", {}).get(kind, forms[0])
        return tuple(dict.fromkeys((style, *forms)))

    def _parts(self, words: Words) -> tuple[Words, Words, Words]:
        """Take a title apart: ranks, what it is for, and its head."""
        start, end = self._head(words)
        head = self.heads.get(words[start:end], ())
        if not head:
            return (), words, ()
        ranks = tuple(word for word in words[:start] if word in self.ranks)
        rest = tuple(word for word in (*words[:start], *words[end:]) if word not in {*_SMALL, *ranks})
        if head[-1:] == ("minister",) and not rest and head[:-1] in self.domains:
            head, rest = head[-1:], head[:-1]
        if head in {("minister",), ("secretary",)} and rest in self.domains:
            head, rest = ("minister",), self.domains[rest][0]
        return ranks, rest, head

    def _head(self, words: Words) -> tuple[int, int]:
        """Give the place of the longest head, the first one of those."""
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                if words[start : start + size] in self.heads:
                    return start, start + size
        return 0, 0


def titles(table: Mapping[str, Any], states: Mapping[str, str]) -> Titles:
    """Take the titles from `titles.yaml`; `states` has the ids in the graph by name."""
    heads, names = dict[Words, Words](), dict[Words, tuple[Words, ...]]()
    for entry in table["heads"]:
        id_, called = _words(entry["id"]), [tuple(name.split()) for name in entry["names"]]
        kind = _words(entry["kind"]) if entry.get("kind", "").endswith("minister") else id_
        gendered = {tuple(name.split()) for name in (*entry.get("f", ()), *entry.get("m", ()))}
        names[id_] = tuple(sorted(called, key=lambda name: name in gendered))
        for name in (*called, id_):
            heads.setdefault(_words(" ".join(name)), kind)
    domains = dict[Words, tuple[Words, ...]]()
    for phrases in table["domains"].values():
        same = tuple(dict.fromkeys(tuple(word for word in _words(each) if word not in _SMALL) for each in phrases))
        for each in same:
            domains.setdefault(each, same)
    styles = {states[state]: dict(named) for state, named in table.get("styles", {}).items()}
    return Titles(heads, names, frozenset(word for rank in table["ranks"] for word in _words(rank)), domains, styles)


def _words(name: str) -> Words:
    return tuple(fold(name).split())


def _without(words: Words, owners: Iterable[Words]) -> Words:
    """Leave out whose office it is: before the title, or after its last link."""
    for owner in sorted(owners, key=len, reverse=True):
        size = len(owner)
        if size and len(words) > size:
            if words[:size] == owner:
                words = words[size:]
            if words[-size:] == owner and words[-size - 1 : -size] in {("of",), ("the",), ("for",)}:
                words = words[:-size]
    while len(words) > 1 and words[-1] in _SMALL:
        words = words[:-1]
    while len(words) > 1 and words[0] in {"the", "s"}:
        words = words[1:]
    return words


def _said(words: Words) -> str:
    return " ".join(word if word in _SMALL or not word.islower() else word.capitalize() for word in words)
