"""Ranges of time: from 3 to 9 June, between March and May, 2019–2021, Friday and Saturday."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.understanding.times.dates import Hit
from retrieval.understanding.times.guards import counted, is_time
from retrieval.understanding.times.leaves import Kind, Leaf, once
from retrieval.understanding.times.rules import leaf_at
from retrieval.understanding.times.units import Days, Timespan, after
from retrieval.understanding.times.words import Words

_JOINS = ("to", "until", "till", "through", "-", "–", "—", "up to", "through to")
_TODAY = ("now", "the present", "present", "the present day", "date")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tokens from `start` to before `end` mean; no span for words to pass over."""

    start: int
    end: int
    span: Timespan | None
    aside: bool = False


def ranged(words: Words, i: int, *, joined: bool = False) -> Reading | None:
    """From 3 to 9 June, between March and May, 2019–2021, March through June."""
    opener = words.low(i) if words.low(i) in ("from", "between") else ""
    start = i + 1 if opener else i
    first = leaf_at(words, start) or (
        leaf_at(words, start + 1) if words.low(start) in ("the", "late", "early") else None
    )
    if not first or not first.leaf:
        return None
    end = words.any_of(first.end, _JOINS)
    listed = end is None and words.low(first.end) in ("and", "&", "or", ",", "/")
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
        hours = first.leaf.kind is second.leaf.kind is Kind.WEEKDAY
        return Reading(i, second.end, None) if hours else None
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
