"""Read the parts of triple patterns: terms and property paths; pure."""

from dataclasses import dataclass

from graph.store.tokens import Cursor, NotUnderstoodError

CONSTANTS = frozenset({"iri", "name", "text", "number"})


@dataclass(frozen=True, slots=True)
class Term:
    """A subject or object: its kind (`variable`, `constant`, or another that is left alone) and text."""

    kind: str
    text: str


class PatternCursor(Cursor):
    """A place in a query from which terms and verbs can be read."""

    def term(self) -> Term:
        """Read a subject or an object."""
        token = self.now
        if token.text in ("[", "("):
            end = self.closing(self.place, token.text, {"[": "]", "(": ")"}[token.text])
            self.place = end + 1
            return Term("other", self.query[token.start : self.tokens[end].end])
        if token.kind == "mark" and token.text in "+-":
            self.place += 1
        elif token.kind not in CONSTANTS | {"variable", "blank"} and token.word not in ("TRUE", "FALSE"):
            raise NotUnderstoodError
        self.place += 1
        if token.kind == "text" and self.now.kind == "language":
            self.place += 1
        elif token.kind == "text" and self.now.text == "^^":
            self.place += 2
        kind = "constant" if token.kind in CONSTANTS else token.kind
        return Term(kind, self.query[token.start : self.tokens[self.place - 1].end])

    def objects(self) -> list[Term]:
        """Read a list of objects."""
        found = [self.term()]
        while self.now.text == ",":
            self.place += 1
            found.append(self.term())
        return found

    def verb(self) -> tuple[str, bool]:
        """Read a verb; tell whether it is a path that may have no step."""
        start = self.now.start
        if self.now.kind == "variable":
            self.place += 1
            nullable = False
        else:
            nullable = self._path()
        return self.query[start : self.tokens[self.place - 1].end], nullable

    def _path(self) -> bool:
        """Read alternatives, each a sequence of steps."""
        nullable = self._sequence()
        while self.now.text == "|":
            self.place += 1
            nullable = self._sequence() or nullable
        return nullable

    def _sequence(self) -> bool:
        nullable = self._step()
        while self.now.text == "/":
            self.place += 1
            nullable = self._step() and nullable
        return nullable

    def _step(self) -> bool:
        while self.now.text in ("^", "!"):
            self.place += 1
        if self.now.text == "(":
            self.place += 1
            nullable = self.now.text != ")" and self._path()
            self.expect(")")
        elif self.now.kind in ("iri", "name") or self.now.text == "a":
            self.place += 1
            nullable = False
        else:
            raise NotUnderstoodError
        if self.now.text in ("*", "?", "+") and self.now.kind == "mark":
            nullable = nullable or self.now.text != "+"
            self.place += 1
        return nullable
