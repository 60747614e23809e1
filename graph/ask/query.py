"""Write a question as SPARQL."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph import record
from graph.ask.asked import Asked, Form, Hole, Order
from graph.ask.times import Span
from graph.model import ActorKind, InteractionKind, Role, Status

LIMIT = 2000
"""Solutions that are read; an answer in words never tells as many."""

EVENTS = record.EVENTS.n3()

_PREFIXES = ("ag", "org", "skos", "xsd", "dcterms")
_LIMITS = {
    "person": (ActorKind.PERSON,),
    "state": (ActorKind.STATE,),
    "organization": (ActorKind.ORGANIZATION,),
    "official": (ActorKind.PERSON, ActorKind.OFFICE),
    "office": (ActorKind.OFFICE,),
}
_VARIABLES = ("?first", "?second", "?third")


@dataclass(frozen=True, slots=True)
class Meant:
    """A side of the interaction as ids of actors: those named, and the offices and persons that they are, too."""

    ids: tuple[str, ...]
    role: Role = Role.PARTICIPANT


def prefixes() -> str:
    """Give the prefixes that the queries use."""
    lines = record.PREFIXES.splitlines()
    return "\n".join(line for line in lines if line.split()[1].rstrip(":") in _PREFIXES)


def interactions(asked: Asked, sides: Sequence[Meant], among: Sequence[str] | None) -> str:
    """Select the interactions asked for and, where somebody is asked for, `?who` takes part in each."""
    hole = asked.hole if asked.form is not Form.WHERE or asked.kinds == (InteractionKind.VISIT,) else None
    who, by_who = (" ?who ?name", " ?who") if hole else ("", "")
    reversed_ = " ?reversed" if _may_be_reversed(asked, sides) else ""
    pattern = _pattern(asked, sides, hole, among)
    order = "(!BOUND(?earliest)) ?earliest" if asked.order is Order.FIRST else "DESC(?latest)"
    return (
        f"{prefixes()}\nSELECT DISTINCT ?interaction ?kind ?status ?earliest ?latest ?count{who}{reversed_} WHERE {{\n"
        f"{pattern}\n}}\nORDER BY {order} ?interaction{by_who}\nLIMIT {LIMIT}"
    )


def most(asked: Asked, sides: Sequence[Meant], among: Sequence[str] | None) -> str:
    """Select who takes part most often: a stated number of times counts as so many."""
    statuses = asked.statuses or (Status.OCCURRED,)
    hole = asked.hole or Hole()
    pattern = _pattern(asked, sides, hole, among, statuses)
    inner = f"SELECT DISTINCT ?interaction ?count ?who ?name WHERE {{\n{pattern}\n}}"
    return (
        f"{prefixes()}\nSELECT ?who ?name (COUNT(?interaction) AS ?events) (SUM(COALESCE(?count, 1)) AS ?times) "
        f"WHERE {{\n{{ {inner} }}\n}}\nGROUP BY ?who ?name\nORDER BY DESC(?times) DESC(?events) ?who\nLIMIT 10"
    )


def among_these(pairs: Sequence[tuple[str, str]]) -> str:
    """Select the interactions in which the two of one of the pairs take part."""
    options = " UNION\n".join(f"  {{ ?interaction ag:participant {_actor(a)}, {_actor(b)} }}" for a, b in pairs)
    return (
        f"{prefixes()}\nSELECT DISTINCT ?interaction ?status ?latest WHERE {{\n  GRAPH {EVENTS} {{\n{options}\n"
        f"  ?interaction ag:status ?status .\n  OPTIONAL {{ ?interaction ag:latest ?latest }} }}\n}}\n"
        f"ORDER BY DESC(?latest) ?interaction\nLIMIT {LIMIT}"
    )


def offices(ids: Sequence[str], variable: str) -> str:
    """Select who holds or held which office, where `variable` (person, office or state) is one of these actors."""
    return (
        f"{prefixes()}\nSELECT DISTINCT ?person ?office ?former WHERE {{\n"
        f"{_values(f'?{variable}', ids)}\n"
        f"{'  ?office org:postIn ?state .' if variable == 'state' else ''}"
        "  ?membership org:member ?person ; org:role ?office ; ag:former ?former .\n"
        f"}}\nORDER BY ?former ?office ?person"
    )


def actors(limit: str | None) -> str:
    """Select the actors of one sort, those of most interactions first."""
    kinds = _LIMITS.get(limit or "", ())
    return (
        f"{prefixes()}\nSELECT ?actor ?name ?interactions WHERE {{\n"
        f"  ?actor a ?type ; skos:prefLabel ?name ; ag:interactions ?interactions .\n{_of_kinds('?type', kinds)}}}\n"
        f"ORDER BY DESC(?interactions) ?name\nLIMIT {LIMIT}"
    )


def documents(asked: Asked, sides: Sequence[Meant]) -> str:
    """Select the documents that tell the interactions asked for; without any, all documents."""
    if not (sides or asked.kinds or asked.statuses or asked.span):
        return (
            f"{prefixes()}\nSELECT ?document ?title ?issued WHERE {{\n  ?document a ag:Document .\n"
            "  OPTIONAL { ?document dcterms:title ?title }\n  OPTIONAL { ?document dcterms:issued ?issued }\n}\n"
            f"ORDER BY DESC(?issued) ?document\nLIMIT {LIMIT}"
        )
    return (
        f"{prefixes()}\nSELECT DISTINCT ?document ?issued ?interaction WHERE {{\n{_pattern(asked, sides, None, None)}\n"
        f"  GRAPH {EVENTS} {{ ?interaction ag:evidence ?shown }} ?shown ag:document ?document .\n"
        "  OPTIONAL { ?document dcterms:issued ?issued }\n}\n"
        f"ORDER BY DESC(?issued) ?document ?interaction\nLIMIT {LIMIT}"
    )


def _pattern(
    asked: Asked,
    sides: Sequence[Meant],
    hole: Hole | None,
    among: Sequence[str] | None,
    statuses: Sequence[Status] | None = None,
) -> str:
    told: list[str] = []
    soft = _may_be_reversed(asked, sides)
    for variable, side in zip(_VARIABLES, sides, strict=False):
        told.append(f"{_values(variable, side.ids)}\n  ?interaction ag:participant {variable} .")
        told += [] if soft else _role(variable, side.role)
    if soft:
        told.append(_reversed(sides))
    if len(sides) > 1:
        told.append(f"  FILTER({_VARIABLES[0]} != {_VARIABLES[1]})\n{_facing(*_VARIABLES[:2])}")
    told.append("  ?interaction ag:kind ?kind ; ag:status ?status .")
    if asked.kinds:
        told.append(_in("?kind", [f"<{record.kind_iri(kind)}>" for kind in asked.kinds]))
    chosen = asked.statuses if statuses is None else statuses
    if chosen and (asked.form is not Form.WHETHER or statuses or not sides):
        told.append(_in("?status", [f"<{record.status_iri(status)}>" for status in chosen]))
    told += _who(hole, sides, among, soft=soft) if hole else []
    days = ["?interaction ag:earliest ?earliest", "?interaction ag:latest ?latest"]
    told += [f"  {day} ." if asked.span else f"  OPTIONAL {{ {day} }}" for day in days]
    told += ["  OPTIONAL { ?interaction ag:count ?count }", *_span(asked.span)]
    lines = [f"  GRAPH {EVENTS} {{", *told, "  }", *(_called(hole) if hole else []), *_shown(asked)]
    return "\n".join(line.strip("\n") for line in lines if line)


def _who(hole: Hole, sides: Sequence[Meant], among: Sequence[str] | None, *, soft: bool) -> list[str]:
    known = [id for side in sides for id in side.ids]
    lines = ["  ?interaction ag:participant ?who .", *([] if soft else _role("?who", hole.role))]
    if known:
        lines.append(f"  FILTER(?who NOT IN ({', '.join(map(_actor, known))}))\n{_facing('?first', '?who')}")
    if among is not None:
        lines.append(_in("?who", [_actor(id) for id in among]))
    return lines


def _called(hole: Hole) -> list[str]:
    """Name whom was found; not as a join, for which Oxigraph would go through all interactions for each name."""
    kinds = _LIMITS.get(hole.limit or "", ())
    sort = f"  FILTER EXISTS {{ ?who a ?sort\n{_of_kinds('?sort', kinds)}  }}" if kinds else ""
    return ["  OPTIONAL { ?who skos:prefLabel ?name }", sort]


def _may_be_reversed(asked: Asked, sides: Sequence[Meant]) -> bool:
    """Tell whether a call is asked for, of which texts seldom say who made it."""
    directed = any(side.role is not Role.PARTICIPANT for side in sides)
    return asked.kinds == (InteractionKind.CALL,) and directed


def _reversed(sides: Sequence[Meant]) -> str:
    """Bind whether the call is known to have gone the other way round."""
    side = next(side for side in sides if side.role is not Role.PARTICIPANT)
    variable = _VARIABLES[list(sides).index(side)]
    against = "recipient" if side.role is Role.AGENT else "agent"
    return f"  BIND(EXISTS {{ ?interaction ag:{against} {variable} }} AS ?reversed)"


def _role(variable: str, role: Role) -> list[str]:
    """Exclude those who take the opposite part; where a text does not say who did it, either may be."""
    against = {Role.AGENT: "recipient", Role.RECIPIENT: "agent"}.get(role)
    return [f"  FILTER NOT EXISTS {{ ?interaction ag:{against} {variable} }}"] if against else []


def _facing(one: str, other: str) -> str:
    """Exclude two who only stood on the same side: who called C together did not call each other."""
    return (
        f"  FILTER NOT EXISTS {{ ?interaction ag:agent {one}, {other} ; ag:recipient [] }}\n"
        f"  FILTER NOT EXISTS {{ ?interaction ag:recipient {one}, {other} ; ag:agent [] }}"
    )


def _actor(id: str) -> str:  # noqa: A002 -- the field's name
    return f"<{record.actor_iri(id)}>"


def _values(variable: str, ids: Sequence[str]) -> str:
    """Bind to actors; with FILTER, Oxigraph would begin with all interactions (for kinds, VALUES is the slow one)."""
    return f"  VALUES {variable} {{ {' '.join(map(_actor, ids))} }}"


def _in(variable: str, terms: Sequence[str]) -> str:
    return f"  FILTER({variable} IN ({', '.join(terms)}))"


def _of_kinds(variable: str, kinds: Sequence[ActorKind]) -> str:
    return _in(variable, [f"ag:{kind.value.capitalize()}" for kind in kinds or tuple(ActorKind)]) + "\n"


def _span(span: Span | None) -> list[str]:
    if span is None:
        return []
    lines = [
        f"  FILTER(?earliest >= {_day(span.earliest)})" if span.earliest else "",
        f"  FILTER(?latest <= {_day(span.latest)})" if span.latest else "",
        f"  FILTER(MONTH(?earliest) = {span.month} && MONTH(?latest) = {span.month})" if span.month else "",
        f"  FILTER(DAY(?earliest) = {span.day} && DAY(?latest) = {span.day})" if span.day else "",
    ]
    return [line for line in lines if line]


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^xsd:date'


def _shown(asked: Asked) -> list[str]:
    """Ask for words in the topic, the place, or the sentence that shows it."""
    lines: list[str] = []
    if asked.topics:
        lines.append(f"  GRAPH {EVENTS} {{ ?interaction ag:evidence ?shown }} ?shown ag:sentence ?sentence .")
        lines.append(f"  OPTIONAL {{ GRAPH {EVENTS} {{ ?interaction ag:topic ?topic }} }}")
        for topic in asked.topics:
            found = _matches('CONCAT(COALESCE(?topic, ""), " ", ?sentence)', topic)
            lines.append(f"  FILTER({found})")
    if asked.places:
        lines.append(f"  GRAPH {EVENTS} {{ ?interaction ag:place ?place }}")
        lines += [f"  FILTER({_matches('?place', place)})" for place in asked.places]
    return lines


def _matches(text: str, word: str) -> str:
    stem = word[:-1] if word.endswith("s") and len(word) > 4 else word  # noqa: PLR2004 -- "US" is no plural
    return f'REGEX({text}, "\\\\b{escaped(re.escape(stem))}", "i")'


def escaped(text: str) -> str:
    """Give a text as it stands between the quotes of a SPARQL literal."""
    table: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(table.get(letter, letter) for letter in text)
