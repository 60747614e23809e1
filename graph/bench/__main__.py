"""Measure the served graph on a generated world: `python -m graph.bench`, from the root of a checkout."""

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from graph.bench import servers, speed
from graph.bench.speed import Answers, Row, Sizes
from graph.bench.world import World

README = Path("README.md")
BEGIN, END = "<!-- speed: written by make bench -->", "<!-- speed: end -->"


def measured(interactions: int, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Give all rows of the table, for a world of so many interactions."""
    world, tenth = World.of(interactions), World.of(max(100, interactions // 10))
    small = World.of(min(tenth.interactions, 2000))
    statements = {one.interactions: one.write(folder / f"{one.interactions}.nq") for one in (world, tenth, small)}
    (folder / "all").mkdir()
    quads = folder / f"{world.interactions}.nq"
    row, seconds = speed.loading(quads, folder / "all", statements[world.interactions])
    yield row
    tenth_seconds = speed.loaded(folder / f"{tenth.interactions}.nq", folder / "tenth")
    for db in (folder / "all" / "db", folder / "tenth"):
        speed.settle(db)
    speed.settle_oxigraph(folder / "all" / "oxigraph")
    with servers.actorgraph(folder / "tenth") as served:
        before = speed.questions(tenth, served, folder / "tenth", sizes)
    with servers.actorgraph(folder / "all" / "db") as served:
        now = speed.questions(world, served, folder / "all" / "db", sizes)
        yield from (one.row for one in now)
        with servers.oxigraph(folder / "all" / "oxigraph") as oxigraph:
            yield from speed.specialists(world, served, oxigraph, sizes)
        yield speed.many(world, served, sizes)
    if small.interactions != tenth.interactions:
        speed.loaded(folder / f"{small.interactions}.nq", folder / "small")
    else:
        (folder / "tenth").rename(folder / "small")
    yield speed.beside_rdflib(small, folder / f"{small.interactions}.nq", folder / "small")
    yield from _ten_times(tenth, before, now, tenth_seconds, seconds)


def _ten_times(
    tenth: World, before: Sequence[Answers], now: Sequence[Answers], less: float, more: float
) -> Iterator[Row]:
    beside = f"a graph of {tenth.interactions:,}"
    for old, new in list(zip(before, now, strict=True))[-2:]:
        work = f"10 times the graph: {new.row.work.replace('p95', 'median')}"
        ratio = f"{new.first / old.first:.2f} × (the same)"
        yield Row(work, f"{new.first:.1f} ms", beside, f"{old.first:.1f} ms", ratio)
    yield Row("10 times the graph: loading", f"{more:.1f} s", beside, f"{less:.1f} s", f"{more / less:.1f} × (≤ 11 ×)")


def table(rows: Sequence[Row], interactions: int) -> str:
    """Write the rows as Markdown, under the name of the machine."""
    told = f"{interactions:,} interactions, generated; {date.today():%-d %B %Y}, {machine()}."  # noqa: DTZ011
    lines = [f"| {row.work} | {row.here} | {row.beside} | {row.there} | {row.reach} |" for row in rows]
    return "\n".join(
        [told, "", "| work | here | beside | there | to reach |", "| --- | ---: | --- | ---: | ---: |", *lines]
    )


def machine() -> str:
    """Name the machine: processor, how many of it, memory."""
    names = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((line for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "MemTotal: 0 kB")
    processor = names[0].partition(":")[2].strip() if names else platform.processor()
    return (
        f"{os.cpu_count()} × {processor}, {int(memory.split()[1]) / 2**20:.0f} GiB, Python {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def main() -> None:
    """Print the table, and put it into the README where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m graph.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--interactions", type=int, default=500_000)
    parser.add_argument("--seconds", type=float, default=60, help="how long many clients ask at the same time")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--folder", type=Path, help="where the graphs are made, on a disk with room for them")
    parser.add_argument("--write-readme", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    rows = []
    try:
        for row in measured(options.interactions, folder, Sizes(options.rounds, options.clients, options.seconds)):
            print(f"{row.work} · {row.here} · {row.beside} · {row.there} · {row.reach}", flush=True)  # noqa: T201
            rows.append(row)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    written = table(rows, options.interactions)
    print(f"\n{written}")  # noqa: T201
    if options.write_readme:
        text = README.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        README.write_text(f"{before}{BEGIN}\n\n{written}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
