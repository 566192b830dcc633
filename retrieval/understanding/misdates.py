"""Dates in a text that cannot be taken as written: a wrong weekday, no such day, two readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from retrieval.text.days import MONTHS, WEEKDAYS
from retrieval.understanding.times.dates import day_and_month
from retrieval.understanding.times.leaves import Leaf
from retrieval.understanding.times.units import Days, months_after, one_day
from retrieval.understanding.times.words import FIRST_YEAR, LAST_YEAR, Words, cut, weekday

_NAMES = tuple(name.capitalize() for name in MONTHS)
_MOST = 5


def contradictions(text: str, today: date) -> tuple[str, ...]:
    """Returns what is wrong with a text's dates, a clause each: at most five.

    "6 February 2024 was a Tuesday, not a Monday"; "there is no 31 February"; "01/02/2024 is 1
    February or 2 January". Such dates are not read, so that nobody is answered for another day.
    """
    words = cut(text, today)
    sound = FIRST_YEAR <= today.year <= LAST_YEAR
    found = list(dict.fromkeys(_wrong(words))) if sound else []
    return tuple(found[:_MOST])


def _wrong(words: Words) -> Iterator[str]:
    i = 0
    while i < len(words.tokens):
        hit = day_and_month(words, i)
        if hit and hit.leaf and not _comes(hit.leaf, words.today):
            yield from _date(words, i, hit.end)
        elif match := re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", words.low(i)):
            yield from _numbers(words.low(i), int(match[1]), int(match[2]), int(match[3]))
        i = hit.end if hit else i + 1


def _comes(leaf: Leaf, today: date) -> bool:
    """Whether a date was, or will be within a year: "Monday, 18 April", asked in January."""
    if leaf.latest(today) is not None:
        return True
    coming = leaf.coming(today)
    return coming is not None and coming.first <= months_after(today, 12)


def _date(words: Words, i: int, end: int) -> Iterator[str]:
    """A date with a weekday that it does not have, or of a day that there is not."""
    named = weekday(words, i, short=True)
    start = words.skip(words.skip(named[0], ","), "the") if named else i
    hit = day_and_month(words, start)
    days: Days | None = hit.leaf.latest(words.today) if hit and hit.leaf else None
    if days is None:
        written = " ".join(token.text for token in words.tokens[start:end])
        yield f"there is no {written.replace(' ,', ',')}"
    elif named:
        day = days.first
        is_day, not_day = WEEKDAYS[day.weekday()].capitalize(), WEEKDAYS[named[1]].capitalize()
        was = "was" if day < words.today else "is"
        yield f"{_written(day)} {was} a {is_day}, not a {not_day}"


def _numbers(written: str, a: int, b: int, year: int) -> Iterator[str]:
    one, other = one_day(year, b, a), one_day(year, a, b)
    if one is None and other is None:
        yield f"there is no {written}"
    elif one and other and one != other:
        first, second = one.first, other.first
        yield (
            f"{written} is {first.day} {_NAMES[first.month - 1]} "
            f"or {second.day} {_NAMES[second.month - 1]}"
        )


def _written(day: date) -> str:
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"
