"""Compare answers: tables of solutions with blank nodes in any naming, and graphs by isomorphism."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from pyoxigraph import BlankNode, QueryResultsFormat, QuerySolutions, parse_query_results
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
SRX = "{http://www.w3.org/2005/sparql-results#}"
XSD = "http://www.w3.org/2001/XMLSchema#"
VALUED = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "boolean")}
"""Types whose literals are compared by their value: a store may write `1` for `01`."""

Row = dict[str, Node]


@dataclass(frozen=True)
class Table:
    """The solutions of a SELECT; the order of rows does not count."""

    names: tuple[str, ...]
    rows: Sequence[Row]


def same(one: "Table | bool | Graph", other: "Table | bool | Graph") -> bool:
    """Tell whether two answers say the same."""
    if isinstance(one, Table) and isinstance(other, Table):
        return (
            set(one.names) == set(other.names) and len(one.rows) == len(other.rows) and _match(one.rows, other.rows, {})
        )
    if isinstance(one, Graph) and isinstance(other, Graph):
        return one.isomorphic(other)
    return one is other


def _match(ones: Sequence[Row], others: Sequence[Row], named: dict[Node, Node]) -> bool:
    """Find for each row of one table a row of its own in the other, with blank nodes mapped one to one."""
    if not ones:
        return True
    for place, candidate in enumerate(others):
        extended = _extend(ones[0], candidate, named)
        if extended is not None and _match(ones[1:], [*others[:place], *others[place + 1 :]], extended):
            return True
    return False


def _extend(one: Row, other: Row, named: dict[Node, Node]) -> dict[Node, Node] | None:
    if one.keys() != other.keys():
        return None
    extended = dict(named)
    for name, term in one.items():
        if isinstance(term, BNode) and isinstance(other[name], BNode):
            if term not in extended and other[name] in extended.values():
                return None
            if extended.setdefault(term, other[name]) != other[name]:
                return None
        elif not _same_term(term, other[name]):
            return None
    return extended


def _same_term(one: Node, other: Node) -> bool:
    if one == other:
        return True
    if not (isinstance(one, Literal) and isinstance(other, Literal)) or one.datatype != other.datatype:
        return False
    return str(one.datatype) in VALUED and one.value is not None and one.value == other.value


def from_json(body: bytes) -> Table | bool:
    found = json.loads(body)
    if "boolean" in found:
        return bool(found["boolean"])
    rows = [{name: _from_json(term) for name, term in row.items()} for row in found["results"]["bindings"]]
    return Table(tuple(found["head"]["vars"]), rows)


def _from_json(term: dict[str, str]) -> Node:
    kinds = {"uri": URIRef, "bnode": BNode}
    if term["type"] in kinds:
        return kinds[term["type"]](term["value"])
    return _literal(term["value"], term.get("datatype"), term.get("xml:lang"))


def _literal(text: str, datatype: str | None, language: str | None) -> Literal:
    if datatype == f"{XSD}string":
        datatype = None
    return Literal(text, lang=language, datatype=URIRef(datatype) if datatype else None, normalize=False)


def from_xml(body: bytes) -> Table | bool:
    root = ET.fromstring(body)
    boolean = root.find(f"{SRX}boolean")
    if boolean is not None:
        return (boolean.text or "").strip() == "true"
    names = tuple(each.attrib["name"] for each in root.iterfind(f"{SRX}head/{SRX}variable"))
    rows = [
        {binding.attrib["name"]: _from_xml(binding[0]) for binding in row}
        for row in root.iterfind(f"{SRX}results/{SRX}result")
    ]
    return Table(names, rows)


def _from_xml(term: ET.Element) -> Node:
    text = term.text or ""
    if term.tag == f"{SRX}uri":
        return URIRef(text)
    if term.tag == f"{SRX}bnode":
        return BNode(text)
    return _literal(text, term.get("datatype"), term.get("{http://www.w3.org/XML/1998/namespace}lang"))


def from_csv(body: bytes) -> Table:
    """Read CSV, which keeps only the text of values; blank nodes are what begins with an underscore and a colon."""
    names, *rows = csv.reader(io.StringIO(body.decode("utf-8"), newline=""))
    return Table(tuple(names), [{n: _from_text(v) for n, v in zip(names, row, strict=True)} for row in rows])


def _from_text(value: str) -> Node:
    return BNode(value) if value.startswith("_:") else Literal(value)


def from_tsv(body: bytes) -> Table:
    found = parse_query_results(body, QueryResultsFormat.TSV)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [{name: _from_oxigraph(row[name]) for name in names if row[name] is not None} for row in found]
    return Table(tuple(names), rows)


def _from_oxigraph(term: object) -> Node:
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if hasattr(term, "datatype"):
        return _literal(term.value, term.datatype.value if not term.language else None, term.language)
    return URIRef(term.value)


def from_graph(graph: Graph) -> Table:
    """Read a table that is written as a graph in the vocabulary of result sets."""
    node = next(graph.subjects(RS.resultVariable))
    rows = [
        {
            str(graph.value(binding, RS.variable)): graph.value(binding, RS.value)
            for binding in graph.objects(solution, RS.binding)
        }
        for solution in graph.objects(node, RS.solution)
    ]
    return Table(tuple(str(name) for name in graph.objects(node, RS.resultVariable)), rows)
