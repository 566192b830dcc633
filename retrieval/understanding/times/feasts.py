"""Feasts that fall on one day every year. Moveable ones are events, which are not read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from retrieval.understanding.times.dates import Hit, named_year
from retrieval.understanding.times.leaves import Kind, yearly
from retrieval.understanding.times.units import Days, one_day
from retrieval.understanding.times.words import Words

_FEASTS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year day": (1, 1), "new year eve": (12, 31), "valentine day": (2, 14),
    "st patrick day": (3, 17), "st . patrick day": (3, 17), "may day": (5, 1),
    "halloween": (10, 31), "hallowe'en": (10, 31), "juneteenth": (6, 19), "bastille day": (7, 14),
    "armistice day": (11, 11), "veterans day": (11, 11), "bonfire night": (11, 5),
    "guy fawkes night": (11, 5), "fourth of july": (7, 4), "4th of july": (7, 4),
    "st andrew day": (11, 30), "st george day": (4, 23), "st david day": (3, 1),
    "april fools ' day": (4, 1), "april fools ’ day": (4, 1), "april fool day": (4, 1),
}  # fmt: skip
_FEAST_WORDS = frozenset(name.split()[0] for name in _FEASTS)


def feast(words: Words, i: int) -> Hit | None:
    """A feast of a fixed day: "Christmas Eve", "Halloween 2022"; "Christmas" is 24–26 December."""
    low = words.low(i)
    for name in _FEASTS if low in _FEAST_WORDS else ():
        end = words.follow(i, name)
        if end is not None:
            number, day = _FEASTS[name]
            at: Callable[[int], Days | None] = partial(_feast_day, number, day)
            break
    else:
        if low not in ("christmas", "xmas"):
            return None
        end, at = i + 1, _christmas
    in_year = named_year(words, end)
    determined = words.low(i - 1) in ("the", "a") and low not in ("fourth", "4th")
    if determined and not in_year:
        return Hit(end, None)
    leaf = yearly(at, "day", Kind.FEAST, in_year[1] if in_year else None)
    return Hit(in_year[0] if in_year else end, leaf)


def _feast_day(number: int, day: int, in_year: int) -> Days | None:
    return one_day(in_year, number, day)


def _christmas(in_year: int) -> Days | None:
    eve = one_day(in_year, 12, 24)
    return Days(eve.first, eve.last.replace(day=26)) if eve else None
