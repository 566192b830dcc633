"""Time words put together: ranges, bounds, and which of several in a text is the main one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.calendarunits import Days, Timespan, after
from retrieval.timecontext import attributive
from retrieval.timedates import Hit
from retrieval.timeguards import counted, is_time, prospective
from retrieval.timeleaves import Kind, Leaf, once
from retrieval.timeparts import leaf_at
from retrieval.timewords import FIRST_YEAR, LAST_YEAR, Words, possessive

_SINCE = (
    "ever since", "since", "as from", "starting from", "starting in", "starting on", "starting",
    "beginning in", "beginning on", "beginning", "dating back to", "on or after", "on and after",
    "not before", "no earlier than", "not earlier than",
)  # fmt: skip
_AFTER = ("after", "later than", "following", "post -", "post")
_BEFORE = ("before", "prior to", "earlier than", "pre -", "pre")
_UNTIL = ("up until", "up to", "until", "till", "through", "by", "as of", "as at", "not later than",
          "no later than", "on or before")  # fmt: skip
_BOUNDS: dict[str, list[tuple[str, str]]] = {}
for _name, _phrases in (
    ("since", _SINCE), ("after", _AFTER), ("before", _BEFORE), ("until", _UNTIL),
):  # fmt: skip
    for _phrase in _phrases:
        _BOUNDS.setdefault(_phrase.split()[0], []).append((_phrase, _name))
_ONWARD = ("onwards", "onward", "on", "forward")
_JOINS = ("to", "until", "till", "through", "-", "–", "—", "up to", "through to")
_TODAY = ("now", "the present", "present", "the present day", "date")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tokens from `start` to before `end` mean; no span for words to pass over."""

    start: int
    end: int
    span: Timespan | None
    aside: bool = False


def readings(words: Words) -> Iterator[Reading]:
    """Yields what is read in a text, from left to right, each token once."""
    i = 0
    while i < len(words.tokens):
        found = _bounded(words, i) or _ranged(words, i) or _single(words, i)
        if found:
            yield found
        i = found.end if found else i + 1


def main_reading(words: Words) -> Reading | None:
    """Returns the reading that a question is about: the first that is no mere attribute.

    Nothing is reckoned from a day outside 1700 to 2099.
    """
    if not FIRST_YEAR <= words.today.year <= LAST_YEAR:
        return None
    found = [reading for reading in readings(words) if reading.span]
    return next((one for one in found if not one.aside), found[0] if found else None)


def _bounded(words: Words, i: int) -> Reading | None:
    """Since May, before 2020, from 3 May on, by the end of June."""
    for phrase, name in _BOUNDS.get(words.low(i), ()):
        end = words.follow(i, phrase)
        if end is None or (phrase in ("post", "pre") and words.low(end) != "-"):
            continue
        reading = _bound(words, i, end, name)
        if reading:
            return reading
    hit = _leaf(words, i + 1) if words.low(i) == "from" else None
    if hit and hit.leaf and _onward(words, hit.end):
        return Reading(i, hit.end + 1, _since(hit.leaf, words, point=0))
    return None


def _onward(words: Words, i: int) -> bool:
    """Whether "onwards" follows, or "on" by itself: not "from May on the bridge"."""
    following = words.low(i + 1)
    if words.low(i) not in _ONWARD:
        return False
    return words.low(i) != "on" or following in ("", ".", ",", "?", "!", ";", ")") or following in (
        "did", "was", "were", "is", "has", "have"
    )  # fmt: skip


def _bound(words: Words, i: int, end: int, name: str) -> Reading | None:
    start = end
    point: int | None = None
    for phrase, where in (("the end of", 1), ("end of", 1), ("the start of", 0),
                          ("the beginning of", 0)):  # fmt: skip
        inner = words.follow(start, phrase)
        if inner is not None and (hit := leaf_at(words, start)) and hit.leaf:
            point = where
            break
    if name == "since":
        ranged = _ranged(words, start, joined=True)
        if ranged:
            return None
    hit = _leaf(words, start)
    if not hit:
        return None
    if hit.leaf is None:
        return Reading(i, hit.end, None)
    if name != "since" and _event(words, start, hit, name):
        return Reading(i, hit.end, None)
    if words.low(i) == "by" and words.low(hit.end) in ("votes", "points"):
        return None
    days = hit.leaf.latest(words.today)
    starts = words.low(i) in ("starting", "beginning") and hit.leaf.cycle == "year"
    if not days or (starts and not hit.leaf.year):
        return Reading(i, hit.end, None)
    span: Timespan | None
    match name:
        case "since":
            span = _since(hit.leaf, words, point)
        case "after":
            first = after(days.last, 1)
            span = Timespan(since=first, until=words.today) if first <= words.today else None
        case "before":
            last = days.last if point == 1 else after(days.first, -1)
            span = Timespan(since=None, until=last)
        case _:
            span = Timespan(since=None, until=days.first if point == 0 else days.last)
    return Reading(i, hit.end, span)


def _event(words: Words, start: int, hit: Hit, name: str) -> bool:
    """Whether a bound is an event: "before the 2019 fire", "after Monday's vote"."""
    owned = possessive(words[hit.end - 1]) and words[hit.end].text.isalpha()
    return attributive(words, start, hit.end) or (owned and name in ("after", "before"))


