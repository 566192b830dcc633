"""How far a long run is: bars on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from ingest.pipeline import Stages, unheard

EVERY = 10.0
"""Seconds between two plain lines: often enough to see that it lives, seldom enough for a log."""

MEGABYTE = 1_000_000


@contextmanager
def progress_for(stream: TextIO, *, quiet: bool = False) -> Iterator[Stages]:
    """Gives what stages report to, showing it on a stream, or nowhere when `quiet`."""
    if quiet:
        yield unheard
    elif stream.isatty():
        with _bars(stream) as stages:
            yield stages
    else:
        yield PlainProgress(lambda line: print(line, file=stream, flush=True))


class PlainProgress:
    """Says a line every so often, and one when a stage ends that was spoken of before."""

    def __init__(
        self,
        say: Callable[[str], None],
        *,
        every: float = EVERY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say = say
        self._every = every
        self._clock = clock
        self._stage = ""
        self._began = self._said = 0.0
        self._first = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Takes note of how far a stage is."""
        now = self._clock()
        if stage != self._stage or done < self._first:
            self._stage, self._began, self._said, self._first = stage, now, now, done
        ended = done >= total > 0 and self._said > self._began
        if ended or now - self._said >= self._every:
            self._said = now
            self._say(progress_line(stage, done, total, now - self._began))
        if ended:
            self._stage = ""


def progress_line(stage: str, done: int, total: int, seconds: float) -> str:
    """Returns how far a stage is, how fast, and how long it will take: "embed: 200 of 900 …"."""
    line = f"{stage}: {counted(stage, done, total)}"
    if not (done and seconds > 0):
        return line
    rate = done / seconds
    left = "" if done >= total else f", {readable_seconds((total - done) / rate)} left"
    return f"{line}, {pace(stage, rate)}{left}"


def counted(stage: str, done: int, total: int) -> str:
    """Returns how far a stage is: megabytes read, questions asked, else passages done."""
    if stage == "read":
        return f"{done / MEGABYTE:,.1f} of {total / MEGABYTE:,.1f} MB"
    return f"{done:,} of {total:,} {'questions' if stage == 'ask' else 'passages'}"


def pace(stage: str, rate: float) -> str:
    """Returns a stage's rate in its own unit."""
    if stage == "read":
        return f"{rate / MEGABYTE:,.1f} MB a second"
    return readable_rate(rate)


def readable_rate(rate: float) -> str:
    """Returns how many a second, or a minute where that is less than one a second."""
    if rate >= 10:
        return f"{rate:,.0f} a second"
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def readable_seconds(seconds: float) -> str:
    """Returns a duration as people say it: "8 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


@contextmanager
def _bars(stream: TextIO) -> Iterator[Stages]:
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
    from rich.text import Text

    from bot.console import console

    class Pace(ProgressColumn):
        """The rate and the time left, or the time spent where no rate is known yet or any more."""

        def render(self, task: Task) -> Text:
            seconds, rate = task.elapsed or 0.0, task.speed
            if task.finished:
                return Text(readable_seconds(task.finished_time or seconds))
            if not rate or task.total is None:
                return Text(readable_seconds(seconds))
            left = readable_seconds((task.total - task.completed) / rate)
            return Text(f"{pace(task.description, rate)}, {left} left")

    screen = console(stream)
    columns = (
        TextColumn("{task.description:<5}", markup=False),
        BarColumn(24),
        TextColumn("{task.fields[counted]}", markup=False),
        Pace(),
    )
    with Progress(*columns, console=screen) as bars:
        tasks: dict[str, TaskID] = {}
        reached: dict[str, int] = {}

        def report(stage: str, done: int, total: int) -> None:
            if not total:
                return
            if stage not in tasks or (reached[stage] and not done):
                tasks[stage] = bars.add_task(stage, total=total, counted="")
            reached[stage] = done
            far = counted(stage, done, total)
            bars.update(tasks[stage], completed=done, total=total, counted=far)

        yield report
