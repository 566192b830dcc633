"""Spans of days, and the calendar's units: weeks from Monday, months, quarters, decades."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timespan:
    """Days from `since` to `until`, both inclusive; None leaves an end open."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        if self.since and self.until:
            return _between(self.since, self.until)
        return f"since {_day(self.since)}" if self.since else f"until {_day(self.until)}"

    def distance(self, day: date) -> int:
        """Returns how many days a day lies outside, 0 inside."""
        if self.since and day < self.since:
            return (self.since - day).days
        if self.until and day > self.until:
            return (day - self.until).days
        return 0


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, both inclusive and known."""

    first: date
    last: date

    @property
    def span(self) -> Timespan:
        """The same as a `Timespan`."""
        return Timespan(since=self.first, until=self.last)


def one_day(year: int, month: int, day: int) -> Days | None:
    """Returns a day, or None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Days(found, found)


def after(day: date, days: int) -> date:
    """Returns the day that many days later (earlier, if negative), within what dates can hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def months_after(day: date, months: int) -> date:
    """Returns the same day of the month that many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months(year: int, month: int, count: int = 1) -> Days:
    """Returns whole months, the first of them given; `month` may lie outside 1 to 12."""
    first = months_after(date(year, 1, 1), month - 1)
    last = months_after(first, count - 1)
    return Days(first, last.replace(day=monthrange(last.year, last.month)[1]))


def years(first: int, last: int) -> Days:
    """Returns whole years."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def week_of(day: date) -> Days:
    """Returns the week from Monday to Sunday that holds a day."""
    monday = after(day, -day.weekday())
    return Days(monday, after(monday, 6))


def unit_of(unit: Unit, day: date, shift: int = 0) -> Days:
    """Returns the calendar's unit that lies `shift` of them after the one that holds a day.

    The weekend is the Saturday and Sunday of the week from Monday. Not for seasons.
    """
    match unit:
        case "day":
            return Days(after(day, shift), after(day, shift))
        case "week":
            return week_of(after(day, 7 * shift))
        case "weekend":
            return weekend_of(after(day, 7 * shift))
        case "month":
            return months(day.year, day.month + shift)
        case "quarter":
            return months(day.year, 3 * ((day.month - 1) // 3 + shift) + 1, 3)
        case "decade":
            first = _year(day.year // 10 * 10 + 10 * shift)
            return years(first, min(first + 9, 9999))
        case _:
            year = _year(day.year + shift)
            return years(year, year)


def weekend_of(day: date) -> Days:
    """Returns Saturday and Sunday of the week that holds a day."""
    monday = week_of(day).first
    return Days(after(monday, 5), after(monday, 6))


def stretch(unit: Unit, count: int, today: date) -> Days:
    """Returns the last so many days, weeks, months or years up to today, by the calendar."""
    match unit:
        case "day":
            first = after(today, -count)
        case "week":
            first = after(today, -7 * count)
        case "month":
            first = months_after(today, -count)
        case "quarter":
            first = months_after(today, -3 * count)
        case "decade":
            first = months_after(today, -120 * count)
        case _:
            first = months_after(today, -12 * count)
    return Days(first, today)


def stretch_to(unit: Unit, count: int, last: date) -> Days:
    """Returns the so many units that end with a day: three months to 30 June start on 1 April."""
    if unit in ("day", "week"):
        return Days(after(last, 1 - count * (7 if unit == "week" else 1)), last)
    size = {"month": 1, "quarter": 3, "decade": 120}.get(unit, 12) * count
    if after(last, 1).day == 1:
        return Days(months_after(last.replace(day=1), 1 - size), last)
    return Days(after(months_after(last, -size), 1), last)


def third(days: Days, unit: Unit, part: int) -> Days | None:
    """Returns the early (0), middle (1) or late (2) third of a unit, as newspapers mean it.

    A month in days 1–10, 11–20 and the rest, a year in four months each, a season or quarter in
    its months, a decade in 3, 4 and 3 years, a century in 33, 34 and 33; a week in Monday and
    Tuesday, Wednesday, Thursday and Friday. A day has no parts that count.
    """
    first, last = days.first, days.last
    match unit:
        case "month":
            starts = (first, first.replace(day=11), first.replace(day=21))
            return Days(starts[part], after(starts[part + 1], -1) if part < 2 else last)
        case "year":
            return months(first.year, 1 + 4 * part, 4)
        case "season" | "quarter":
            return months(first.year, first.month + part)
        case "week":
            start, end = ((0, 1), (2, 2), (3, 4))[part]
            return Days(after(first, start), after(first, end))
        case "decade" | "century":
            cuts = (0, 3, 7, 10) if unit == "decade" else (0, 33, 67, 100)
            return years(first.year + cuts[part], first.year + cuts[part + 1] - 1)
        case "day":
            return days
        case _:
            return None


def half(days: Days, unit: Unit, part: int) -> Days | None:
    """Returns the first (0) or second (1) half of a year, month or decade; None of other units."""
    match unit:
        case "year":
            return months(days.first.year, 1 + 6 * part, 6)
        case "month":
            middle = days.first.replace(day=15)
            return Days(after(middle, 1), days.last) if part else Days(days.first, middle)
        case "decade":
            return years(days.first.year + 5 * part, days.first.year + 5 * part + 4)
        case _:
            return None


def _year(year: int) -> int:
    return min(max(year, 1), 9999)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _between(since: date, until: date) -> str:
    """Returns "1–7 Feb 2024", naming month and year once where both days share them."""
    if since == until:
        return _day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{_day(until)}"
    if since.year == until.year:
        return f"{since.day} {since:%b} – {_day(until)}"
    return f"{_day(since)} – {_day(until)}"