def _since(leaf: Leaf, words: Words, point: int | None) -> Timespan | None:
    days = leaf.latest(words.today)
    if not days or days.first > words.today:
        return None
    first = days.last if point == 1 and days.last <= words.today else days.first
    return Timespan(since=first, until=words.today)


def _leaf(words: Words, i: int) -> Hit | None:
    """What stands at a position, "the" before it or not, if it is time there."""
    hit = leaf_at(words, i)
    start = i
    if hit is None and words.low(i) in ("the", "on", "in"):
        start = i + 1
        hit = leaf_at(words, start)
    if hit and hit.leaf and not is_time(words, start, hit.end, hit.leaf):
        return None
    return hit


def _ranged(words: Words, i: int, *, joined: bool = False) -> Reading | None:
    """From 3 to 9 June, between March and May, 2019–2021, March through June."""
    opener = words.low(i) if words.low(i) in ("from", "between") else ""
    start = i + 1 if opener else i
    first = leaf_at(words, start) or (
        leaf_at(words, start + 1) if words.low(start) in ("the", "late", "early") else None
    )
    if not first or not first.leaf:
        return None
    end = words.any_of(first.end, _JOINS)
    listed = end is None and words.low(first.end) in ("and", "&", "or", ",")
    if end is None:
        if not listed:
            return None
        end = first.end + 1
    second = _second(words, end, opener)
    if not second or not second.leaf:
        return None
    if listed and opener != "between":
        return None if joined else _listed(words, i, start, first, second)
    if not opener and not _alike(words, start, first, second):
        return None
    span = _range(first.leaf, second.leaf, words)
    if first.leaf.kind is Kind.YEAR and counted(words, second.end):
        span = None
    return Reading(i, second.end, span)


def _second(words: Words, i: int, opener: str) -> Hit | None:
    now = words.any_of(i, _TODAY) if opener else None
    if now is not None:
        return Hit(now, once(Days(words.today, words.today), "day"))
    return leaf_at(words, i) or (leaf_at(words, i + 1) if words.low(i) in ("the", "in") else None)


def _alike(words: Words, start: int, first: Hit, second: Hit) -> bool:
    """Whether two leaves without "from" are a range: both of a kind, and not opening hours."""
    one, other = first.leaf, second.leaf
    if not one or not other or (one.unit != other.unit) or one.kind is Kind.TODAY:
        return False
    if one.kind is Kind.WEEKDAY:
        return other.kind is not Kind.WEEKDAY
    sign = words.low(first.end)
    if one.kind is Kind.YEAR:
        return sign in ("-", "–", "—") or words.low(start - 1) in ("in", "during", "", "(", "the")
    return True


def _listed(words: Words, i: int, start: int, first: Hit, second: Hit) -> Reading | None:
    """Two neighbours joined by "and" are their whole; two that lie apart are not read at all."""
    one, other = first.leaf, second.leaf
    if not one or not other or one.unit != other.unit:
        return None
    if words.low(first.end) == "," and (one.kind is not other.kind or one.kind is Kind.CLEAR):
        return None
    further = words.low(second.end) in (",", "and") and leaf_at(words, second.end + 1)
    if further and further.leaf and further.leaf.kind is one.kind:
        return Reading(i, further.end, None)
    if not is_time(words, start, first.end, one) or other.kind not in (one.kind, Kind.CLEAR):
        return None
    span = _range(one, other, words)
    earlier, later = _first_of_range(one, other, words), other.latest(words.today)
    if span and earlier and later and after(earlier.last, 1) >= later.first >= earlier.first:
        return Reading(i, second.end, span)
    return Reading(i, second.end, None)


def _first_of_range(one: Leaf, other: Leaf, words: Words) -> Days | None:
    """The first part of a range; it is of the last one's year, or the year before."""
    if one.cycle == "year" and one.year is None and (other.cycle == "once" or other.year):
        last = other.latest(words.today)
        return one.before_end(last.first) if last else None
    return one.latest(words.today)


def _range(one: Leaf, other: Leaf, words: Words) -> Timespan | None:
    first = _first_of_range(one, other, words)
    if not first:
        return None
    last = other.following(first.first)
    if one.cycle == "week" and other.cycle == "once" and last:
        first = one.before_end(last.first)
    if not first or not last or last.last < first.first:
        return None
    if other.cycle == "once" and one.kind is Kind.YEAR and last.first < first.first:
        return None
    return Timespan(since=first.first, until=last.last)


def _single(words: Words, i: int) -> Reading | None:
    hit = leaf_at(words, i)
    if not hit:
        return None
    if hit.leaf is None:
        return Reading(i, hit.end, None)
    if not is_time(words, i, hit.end, hit.leaf):
        # What only seemed to be time is passed over whole, so that no piece of it is read.
        return Reading(i, hit.end, None)
    days, end = hit.leaf.latest(words.today), hit.end
    yearless = hit.leaf.cycle == "year" and not hit.leaf.year
    if days and yearless and days.last < words.today and prospective(words, i):
        return Reading(i, end, None)
    if days and days.first <= words.today <= days.last and hit.leaf.unit == "year":
        tail = words.any_of(end, ("so far", "to date"))
        if tail or words.follow(i - 3, "so far in"):
            days, end = Days(days.first, words.today), tail or end
    return Reading(i, end, days.span if days else None, attributive(words, i, hit.end))
