"""Phrases that point from the day asked: last week, two months ago, so far this year, on Monday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from retrieval.understanding.times.dates import DATE_RULES, Hit, Rule, season
from retrieval.understanding.times.feasts import feast
from retrieval.understanding.times.guards import prospective
from retrieval.understanding.times.leaves import Kind, Leaf, once, weekly
from retrieval.understanding.times.units import Days, Unit, after, stretch, unit_of
from retrieval.understanding.times.words import Words, number, unit, weekday

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_DAY_PHRASES = {
    "the day before yesterday": -2, "day before yesterday": -2, "the night before last": -2,
    "night before last": -2, "the day after tomorrow": 2, "last night": -1, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "later today": 0, "earlier today": 0,
}  # fmt: skip
_OVER = ("in", "over", "during", "within", "for", "throughout")
_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night", "lunchtime", "noon", "midnight")
_ROUGHLY = ("about", "around", "almost", "nearly", "roughly", "some", "exactly")
_VAGUE = ("more than", "less than", "over", "at least", "up to", "fewer than", "under")


def near_day(words: Words, i: int) -> Hit | None:
    """Today, last night, the day before yesterday."""
    for phrase, shift in _DAY_PHRASES.items():
        end = words.follow(i, phrase)
        if end is not None:
            return Hit(end, _unit("day", words.today, shift, Kind.TODAY))
    j = words.skip(i, "late", "early")
    if words.low(j) in _DAYS:
        end = words.skip(j + 1, *_PARTS_OF_DAY)
        return Hit(end, _unit("day", words.today, _DAYS[words.low(j)], Kind.TODAY))
    return None


def this_unit(words: Words, i: int) -> Hit | None:
    """Last week, this month, next year, the week before last, over the weekend."""
    j = words.skip(i, "the")
    if (named := unit(words, j)) and named[2] == 1 and named[1] != "day":
        end, name, _ = named
        if before := words.any_of(end, ("before last",)):
            return Hit(before, _unit(name, words.today, -2))
        if name == "weekend" and j > i:
            if words.any_of(end, ("after", "before", "following", "of", "box")):
                return None
            begun = unit_of("weekend", words.today).first <= words.today
            return Hit(end, _unit("weekend", words.today, 0 if begun else -1))
        return None
    which = words.low(j)
    if which not in ("last", "this", "next", "past"):
        return None
    k = words.skip(j + 1, "past") if which == "this" else j + 1
    k = words.skip(k, "coming") if which in ("this", "next") else k
    named = unit(words, k)
    if not named or named[1] == "day" or words.low(k).endswith("s"):
        return None
    end, name, count = named
    if words.low(end) == "-" and words.glued(end):
        return Hit(end + 1, None)
    if which == "last" and words.follow(end, "of"):
        return None
    rolling = which == "past" or words.low(k - 1) == "past" or (which == "last" and j > i)
    if count > 1 or (rolling and name not in ("weekend", "quarter")):
        past = which in ("last", "past") or words.low(k - 1) == "past"
        return _stretch(end, name, count, words.today) if past else None
    if name == "weekend" and rolling:
        over = unit_of("weekend", words.today).last < words.today
        return Hit(end, _unit(name, words.today, 0 if over else -1))
    shift = {"last": -1, "this": 0, "next": 1}.get(which, -1)
    shift = -1 if rolling else shift
    if name == "week" and (day := weekday(words, words.skip(end, "on"))):
        first = unit_of("week", words.today, shift).first
        return Hit(day[0], _unit("day", after(first, day[1]), 0))
    if which == "this" and not rolling and name != "weekend":
        end = words.any_of(end, ("so far", "to date")) or end
        return Hit(end, once(Days(unit_of(name, words.today).first, words.today), name))
    return Hit(end, _unit(name, words.today, shift))


def _stretch(end: int, name: Unit, count: int, today: date) -> Hit:
    return Hit(end, once(stretch(name, count, today), name))


def stretch_phrase(words: Words, i: int) -> Hit | None:
    """The past 10 days, the last two weeks, the last 24 hours: that long, up to today."""
    j = words.skip(i, "the", "these")
    if words.low(j) not in ("last", "past"):
        return None
    if words.low(i) == "last" and words.low(i - 1) not in (*_OVER, ""):
        return None
    counted = number(words, j + 1)
    if not counted:
        return None
    end, count = counted
    if words.low(end) in ("hours", "hour"):
        whole = count % 24 == 0
        return Hit(
            end + 1, once(stretch("day", count // 24, words.today), "day") if whole else None
        )
    named = unit(words, words.skip(end, "-"))
    if not named or named[1] == "weekend":
        return None
    if words.low(named[0]) in ("of", "in") and words.low(j) == "last":
        return None
    if words.low(end) == "-":
        return Hit(named[0], None)
    return _stretch(named[0], named[1], count * named[2], words.today)


def ago(words: Words, i: int) -> Hit | None:
    """Three days ago: that day; two weeks, months or years ago: the calendar's unit."""
    inexact = words.any_of(i, _VAGUE)
    j = inexact or words.skip(i, *_ROUGHLY)
    single = words.low(j) in ("a", "an") and words.low(j + 1) not in ("couple", "few", "dozen")
    counted = (j + 1, 1) if single else number(words, j)
    named = unit(words, counted[0]) if counted else None
    if not counted or not named or words.low(named[0]) != "ago":
        return None
    end, name, size = named
    end += 1
    if (
        inexact
        or words.low(i - 1) == "half"
        or weekday(words, words.skip(end, "on", "last"))
        or name == "weekend"
    ):
        return Hit(end, None)
    count = counted[1] * size
    if words.low(end) == "today":
        return Hit(end + 1, once(unit_of("day", stretch(name, count, words.today).first), "day"))
    if words.low(end) == "this":
        return Hit(end + 2, None)
    if name == "decade":
        return Hit(end, _unit("year", words.today, -10 * count))
    return Hit(end, _unit(name, words.today, -count))


