"""Read a request of the SPARQL 1.1 Protocol: a query or an update, and the graphs that are chosen beside it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs

from api import bodies
from api.problems import problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


class Kind(StrEnum):
    """What is asked for; also the field of a form that holds it."""

    QUERY = "query"
    UPDATE = "update"


GRAPHS = {
    Kind.QUERY: ("default-graph-uri", "named-graph-uri"),
    Kind.UPDATE: ("using-graph-uri", "using-named-graph-uri"),
}
"""The parameters that choose the graphs, for queries and for updates."""
TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, the graphs chosen beside it, and how many seconds it may take at most."""

    kind: Kind
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float | None = None


def of_url(parameters: Iterable[tuple[str, str]]) -> Operation | None:
    """Read the query of a GET request; none where it has no parameters at all."""
    fields = _fields(parameters)
    return _operation(Kind.QUERY, fields) if fields else None


def of_body(parameters: Iterable[tuple[str, str]], content_type: str, body: bytes) -> Operation:
    """Read the query or update of a POST request, with what its address says besides; else raise a problem."""
    sort = bodies.media_type(content_type)
    fields = _fields(parameters)
    if sort in (QUERY, UPDATE):
        kind = Kind.QUERY if sort == QUERY else Kind.UPDATE
        return _operation(kind, {**fields, kind.value: [_text(body, content_type)]})
    if sort == FORM:
        return _of_form(fields, _text(body, content_type))
    detail = f"A body of the type {sort or '(none given)'} is not understood."
    remedy = f"Send a query as {QUERY} or an update as {UPDATE}, or either as the field query or update of {FORM}."
    raise problem(415, "Unsupported media type", detail, remedy, parameter="Content-Type")


def _of_form(fields: dict[str, list[str]], form: str) -> Operation:
    try:
        sent = parse_qs(form, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise _unreadable(error) from error
    for name, values in sent.items():
        fields[name] = [*fields.get(name, []), *values]
    if not {"query", "update"} & fields.keys() and (unknown := set(sent) - _known()):
        raise _unknown(min(unknown))
    return _operation(Kind.UPDATE if "update" in fields else Kind.QUERY, fields)


def _text(body: bytes, content_type: str) -> str:
    charset = CHARSET.search(content_type)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise _unreadable(f"it is said to be in {charset[1]}")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(error) from error


def _unreadable(why: object) -> Exception:
    return problem(
        400, "Query not accepted", f"The body cannot be read: {why}.", "Send it in UTF-8.", parameter="query"
    )


def _fields(parameters: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in parameters:
        fields.setdefault(name, []).append(value)
    return fields


def _operation(kind: Kind, fields: Mapping[str, Sequence[str]]) -> Operation:
    default, named = GRAPHS[kind]
    taken = {kind.value, default, named, TIMEOUT}
    for name in fields:
        if name not in taken:
            raise _unknown(name, kind)
    if len(fields.get(kind.value, ())) != 1:
        detail = f"There must be one {kind.value}, and there are {len(fields.get(kind.value, ()))}."
        raise problem(422, "Parameter not valid", detail, f"Send the field {kind.value} once.", parameter=kind.value)
    return Operation(
        kind,
        fields[kind.value][0],
        _iris(default, fields.get(default, ())),
        _iris(named, fields.get(named, ())),
        _seconds(fields.get(TIMEOUT, ())),
    )


def _known() -> set[str]:
    return {TIMEOUT, *Kind, *(name for names in GRAPHS.values() for name in names)}


def _unknown(name: str, kind: Kind = Kind.QUERY) -> Exception:
    taken = ", ".join([*GRAPHS[kind], TIMEOUT])
    remedy = f"Beside the {kind.value} itself it takes {taken}."
    return problem(422, "Unknown parameter", f"A {kind.value} has no parameter {name}.", remedy, parameter=name)


def _iris(parameter: str, values: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*', value):
            detail = f"{parameter}={value} is no absolute IRI."
            remedy = "Give the whole name of a graph; SELECT ?g { GRAPH ?g {} } lists them."
            raise problem(422, "Parameter not valid", detail, remedy, parameter=parameter)
    return tuple(values)


def _seconds(values: Sequence[str]) -> float | None:
    if not values:
        return None
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", values[0]) or float(values[0]) == 0:
        detail = f"{TIMEOUT}={values[0]} is no number of seconds."
        raise problem(422, "Parameter not valid", detail, f"Write {TIMEOUT}=5, for example.", parameter=TIMEOUT)
    return float(values[0])
