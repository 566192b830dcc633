"""Parts of larger units and days around dates: early May, the first week of it, days after it."""

from __future__ import annotations

from retrieval.calendarunits import (
    Days,
    Unit,
    after,
    half,
    months,
    stretch_to,
    third,
    unit_of,
    week_of,
    weekend_of,
)
from retrieval.days import MONTHS, WEEKDAYS
from retrieval.timedates import DATE_RULES, DECADES, Hit, Rule
from retrieval.timefeasts import feast
from retrieval.timeleaves import Kind, once
from retrieval.timephrases import PHRASE_RULES
from retrieval.timewords import (
    LAST,
    NUMBERS,
    ORDINALS,
    SHORT_NAMES,
    Words,
    number,
    ordinal,
    possessive,
    unit,
    weekday,
    year,
)
from retrieval.wording import word_list

# "In the days after" an event reaches a week, "around" it three days either way.
_DAYS_AROUND = 7
_ABOUT = 3
_PARTS = (
    (("early in", "early on in", "early", "the early part of", "the beginning of", "beginning of",
      "the start of", "start of", "the opening of", "the early days of", "the early weeks of",
      "the early months of"), 0),
    (("mid", "the middle of", "middle of", "midway through", "halfway through"), 1),
    (("late in", "late", "the end of", "end of", "the close of", "the latter part of",
      "the late part of"), 2),
)  # fmt: skip


_PART_WORDS = frozenset(phrase.split()[0] for phrases, _ in _PARTS for phrase in phrases)
# The words that something read here can begin with, besides numbers.
_OPENERS = frozenset(
    word_list(
        "the a an couple few dozen last this next past these coming today tonight yesterday "
        "tomorrow late early mid midweek midway day night middle beginning start end close week "
        "weekend days around about circa on more less over at up fewer under almost nearly roughly "
        "some exactly so to all earlier later christmas xmas boxing new valentine st may halloween "
        "hallowe'en juneteenth bastille armistice veterans bonfire guy fourth april spring summer "
        "autumn fall winter noughties latter final opening closing q1 q2 q3 q4 h1 h2 year month "
        "quarter"
    )
).union(_PART_WORDS, MONTHS, WEEKDAYS, ORDINALS, NUMBERS, DECADES, SHORT_NAMES)


def leaf_at(words: Words, i: int) -> Hit | None:
    """Returns the longest that any rule reads at a position, an earlier rule's first."""
    low = words.low(i)
    if low not in _OPENERS and not low[:1].isdigit():
        return None
    best: Hit | None = None
    for rule in (*PART_RULES, *PHRASE_RULES, feast, *DATE_RULES):
        hit = rule(words, i)
        if hit and (best is None or hit.end > best.end):
            best = hit
    return best


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
    for phrases, part in _PARTS:
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


PART_RULES: tuple[Rule, ...] = (part_of, in_years, nth_of, around, days_from, ending)
