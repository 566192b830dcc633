"""Time words in a question, read against the day it is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from retrieval.text.wording import word_list
from retrieval.understanding.times.grammar import main_reading
from retrieval.understanding.times.units import Timespan, after
from retrieval.understanding.times.words import cut, possessive

__all__ = ["Found", "Timespan", "find_timespan", "publication_window", "read_timespan"]

_PREPOSITIONS = frozenset(word_list("in on during over at within throughout from for between"))
_DOCUMENTS = (
    r"\b(?:articles?|stories|story|pieces?|coverage|columns?|editorials?|cuttings?|clippings?|"
    r"dispatches|headlines|reports|reporting|news)"
)
_PUBLISHED = (
    r"(?:(?:that |which )?(?:were |was )?"
    r"(?:published|printed|dated|filed|posted|written|appearing|appeared|ran)(?: only)?)"
)
_WE_PUBLISHED = (
    r"\bwe (?:have |had |ever |also )*"
    r"(?:published?|printe?d?|posted|ran|run|carried|carry|wrote|written|write|reported|report|"
    r"covered|cover|filed)\b"
)
# What stands before the time words, and the word that opens them, parted by a bar.
_AS_FILTER = re.compile(
    rf"{_DOCUMENTS}\b[^.?!|]{{0,80}}\b(?:{_PUBLISHED}|only) ?\|"
    rf"|^\W*(?:only )?{_PUBLISHED} ?\|"
    rf"|{_DOCUMENTS}\b(?:[^.?!|]{{0,80}} )?\|from\b"
    rf"|{_DOCUMENTS} \|(?:since|between|before|after|until|up to|by)\b"
    r"|\b(?:articles?|stories|story|pieces|coverage) \|"
    rf"|{_WE_PUBLISHED}[^.?!|]{{0,80}}\|"
    r"|(?:^|[,;:(])\s*only \|(?!.*\b(?:did|was|were|has|had)\b)"
    r"|\bonly \|(?:from|since|between|before|after|until)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(rf"(?:\b{_PUBLISHED}|\bonly) $", re.IGNORECASE)
# An event of one day is reported on it and the days after. Of the weekdays that 3,890 articles of
# RealTimeQA name in their first 700 characters, 56 % are the day of publication, 79 % lie up to
# two days before it and 83 % up to three. The longer spans' days are set by judgement.
_DAYS_LATER = ((7, 3), (31, 7))
_MOST_DAYS_LATER = 14
_ANNOUNCED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a text's time words mean, and where they stand: `text[start:end]`.

    `is_filter` says that they bound when articles were published ("articles from March", "stories
    dated between"), rather than when something happened.
    """

    start: int
    end: int
    span: Timespan
    is_filter: bool


def read_timespan(text: str, today: date) -> Timespan | None:
    """Returns the span a question's time words name, or None where they name none.

    Of several it is the first that is not a mere attribute ("the 2019 fire"). What can be read in
    two ways is not read. `bench/timespans.py` lists what the words are taken to mean.
    """
    reading = main_reading(cut(text, today))
    return reading.span if reading else None


def find_timespan(text: str, today: date) -> Found | None:
    """Returns what `read_timespan` does, with the characters that were read and how they are meant.

    The characters begin with the preposition, and with "published" or "only" where that makes them
    a filter, so that the text without them still reads well.
    """
    words = cut(text, today)
    reading = main_reading(words)
    if not reading or not reading.span:
        return None
    first = reading.start
    first -= words.low(first - 1) == "the"
    first -= words.low(first - 1) in _PREPOSITIONS
    start, last = words[first].start, words[reading.end - 1]
    is_filter = not possessive(last) and wants_filter(text[:start], text[start:])
    if is_filter and (lead := _LEADS_IN.search(text, max(start - 60, 0), start)):
        start = lead.start()
    return Found(start=start, end=last.end, span=reading.span, is_filter=is_filter)


def wants_filter(before: str, words: str) -> bool:
    """Returns whether time words, by what stands before them, bound the day of publication.

    "Articles from March", "published since May", "only from 2023", "what have we written in June"
    do; "a study published in March", "the report of last week" and "only in March did he" do not.
    """
    return bool(_AS_FILTER.search(f"{before[-200:]}|{words[:40]}"))


def publication_window(span: Timespan, today: date) -> Timespan:
    """Returns when reports on the events of a span are published.

    From its first day until 3 days after its last, if it has up to 7 days, until 7 days after for
    up to 31 days and until 14 days after for more; never after `today`. What is still to come is
    announced in the 7 days up to today. Open ends stay open. A span that was meant as a filter is
    the window itself.
    """
    if span.since and span.since > today:
        return Timespan(since=after(today, -_ANNOUNCED), until=today)
    if span.until is None:
        return span
    length = (span.until - span.since).days + 1 if span.since else 1
    later = next((later for longest, later in _DAYS_LATER if length <= longest), _MOST_DAYS_LATER)
    return Timespan(since=span.since, until=min(after(span.until, later), today))
