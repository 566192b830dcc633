"""`backfile eval`: a team's own questions asked, judged and compared with the last time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from archive.errors import InvalidCases
from archive.overview import overview
from bot.compose import Composition
from bot.console import console, print_json, print_lines
from bot.evaluation.cases import read_suite
from bot.evaluation.conditions import conditions
from bot.evaluation.difference import compare
from bot.evaluation.expected import Posed, pose
from bot.evaluation.figures import DEPTH, gates, measure
from bot.evaluation.report import report_json, report_lines
from bot.evaluation.runs import FOLDER, Run, find_run, keep_run, last_run, run_name
from bot.evaluation.scoring import judge
from bot.evaluation.verdicts import Verdict
from bot.progress import progress_for
from bot.terminal import QUIET
from ingest.pipeline import Stages

if TYPE_CHECKING:
    from archive.store import ArchiveStore

FINE, MISSED, INTERRUPTED = 0, 1, 130


def evaluate(
    composition: Composition, path: Path, *, against: str, gate: bool, as_json: bool
) -> int:
    """Asks every case of a file, keeps the run, and prints its figures beside an earlier run's.

    Returns MISSED where a figure that the file requires was not reached and `gate` is set. A run
    that is interrupted is not kept.

    Raises:
        InvalidCases: the file is not as it should be, or `gate` is set and it requires nothing.
        ArchiveError: there is no archive, or no run to compare with.
    """
    suite = read_suite(path)
    if gate and not suite.require:
        raise InvalidCases(
            f"{path} requires no figure that --gate could check.",
            "Add `require:` with figures such as `answered_right: 0.8`.",
        )
    folder = composition.home / FOLDER
    began = datetime.now(UTC)
    verdicts: list[Verdict] = []
    try:
        with composition.reading() as store:
            before = find_run(folder, against) if against else last_run(folder, suite.name)
            posed = pose(suite, store.catalogue, date.today())
            made_with = conditions(
                composition.settings, overview(store.catalogue), store.embedder.name
            )
            with progress_for(sys.stderr, quiet=as_json) as stages:
                verdicts.extend(_verdicts(composition, store, posed, stages))
    except KeyboardInterrupt:
        told = f"Stopped after {len(verdicts)} of {len(suite.cases)} cases; nothing was kept."
        print_lines([Text(told)], console(sys.stderr))
        return INTERRUPTED
    run = Run(
        name=run_name(suite.name, began),
        cases=suite.name,
        digest=suite.digest,
        made_with=made_with,
        verdicts=tuple(verdicts),
    )
    difference = compare(run, before) if before else None
    checked = gates(suite.require, measure(verdicts))
    screen = console(sys.stdout)
    if as_json:
        print_json(report_json(run, difference, checked))
    else:
        print_lines(report_lines(run, difference, checked), screen)
    # Told first: what took long to find out is not lost with a disk that is full.
    keep_run(folder, run)
    if not as_json:
        print_lines([Text(), Text(f"Kept as {run.name}", QUIET)], screen)
    return MISSED if gate and not all(one.met for one in checked) else FINE


def _verdicts(
    composition: Composition, store: ArchiveStore, posed: Sequence[Posed], stages: Stages
) -> Iterator[Verdict]:
    chain = composition.build_chain(composition.settings, store)
    for done, one in enumerate(posed):
        stages("ask", done, len(posed))
        started = time.perf_counter()
        answer = chain.invoke(one.question)
        seconds = time.perf_counter() - started
        listed = composition.find_sources(composition.settings, store, one.question, DEPTH)
        yield judge(one, answer, listed.citations, seconds)
    stages("ask", len(posed), len(posed))