def running_unit(words: Words, i: int) -> Hit | None:
    """So far this year, year to date, all year; earlier this month; later this week."""
    today = words.today
    for phrases, first, last in (
        (("so far this", "to date this", "all", "all this", "all of this"), 0, 0),
        (("earlier this", "earlier in the", "earlier in this"), 0, -1),
        (("later this", "later in the", "the rest of this", "the rest of the"), 1, 1),
    ):
        end = words.any_of(i, phrases[::-1])
        named = unit(words, end) if end is not None else None
        if end is not None and (summer := season(words, end)) and summer.leaf:
            days = None if summer.leaf.year else summer.leaf.latest(today)
            if days and days.last >= today:
                return Hit(summer.end, once(_running(days, today, first, last), "season"))
        if end is None or not named or named[1] in ("day", "weekend", "decade"):
            continue
        if words.low(end).endswith("s") or named[2] != 1 or words.low(named[0]) == "round":
            continue
        days = _running(unit_of(named[1], today), today, first, last)
        return Hit(named[0], once(days, named[1]))
    j = words.skip(i, "the")
    named = unit(words, j)
    if named and named[1] != "day" and (end := words.any_of(named[0], ("to date", "so far"))):
        return Hit(end, once(Days(unit_of(named[1], today).first, today), named[1]))
    return None


def _running(days: Days, today: date, first: int, last: int) -> Days:
    """A unit's days up to today or yesterday, or from tomorrow on."""
    if first:
        return Days(after(today, 1), max(days.last, after(today, 1)))
    return Days(days.first, max(days.first, after(today, last)))


def weekday_phrase(words: Words, i: int) -> Hit | None:
    """On Monday, last Friday, this Wednesday, next Tuesday, Monday of last week."""
    which = words.low(i)
    j = i + 1 if which in ("last", "this", "next", "coming") else i
    j = words.skip(j, "past", "coming") if which in ("this", "next") else j
    j = words.follow(i, "the coming") or j
    late = words.any_of(j, ("late on", "early on", "late", "early")) if j == i else None
    named = weekday(words, late or j)
    if not named:
        return None
    end, day = named
    leaf, today = weekly(day), words.today
    end = words.skip(end, *_PARTS_OF_DAY)
    for phrase, shift in (("last week", -7), ("this week", 0), ("next week", 7)):
        tail = words.follow(words.skip(words.skip(end, ","), "of"), phrase)
        if tail:
            return Hit(tail, once(leaf.current(after(today, shift)), "day"))
    if words.low(i - 1) == "the" and words.low(end) in ("after", "before", "following"):
        dated = (rule(words, end + 1) for rule in (feast, *DATE_RULES))
        return Hit(max((hit.end for hit in dated if hit), default=end + 1), None)
    if words.any_of(end, ("of that week", "after next", "before last", "week")):
        return Hit(end + 1, None)
    if which == "this":
        past = words.low(j - 1) == "past"
        return Hit(end, once((leaf.latest if past else leaf.current)(today), "day"))
    if which == "next" or words.low(j - 1) == "coming":
        return Hit(end, once(leaf.coming(today), "day"))
    if which == "last" or words.low(end) == "last":
        end = end if which == "last" else end + 1
        a_week = words.low(i - 1) == "week" and words.low(i - 2) in ("a", "one")
        return Hit(end, None if a_week else once(leaf.latest(today), "day"))
    return Hit(end, leaf)


def last_or_next(words: Words, i: int) -> Hit | None:
    """Last March, this summer, next October: of what comes once a year."""
    which = words.low(i)
    if which not in ("last", "this", "next"):
        return None
    j = words.skip(i + 1, "past", "coming")
    for rule in (feast, *DATE_RULES):
        hit = rule(words, j)
        if hit and hit.leaf and hit.leaf.cycle == "year" and hit.leaf.year is None:
            leaf = hit.leaf
            if leaf.kind not in (Kind.MONTH, Kind.SEASON, Kind.FEAST):
                return None
            how: dict[str, Callable[[date], Days | None]] = {
                "last": leaf.over,
                "next": leaf.coming,
                "this": leaf.current if leaf.kind is Kind.MONTH else leaf.latest,
            }
            days = leaf.current(words.today)
            if which == "this" and days and days.first > words.today and prospective(words, i):
                return Hit(hit.end, None)
            kind = Kind.MONTH if leaf.kind is Kind.MONTH else Kind.CLEAR
            return Hit(hit.end, once(how[which](words.today), leaf.unit, kind))
    return None


def midweek(words: Words, i: int) -> Hit | None:
    """Midweek: the Wednesday of this week."""
    end = words.follow(i, "midweek") or words.follow(i, "mid - week")
    if end is None:
        return None
    return Hit(end, once(weekly(2).current(words.today), "day"))


def _unit(name: Unit, today: date, shift: int, kind: Kind = Kind.CLEAR) -> Leaf:
    return once(unit_of(name, today, shift), name, kind)


PHRASE_RULES: tuple[Rule, ...] = (
    near_day, ago, stretch_phrase, running_unit, this_unit, weekday_phrase, last_or_next, midweek,
)  # fmt: skip
