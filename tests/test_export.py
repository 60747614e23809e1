"""The graph as files that other programs read; each is parsed back."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from graph import build, find
from graph.errors import ExportError
from graph.export import export, network, to_bytes
from graph.model import Interaction, Reading, When
from graph.settings import Settings
from graph.store import Store, open_store
from tests.test_build import DOCUMENTS, GoldReader

GEXF = "{http://www.gexf.net/1.2draft}"
AUSTIN, GALLANT = "person/lloyd-austin", "person/yoav-gallant"
DAY = date(2024, 10, 9)


def dated(reading: Reading) -> Reading:
    """The same reading, in which all calls are known to be of one day, and all talks of one month."""
    days = {"call": When(DAY, DAY), "talks": When.parse("2024-10")}

    def known(interaction: Interaction) -> Interaction:
        return replace(interaction, when=days.get(interaction.kind.value, interaction.when))

    return replace(reading, interactions=tuple(map(known, reading.interactions)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    reader = GoldReader()
    reader.readings = {id_: dated(reading) for id_, reading in reader.readings.items()}
    with open_store(tmp_path_factory.mktemp("export") / "db") as opened:
        build.add(DOCUMENTS, Settings(), extractor=reader, store=opened)
        yield opened


def everything(store: Store) -> Dataset:
    """All quads of the store, not through any of its own serializers."""
    dataset = Dataset()
    for subject, predicate, value, graph in store.quads():
        dataset.add((subject, predicate, value, graph))
    return dataset


def union(dataset: Dataset) -> Graph:
    graph = Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def assert_same(one: Dataset, other: Dataset) -> None:
    names = [{graph.identifier for graph in each.graphs() if len(graph)} for each in (one, other)]
    assert names[0] == names[1]
    assert len(names[0]) > 5
    for name in names[0]:
        assert isomorphic(Graph() + one.graph(name), Graph() + other.graph(name)), name


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own JSON-LD parser
@pytest.mark.parametrize(("suffix", "format_"), [("nq", "nquads"), ("jsonld", "json-ld")])
def test_named_graphs_survive(store: Store, tmp_path: Path, suffix: str, format_: str) -> None:
    target = tmp_path / f"graph.{suffix}"
    export(store, target)
    assert_same(Dataset().parse(target, format=format_), everything(store))


def test_turtle_is_the_union(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.ttl")
    written = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert written.startswith("# All statements of all named graphs together.")
    assert "ag:Interaction" in written
    assert isomorphic(Graph().parse(data=written, format="turtle"), union(everything(store)))


def test_the_comparison_sees_a_difference(store: Store) -> None:
    changed = Dataset().parse(data=store.dump("nq"), format="nquads")
    some = next(iter(changed.quads()))
    changed.remove(some)
    with pytest.raises(AssertionError):
        assert_same(changed, everything(store))


def test_graphml(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.graphml")
    found = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    contacts = find.contacts(store)
    assert found.number_of_edges() == len(contacts)
    assert set(found.nodes) == {id_ for contact in contacts for id_ in (contact.a, contact.b)}
    assert found.nodes[GALLANT]["label"] == "Yoav Gallant"
    assert found.nodes[GALLANT]["kind"] == "person"
    assert found.nodes["organization/biden-administration"]["state"] == "state/united-states"
    (talks,) = (edge for edge in found[AUSTIN][GALLANT].values() if edge["kind"] == "talks")
    assert talks["label"] == "talks"
    assert (talks["weight"], talks["events"], talks["times"]) == (13.0, 2, 12)
    assert talks["status"] == "occurred, planned"
    assert (talks["first"], talks["last"]) == ("2024-10-01", "2024-10-31")
    assert all(isinstance(data["weight"], float) and data["label"] for *_, data in found.edges(data=True))
    assert all(data["label"] and data["kind"] for _, data in found.nodes(data=True))


def test_gexf_has_times(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.gexf")
    root = ET.parse(tmp_path / "graph.gexf").getroot()
    (graph,) = root.iter(f"{GEXF}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    calls = [edge for edge in root.iter(f"{GEXF}edge") if edge.get("label") == "call"]
    assert calls
    assert {(edge.get("start"), edge.get("end")) for edge in calls} == {("2024-10-09", "2024-10-09")}
    assert all(float(edge.get("weight", "")) > 0 for edge in root.iter(f"{GEXF}edge"))
    assert {node.get("label") for node in root.iter(f"{GEXF}node")} >= {"Yoav Gallant", "Israel"}
    read = nx.read_gexf(tmp_path / "graph.gexf")
    assert read.nodes[GALLANT]["kind"] == "person"


def test_csv_is_a_list_of_edges(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.csv")
    with (tmp_path / "graph.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(find.contacts(store))
    (row,) = [row for row in rows if {row["Source"], row["Target"]} == {AUSTIN, GALLANT} and row["Kind"] == "talks"]
    assert (row["Type"], row["Weight"], row["Times"], row["First"]) == ("Undirected", "13", "12", "2024-10-01")
    assert {row["Source Label"], row["Target Label"]} == {"Lloyd Austin", "Yoav Gallant"}
    assert "004_232cedace41cd275: Defense Secretary Lloyd Austin maintained frequent communication" in row["Evidence"]
    assert all(row["Evidence"] for row in rows)
    (visit,) = [row for row in rows if row["Kind"] == "visit" and row["Status"] == "planned, cancelled"]
    assert (visit["Source"], visit["Target"], visit["Type"]) == (GALLANT, "state/united-states", "Directed")


def test_the_network_is_what_networkx_works_with(store: Store) -> None:
    found = network(store)
    assert nx.has_path(found.to_undirected(), "person/eric-kurilla", "person/benjamin-netanyahu")


def test_names_that_xml_cannot_hold(tmp_path: Path) -> None:
    bad = "A\x00B\x0bC\ufffe<&\"'>名"
    reader = GoldReader()
    id_ = DOCUMENTS[0].id
    people = tuple(replace(actor, name=bad) if actor.id == "biden" else actor for actor in reader.readings[id_].actors)
    reader.readings[id_] = replace(reader.readings[id_], actors=people)
    with open_store(tmp_path / "db") as store:
        report = build.add(DOCUMENTS[:1], Settings(), extractor=reader, store=store)
        assert report.failed == ()
        for suffix, parse in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
            export(store, tmp_path / f"graph.{suffix}")
            labels = {data["label"] for _, data in parse(tmp_path / f"graph.{suffix}").nodes(data=True)}
            assert "A\ufffdB\ufffdC\ufffd<&\"'>名" in labels
        _, body = to_bytes(store, "nq")
        assert_same_union(body, store)


def assert_same_union(body: bytes, store: Store) -> None:
    assert isomorphic(union(Dataset().parse(data=body, format="nquads")), union(everything(store)))


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    reader = GoldReader()
    first = replace(DOCUMENTS[0], text="=1+1 " + DOCUMENTS[0].text[5:])
    said = reader.readings[first.id]
    shown = replace(said.interactions[0].evidence[0], start=0, end=20)
    reader.readings[first.id] = replace(said, interactions=(replace(said.interactions[0], evidence=(shown,)),), actors=tuple(
        replace(actor, name="=cmd()") if actor.id == "biden" else actor for actor in said.actors
    ))  # fmt: skip
    with open_store(tmp_path / "db") as store:
        build.add([first], Settings(), extractor=reader, store=store)
        _, body = to_bytes(store, "csv")
    (row,) = csv.DictReader(io.StringIO(body.decode()))
    assert "'=cmd()" in row.values()
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_empty_graph(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        for format_ in ("graphml", "gexf", "csv", "ttl", "nq", "jsonld"):
            media, body = to_bytes(store, format_)
            assert "/" in media
            assert body or format_ == "nq"
        assert json.loads(to_bytes(store, "jsonld")[1]) == []


def test_the_same_graph_gives_the_same_file(store: Store) -> None:
    for format_ in ("graphml", "gexf", "csv", "ttl", "nq", "jsonld"):
        assert to_bytes(store, format_) == to_bytes(store, format_)


def test_a_format_that_is_not_known(store: Store, tmp_path: Path) -> None:
    with pytest.raises(
        ExportError, match=r"graph\.xlsx: 'xlsx' is no format that is known; take one of graphml, gexf, csv"
    ):
        export(store, tmp_path / "graph.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"nowhere.graph\.csv: cannot be written \(No such file or directory\)"):
        export(store, tmp_path / "nowhere" / "graph.csv")
    (tmp_path / "graph.csv").mkdir()
    with pytest.raises(ExportError, match=r"graph\.csv: cannot be written \(Is a directory\)"):
        export(store, tmp_path / "graph.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["graph.csv"]


def test_documents_keep_their_graphs(store: Store) -> None:
    names = {graph.identifier for graph in Dataset().parse(data=to_bytes(store, "nq")[1], format="nquads").graphs()}
    assert URIRef(f"https://w3id.org/actorgraph/doc/{DOCUMENTS[0].id}") in names
