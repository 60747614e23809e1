"""Measure the served graph beside others on the same generated world; each function gives rows of the table."""

import os
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from graph import record
from graph.bench import queries, servers
from graph.bench.world import World
from graph.store.embedded import Embedded

JSON = {"Accept": "application/sparql-results+json, application/n-triples;q=0.9", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the work, what it took here, beside what, what that took, and what is to be reached."""

    work: str
    here: str
    beside: str
    there: str
    reach: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    rounds: int = 20
    """How many questions are asked of each sort, and a multiple of how often each query is run."""
    clients: int = 50
    seconds: float = 60.0


def asked(work: Callable[[], object], times: int) -> list[float]:
    """Do it several times, and give the milliseconds of each."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return took


def percentile(took: Sequence[float], share: float) -> float:
    """Give the time within which so great a share of them came."""
    return sorted(took)[min(len(took) - 1, int(share * len(took)))]


@dataclass(frozen=True, slots=True)
class Answers:
    """A row of the table, and the median of the milliseconds that questions took which were never asked before."""

    row: Row
    first: float


WORDINGS = (
    "who spoke with {}?",
    "who met {}?",
    "who talked to {}?",
    "who did {} speak with?",
    "who called {}?",
    "who did {} meet?",
    "who did {} talk to?",
    "who did {} call?",
    "who was in contact with {}?",
    "with whom did {} speak?",
)
"""The question, and its nearest relatives."""
NEAR = 20
"""So many actors are asked about, where there are others of nearly the same rank."""


def ranks(world: World) -> Mapping[str, range]:
    """Give places among the actors, from the most frequent one to rare ones."""
    last = len(world.actors) - 1
    hundredth, middle = min(90, last), max(0, last // 2 - NEAR // 2)
    return {
        "most frequent": range(1),
        "10th": range(min(7, last), min(12, last + 1)),
        "100th": range(hundredth, min(hundredth + NEAR, last + 1)),
        "middling": range(middle, min(middle + NEAR, last + 1)),
        "rare": range(max(0, last - NEAR + 1), last + 1),
    }


def questions(world: World, served: str, db: Path, sizes: Sizes) -> list[Answers]:
    """Ask who spoke with actors of all sorts, over HTTP, and as a join in this process.

    Each question is asked for the first time, so that no answer is in the server's memory, and then again. Of few
    actors, it is asked in all wordings, so that there are as many questions as of many.
    """
    found = []
    with httpx.Client(base_url=served, timeout=600) as client, Embedded.open(db, read_only=True) as store:
        client.get("/ask", params={"q": "hello"})  # reads the names
        for name, places in ranks(world).items():
            actors = [world.actors[place] for place in places]
            wordings = WORDINGS[: max(1, -(-min(sizes.rounds, NEAR) // len(actors)))]
            asking = [
                partial(_get, client, "/ask", {"q": wording.format(actor.name)})
                for wording in wordings
                for actor in actors
            ]
            first = [asked(one, 1)[0] for one in asking]
            again = [asked(one, 1)[0] for one in asking]
            join = statistics.median(asked(partial(store.select, queries.spoke_with(actors[0].id)), 3))
            here = f"{percentile(first, 0.95):.1f} ms (asked again: {percentile(again, 0.95):.1f} ms)"
            work = f"who spoke with X, {len(first)} questions for the first time, p95, {name}"
            row = Row(work, here, "join in pyoxigraph", f"{join:.1f} ms", "≤ 10 ms")
            found.append(Answers(row, statistics.median(first)))
    return found


def _get(client: httpx.Client, path: str, parameters: Mapping[str, str]) -> None:
    client.get(path, params=parameters).raise_for_status()


def _sparql(client: httpx.Client, address: str, query: str) -> None:
    """Ask and read the whole answer."""
    client.post(address, data={"query": query}, headers=JSON).raise_for_status()


def specialists(world: World, served: str, oxigraph: str, sizes: Sizes) -> list[Row]:
    """Run the queries of specialists on both servers, in turns."""
    rows, sums = [], [0.0, 0.0]
    with httpx.Client(timeout=1200) as client:
        for name, query in queries.specialists(world).items():
            works = [partial(_sparql, client, address, query) for address in (f"{served}/sparql", oxigraph)]
            for work in works:
                work()
            times = [[asked(work, 1)[0] for work in works] for _ in range(max(3, sizes.rounds // 4))]
            here, there = (statistics.median(column) for column in zip(*times, strict=True))
            sums = [sums[0] + here, sums[1] + there]
            ratio = f"{here / there:.2f} ×"
            rows.append(Row(f"SPARQL: {name}", f"{here:.1f} ms", "oxigraph serve", f"{there:.1f} ms", ratio))
    ratio = f"{sums[0] / sums[1]:.2f} × (≤ 1.25 ×)"
    return [*rows, Row("ten SPARQL queries", f"{sums[0]:.0f} ms", "oxigraph serve", f"{sums[1]:.0f} ms", ratio)]


def beside_rdflib(world: World, quads: Path, db: Path) -> Row:
    """Run the same queries on a smaller graph beside rdflib's own store, which keeps everything in memory."""
    asking = queries.specialists(world).values()
    with servers.actorgraph(db) as served, servers.rdflib_endpoint(quads) as slow, httpx.Client(timeout=1200) as client:
        here, there = (
            sum(statistics.median(asked(partial(_sparql, client, address, query), 3)) for query in asking)
            for address in (f"{served}/sparql", slow)
        )
    work = f"ten SPARQL queries on {world.interactions:,} interactions"
    return Row(work, f"{here:.0f} ms", "rdflib-endpoint", f"{there:.0f} ms", f"{there / here:.0f} × faster (≥ 20 ×)")


def many(world: World, served: str, sizes: Sizes) -> Row:
    """Let many clients ask mixed questions at the same time, after one has done so alone."""
    until = time.monotonic() + max(1.0, sizes.seconds / 10)
    alone, failed = _client(world, served, 0, until)
    until = time.monotonic() + sizes.seconds
    with ThreadPoolExecutor(sizes.clients) as threads:
        told = list(threads.map(lambda seed: _client(world, served, seed, until), range(1, sizes.clients + 1)))
    took = [one for times, _ in told for one in times]
    failed += sum(wrong for _, wrong in told)
    median, most = statistics.median(alone), percentile(took, 0.99)
    work = f"{sizes.clients} clients, mixed questions, {sizes.seconds:g} s: p99"
    here = f"{most:.0f} ms, {failed} errors, {len(took) / sizes.seconds:.0f} answers a second"
    least = sizes.clients / (os.cpu_count() or 1)
    reach = (
        f"{most / median:.0f} × (≤ 20 ×; {os.cpu_count()} cores that are all busy can do no better than {least:.0f} ×)"
    )
    return Row(work, here, "one client: median", f"{median:.1f} ms", reach)


def _client(world: World, served: str, seed: int, until: float) -> tuple[list[float], int]:
    """Ask one question after the other until it is time; give the milliseconds of each, and how many failed."""
    chance = random.Random(seed)  # noqa: S311 -- to be the same again
    took, failed = [], 0
    with httpx.Client(base_url=served, timeout=120) as client:
        while time.monotonic() < until:
            path, parameters = _mixed(world, chance)
            began = time.perf_counter()
            failed += client.get(path, params=parameters).status_code != 200  # noqa: PLR2004
            took.append((time.perf_counter() - began) * 1000)
    return took, failed


def _mixed(world: World, chance: random.Random) -> tuple[str, dict[str, str]]:
    """Give a question as readers put them: more of them about those who are much in the news."""
    actor = world.actors[int(len(world.actors) ** chance.random()) - 1]
    actor_iri = record.actor_iri(actor.id).n3()
    return chance.choice(
        (
            ("/ask", {"q": f"who spoke with {actor.name}?"}),
            ("/interactions", {"actor": actor.id, "limit": "20"}),
            (f"/actors/{actor.id}", {}),
            ("/stats", {}),
            ("/sparql", {"query": f"{queries.PREFIXES}SELECT ?name WHERE {{ {actor_iri} skos:prefLabel ?name }}"}),
        )
    )


def loaded(quads: Path, db: Path) -> float:
    """Load a file of N-Quads into a new graph, and give the seconds."""
    began = time.perf_counter()
    with Embedded.open(db) as store:
        store.load(quads)
    return time.perf_counter() - began


def settle(db: Path) -> None:
    """Put the files of a graph in order, as the store does by itself after a while, and read them once.

    So questions are measured as they are answered on a day on which nothing was loaded, and not the disk.
    """
    with Embedded.open(db) as store:
        store.optimize()
    _read(db)


def settle_oxigraph(db: Path) -> None:
    """Do the same for Oxigraph's server."""
    servers.optimize_oxigraph(db)
    _read(db)


def _read(db: Path) -> None:
    for path in sorted(db.iterdir()):
        with path.open("rb") as file:
            while file.read(1 << 24):
                pass


def loading(quads: Path, folder: Path, statements: int) -> tuple[Row, float]:
    """Load the same file by both; gives the seconds of this one, too, whose graph stays in `folder / "db"`."""
    here = loaded(quads, folder / "db")
    began = time.perf_counter()
    servers.load_oxigraph(quads, folder / "oxigraph")
    there = time.perf_counter() - began
    work = f"loading {statements:,} quads"
    return Row(work, f"{here:.1f} s", "oxigraph load", f"{there:.1f} s", f"{here / there:.2f} × (≤ 1.3 ×)"), here
