"""Dates, months, quarters, seasons, years and decades as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from retrieval.understanding.times.leaves import Kind, Leaf, once, yearly
from retrieval.understanding.times.units import Days, months, one_day, years
from retrieval.understanding.times.words import (
    ORDINALS,
    Words,
    capital,
    day_of_month,
    month,
    ordinal,
    weekday,
    year,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule read: the position after it, and what it means; None for words to pass over."""

    end: int
    leaf: Leaf | None


Rule = Callable[[Words, int], Hit | None]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
DECADES = {
    "noughties": 2000, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_RANGE_SIGNS = ("-", "–", "—", "to", "until", "through", "till")
_LIST_SIGNS = ("and", "&", ",", "or", "/")


def numeric(words: Words, i: int) -> Hit | None:
    """2024-02-06, 13/02/2024, 2/13/2024, 2024/02/06; where two readings are left it means none."""
    low = words.low(i)
    in_address = words.glued(i) and words.low(i - 1) in ("/", "-")
    if low.count("/") == 2 and (in_address or (words.low(i + 1) == "/" and words.glued(i + 1))):
        return Hit(i + 1, None)
    match = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", low)
    if match:
        return Hit(i + 1, once(one_day(int(match[1]), int(match[2]), int(match[3])), "day"))
    match = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", low)
    if match:
        a, b, in_year = int(match[1]), int(match[2]), int(match[3])
        if a <= 12 and b <= 12 and a != b:
            return Hit(i + 1, None)
        return Hit(i + 1, once(one_day(in_year, a, b) or one_day(in_year, b, a), "day"))
    return Hit(i + 1, None) if re.fullmatch(r"[0-9]+[/.][0-9]+[/.][0-9]+", low) else None


def named_year(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and value of the year behind a month or season: ", 2024", "of last year"."""
    j = words.skip(i, "of", "in", ",")
    if found := year(words, j):
        count = words.low(j + 1) in ("people", "%", "per") or (
            words.glued(j + 1) and (words.low(j + 1) == "/")
        )
        return None if count else found
    if words.low(j) == ",":
        return None
    for phrase, shift in (("last year", -1), ("this year", 0), ("the year", 0), ("next year", 1)):
        if (end := words.follow(j, phrase)) and words.low(end) not in ("before", "after", "ago"):
            return end, words.today.year + shift
    return None


def day_and_month(words: Words, i: int) -> Hit | None:
    """A day, days next to each other or a range of days in a month, with weekday or not."""
    named = weekday(words, i, short=True)
    j = words.skip(words.skip(named[0], ","), "the") if named else i
    days = _days(words, words.skip(j, "the"), between=words.low(i - 1) == "between")
    if days and (found := month(words, words.skip(days[0], "of"))):
        end, number = found
        lower_verb = words.low(end - 1) in ("may", "march") and not capital(words[end - 1])
        first, last = days[1], days[2]
    else:
        found = month(words, j)
        days = _days(words, words.skip(found[0], "the"), between=False) if found else None
        if not found or not days or _counted(words[days[0]].low):
            return None
        if _counting(words, i, days[0]):
            return Hit(days[0], None)
        (end, number), lower_verb = (days[0], found[1]), False
        first, last = days[1], days[2]
    in_year = named_year(words, end)
    if in_year is None and lower_verb and words.low(i - 1) not in ("on", "since", "until", "from"):
        return Hit(end, None)
    if first == 0:
        return Hit(in_year[0] if in_year else end, None)

    def at(y: int) -> Days | None:
        one, other = one_day(y, number, first), one_day(y, number, last)
        if not one or not other or (named and one.first.weekday() != named[1]):
            return None
        return Days(one.first, other.last)

    leaf = yearly(at, "day", Kind.DATE, in_year[1] if in_year else None)
    return Hit(in_year[0] if in_year else end, replace(leaf, weekday=bool(named)))


def _counted(noun: str) -> bool:
    return noun in ("%", "per", "percent", "million", "billion", "km", "people", "men", "women")


def _counting(words: Words, i: int, end: int) -> bool:
    """Whether the number behind a month may count something: "in May 20 died", "in Jan. 6 case"."""
    cardinal = words.low(end - 1).isdigit()
    listed = words.low(end) in ("", ",", ".", "and", "or", "to", "at", "in", "on")
    return words.low(i - 1) == "in" and cardinal and not listed and not year(words, end)


def _days(words: Words, i: int, *, between: bool) -> tuple[int, int, int] | None:
    """Returns the end, first and last day of the month; zeros for days far apart."""
    found = day_of_month(words, i)
    if not found:
        return None
    end, first = found
    last, apart = first, False
    for _ in range(8):
        sign = words.low(end)
        follows = day_of_month(words, words.skip(end + 1, "the", "and"))
        if not follows or year(words, end + 1) or sign not in _RANGE_SIGNS + _LIST_SIGNS:
            break
        if words.glued(end + 1) and words.glued(end) and sign in (",", "/"):
            break
        follower = words.low(follows[0])
        if sign in _LIST_SIGNS and not (between and sign == "and"):
            apart = apart or follows[1] != last + 1
        if follower == ":" or follows[1] <= last:
            break
        end, last = follows
    return (end, 0, 0) if apart else (end, first, last)


def month_alone(words: Words, i: int) -> Hit | None:
    """A month, with its year or without: "May 2022", "March of last year", "in March"."""
    found = month(words, words.follow(i, "the month of") or i)
    if not found:
        return None
    end, number = found
    hyphened = words.low(end) == "-" and words.glued(end) and words.glued(end + 1)
    if hyphened and words[end + 1].text.isalpha() and not month(words, end + 1):
        return Hit(end + 2, None)  # Mar-a-Lago
    in_year = named_year(words, end)
    if in_year is None and words.any_of(end, ("of that year", "of the same year", "that year")):
        return Hit(end + 3, None)
    at = partial(_month, number)
    leaf = yearly(at, "month", Kind.MONTH, in_year[1] if in_year else None)
    return Hit(in_year[0] if in_year else end, leaf)


def _month(number: int, in_year: int) -> Days:
    return months(in_year, number)


def season(words: Words, i: int) -> Hit | None:
    """A season: "summer 2022", "the winter of 2021-22", "in the spring of last year"."""
    start = _SEASONS.get(words.low(i))
    if start is None:
        return None
    split = split_year(words, words.skip(i + 1, "of"))
    in_year = split or named_year(words, i + 1)

    def at(y: int) -> Days:
        return months(y, start, 3)

    leaf = yearly(at, "season", Kind.SEASON, in_year[1] if in_year else None)
    return Hit(in_year[0] if in_year else i + 1, leaf)


def split_year(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and first year of "2022-23", "2022/23", "2022–2023", or None."""
    found = year(words, i)
    if not found or words.low(i + 1) not in ("-", "/", "–") or not words.glued(i + 2):
        return None
    follows = words.low(i + 2)
    next_year = str(found[1] + 1)
    return (i + 3, found[1]) if follows in (next_year, next_year[2:]) else None


def quarter(words: Words, i: int) -> Hit | None:
    """A quarter or half with its short name: "Q3 2023", "2023 Q3", "H1 2023", "third quarter"."""
    before = year(words, i)
    j = before[0] if before else i
    match = re.fullmatch(r"([qh])([1-4])", words.low(j))
    if match and (match[1] == "q" or match[2] in "12"):
        size, part, end = (3 if match[1] == "q" else 6), int(match[2]), j + 1
    else:
        named = ordinal(words, j)
        k = words.skip(named[0], "-") if named else j
        if not named or not 1 <= abs(named[1]) <= 4 or words.low(k) != "quarter":
            return None
        if words.low(j) in ("last", "opening", "closing") and words.low(k + 1) != "of":
            return None
        size, part, end = 3, (named[1] if named[1] > 0 else 4), k + 1
    in_year = before or named_year(words, end)
    end = end if before else (in_year[0] if in_year else end)
    if in_year is None and (size == 6 or words.low(end) == "of"):
        return None

    def at(y: int) -> Days:
        return months(y, size * (part - 1) + 1, size)

    return Hit(end, yearly(at, "quarter", Kind.CLEAR, in_year[1] if in_year else None))


def year_alone(words: Words, i: int) -> Hit | None:
    """A year, two years as one ("2022-23"), a decade or a century."""
    low = words.low(i)
    if re.fullmatch(r"[12][0-9]{2}0s?", low) and (
        low.endswith("s") or words[i].text.endswith(("'s", "’s"))
    ):
        first = int(low[:4])
        if first == 1900:  # ten years to some, a hundred to others
            return Hit(i + 1, None)
        last = first + (99 if first % 100 == 0 and first < 1900 else 9)
        return Hit(i + 1, once(years(first, last), "decade", Kind.DECADE))
    if low in DECADES and words.low(i - 1) in ("the", "early", "mid", "late", "-"):
        return Hit(i + 1, once(years(DECADES[low], DECADES[low] + 9), "decade"))
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)", low)
    count = int(match[1]) if match else ORDINALS.get(low)
    if count and 15 <= count <= 21 and words.low(i + 1) == "century":
        return Hit(i + 2, once(years(100 * count - 99, 100 * count), "century", Kind.DECADE))
    if low == "twenty" and words.low(i + 1) == "-" and words.follow(i + 2, "first century"):
        return Hit(i + 4, once(years(2001, 2100), "century", Kind.DECADE))
    if split := split_year(words, i):
        return Hit(split[0], once(years(split[1], split[1] + 1), "year"))
    found = year(words, i)
    if not found:
        return None
    end, value = found
    if words.glued(end) and words.low(end) in ("-", "/") and words.glued(end + 1):
        late = words.low(end + 1)
        if re.fullmatch(r"[0-9]{2}", late) and int(late) > value % 100 and int(late) > 12:
            return Hit(end + 2, once(years(value, value // 100 * 100 + int(late)), "year"))
        if not year(words, end + 1):
            return Hit(end + 2, None)
    return Hit(end, once(years(value, value), "year", Kind.YEAR))


# In this order: what is written more fully comes first.
DATE_RULES: tuple[Rule, ...] = (
    numeric, day_and_month, quarter, season, month_alone, year_alone,
)  # fmt: skip
