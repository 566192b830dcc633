"""Parts of larger units: early May, the first week of it, the second half of last year."""

from __future__ import annotations

from retrieval.understanding.times.dates import DATE_RULES, Hit, Rule
from retrieval.understanding.times.feasts import feast
from retrieval.understanding.times.leaves import once
from retrieval.understanding.times.phrases import PHRASE_RULES
from retrieval.understanding.times.units import Days, Unit, after, half, months, third, unit_of
from retrieval.understanding.times.words import (
    LAST,
    Words,
    number,
    ordinal,
    possessive,
    unit,
    weekday,
    year,
)

PARTS = (
    (("early in", "early on in", "early", "the early part of", "the beginning of", "beginning of",
      "the start of", "start of", "the opening of", "the early days of", "the early weeks of",
      "the early months of"), 0),
    (("mid", "the middle of", "middle of", "midway through", "halfway through"), 1),
    (("late in", "late", "the end of", "end of", "the close of", "the latter part of",
      "the late part of"), 2),
)  # fmt: skip


def whole(words: Words, i: int) -> Hit | None:
    """A unit that has parts: a month, a year, a season; "last year", "the month"."""
    j = words.skip(i, "the")
    for phrase, shift in (("last", -1), ("this", 0), ("next", 1), ("", 0)):
        end = words.follow(j, phrase) if phrase else (j if j > i else None)
        named = unit(words, end) if end is not None and (phrase == "" or j == i) else None
        if end is None or not named or named[1] in ("day", "weekend") or named[2] != 1:
            continue
        if words.low(end).endswith("s") or words.follow(named[0], "of"):
            continue
        return Hit(named[0], once(unit_of(named[1], words.today, shift), named[1]))
    best: Hit | None = None
    for rule in (*PHRASE_RULES, *DATE_RULES):
        hit = rule(words, i) or (rule(words, j) if j > i else None)
        if hit and hit.leaf and hit.leaf.unit != "day" and (best is None or hit.end > best.end):
            best = hit
    return best


def part_of(words: Words, i: int) -> Hit | None:
    """Early 2024, mid-January, mid- to late 2022, the end of last year, late in the week."""
    named = _part(words, i)
    if not named:
        return None
    end, first = named
    last = first
    joined = words.skip(end + 1, "-") if words.low(end) in ("to", "and", "or") else None
    if joined and (other := _part(words, joined)):
        end, last = other
    hit = whole(words, end)
    if not hit or not hit.leaf or feast(words, end):
        return None
    name = hit.leaf.unit

    def cut_out(days: Days) -> Days | None:
        one, other = third(days, name, first), third(days, name, last)
        return Days(one.first, other.last) if one and other else None

    return Hit(hit.end, hit.leaf.within(cut_out, name))


def _part(words: Words, i: int) -> tuple[int, int] | None:
    """The end of "early", "mid-", "the end of" with its number."""
    for phrases, part in PARTS:
        end = words.any_of(i, phrases)
        if end is not None:
            return words.skip(end, "-"), part
    return None


def in_years(words: Words, i: int) -> Hit | None:
    """Last year's fourth quarter, 2023's spring: what comes once a year, in the year before it."""
    found = year(words, i)
    for phrase, shift in (("last year", -1), ("this year", 0), ("next year", 1)):
        end = words.follow(i, phrase)
        found = (end, words.today.year + shift) if end else found
    if not found or not possessive(words[found[0] - 1]):
        return None
    end, value = found
    for rule in (nth_of, *DATE_RULES):
        hit = rule(words, end)
        if hit and hit.leaf and hit.leaf.cycle == "year" and hit.leaf.year is None:
            return Hit(hit.end, once(hit.leaf.at(value), hit.leaf.unit))
    return None


def nth_of(words: Words, i: int) -> Hit | None:
    """The first week of May, the last three days of June, the second half of 2022."""
    j = words.skip(i, "the")
    named = ordinal(words, j) or ((j + 1, 2) if words.low(j) == "latter" else None)
    if not named:
        return None
    k, which = named
    k = words.skip(k, "-")
    counted = number(words, k)
    k, count = counted if counted else (k, 1)
    day = weekday(words, k)
    halved = words.low(k) == "half"
    item = unit(words, k)
    if not (day or halved or item):
        return None
    end = day[0] if day else k + 1
    joined = words.skip(end, "of", "in")
    hit = whole(words, joined)
    if not hit or not hit.leaf or (joined == end and not (halved and hit.leaf.unit == "year")):
        return None
    many = item is not None and words.low(k).endswith("s")
    if (counted and which not in (1, LAST)) or (many and not counted):
        return Hit(hit.end, None)
    name = hit.leaf.unit
    if halved:
        if which not in (1, 2):
            return Hit(hit.end, None)
        return Hit(hit.end, hit.leaf.within(lambda d: half(d, name, which - 1), "day"))
    if day:
        return Hit(hit.end, hit.leaf.within(lambda d: _nth_weekday(d, which, day[1]), "day"))
    if not item:
        return None
    size = item[1]
    count *= item[2]
    return Hit(hit.end, hit.leaf.within(lambda d: _nth(d, size, which, count), size))


def _nth(days: Days, size: Unit, which: int, count: int) -> Days | None:
    """The nth piece of some days, or so many first or last pieces."""
    index = which - 1
    match size:
        case "day" | "week":
            length = count * (7 if size == "week" else 1)
            if which == LAST:
                found = Days(after(days.last, 1 - length), days.last)
            else:
                first = after(days.first, index * length)
                found = Days(first, after(first, length - 1))
        case "weekend":
            saturday = _nth_weekday(days, which, 5)
            return Days(saturday.first, after(saturday.first, 1)) if saturday else None
        case "month" | "quarter" | "year":
            length = count * {"month": 1, "quarter": 3}.get(size, 12)
            start, end = days.first, days.last
            if which == LAST:
                found = months(end.year, end.month - length + 1, length)
            else:
                found = months(start.year, start.month + index * length, length)
        case _:
            return None
    return found if days.first <= found.first and found.last <= days.last else None


def _nth_weekday(days: Days, which: int, day: int) -> Days | None:
    if which == LAST:
        found = after(days.last, -((days.last.weekday() - day) % 7))
    else:
        found = after(days.first, (day - days.first.weekday()) % 7 + 7 * (which - 1))
    return Days(found, found) if days.first <= found <= days.last else None


PART_RULES: tuple[Rule, ...] = (part_of, in_years, nth_of)
