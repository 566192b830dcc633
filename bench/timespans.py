"""How exactly time words are read, beside dateparser: `python -m bench.timespans`.

The lists in bench/time_expressions hold one text a line with the day it refers to and the interval
it means: `dev.jsonl` was written before the grammar and tuned on, `kept.jsonl` by another hand that
never saw it, for reporting only; rows that fail are printed (`--failures`) from the first alone.

Columns: share of rows read exactly; share read as an interval that differs, where nothing should
be read as well; share in which nothing was read though something is meant; milliseconds a text.
dateparser's `search_dates` is asked for English, dates before the reference day preferred, with the
period it found: its first find counts as that day, or that month or year where it says so.

What the lists and the grammar take time words to mean, where newspapers differ:

- Weeks run from Monday; "last week" is the week before, "the past week" seven days up to today.
- Named units are whole even if they are not over ("in 2024"); "this year" and "so far" end today.
- What comes every year is, without a year, the latest that has begun: so is "late February", which
  on 8 February is last year's. "Last summer" is the latest that is over. A weekday is the latest
  before today.
- Early, mid and late are thirds (`retrieval.understanding.times.units.third`); the end of a week is
  Thursday and Friday. "Since the end of May" and "until the start of May" name that day, not the
  third.
- "The three months to 30 June" start on 1 April, "the year to March" on 1 April of the year before.
- "Two weeks ago" is a calendar week, "the last two weeks" 14 days up to today. "More than a year
  ago", "than last year" and "recently" are no interval.
- In a sentence that looks ahead ("will", "due to") a day or month without a year means nothing if
  its latest is over: it may be the next.
- Two neighbours joined by "and" are read together, two that lie apart not at all.
- Ambiguous numeric dates, a date with a wrong weekday, moveable feasts and events mean nothing.
"""

from __future__ import annotations

import argparse
import json
import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from retrieval.understanding.timespans import Timespan, read_timespan

LISTS = Path(__file__).parent / "time_expressions"
Reader = Callable[[str, date], Timespan | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A text, the day it refers to, and what it means; None where it names no time."""

    text: str
    today: date
    meant: Timespan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Rows read exactly, wrongly and not at all, and the seconds it took."""

    exact: int
    wrong: int
    missed: int
    seconds: float
    failures: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.exact + self.wrong + self.missed

    def __str__(self) -> str:
        shares = (f"{count / self.rows:>8.3f}" for count in (self.exact, self.wrong, self.missed))
        return f"{self.rows:>5}{''.join(shares)}{1000 * self.seconds / self.rows:>9.2f}"


def expressions(path: Path) -> Iterator[Expression]:
    """Yields the rows of a list."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        since, until = (row[end] and date.fromisoformat(row[end]) for end in ("since", "until"))
        meant = None if row.get("none") else Timespan(since=since, until=until)
        yield Expression(text=row["text"], today=date.fromisoformat(row["today"]), meant=meant)


def score(path: Path, read: Reader) -> Score:
    """Returns how a reader does on a list."""
    counts = {"exact": 0, "wrong": 0, "missed": 0}
    failures = []
    seconds = 0.0
    for row in expressions(path):
        start = time.perf_counter()
        found = read(row.text, row.today)
        seconds += time.perf_counter() - start
        outcome = "exact" if found == row.meant else "missed" if found is None else "wrong"
        counts[outcome] += 1
        if outcome != "exact":
            failures.append(f"{row.today}  {row.text!r}: {found}, meant {row.meant}")
    return Score(**counts, seconds=seconds, failures=tuple(failures))


def with_dateparser(text: str, today: date) -> Timespan | None:
    """Returns the first date that dateparser finds in a text, as long as its period."""
    from dateparser.search import search_dates

    base = datetime(today.year, today.month, today.day)
    found = search_dates(
        text,
        languages=["en"],
        settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"},
        add_period=True,
    )
    if not found:
        return None
    day, period = found[0][1].date(), found[0][2]
    if period == "month":
        last = monthrange(day.year, day.month)[1]
        return Timespan(since=day.replace(day=1), until=day.replace(day=last))
    if period == "year":
        return Timespan(since=date(day.year, 1, 1), until=date(day.year, 12, 31))
    return Timespan(since=day, until=day)


def main() -> None:
    """Prints the table, and the rows of the development list that fail if they are asked for."""
    parser = argparse.ArgumentParser(description="Measure how time words are read.")
    parser.add_argument("--failures", action="store_true", help="print what fails on dev.jsonl")
    options = parser.parse_args()
    print(f"{'':<24}{'rows':>5}{'exact':>8}{'wrong':>8}{'missed':>8}{'ms':>9}")
    with_dateparser("warm up: 1 May 2024", date(2024, 5, 2))
    for name in ("dev", "kept"):
        path = LISTS / f"{name}.jsonl"
        own = score(path, read_timespan)
        print(f"{name + ': this grammar':<24}{own}")
        print(f"{name + ': dateparser':<24}{score(path, with_dateparser)}")
        if options.failures and name == "dev":
            print("\n".join(own.failures))


if __name__ == "__main__":
    main()
