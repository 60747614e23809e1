"""Several processes at one graph: second writers, readers beside a writer, backups while it is written, and kills."""

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from graph import crash
from graph.errors import StoreError
from graph.store import Store, backup, open_store, restore
from graph.store.embedded import Embedded

EX = "http://example.org/"
S, P, G, H = (URIRef(EX + name) for name in "spgh")
KILLS = 20


def number(store: Store) -> int:
    return crash.last_write(store)


def whole(path: Path) -> int:
    """The number of the last write in a graph in which every document is whole."""
    with open_store(path, read_only=True) as store:
        last = number(store)
        assert list(crash.check(store, last)) == []
        return last


@contextmanager
def writer(path: Path) -> Iterator[None]:
    """A process that writes as fast as it can, and has written once."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=crash.write, args=(path, 0, there))
    process.start()
    there.close()
    try:
        assert [here.recv(), here.recv()] == [-1, 0]
        yield
        assert process.is_alive()
    finally:
        process.kill()
        process.join()
        here.close()


def test_killing_a_writer_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    report = crash.run(KILLS, tmp_path / "db", seed=4)
    assert report.faults == ()
    assert report.kills == KILLS
    assert report.acknowledged + report.under_way > 0


def test_what_is_half_or_lost_would_be_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "db") as store:
        for write in range(30):
            crash.put(store, write)
        assert list(crash.check(store, 29)) == []
        assert list(crash.check(store, 28)) == []
        assert list(crash.check(store, 30)) == ["write 30 was acknowledged, 29 is there"]
        document = next(
            row["g"]
            for row in store.select(
                f'SELECT ?g {{ GRAPH ?g {{ ?s ?p ?o FILTER(CONTAINS(STR(?g), "/d{29 % crash.DOCUMENTS}")) }} }}'
            )
        )
        store.update(f"DELETE WHERE {{ GRAPH <{document}> {{ <{document}> ?p ?o }} }}")
        assert len(list(crash.check(store, 29))) == 1


def test_a_second_writer_is_told_and_readers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with writer(path):
        with pytest.raises(StoreError, match="is being written by another process; wait for it to end, or stop it"):
            open_store(path)
        done = subprocess.run(
            [sys.executable, "-m", "graph.cli", "remove", "x", "--store", path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3
        assert (
            done.stderr
            == f"error: the graph in {path} is being written by another process; wait for it to end, or stop it\n"
        )
        with pytest.raises(StoreError, match="is in use by another process; stop that one, and restore again"):
            restore(path, path, replacing=True)
        seen = [whole(path) for _ in range(8)]
    assert seen == sorted(seen)
    assert [file for file in path.iterdir() if file.is_dir()] == []
    with open_store(path) as store:
        assert list(crash.check(store, number(store))) == []


def test_a_backup_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with writer(path):
        before = whole(path)
        for copy in range(5):
            backup(path, tmp_path / "copies" / str(copy))
        after = whole(path)
    numbers = [whole(tmp_path / "copies" / str(copy)) for copy in range(5)]
    assert [before, *numbers, after] == sorted([before, *numbers, after])
    assert {file.name for file in (tmp_path / "copies").iterdir()} == set("01234")


def test_a_backup_of_a_served_graph_and_back(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with open_store(path) as store:
        store.replace({G: [(S, P, Literal("one"))]})
        Embedded.snapshot(store, path / "snapshots" / "1")  # type: ignore[arg-type]  # as a server keeps it for readers
        backup(path, tmp_path / "copy")
        assert not (tmp_path / "copy" / "snapshots").exists()
        store.replace({G: [(S, P, Literal("two"))]})
        with pytest.raises(StoreError, match="in use by another process; stop that one"):
            restore(tmp_path / "copy", path, replacing=True)
        assert store.ask('ASK { ?s ?p "two" }')
    with pytest.raises(StoreError, match=f"there is a graph in {path} already; .*--replace"):
        restore(tmp_path / "copy", path)
    restore(tmp_path / "copy", path, replacing=True)
    for place in (path, tmp_path / "copy"):
        with open_store(place) as store:
            assert [str(quad[2]) for quad in store.quads()] == ["one"]
    with open_store(path) as store:
        store.replace({G: [(S, P, Literal("three"))]})
    with open_store(tmp_path / "copy") as store:
        assert [str(quad[2]) for quad in store.quads()] == ["one"]
    assert {file.name for file in tmp_path.iterdir()} == {"db", "copy"}


def test_a_damaged_graph_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "db"
    with open_store(path) as store:
        store.replace({G: [(S, P, Literal("one"))]})
    backup(path, tmp_path / "copy")
    (path / "CURRENT").write_bytes(b"garbage")
    restore(tmp_path / "copy", path, replacing=True)
    with open_store(path) as store:
        assert store.ask('ASK { ?s ?p "one" }')


def test_a_backup_of_any_store_is_put_back_into_any_other(where: str, tmp_path: Path) -> None:
    long = [(S, P, Literal("é\n" * 50_000)), (S, URIRef(f"{EX}n"), Literal(7))]
    with open_store(where) as store:
        store.replace({G: long, H: [(S, P, S)]})
        expected = set(store.quads())
    backup(where, tmp_path / "copy")
    with open_store(where) as store:
        store.replace({G: [(S, P, S)], f"{EX}other": [(S, P, S)]})
    with pytest.raises(StoreError, match=r"there is a graph in .* already"):
        restore(tmp_path / "copy", where)
    restore(tmp_path / "copy", where, replacing=True)
    restore(tmp_path / "copy", tmp_path / "new")
    for place in (where, tmp_path / "new"):
        with open_store(place) as store:
            assert set(store.quads()) == expected


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    path, letter = tmp_path / "db", tmp_path / "letters" / "one.txt"
    open_store(path).close()
    letter.parent.mkdir()
    letter.write_text("Dear reader")
    with pytest.raises(StoreError, match="is there already; choose a new folder for the backup"):
        backup(path, letter.parent)
    with pytest.raises(StoreError, match="is there already"):
        backup(path, letter)
    with pytest.raises(
        StoreError, match=r"holds other files .* and no graph that can be read; nothing in it was touched"
    ):
        restore(path, letter.parent, replacing=True)
    with pytest.raises(StoreError, match=r"is no backup that can be read: .*holds other files"):
        restore(letter.parent, tmp_path / "new")
    with pytest.raises(StoreError, match=rf"there is no graph in {tmp_path / 'none'}"):
        backup(tmp_path / "none", tmp_path / "copy")
    assert {file.name for file in tmp_path.iterdir()} == {"db", "letters"}
    assert letter.read_text() == "Dear reader"


def test_a_copy_is_taken_again_where_files_change_under_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["graph.store.moments"]
    path = tmp_path / "db"
    with open_store(path) as store:
        store.replace({G: [(S, P, Literal("one"))]})
        taken: list[str] = []
        copy = module._copy

        def changing(file: Path, new: Path) -> None:
            copy(file, new)
            if not taken:
                store.replace({G: [(S, P, Literal("two"))]})
            taken.append(file.name)

        monkeypatch.setattr(module, "_copy", changing)
        backup(path, tmp_path / "copy")
    assert len(taken) > len(set(taken))
    with open_store(tmp_path / "copy") as copied:
        assert [str(quad[2]) for quad in copied.quads()] == ["two"]
