"""The measuring of speed on a tiny sample: what is measured is real, and the table is whole. How long it took decides nothing."""

import re
from collections import Counter
from pathlib import Path

import pytest

from graph import ask, find
from graph.bench import queries, servers
from graph.bench.__main__ import BEGIN, END, measured, table
from graph.bench.speed import Sizes
from graph.bench.world import World
from graph.check import check
from graph.knowledge import Knowledge
from graph.store.embedded import Embedded
from tests.readme import README

pytestmark = pytest.mark.skipif(
    not (servers.BIN / "oxigraph").exists(), reason="speed is measured beside Oxigraph's server: pip install oxigraph"
)


def test_a_world_is_what_the_program_itself_would_write(tmp_path: Path) -> None:
    world = World.of(300)
    statements = world.write(tmp_path / "world.nq")
    assert World.of(300).write(tmp_path / "again.nq") == statements
    lines = [sorted((tmp_path / name).read_text().splitlines()) for name in ("world.nq", "again.nq")]
    assert lines[0] == lines[1]
    with Embedded.open(tmp_path / "db") as store:
        store.load(tmp_path / "world.nq")
        assert check(store) == ()
        assert sum(find.stats(store).interactions.values()) == 300
        often, rare = (find.interactions(store, actor=actor.id).total for actor in (world.actors[0], world.actors[-1]))
        assert often > 5 * rare
        answer = ask.answer(f"who spoke with {world.actors[0].name}?", store, Knowledge.load())
        join = store.select(queries.spoke_with(world.actors[0].id))
        assert answer.understood
        assert {one.id for one in answer.actors} <= {str(row["who"]).partition("/actor/")[2] for row in join}
        for name, query in queries.specialists(world).items():
            assert store.query(query, "text/csv, text/turtle")[1].count(b"\n") > 1, f"{name} finds nothing"


def test_the_table_has_all_rows(tmp_path: Path) -> None:
    rows = list(measured(200, tmp_path, Sizes(rounds=1, clients=3, seconds=1)))
    works = Counter(
        re.sub(r"[\d,]+ (quads|interactions|clients)", r"\1", row.work).partition(":")[0].partition(",")[0]
        for row in rows
    )
    assert works == {
        "loading quads": 1,
        "who spoke with X": 5,
        "SPARQL": 10,
        "ten SPARQL queries": 1,
        "clients": 1,
        "ten SPARQL queries on interactions": 1,
        "10 times the graph": 3,
    }
    assert next(row for row in rows if "clients" in row.work).here.split(", ")[1] == "0 errors"
    assert table(rows, 200).count("\n|") == len(rows) + 2


def test_the_readme_has_a_place_for_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)
