"""What a time word can mean before it is known which: what comes once, weekly or yearly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from retrieval.understanding.times.units import Days, Unit, after, week_of

# 29 February comes every four years, and once in eight around 1900.
_YEARS_BACK = 8
# A weekday and a day of the month meet every five to eleven years: farther back it is a mistake.
_YEARS_BACK_WITH_WEEKDAY = 3
_WEEKS_BACK = 2


class Kind(StrEnum):
    """How a leaf was written, which decides what must stand around it to be taken as time."""

    DATE = "a day of a month"
    MONTH = "a month by its name alone"
    YEAR = "four digits alone"
    DECADE = "ten or a hundred years by their number"
    SEASON = "a season by its name alone"
    WEEKDAY = "a weekday alone"
    FEAST = "a feast"
    TODAY = "a word such as yesterday"
    CLEAR = "words that mean nothing else"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Days that come once, every week or every year; `at` gives those of one week or year.

    `unit` says which parts it has. `year` is set where the words name it. `weekday` says that a
    weekday was written with the date.
    """

    at: Callable[[int], Days | None]
    cycle: Literal["once", "week", "year"]
    unit: Unit
    kind: Kind = Kind.CLEAR
    year: int | None = None
    weekday: bool = False

    def latest(self, today: date) -> Days | None:
        """Returns the named year's days, or else the latest that have begun by today.

        A weekday is the latest before today.
        """
        if self.cycle == "once" or self.year is not None:
            return self.at(self.year or 0)
        if self.cycle == "week":
            return self._search(today, lambda days: days.first < today)
        return self._search(today, lambda days: days.first <= today)

    def over(self, today: date) -> Days | None:
        """Returns the latest days that are past, as "last summer" means."""
        if self.cycle == "once" or self.year is not None:
            return self.at(self.year or 0)
        return self._search(today, lambda days: days.last < today)

    def coming(self, today: date) -> Days | None:
        """Returns the first days that begin after today."""
        return self.following(today, strictly=True)

    def following(self, day: date, *, strictly: bool = False) -> Days | None:
        """Returns the first days that begin on a day or later."""
        if self.cycle == "once" or self.year is not None:
            return self.at(self.year or 0)
        now = self._now(day)
        for n in range(now - 1, now + (_YEARS_BACK if self.cycle == "year" else _WEEKS_BACK) + 1):
            days = self._at(n)
            if days and (days.first > day if strictly else days.first >= day):
                return days
        return None

    def current(self, today: date) -> Days | None:
        """Returns the days of this week or year."""
        return self._at(self._now(today)) if self.cycle != "once" else self.at(0)

    def before_end(self, end: date) -> Days | None:
        """Returns the latest days that begin by a day."""
        if self.cycle == "once" or self.year is not None:
            return self.at(self.year or 0)
        return self._search(end, lambda days: days.first <= end)

    def within(self, change: Callable[[Days], Days | None], unit: Unit) -> Leaf:
        """Returns the same leaf cut to a part of its days."""

        def part(n: int) -> Days | None:
            days = self.at(n)
            return change(days) if days else None

        return replace(self, at=part, unit=unit, kind=Kind.CLEAR)

    def _search(self, today: date, fits: Callable[[Days], bool]) -> Days | None:
        now = self._now(today)
        back = _YEARS_BACK_WITH_WEEKDAY if self.weekday else _YEARS_BACK
        back = back if self.cycle == "year" else _WEEKS_BACK
        for n in range(now, now - back - 1, -1):
            days = self._at(n)
            if days and fits(days):
                return days
        return None

    def _now(self, day: date) -> int:
        return day.year if self.cycle == "year" else week_of(day).first.toordinal() // 7

    def _at(self, n: int) -> Days | None:
        return self.at(n) if self.cycle == "week" or 1 <= n < 9999 else None


def once(days: Days | None, unit: Unit, kind: Kind = Kind.CLEAR) -> Leaf:
    """Returns a leaf that means just these days; None is a thing no calendar has."""
    return Leaf(at=lambda _: days, cycle="once", unit=unit, kind=kind)


def yearly(
    at: Callable[[int], Days | None], unit: Unit, kind: Kind, year: int | None = None
) -> Leaf:
    """Returns a leaf that comes every year, or in one year if that is named."""
    return Leaf(
        at=at, cycle="year", unit=unit, kind=kind if year is None else Kind.CLEAR, year=year
    )


def weekly(day: int) -> Leaf:
    """Returns the leaf of a weekday, Monday 0."""

    def at(week: int) -> Days:
        # The first day that dates know is a Monday.
        found = after(date.min, week * 7 + day)
        return Days(found, found)

    return Leaf(at=at, cycle="week", unit="day", kind=Kind.WEEKDAY)
