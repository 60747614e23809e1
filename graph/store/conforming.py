"""Write a query so that Oxigraph answers it as SPARQL 1.1 says, where it would not (as the W3C's tests show); pure.

- GROUP_CONCAT gives a text without a language, even where all texts have the same one: it is put into STR.
- A path that may have no step ends where it begins, also at a term that no statement has: that solution is added.
- In GRAPH ?g { … }, ?g is no variable of the group in it: MINUS with no variable in common takes nothing away, and
  VALUES alone are joined with the names of all graphs.

What this does not understand it leaves as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from graph.store.patterns import PatternCursor, Term
from graph.store.tokens import NotUnderstoodError, Token

_WORTH_READING = re.compile(r"GROUP_CONCAT|\bGRAPH\s*+[?$#]|[\w>)][*?]", re.IGNORECASE)


def conforming(query: str, absent: Callable[[str], bool], *, whole: bool = True) -> str:
    """Give a query that Oxigraph answers as it should answer this one.

    `absent` tells whether a constant, written as in the query, is in no statement that the query sees; it is asked
    where the query sees the whole store (`whole`) and does not name a graph.
    """
    if not _WORTH_READING.search(query):
        return query
    reader = _Reader(query, absent, whole=whole)
    try:
        reader.read()
    except (NotUnderstoodError, IndexError, RecursionError):
        return query
    return reader.written()


@dataclass(slots=True)
class _Group:
    """What has been seen of one group: its variables so far, and whether VALUES or other patterns are in it."""

    variables: set[str] = field(default_factory=set)
    values: bool = False
    matches: bool = False


class _Reader(PatternCursor):
    """Reads a query once, and collects what is to be written otherwise."""

    def __init__(self, query: str, absent: Callable[[str], bool], *, whole: bool) -> None:
        super().__init__(query)
        self._absent = absent
        self._whole = whole
        self._blank = any(token.kind == "blank" for token in self.tokens)
        self._graphs: list[bool] = []
        self._edits: list[tuple[int, int, str]] = []

    def written(self) -> str:
        """Give the query with all that is to be written otherwise; what lies within something else goes with it."""
        written, end = "", len(self.query)
        for start, stop, text in sorted(self._edits, key=lambda edit: (edit[0], -edit[1]), reverse=True):
            if stop <= end:
                written = text + self.query[stop:end] + written
                end = start
        return self.query[:end] + written

    def read(self) -> None:
        """Read the whole query."""
        self._concatenations()
        before = ""
        while self.place < len(self.tokens):
            token = self.now
            if token.text == "{":
                if before == "CONSTRUCT":
                    self.skip_braces()
                else:
                    self._group()
            elif token.word == "VALUES":
                self.values()
            else:
                self.place += 1
            before = token.word

    def _concatenations(self) -> None:
        for place, token in enumerate(self.tokens):
            if token.word == "GROUP_CONCAT":
                end = self.tokens[self.closing(place + 1, "(", ")")].end
                self._edits += [(token.start, token.start, "STR("), (end, end, ")")]

    def _group(self) -> _Group:
        group = _Group()
        self.expect("{")
        if self.now.word == "SELECT":
            self._subselect(group)
        while self.now.text != "}":
            self._element(group)
        self.place += 1
        return group

    def _subselect(self, group: _Group) -> None:
        group.matches = True
        while self.now.text != "{":
            self.place += 1
        group.variables |= self._group().variables
        while self.now.text != "}":
            if self.now.word == "VALUES":
                self.values()
            else:
                self.place += 1

    def _element(self, group: _Group) -> None:
        token = self.now
        word = token.word
        if token.text == "." or word in ("OPTIONAL", "UNION"):
            self.place += 1
        elif token.text == "{":
            group.variables |= self._group().variables
            group.matches = True
        elif word == "MINUS":
            self._minus(group, token)
        elif word == "GRAPH":
            self._graph(group, token)
        elif word == "SERVICE":
            while self.now.text != "{":
                self.place += 1
            self.skip_braces()
            group.matches = True
        elif word in ("FILTER", "BIND"):
            self._expression(group)
        elif word == "VALUES":
            group.variables |= self.values()
            group.values = True
        else:
            self._triples(group)
            group.matches = True

    def _minus(self, group: _Group, token: Token) -> None:
        self.place += 1
        taken = self._group().variables
        end = self.tokens[self.place - 1].end
        if any(self._graphs) and not taken & group.variables:
            self._edits.append((token.start, end, ""))

    def _graph(self, group: _Group, token: Token) -> None:
        self.place += 1
        name = self.now
        variable = name.kind == "variable"
        self.place += 1
        self._graphs.append(variable)
        inner = self._group()
        self._graphs.pop()
        if variable and inner.values and not inner.matches:
            self._edits.append((token.start, token.start, f"GRAPH {name.text} {{}} "))
        group.variables |= inner.variables | ({name.text[1:]} if variable else set())
        group.matches = True

    def _expression(self, group: _Group) -> None:
        """Read FILTER or BIND: what is in brackets, or the group of EXISTS."""
        self.place += 1
        while self.now.text not in ("(", "{"):
            self.place += 1
        if self.now.text == "{":
            group.variables |= self._group().variables
            return
        end = self.closing(self.place, "(", ")")
        while self.place < end:
            if self.now.text == "{":
                group.variables |= self._group().variables
                continue
            if self.now.kind == "variable":
                group.variables.add(self.now.text[1:])
            self.place += 1
        self.place = end + 1

    def _triples(self, group: _Group) -> None:
        """Read the statements about one subject; those with a path of no step to a constant are written otherwise."""
        start = self.now.start
        first = self.place
        subject = self.term()
        said: list[tuple[str, bool, Term]] = []
        while self.now.text not in (".", "}", "{") and self.now.word not in _ELEMENTS:
            verb, nullable = self.verb()
            said += [(verb, nullable, value) for value in self.objects()]
            while self.now.text == ";":
                self.place += 1
        group.variables |= {each.text[1:] for each in self.tokens[first : self.place] if each.kind == "variable"}
        added = [self._without_step(subject, *each) for each in said]
        if any(added):
            kept = [f"{subject.text} {verb} {value.text} ." for verb, _, value in said]
            changed = [old for old, new in zip(kept, added, strict=True) if not new] + [new for new in added if new]
            self._edits.append((start, self.tokens[self.place - 1].end, " ".join(changed)))
            if self.now.text == ".":
                self._edits.append((self.now.start, self.now.end, ""))

    def _without_step(self, subject: Term, verb: str, nullable: bool, value: Term) -> str:  # noqa: FBT001 -- as read
        """Write a statement anew that lacks a solution: its path may have no step, and one end is a constant."""
        kinds = (subject.kind, value.kind)
        if not nullable or self._blank or "constant" not in kinds or not set(kinds) <= {"constant", "variable"}:
            return ""
        constant, other = (subject, value) if subject.kind == "constant" else (value, subject)
        if other.kind == "constant" and other.text != constant.text:
            return ""
        if self._whole and not self._graphs and not self._absent(constant.text):
            return ""
        bound = f"BIND({constant.text} AS {other.text}) " if other.kind == "variable" else ""
        held = f"{{ ?s__ ?p__ {constant.text} }}"
        if not constant.text.startswith(('"', "'", *"0123456789.+-")):
            held += f" UNION {{ {constant.text} ?p__ ?o__ }}"
        return f"{{ {subject.text} {verb} {value.text} }} UNION {{ {bound}FILTER NOT EXISTS {{ {held} }} }}"


_ELEMENTS = frozenset({"OPTIONAL", "UNION", "MINUS", "GRAPH", "SERVICE", "FILTER", "BIND", "VALUES"})
