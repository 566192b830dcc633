"""Time words put together, and which of several in a text is the main one."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.understanding.times.bounds import bounded
from retrieval.understanding.times.context import attributive
from retrieval.understanding.times.guards import is_time, prospective
from retrieval.understanding.times.ranges import Reading, ranged
from retrieval.understanding.times.rules import leaf_at
from retrieval.understanding.times.units import Days
from retrieval.understanding.times.words import FIRST_YEAR, LAST_YEAR, Words


def readings(words: Words) -> Iterator[Reading]:
    """Yields what is read in a text, from left to right, each token once."""
    i = 0
    while i < len(words.tokens):
        found = bounded(words, i) or ranged(words, i) or _single(words, i)
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
