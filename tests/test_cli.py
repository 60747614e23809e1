"""Commands as a user types them: what they print where, and how they end. The seeds are read by a perfect reader."""

import contextlib
import csv
import io
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import graph.extract
from graph import build
from graph.cli import main
from graph.cli.app import COMMANDS
from graph.errors import ActorGraphError
from graph.model import Document, Reading
from graph.settings import Settings
from graph.store import open_store
from tests import facts

SEEDS = Path(__file__).parents[1] / "seeds"
IDS = [gold["id"] for gold in facts.annotated()]


class PerfectReader:
    """Reads the annotated documents as they were annotated; a text that says so cannot be read, others say nothing."""

    version = "perfect"

    def __init__(self, *_: Any) -> None:
        self._readings = {gold["id"]: facts.reading(gold) for gold in facts.annotated()}

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading | ActorGraphError]]:
        for document in documents:
            if "unreadable" in document.text:
                yield document, ActorGraphError("too hard")
            else:
                yield document, self._readings.get(document.id, Reading(document.id))


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(graph.extract, "Extractor", PerfectReader)
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("ACTORGRAPH_DB", "ACTORGRAPH_STORE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["actorgraph", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds."""
    folder = tmp_path_factory.mktemp("graph") / "db"
    with open_store(folder) as store:
        build.build([SEEDS], Settings(folder), extractor=PerfectReader(), store=store)
    return folder


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_shows_an_example(self, run: Run, command: str) -> None:
        done = run(command, "--help")
        assert done.code == 0
        assert f"Example: actorgraph {command}" in " ".join(done.out.split())

    def test_names_every_command(self, run: Run) -> None:
        done = run("--help")
        assert all(f" {command} " in done.out for command in COMMANDS)

    def test_loads_nothing_heavy(self) -> None:
        code = "import sys, graph.cli; print(sorted({'spacy', 'pyoxigraph', 'rdflib', 'uvicorn', 'networkx', 'numpy'} & sys.modules.keys()))"
        assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"

    @pytest.mark.parametrize(
        "arguments",
        [["nothing"], ["build"], ["stats", "--no-such"], ["build", "x", "--date", "October"], ["serve", "--port", "0"]],
    )
    def test_is_pointed_to_where_the_command_is_wrong(self, run: Run, arguments: list[str]) -> None:
        done = run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "actorgraph" in done.err
        assert "Error" in done.err


class TestBuild:
    def test_prints_what_it_found(self, run: Run) -> None:
        done = run("build", SEEDS)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("read 5 documents; the graph holds:\n")
        counts = run("stats", "--json").json
        assert f"{sum(counts['actors'].values())}  person {counts['actors']['person']} · office " in done.out
        assert "  Lloyd Austin: Defense Secretary of United States\n" in done.out
        assert "  Benjamin Netanyahu (person): " in done.out
        assert f"… and {counts['offices_held'] - 8} more" in done.out

    def test_uses_one_default_folder(self, run: Run, tmp_path: Path) -> None:
        run("build", SEEDS)
        assert (tmp_path / "actorgraph-db").is_dir()
        assert run("stats", "--json").json["documents"] == 5

    def test_as_json_counts_and_names_what_failed(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "empty.txt").touch()
        (tmp_path / "stone.txt").write_text("unreadable")
        done = run("build", SEEDS, "nowhere", "empty.txt", "stone.txt", "--json")
        assert done.code == 1
        assert (done.json["read"], done.json["stats"]["documents"]) == (5, 5)
        assert [failure.split(":")[0] for failure in done.json["failed"]] == ["nowhere", "empty.txt", "stone"]
        assert done.err.splitlines() == [f"error: {failure}" for failure in done.json["failed"]]

    def test_again_changes_nothing(self, run: Run) -> None:
        run("build", SEEDS)
        before = sorted(run("sparql", "SELECT * { GRAPH ?g { ?s ?p ?o } }").out.splitlines())
        assert len(before) > 500
        again = run("build", SEEDS, "--json").json
        assert (again["read"], again["unchanged"]) == (0, 5)
        assert sorted(run("sparql", "SELECT * { GRAPH ?g { ?s ?p ?o } }").out.splitlines()) == before

    def test_date_is_for_documents_that_have_none(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("A met B.")
        run("build", "a.txt", SEEDS / f"{IDS[0]}.txt", "--date", "2020-02-02")
        query = (
            "PREFIX d: <http://purl.org/dc/terms/> SELECT ?id ?day { ?x d:identifier ?id ; d:issued ?day } ORDER BY ?id"
        )
        rows = list(csv.reader(io.StringIO(run("sparql", query, "--format", "csv").out)))
        assert rows == [["id", "day"], [IDS[0], "2024-10-11"], ["a", "2020-02-02"]]

    def test_text_limit_can_be_set(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("A met B.")
        assert run("build", "a.txt", "--text-limit", "7").code == 1
        assert run("build", "a.txt", "--text-limit", "8").code == 0

    def test_leaves_alone_a_folder_that_is_no_graph(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "home").mkdir()
        (tmp_path / "home/letter.txt").write_text("Dear")
        done = run("build", SEEDS, "--db", "home")
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("error: home holds other files")
        assert [entry.name for entry in (tmp_path / "home").iterdir()] == ["letter.txt"]


class TestExtract:
    def test_writes_a_line_for_each_document_in_order(self, run: Run) -> None:
        done = run("extract", SEEDS)
        assert (done.code, done.err) == (0, "")
        assert [json.loads(line)["id"] for line in done.out.splitlines()] == IDS

    def test_takes_json_lines_and_tells_what_failed(self, run: Run, tmp_path: Path) -> None:
        rows = [
            json.dumps({"id": "x", "text": "A", "actors": []}),
            "{",
            json.dumps({"id": "y", "text": "unreadable"}),
            json.dumps({"id": IDS[3], "text": "B"}),
        ]
        (tmp_path / "in.jsonl").write_text("\n".join(rows))
        done = run("extract", "in.jsonl")
        assert done.code == 1
        assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["x", IDS[3]]
        assert done.err.splitlines()[0].startswith("error: in.jsonl:2: not JSON")
        assert done.err.splitlines()[1] == "error: y: too hard"


class TestAsk:
    def test_shows_answer_and_evidence(self, run: Run, db: Path) -> None:
        done = run("ask", "who spoke with Gallant", "--db", db)
        assert (done.code, done.err) == (0, "")
        assert "Austin" in done.out.splitlines()[0]
        assert "Lloyd Austin maintained frequent communication" in done.out
        assert "004_232cedace41cd275, Reuters, 2024-11-01, characters" in done.out
        assert "SELECT" not in done.out
        assert "SELECT" in run("ask", "who spoke with Gallant", "--db", db, "--sparql").out

    def test_as_json_is_what_the_api_gives(self, run: Run, db: Path) -> None:
        done = run("ask", "who advised Israel?", "--db", db, "--json")
        assert done.json["understood"]
        assert {row["kind"] for row in done.json["interactions"]} == {"advice"}

    def test_not_understood_is_said_with_questions_that_are(self, run: Run, db: Path) -> None:
        done = run("ask", "what is the capital of love?", "--db", db)
        assert done.code == 1
        assert "Questions like these are understood:" in done.out
        assert not run("ask", "what is the capital of love?", "--db", db, "--json").json["understood"]

    def test_nothing_found_has_its_own_code(self, run: Run, db: Path) -> None:
        assert run("ask", "who warned Kurilla?", "--db", db).code == 1


class TestSparql:
    QUERY = "PREFIX ag: <https://w3id.org/actorgraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?name { ?x a ag:Organization ; skos:prefLabel ?name } ORDER BY ?name"

    @pytest.mark.parametrize(
        ("form", "starts"),
        [("tsv", "?name\n"), ("csv", "name\r\n"), ("json", '{"head"'), ("xml", "<?xml"), ("table", "name")],
    )
    def test_writes_what_is_asked_for(self, run: Run, db: Path, form: str, starts: str) -> None:
        done = run("sparql", self.QUERY, "--db", db, "--format", form)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(starts)
        assert "Hamas" in done.out

    def test_yes_or_no(self, run: Run, db: Path) -> None:
        assert run("sparql", "ASK { ?x ?y ?z }", "--db", db, "--format", "table").out == "yes\n"
        assert run("sparql", "ASK { ?x ?y ?z }", "--db", db, "--json").json["boolean"] is True

    def test_prefixes_of_the_vocabulary_are_known(self, run: Run, db: Path) -> None:
        short = self.QUERY[self.QUERY.index("SELECT") :]
        assert run("sparql", short, "--db", db).out == run("sparql", self.QUERY, "--db", db).out
        assert run("sparql", "ASK { ?x a nobody:Knows }", "--db", db).code == 3

    def test_triples_are_turtle(self, run: Run, db: Path) -> None:
        assert " a <https://" in run("sparql", "CONSTRUCT { ?x a ?y } WHERE { ?x a ?y } LIMIT 1", "--db", db).out

    @pytest.mark.parametrize("query", ["SELECT * { ?x ?y ?z }", "SELECT * { ?x ?y ?z } LIMIT 3"])
    def test_a_reader_that_closes_the_pipe_is_no_error(self, db: Path, query: str) -> None:
        shell = f"'{sys.executable}' -m graph.cli sparql '{query}' --db '{db}' | true"
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False, cwd=SEEDS.parent)
        assert (done.stdout, done.stderr) == ("", "")

    def test_comes_from_a_file(self, run: Run, db: Path, tmp_path: Path) -> None:
        (tmp_path / "q.rq").write_text(self.QUERY)
        assert run("sparql", "@q.rq", "--db", db).out == run("sparql", self.QUERY, "--db", db).out
        missing = run("sparql", "@no.rq", "--db", db)
        assert missing.code == 3
        assert missing.err.startswith("error: no.rq: the query cannot be read")

    @pytest.mark.parametrize("query", ["SELECT", "DROP ALL", "SELECT * { SERVICE <http://example.org> { ?x ?y ?z } }"])
    def test_that_is_broken_or_not_allowed_is_one_line(self, run: Run, db: Path, query: str) -> None:
        done = run("sparql", query, "--db", db)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("error: ")
        assert done.err.count("\n") == 1


class TestWhole:
    def test_stats(self, run: Run, db: Path) -> None:
        counts = run("stats", "--db", db, "--json").json
        assert counts["documents"] == 5
        assert counts["actors"]["person"] > 5
        assert sum(counts["interactions"].values()) == sum(counts["statuses"].values())
        shown = run("stats", "--db", db)
        assert f"{sum(counts['interactions'].values())}" in shown.out

    def test_check(self, run: Run, db: Path) -> None:
        done = run("check", "--db", db)
        assert (done.code, done.out, done.err) == (0, "", "the graph validates\n")
        assert run("check", "--db", db, "--json").json["conforms"] is True

    @pytest.mark.parametrize("suffix", ["graphml", "gexf", "ttl", "nq", "jsonld", "csv"])
    def test_export(self, run: Run, db: Path, tmp_path: Path, suffix: str) -> None:
        done = run("export", f"out.{suffix}", "--db", db)
        assert (done.code, done.out, done.err) == (0, "", f"wrote out.{suffix}\n")
        assert (tmp_path / f"out.{suffix}").stat().st_size > 1000
        if suffix == "graphml":
            assert nx.read_graphml(tmp_path / "out.graphml").number_of_nodes() > 10

    @pytest.mark.parametrize("file", ["out.docx", "out", "nowhere/out.ttl"])
    def test_export_that_cannot_be_done(self, run: Run, db: Path, file: str) -> None:
        done = run("export", file, "--db", db)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("error: ")

    def test_remove(self, run: Run) -> None:
        run("build", SEEDS)
        done = run("remove", IDS[4])
        assert (done.code, done.out, done.err) == (0, "", f"removed {IDS[4]}\n")
        assert run("stats", "--json").json["documents"] == 4
        again = run("remove", IDS[4])
        assert (again.code, again.out) == (3, "")
        assert IDS[4] in again.err

    @pytest.mark.parametrize(
        "arguments",
        [["ask", "who?"], ["sparql", "ASK {}"], ["stats"], ["check"], ["export", "x.ttl"], ["serve"], ["remove", "x"]],
    )
    def test_without_a_graph_says_how_to_build_one(self, run: Run, tmp_path: Path, arguments: list[str]) -> None:
        done = run(*arguments, "--db", "none")
        assert (done.code, done.out) == (3, "")
        assert done.err == "error: there is no graph in none; build one first with 'actorgraph build PATH --db none'\n"
        assert list(tmp_path.iterdir()) == []


class TestServe:
    def test_answers_until_it_is_interrupted(self, db: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "graph.cli", "serve", "--db", db, "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=SEEDS.parent)
        try:
            assert f"http://127.0.0.1:{port}/" in server.stderr.readline()  # type: ignore[union-attr]
            assert json.loads(_got(f"http://127.0.0.1:{port}/stats"))["documents"] == 5
        finally:
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=20)
        assert (out, err) == ("", "")

    def test_updates_need_a_token(self, run: Run, db: Path) -> None:
        done = run("serve", "--db", db, "--allow-update")
        assert done.code == 3
        assert "--token" in done.err

    def test_port_that_is_taken(self, run: Run, db: Path) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            done = run("serve", "--db", db, "--port", str(port))
        assert done.code == 3
        assert done.err.startswith(f"error: cannot listen at 127.0.0.1:{port}")


def _got(url: str) -> bytes:
    for _ in range(100):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=10) as answer:
            return bytes(answer.read())
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


class TestBackup:
    def test_copies_and_puts_back(self, run: Run, db: Path, tmp_path: Path) -> None:
        done = run("backup", "copies/monday", "--db", db)
        assert (done.code, done.out, done.err) == (0, "", f"the graph of {db} is in copies/monday, too\n")
        before = run("export", "before.nq", "--store", "copies/monday")
        assert before.code == 0
        run("remove", IDS[0], "--store", "copies/monday")
        refused = run("restore", "copies/monday", "--store", db)
        assert refused.code == 3
        assert refused.err.startswith(f"error: there is a graph in {db} already; ")
        assert run("backup", "second", "--store", db).code == 0
        assert run("restore", "second", "--store", "copies/monday", "--replace").code == 0
        run("export", "after.nq", "--store", "copies/monday")
        lines = [sorted((tmp_path / name).read_text().splitlines()) for name in ("before.nq", "after.nq")]
        assert lines[0] == lines[1]

    def test_needs_a_graph_and_a_new_folder(self, run: Run, db: Path) -> None:
        assert "there is no graph in none" in run("backup", "copy", "--db", "none").err
        assert "is there already; choose a new folder" in run("backup", db, "--db", db).err
        assert "no is no backup that can be read" in run("restore", "no", "--db", "new").err

    def test_a_server_is_a_store_like_a_folder(self, run: Run, db: Path, server: Callable[[str], str]) -> None:
        url = server("oxigraph")
        run("backup", "copy", "--db", db)
        assert run("restore", "copy", "--store", url, "--replace").code == 0
        for command in (["stats"], ["ask", "who spoke with Gallant"], ["check"]):
            assert run(*command, "--store", url).out == run(*command, "--db", db).out
        assert run("build", SEEDS, "--store", url).code == 0
        assert run("stats", "--store", url.replace("http://", "http://user:secret@")).code == 0
        gone = run("stats", "--store", "http://user:secret@127.0.0.1:9")
        assert gone.code == 3
        assert "secret" not in gone.err
