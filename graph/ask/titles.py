"""The other ways to say the title of an office: a Secretary of Defense is a defense minister, too."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from graph.ask.tokens import key
from graph.ask.words import Phrase, Words
from graph.errors import KnowledgeError
from graph.knowledge import Knowledge


class Titles:
    """Gives the titles that mean the same office, from `ontology/titles.yaml`."""

    def __init__(self, knowledge: Knowledge, words: Words) -> None:
        table = knowledge.yaml("titles.yaml")
        self._words = words
        try:
            self._domains = [[self._key(name) for name in names] for names in table["domains"].values()]
            self._same = self._same_titles(table)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise KnowledgeError(f"titles.yaml: {error!r} is missing or not of the right form here") from error
        self._known: dict[Phrase, frozenset[Phrase]] = {}
        self._patterns = [tuple(form.split() for form in forms) for forms in words.titles]

    def variants(self, title: Phrase) -> frozenset[Phrase]:
        """Give the title and all that means the same, in singular and plural, as compared phrases."""
        if title not in self._known:
            found = {title}
            for _ in range(2):
                found |= {variant for known in tuple(found) for variant in self._step(known)}
            self._known[title] = frozenset(found | {(*known[:-1], f"{known[-1]}s") for known in found if known})
        return self._known[title]

    def _step(self, title: Phrase) -> Iterator[Phrase]:
        yield from self._same.get(title, ())
        for forms in self._patterns:
            for domain in {tuple(filled) for form in forms if (filled := _domain(form, title))}:
                yield from (_filled(form, same) for form in forms for same in self._alike(domain))

    def _alike(self, domain: Phrase) -> set[Phrase]:
        return {domain, *(same for names in self._domains if domain in names for same in names)}

    def _same_titles(self, table: Mapping[str, Any]) -> Mapping[Phrase, set[Phrase]]:
        """Group the titles of one head, of one kind, and those that lead."""
        groups: defaultdict[str, set[Phrase]] = defaultdict(set)
        kinds = {head["id"]: head["kind"] for head in table["heads"] if "kind" in head}
        for head in table["heads"]:
            names = {self._key(name) for name in head["names"]}
            groups[head["id"]] |= names
            if head["id"] in kinds:
                groups[kinds[head["id"]]] |= names | {self._key(kinds[head["id"]].replace("-", " "))}
        same: defaultdict[Phrase, set[Phrase]] = defaultdict(set)
        for group in groups.values():
            for name in group:
                same[name] |= group
        for head in table["heads"]:
            if head.get("leads"):
                for name in head["names"]:
                    same[self._key(name)] |= {("leader",)}
        return same

    def _key(self, name: str) -> Phrase:
        return key(str(name), self._words.spelling)


def _domain(form: list[str], title: Phrase) -> Phrase | None:
    """Give what stands in the hole of the form: "defense" for "{} minister" and "defense minister"."""
    hole = form.index("{}")
    before, after = tuple(form[:hole]), tuple(form[hole + 1 :])
    inside = title[len(before) : len(title) - len(after)]
    return inside if inside and (*before, *inside, *after) == title else None


def _filled(form: list[str], domain: Phrase) -> Phrase:
    hole = form.index("{}")
    return (*form[:hole], *domain, *form[hole + 1 :])
