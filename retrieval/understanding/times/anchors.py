"""Days around a date: the week of 5 June, the days after it, the three months to 30 June."""

from __future__ import annotations

from retrieval.understanding.times.dates import DATE_RULES, Hit, Rule
from retrieval.understanding.times.feasts import feast
from retrieval.understanding.times.leaves import Kind, once
from retrieval.understanding.times.parts import whole
from retrieval.understanding.times.units import Days, after, stretch_to, week_of, weekend_of
from retrieval.understanding.times.words import Words, number, unit

# "In the days after" an event reaches a week, "around" it three days either way.
_DAYS_AROUND = 7
_ABOUT = 3


def around(words: Words, i: int) -> Hit | None:
    """The week of 5 June, the days after 3 May, around 5 June, the day before it."""
    j = words.skip(i, "the")
    for phrases, how in (
        (("week of", "week that included"), lambda d: week_of(d.first)),
        (("weekend of",), lambda d: weekend_of(d.first)),
        (("week beginning", "week commencing", "week starting"),
         lambda d: Days(d.first, after(d.first, 6))),
        (("around", "about", "circa", "on or around", "on or about"),
         lambda d: Days(after(d.first, -_ABOUT), after(d.last, _ABOUT))),
        (("days after", "days following", "days immediately after", "week after",
          "week following"), lambda d: Days(after(d.last, 1), after(d.last, _DAYS_AROUND))),
        (("days before", "days leading up to", "days immediately before", "days prior to",
          "week before"), lambda d: Days(after(d.first, -_DAYS_AROUND), after(d.first, -1))),
        (("day after",), lambda d: Days(after(d.last, 1), after(d.last, 1))),
        (("day before",), lambda d: Days(after(d.first, -1), after(d.first, -1))),
    ):  # fmt: skip
        end = words.any_of(j, phrases)
        if end is None:
            continue
        end = words.skip(end, "on", "of", "the")
        hit = _date(words, end)
        if hit:
            return Hit(hit.end, hit.leaf.within(how, "day") if hit.leaf else None)
    return None


def days_from(words: Words, i: int) -> Hit | None:
    """Two days after 3 May: that day; other units from a date are not exact enough to read."""
    counted = number(words, i)
    single = (i + 1, 1) if words.low(i) in ("a", "an", "the") else None
    start, count = counted or single or (i, 0)
    named = unit(words, start)
    if not count or not named or words.low(named[0]) not in ("after", "before", "later", "earlier"):
        return None
    hit = _date(words, named[0] + 1)
    if not hit:
        return Hit(named[0] + 1, None)
    sign = count if words.low(named[0]) == "after" else -count
    if named[1] != "day" or not hit.leaf:
        return None if single and words.low(i) == "the" else Hit(hit.end, None)
    return Hit(
        hit.end, hit.leaf.within(lambda d: Days(after(d.first, sign), after(d.first, sign)), "day")
    )


def ending(words: Words, i: int) -> Hit | None:
    """The three months to 30 June, the year ended March 2023, the week ending 5 June."""
    j = words.skip(i, "the")
    counted = number(words, j)
    j, count = counted or (j, 1)
    named = unit(words, j)
    if not named or named[1] == "weekend":
        return None
    end = words.any_of(
        named[0],
        ("to the end of", "to", "ending in", "ending on", "ending", "ended in", "ended on", "ended",
         "through to", "through", "up to"),
    )  # fmt: skip
    if end is None:
        return None
    hit = whole(words, end) or _date(words, end)
    dated = _date(words, end)
    hit = dated if dated and (not hit or dated.end >= hit.end) else hit
    if not hit or not hit.leaf or hit.leaf.kind is Kind.TODAY:
        return None
    last = hit.leaf.over(after(words.today, 1))
    days = stretch_to(named[1], count * named[2], last.last) if last else None
    return Hit(hit.end, once(days, "day"))


def _date(words: Words, i: int) -> Hit | None:
    """A day that is written as a date or feast."""
    for rule in (feast, *DATE_RULES):
        hit = rule(words, i)
        if hit and (hit.leaf is None or (hit.leaf.unit == "day" and hit.leaf.kind != Kind.WEEKDAY)):
            return hit
    return None


ANCHOR_RULES: tuple[Rule, ...] = (around, days_from, ending)
