"""Days put together into weeks, months or years, for counting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

MOST = 60
"""Periods of one table: five years of months."""

_UP_TO_DAYS, _UP_TO_WEEKS, _UP_TO_MONTHS = 14, 15 * 7, 24 * 31


class Unit(StrEnum):
    """What a table of counts has a row for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_ASKED = {
    Unit.DAY: r"\b(?:by|per|each|every|a) day\b|\bdaily\b|\bday by day\b",
    Unit.WEEK: r"\b(?:by|per|each|every|a) week\b|\bweekly\b|\bweek by week\b",
    Unit.MONTH: r"\b(?:by|per|each|every|a) month\b|\bmonthly\b|\bmonth by month\b",
    Unit.YEAR: r"\b(?:by|per|each|every|a) year\b|\b(?:yearly|annually)\b|\byear by year\b",
}


def unit_for(question: str, first: date, last: date) -> Unit:
    """Returns what to count by: what the question asks for, else what the length suggests.

    Days up to a fortnight, weeks up to a quarter, months up to two years, then years. A table never
    gets more than MOST rows: a finer unit gives way to the next.
    """
    length = (last - first).days + 1
    asked = [unit for unit, pattern in _ASKED.items() if re.search(pattern, question.lower())]
    if asked:
        unit = asked[0]
    elif length <= _UP_TO_DAYS:
        unit = Unit.DAY
    elif length <= _UP_TO_WEEKS:
        unit = Unit.WEEK
    else:
        unit = Unit.MONTH if length <= _UP_TO_MONTHS else Unit.YEAR
    coarser = list(Unit)[list(Unit).index(unit) :]
    return next((one for one in coarser if _fits(one, first, last)), Unit.YEAR)


def period(day: date, unit: Unit) -> date:
    """Returns the first day of the period a day lies in; weeks begin on Monday."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return day - timedelta(days=min(day.weekday(), (day - date.min).days))
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.YEAR:
            return day.replace(month=1, day=1)


def periods(first: date, last: date, unit: Unit) -> Iterator[date]:
    """Yields the first day of every period from one day's to another's, empty ones included."""
    at = period(first, unit)
    while at <= last:
        yield at
        try:
            at = _next(at, unit)
        except (OverflowError, ValueError):
            return


def name(start: date, unit: Unit) -> str:
    """Returns what a period is called: "2024", "2024-03", "week of 2024-03-04", "2024-03-04"."""
    match unit:
        case Unit.DAY:
            return start.isoformat()
        case Unit.WEEK:
            return f"week of {start.isoformat()}"
        case Unit.MONTH:
            return f"{start:%Y-%m}"
        case Unit.YEAR:
            return f"{start:%Y}"


def _fits(unit: Unit, first: date, last: date) -> bool:
    return sum(1 for _, _ in zip(periods(first, last, unit), range(MOST + 1), strict=False)) <= MOST


def _next(start: date, unit: Unit) -> date:
    match unit:
        case Unit.DAY:
            return start + timedelta(days=1)
        case Unit.WEEK:
            return start + timedelta(days=7)
        case Unit.MONTH:
            return period(start + timedelta(days=31), Unit.MONTH)
        case Unit.YEAR:
            return start.replace(year=start.year + 1)
