"""Time reading beside the bare language model on the same texts: `python -m graph.bench.reading`, from a checkout.

Both are run in turns, so that whatever else the machine does slows both; the median of the ratios counts.
"""

import argparse
import signal
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType

from graph.accuracy import annotated
from graph.errors import ActorGraphError
from graph.extract import Extractor
from graph.extract.language import pipeline
from graph.knowledge import Knowledge
from graph.model import Document, When

TEXTS = Path("tests/gold/lean.jsonl")
HOME = Path(__file__).parents[1]
GOAL = 1.3
SHOWN = 16
TICK = 0.002

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run cost, in seconds: on the clock, and of the processors."""

    clock: float
    processor: float


def spent(work: Work) -> Spent:
    """Time one run."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - clock, time.process_time() - processor)


def in_turns(bare: Work, whole: Work, rounds: int) -> list[tuple[Spent, Spent]]:
    """Time both in turns, after a run of each that warms up."""
    bare()
    whole()
    return [(spent(bare), spent(whole)) for _ in range(rounds)]


def verdict(times: Sequence[tuple[Spent, Spent]], documents: int, characters: int) -> str:
    """Say in one line how the times compare."""
    ratio = statistics.median(whole.clock / bare.clock for bare, whole in times)
    processor = statistics.median(whole.processor / bare.processor for bare, whole in times)
    bare, whole = (statistics.median(one.clock for one in column) for column in zip(*times, strict=True))
    return (
        f"{documents} documents, {characters:,} characters: the model alone {bare:.2f} s, reading {whole:.2f} s, "
        f"{characters / whole:,.0f} characters a second; ratio {ratio:.2f} (of processor time {processor:.2f}), "
        f"{'within' if ratio <= GOAL else 'over'} the goal of {GOAL}"
    )


def shares(work: Work) -> list[tuple[str, float, float]]:
    """Sample one run: (function of the project, share with all that it calls, share by itself), the dearest first.

    A sample weighs as much as the processor time since the one before, so that long calls into C count in full.
    """
    inclusive: defaultdict[CodeType, float] = defaultdict(float)
    own: defaultdict[CodeType, float] = defaultdict(float)
    last = start = time.process_time()

    def sample(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        weight, last = now - last, now
        stack = []
        while frame is not None:
            stack.append(frame.f_code)
            frame = frame.f_back
        ours = [code for code in stack if Path(code.co_filename).is_relative_to(HOME)]
        for code in dict.fromkeys(ours):
            inclusive[code] += weight
        for code in ours[:1] if stack[:1] == ours[:1] else []:
            own[code] += weight

    before = signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    total = last - start
    dearest = sorted(inclusive.items(), key=lambda item: -item[1])
    return [(_place(code), weight / total, own[code] / total) for code, weight in dearest]


def _place(code: CodeType) -> str:
    return f"{Path(code.co_filename).relative_to(HOME.parent)}:{code.co_firstlineno} {code.co_name}"


def main() -> None:
    """Print one line, and where the time goes."""
    parser = argparse.ArgumentParser(prog="python -m graph.bench.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", nargs="?", type=Path, default=TEXTS, help=f"annotated documents, {TEXTS} without")
    parser.add_argument("--documents", type=int, default=60, help="how many of them to read")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed")
    options = parser.parse_args()
    try:
        golds = annotated(options.texts)[: options.documents]
        extractor, bare = Extractor(Knowledge.load()), pipeline("en_core_web_md")
    except ActorGraphError as error:
        sys.exit(f"error: {error}")
    bare.remove_pipe("paragraphs")
    texts = [gold["text"] for gold in golds]
    days = [When.parse(gold["date"]).earliest if gold["date"] else None for gold in golds]
    documents = [Document(gold["id"], gold["text"], day) for gold, day in zip(golds, days, strict=True)]

    def model() -> None:
        list(bare.pipe(texts, batch_size=16))

    def reading() -> None:
        list(extractor.read_all(documents))

    print(verdict(in_turns(model, reading, options.rounds), len(texts), sum(map(len, texts))))  # noqa: T201
    print("processor time of reading, with all it calls and by itself:")  # noqa: T201
    for place, inclusive, own in [row for row in shares(reading) if "bench/reading.py" not in row[0]][:SHOWN]:
        print(f"{inclusive:7.1%} {own:7.1%}  {place}")  # noqa: T201


if __name__ == "__main__":
    main()
