"""`backfile ingest`: files and folders into the archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from archive.catalogue import Outcome
from bot.compose import LEFT_TO_THE_OWNER, Composition
from bot.console import console, print_json, print_lines
from bot.printable import one_line
from bot.progress import progress_for, readable_seconds
from bot.terminal import QUIET, STRONG, WARNING
from bot.wording import count
from ingest.pipeline import ingest as run
from ingest.report import IngestReport, Passed, Problem

FINE, SOME_FAILED, INTERRUPTED = 0, 1, 130
PROBLEMS_LISTED = 20


def ingest(
    composition: Composition, paths: Sequence[Path], outlet: str, *, quiet: bool, as_json: bool
) -> int:
    """Feeds the archive; returns SOME_FAILED where a file or record could not become an article.

    Raises:
        ArchiveBusy: another process is feeding it.
    """
    errors = console(sys.stderr)
    try:
        with composition.owning() as store:
            if composition.chroma and not store.chroma and not quiet:
                print_lines([Text(LEFT_TO_THE_OWNER, QUIET)], errors)
            with progress_for(sys.stderr, quiet=quiet or as_json) as stages:
                report = run(
                    paths,
                    store,
                    count=composition.load_count(composition.settings, store.embedder),
                    outlet=outlet,
                    stages=stages,
                )
    except KeyboardInterrupt:
        told = "Stopped. Nothing is lost: run the same command again and it goes on from here."
        print_lines([Text(told)], errors)
        return INTERRUPTED
    if as_json:
        print_json(report.as_json())
    else:
        print_lines(report_lines(report, quiet=quiet), console(sys.stdout))
    return SOME_FAILED if report.failed else FINE


def report_lines(report: IngestReport, *, quiet: bool = False) -> Iterator[Text]:
    """Yields what became of everything line by line; when `quiet`, only what failed."""
    problems = [
        problem for problem in report.problems if not quiet or problem.outcome is Passed.FAILED
    ]
    for problem in problems[:PROBLEMS_LISTED]:
        yield _told(problem)
    if (more := len(problems) - PROBLEMS_LISTED) > 0:
        yield Text(f"and {more:,} more; --json lists all of them", QUIET)
    if quiet:
        return
    for remark in report.remarks[:PROBLEMS_LISTED]:
        line = Text(no_wrap=True).append("remark ", WARNING)
        yield line.append(one_line(f"{remark.source}: {remark.remark}"))
    if (more := len(report.remarks) - PROBLEMS_LISTED) > 0:
        yield Text(f"and {more:,} more remarks; --json lists all of them", QUIET)
    for repair in report.repairs:
        yield Text(repair, WARNING)
    files, documents = count(report.files, "file"), count(report.total, "document")
    yield Text(f"{documents} from {files} in {readable_seconds(report.seconds)}", STRONG)
    for outcome in (*Outcome, *Passed):
        if number := report.counts[outcome]:
            yield Text(f"  {number:>7,}  {outcome}", WARNING if outcome is Passed.FAILED else "")
    if report.undated:
        yield Text(f"{count(report.undated, 'document')} without a publication date", QUIET)
    if report.embedded:
        yield Text(f"{count(report.embedded, 'passage')} embedded", QUIET)


def _told(problem: Problem) -> Text:
    reason = problem.reason
    told = reason if reason.startswith(problem.source) else f"{problem.source}: {reason}"
    style = "red" if problem.outcome is Passed.FAILED else QUIET
    line = Text(no_wrap=True)
    return line.append(f"{problem.outcome} ", style).append(one_line(told))
