"""Relative dates in news prose, read against the day of publication where that leaves no doubt.

Only expressions that news uses in one sense are read, and weekdays only beside a past verb:
"on Monday" in a report of a Monday, or of what "will" happen, may mean either of two days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from retrieval.answers import Gloss
from retrieval.text.days import MONTHS, WEEKDAYS, written_dates
from retrieval.understanding.timespans import Timespan, read_timespan

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
_RELATIVE = re.compile(
    r"(?<![\w-])(?:(?P<day>[Yy]esterday|[Ll]ast night|today|tomorrow)"
    rf"|(?:[Oo]n )?(?P<weekday>{'|'.join(day.capitalize() for day in WEEKDAYS)})"
    r"|(?P<unit>(?<![Tt]he )(?<!this )[Ll]ast (?:weekend|week|month|year))"
    r"|(?P<ago>(?:\d{1,2}|two|three|four|five|six|seven) days ago))"
    r"(?: (?:morning|afternoon|evening|night)\b)?(?![\w-]|['’]s\b)"
)
_DATED = re.compile(rf"^[\s,(]*(?:\d|(?:{_MONTH})\b|last\b|next\b|of\b|in\b)", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"\b(?:last|next|this|every|each|until|till|by|since|from|before|after|to|between|and|or|of|"
    r"Black|Good|Holy|Easter|Super|Bloody|Ash|Shrove|Palm|Cyber|Boxing)\s+(?:on )?$"
)
_PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|said|told|was|were|had|met|won|lost|died|fell|rose|left|came|went|took|began|"
    r"held|made|gave|got|saw|found|struck|shot|hit|broke|ran|led|sank|flew|wrote|spoke|spent|sent)\b"
)
_OPEN = re.compile(
    r"\b(?:will|would|to|may|might|can|could|shall|should|is|are|be|if|when|unless|plans?|"
    r"due|ahead|scheduled|expected|planned|set)\b|['’]ll\b"
)
_CLAUSE = re.compile(r"[,;:–—.]|\b(?:and|but|that|who|which)\b")
_BACK = range(1, 5)
"""Days back to a weekday that its name alone means. Among 180 notes to news a longer way back was
mostly a coming day, or an article updated since."""

_COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def relative_days(text: str, published: date) -> Iterator[Gloss]:
    """Yields what the relative dates in `text` mean that was published on a day, in order.

    Quotations are for the caller to leave out. Doubtful expressions yield nothing.
    """
    for found in _RELATIVE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _DATED.match(after) or _QUALIFIED.search(before):
            continue
        if found["day"] in ("today", "tomorrow") and written_dates(text):
            continue  # often a caption of that other day
        meant = _meant(found, before, published)
        if meant is not None:
            yield Gloss(start=found.start(), end=found.end(), text=told(meant))


def told(span: Timespan) -> str:
    """A span as a note gives it: "27–28 Jan 2024"; whole months and years as "Jan 2024", "2024"."""
    since, until = span.since, span.until
    if since and until and since.day == 1 and since.year == until.year:
        if (since.month, until.month, until.day) == (1, 12, 31):
            return str(since.year)
        whole = until.day == monthrange(until.year, until.month)[1]
        if whole and since.month == until.month:
            return f"{since:%b} {since.year}"
    return str(span)


def _meant(found: re.Match[str], before: str, published: date) -> Timespan | None:
    if found["weekday"]:
        day = WEEKDAYS.index(found["weekday"].lower())
        back = (published.weekday() - day) % 7
        return _one(published - timedelta(days=back)) if back in _BACK and _past(before) else None
    if found["unit"]:
        if "week" in found["unit"] and published.weekday() >= 5:
            return None
        return read_timespan(found["unit"].lower(), published)
    if found["ago"]:
        number = found["ago"].split()[0]
        return _one(published - timedelta(days=_COUNTED.get(number) or int(number)))
    if found["day"] == "today":
        return _one(published) if _past(before) else None
    if found["day"] == "tomorrow":
        return _one(published + timedelta(days=1)) if not _past(before) else None
    return _one(published - timedelta(days=1))


def _past(before: str) -> bool:
    """Whether the clause up to a time word tells of the past, and of nothing to come."""
    clause = _CLAUSE.split(before)[-1]
    return bool(_PAST.search(clause)) and not _OPEN.search(clause)


def _one(day: date) -> Timespan:
    return Timespan(since=day, until=day)
