"""Days as integers: yyyymmdd, ordered and readable, 0 for an unknown day."""

from __future__ import annotations

from datetime import date


def day_number(day: date | None) -> int:
    """Returns a day as yyyymmdd, 0 for an unknown one."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def numbered_day(number: int | None) -> date | None:
    """Returns the day that a number stands for, None for 0 and None."""
    return date(number // 10_000, number // 100 % 100, number % 100) if number else None
