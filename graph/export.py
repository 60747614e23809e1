"""Write the graph for other programs: as a network of contacts, as a table of them, or as RDF."""

import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph import find, record
from graph.errors import ExportError
from graph.model import DIRECTED, Interaction, Participant
from graph.store import Store

COLUMNS = [
    *("Source", "Target", "Type", "Kind", "Label", "Weight", "Events", "Times", "Status", "First", "Last"),
    *("Source Label", "Target Label", "Source Kind", "Target Kind", "Evidence"),
]
"""The columns of the table of contacts; Gephi reads the first seven as its own."""

_PORTION = 500
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GEXF_META = "{http://www.gexf.net/1.2draft}meta"
_UNION = "# All statements of all named graphs together. Turtle cannot say which graph each stands in; N-Quads can.\n"


def export(store: Store, target: Path) -> None:
    """Write the graph to a file, as its suffix says; what was there before stays until all is written.

    Raises ExportError, StoreError.
    """
    _, body = to_bytes(store, target.suffix.removeprefix(".").lower(), f"{target}: ")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(body)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ExportError(f"{target}: cannot be written ({error.strerror}); choose another file") from error


def to_bytes(store: Store, format: str, where: str = "") -> tuple[str, bytes]:  # noqa: A002 -- the field's word
    """Give content type and body of the graph as `graphml`, `gexf`, `csv`, `ttl`, `nq` or `jsonld`.

    Raises ExportError, StoreError.
    """
    if format not in _FORMATS:
        raise ExportError(f"{where}'{format}' is no format that is known; take one of {', '.join(_FORMATS)}")
    media, write = _FORMATS[format]
    return media, write(store)


def network(store: Store) -> "nx.MultiDiGraph[str]":
    """Give the actors that have contacts, and an edge for each kind of contact between two of them.

    Nodes have `label`, `kind`, `interactions`, `state` and `wikidata` (ids there); edges `label`, `kind`, `weight`,
    `events`, `times`, `status`, `directed`, and `first` and `last` (ISO days) where they are known.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    contacts = sorted(find.contacts(store), key=lambda contact: (contact.a, contact.b, contact.kind))
    known = {actor.id: actor for actor in find.actors(store, limit=10**9).items}
    for id_ in sorted({id_ for contact in contacts for id_ in (contact.a, contact.b)}):
        actor = known[id_]
        more = {"state": actor.state, "wikidata": " ".join(actor.wikidata)}
        given = {name: value for name, value in more.items() if value}
        graph.add_node(id_, label=_clean(actor.name), kind=actor.kind.value, interactions=actor.interactions, **given)
    for number, contact in enumerate(contacts):
        graph.add_edge(contact.a, contact.b, key=f"e{number}", **_edge(contact))
    return graph


def _edge(contact: find.ContactFound) -> dict[str, str | float | bool]:
    days = {"first": contact.first, "last": contact.last}
    return {
        "label": contact.kind.value,
        "kind": contact.kind.value,
        "weight": contact.weight,
        "events": contact.events,
        "times": contact.times,
        "status": _statuses(contact),
        "directed": contact.kind in DIRECTED,
        **{name: day.isoformat() for name, day in days.items() if day},
    }


def _statuses(contact: find.ContactFound) -> str:
    return ", ".join(status.value for status in contact.statuses)


def _clean(text: str) -> str:
    """Replace what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _graphml(store: Store) -> bytes:
    body = io.BytesIO()
    nx.write_graphml_xml(network(store), body)
    return body.getvalue()


def _gexf(store: Store) -> bytes:
    """Write GEXF in which each edge has a start and an end, where its days are known."""
    graph = network(store)
    for _, _, data in graph.edges(data=True):
        if "first" in data:
            data |= {"start": data["first"], "end": data["last"]}
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter():
        meta.attrib.pop("lastmodifieddate", None)  # the same graph gives the same file on any day
    written: bytes = ET.tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    return written


def _table(store: Store) -> bytes:
    """Write a table of contacts that Gephi takes as a list of edges, with the sentences that show them."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    evidence = _evidence(store)
    for contact in find.contacts(store):
        key = (contact.a, contact.b, contact.kind)
        table.writerow([_cell(value) for value in _row(contact, evidence.get(key, {}))])
    return text.getvalue().encode()


def _row(contact: find.ContactFound, evidence: Mapping[str, None]) -> list[str]:
    return [
        *(contact.a, contact.b),
        "Directed" if contact.kind in DIRECTED else "Undirected",
        *(contact.kind.value, contact.kind.value),
        *(f"{contact.weight:g}", str(contact.events), str(contact.times), _statuses(contact)),
        *(day.isoformat() if day else "" for day in (contact.first, contact.last)),
        *(contact.a_name, contact.b_name),
        *(record.actor_kind(id_).value for id_ in (contact.a, contact.b)),
        " | ".join(evidence),
    ]


def _cell(value: str) -> str:
    """Give a value on one line, and never as a formula that a spreadsheet would run."""
    line = " ".join(value.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _evidence(store: Store) -> dict[record.ContactKey, dict[str, None]]:
    """Give the sentences behind each contact, each with its document."""
    found: dict[record.ContactKey, dict[str, None]] = {}
    for interaction in _all_interactions(store):
        sides = tuple(Participant(one.actor, one.role) for one in interaction.participants)
        for a, b in record.pairs(Interaction(interaction.kind, sides, ())):
            shown = found.setdefault((a, b, interaction.kind), {})
            shown |= {f"{one.document}: {one.sentence}": None for one in interaction.evidence}
    return found


def _all_interactions(store: Store) -> Iterator[find.InteractionFound]:
    offset = 0
    while (page := find.interactions(store, limit=_PORTION, offset=offset)).items:
        yield from page.items
        offset += _PORTION


def _turtle(store: Store) -> bytes:
    return _UNION.encode() + store.dump("ttl", record.NAMESPACES)


_FORMATS: dict[str, tuple[str, Callable[[Store], bytes]]] = {
    "graphml": ("application/graphml+xml", _graphml),
    "gexf": ("application/gexf+xml", _gexf),
    "csv": ("text/csv; charset=utf-8", _table),
    "ttl": ("text/turtle; charset=utf-8", _turtle),
    "nq": ("application/n-quads", lambda store: store.dump("nq")),
    "jsonld": ("application/ld+json", lambda store: store.dump("jsonld")),
}
