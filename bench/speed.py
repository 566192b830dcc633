"""How long a question takes, stage by stage, on an archive and on one made several times as large.

`python -m bench.speed --home DIR --questions FILE` asks an archive that exists, as of each
question's own day and once more of the whole archive, without a chat model. Between questions the
archive is warm. Beside the clock it counts the processor's time, which other processes disturb
less. `--enlarge 260000 --into DIR` first makes an archive of so many passages of the first one, and
measures there too.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.enlarging import enlarge
from bench.questions import Posed, read_questions
from bench.stages import Stopwatch, Taken, TimedStore, staged
from retrieval.chain import build_chain
from retrieval.question import Question

WHOLE = ("question to answer",)
WARMING = 3
"""Questions asked first, so that model and vectors are loaded."""

Pose = Callable[[Posed], Question]
Samples = dict[tuple[str, ...], list[Taken]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one stage, over all questions: milliseconds by the clock and of the processor."""

    median: float
    p95: float
    processor: float

    def __str__(self) -> str:
        return f"{self.median:9.1f}{self.p95:9.1f}{self.processor:11.1f}"


def as_of(posed: Posed) -> Question:
    """Returns the question as of the day it was asked."""
    return Question(text=posed.text, asked=posed.asked, as_of=posed.asked)


def unfiltered(posed: Posed) -> Question:
    """Returns the question asked on its day of all there is."""
    return Question(text=posed.text, asked=posed.asked)


def figures(samples: Sequence[Taken]) -> Figures:
    """Returns the figures of one stage."""
    clock = sorted(one.clock for one in samples)
    return Figures(
        median=statistics.median(clock),
        p95=clock[round(0.95 * (len(clock) - 1))],
        processor=statistics.median(one.processor for one in samples),
    )


def whole(home: Path, questions: Sequence[Posed], pose: Pose) -> list[Taken]:
    """Returns what the chain takes from question to answer, for every question."""
    watch = Stopwatch()
    store = ArchiveStore(home, MiniLM())
    chain = build_chain(store)
    for posed in questions[:WARMING]:
        chain.invoke(pose(posed))
    samples = []
    for posed in questions:
        watch.taken.clear()
        with watch.stage(*WHOLE):
            chain.invoke(pose(posed))
        samples.append(watch.taken[WHOLE])
    store.close()
    return samples


def stages(home: Path, questions: Sequence[Posed], pose: Pose) -> Samples:
    """Returns what each stage takes, for every question that passages answer."""
    watch = Stopwatch()
    store = TimedStore(home, watch)
    answer = staged(store, watch)
    for posed in questions[:WARMING]:
        answer(pose(posed))
    rows = []
    for posed in questions:
        watch.taken.clear()
        if answer(pose(posed)):
            rows.append(dict(watch.taken))
    store.close()
    paths = sorted({path for row in rows for path in row}, key=_order(rows))
    return {path: [row.get(path, Taken()) for row in rows] for path in paths}


def _order(rows: Sequence[dict[tuple[str, ...], Taken]]) -> Callable[[tuple[str, ...]], list[int]]:
    """Returns a key that puts stages in the order they first began, parts under their whole."""
    first = {path: at for at, path in enumerate(dict.fromkeys(p for row in rows for p in row))}
    return lambda path: [first[path[:depth]] for depth in range(1, len(path) + 1)]


def measured(home: Path, questions: Sequence[Posed]) -> dict[str, dict[tuple[str, ...], Figures]]:
    """Returns the figures of the whole and of its stages, as of the day and unfiltered."""
    return {
        name: {WHOLE: figures(whole(home, questions, pose))}
        | {path: figures(taken) for path, taken in stages(home, questions, pose).items()}
        for name, pose in (("as of the day", as_of), ("unfiltered", unfiltered))
    }


def table(found: dict[str, dict[tuple[str, ...], Figures]]) -> str:
    """Returns the figures as a table, parts of a stage set in under it."""
    heads = "".join(f"{head:>{width}}" for head, width in HEADS)
    lines = [" " * 28 + "".join(f"{name:>29}" for name in found), " " * 28 + heads * len(found)]
    paths = list(dict.fromkeys(path for columns in found.values() for path in columns))
    for path in paths:
        name = "  " * (len(path) - 1) + path[-1]
        cells = (str(columns.get(path, "")).rjust(29) for columns in found.values())
        lines.append(f"{name:28}" + "".join(cells))
    return "\n".join(lines)


HEADS = (("median", 9), ("p95", 9), ("processor", 11))


def first_answer(home: Path, posed: Posed) -> Taken:
    """Returns what opening an archive and answering one question takes, all modules loaded."""
    watch = Stopwatch()
    with watch.stage(*WHOLE):
        store = ArchiveStore(home, MiniLM())
        build_chain(store).invoke(as_of(posed))
    store.close()
    return watch.taken[WHOLE]


def report(home: Path, questions: Sequence[Posed]) -> Figures:
    """Prints the figures on one archive; returns those from question to answer, as of the day."""
    store = ArchiveStore(home, MiniLM())
    (passages,) = store.catalogue.rows("SELECT count(*) FROM passages")[0]
    store.close()
    print(f"\n{passages:,} passages, {len(questions)} questions; milliseconds a question")
    found = measured(home, questions)
    print(table(found))
    first = first_answer(home, questions[0])
    print(f"an archive opened and asked its first question: {first.clock:.0f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return found["as of the day"][WHOLE]


def main() -> None:
    """Prints where the time goes."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder of an archive")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--split", choices=["all", "fit", "report"], default="report")
    parser.add_argument("--first", type=int, help="ask only so many questions")
    parser.add_argument("--enlarge", type=int, help="passages of the larger archive")
    parser.add_argument("--into", type=Path, help="folder of the larger archive, kept")
    chosen = parser.parse_args()
    if chosen.enlarge and not chosen.into:
        parser.error("--enlarge needs --into")
    questions = read_questions(chosen.questions, chosen.split)[: chosen.first]
    if chosen.enlarge and not chosen.into.exists():
        started = time.perf_counter()
        for held in enlarge(chosen.home, chosen.into, chosen.enlarge):
            print(f"\r{held:,} passages made", end="", file=sys.stderr, flush=True)
        print(f", in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    small = report(chosen.home, questions)
    if chosen.into:
        large = report(chosen.into, questions)
        ratios = large.median / small.median, large.p95 / small.p95
        print("\nas of the day, larger by smaller archive: ", end="")
        print("median {:.2f}, p95 {:.2f}, ".format(*ratios), end="")
        print(f"processor {large.processor / small.processor:.2f}")


if __name__ == "__main__":
    main()
