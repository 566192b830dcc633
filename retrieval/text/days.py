"""Dates in prose, as far as they are written, compared part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.text.wording import word_list

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: i + 1 for i, name in enumerate(word_list(_MONTHS))}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SHORT = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?![\d:])"
_DAYS = rf"{_DAY}(?:(?:\s*[-–/,]\s*|,?\s+(?:to|and|or|until|through)\s+){_DAY})*"
YEAR = r"(?:1[5-9]|20)\d\d"
_DAY_FIRST = re.compile(
    rf"\b(?P<days>{_DAYS})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{YEAR})\b)?"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?:the\s+)?(?P<days>{_DAYS})\b(?!\s*(?:%|per|million|\d))"
    rf"(?:,?\s+(?P<year>{YEAR})\b)?"
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{YEAR})\b")
_MONTH_ALONE = re.compile(
    rf"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Ll]ast|[Nn]ext|[Ll]ate|[Ee]arly|"
    rf"[Mm]id)[ -](?P<month>{_MONTH})(?! [A-Z])"
)
_ISO = re.compile(rf"\b(?P<year>{YEAR})-(?P<m>0\d|1[0-2])-(?P<d>[0-2]\d|3[01])\b")
_SLASHED = re.compile(rf"\b(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<year>{YEAR})\b")
_YEAR_ALONE = re.compile(rf"(?<![\d,.$£€-])\b(?P<year>{YEAR})(?P<decade>s)?\b(?![,.]\d)")
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day\b|\b\.?(?=,? \d))"
)
_SHIFTS = {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1, "today": 0}
_AGO = re.compile(
    r"\b(?P<number>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+"
    r"(?P<unit>day|week|year)s?\s+(?P<way>ago|earlier|before|later|from now)\b"
)
_COUNTED = word_list("one two three four five six seven eight nine ten")
_SMALL = {word: i + 1 for i, word in enumerate(_COUNTED)}


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it was written, at `start`; None where a part was left out."""

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False


def written_dates(text: str) -> list[WrittenDate]:
    """Every date in `text`, in order: full, partial, ISO, or a year alone. Weekdays are left out.

    "3, 5 and 7 May" gives three dates, the first spanning the text and the others empty spans.
    03/05/2024 gives both of its readings.
    """
    found: list[WrittenDate] = []
    taken = [False] * len(text)

    def add(match: re.Match[str], *parts: tuple[int | None, int | None, int | None]) -> None:
        if any(taken[match.start() : match.end()]):
            return
        taken[match.start() : match.end()] = [True] * len(match[0])
        end = match.end()
        for year, month, day in parts:
            found.append(WrittenDate(match[0], match.start(), end, year, month, day))

    for match in _ISO.finditer(text):
        add(match, (int(match["year"]), int(match["m"]), int(match["d"])))
    for match in _SLASHED.finditer(text):
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        add(match, *[(year, m, d) for d, m in {(a, b), (b, a)} if m <= 12 and 1 <= d <= 31])
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            written_year = int(match["year"]) if match["year"] else None
            days = [int(day) for day in re.findall(r"\d+", match["days"])]
            add(match, *[(written_year, _month(match["month"]), day) for day in days])
    for match in _MONTH_YEAR.finditer(text):
        add(match, (int(match["year"]), _month(match["month"]), None))
    for match in _MONTH_ALONE.finditer(text):
        add(match, (None, _month(match["month"]), None))
    for match in _YEAR_ALONE.finditer(text):
        if not taken[match.start()]:
            year = int(match["year"])
            decade = bool(match["decade"])
            found.append(WrittenDate(match[0], *match.span(), year, decade=decade))
    return sorted(found, key=lambda written: written.start)


def _month(name: str) -> int:
    return _SHORT[name.lower().rstrip(".")[:3]]


def weekdays(text: str) -> set[int]:
    """The weekdays named in `text`, Monday 0."""
    return {
        i for name in _WEEKDAY.findall(text) for i, day in enumerate(WEEKDAYS)
        if day.startswith(name.lower()[:3])
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text and the day it was published, which the relative dates in it refer to."""

    text: str
    published: date | None = None


def unsupported_dates(text: str, given: Iterable[DatedText]) -> list[str]:
    """The dates and weekdays in `text` which follow from none of the `given` texts.

    A date follows when a given text names it, leaves out no part that the publication day does not
    settle, was published on it, or points at it ("yesterday", "on Thursday", "two weeks ago").
    """
    known: set[tuple[int | None, int | None, int | None]] = set()
    days: set[int] = set()
    for source in given:
        known |= _meant(source)
        days |= weekdays(source.text)
    for year, month, day in known:
        if year and month and day:
            days.add(_safe(year, month, day).weekday())
    groups: dict[str, list[bool]] = {}
    for written in written_dates(text):
        follows = any(_follows(written, *parts) for parts in known)
        groups.setdefault(written.text, []).append(follows)
    unknown = [
        words
        for words, follow in groups.items()
        if not (any(follow) if _SLASHED.fullmatch(words) else all(follow))
    ]
    return unknown + [WEEKDAYS[i].capitalize() for i in sorted(weekdays(text) - days)]


def _follows(written: WrittenDate, year: int | None, month: int | None, day: int | None) -> bool:
    if written.decade and written.year is not None:
        return year is not None and year // 10 == written.year // 10
    return (
        written.year in (None, year)
        and written.month in (None, month)
        and written.day in (None, day)
    )


def _meant(source: DatedText) -> set[tuple[int | None, int | None, int | None]]:
    published = source.published
    meant: set[tuple[int | None, int | None, int | None]] = set()
    for written in written_dates(source.text):
        meant.add((written.year, written.month, written.day))
        if written.year is None and written.month is not None and published is not None:
            for turn in (-1, 0, 1):
                if abs(written.month + 12 * turn - published.month) <= 6:
                    meant.add((published.year + turn, written.month, written.day))
    if published is not None:
        for day in _pointed_at(source.text.lower(), published, weekdays(source.text)):
            meant.add((day.year, day.month, day.day))
        meant |= _loosely(source.text.lower(), published)
    return meant


def _pointed_at(text: str, published: date, named: set[int]) -> set[date]:
    """Days that weekdays and relative words mean, the publication day among them."""
    meant = {published}
    for offset in range(-7, 8):
        if (published + timedelta(offset)).weekday() in named:
            meant.add(published + timedelta(offset))
    for word, offset in _SHIFTS.items():
        if word in text:
            meant.add(published + timedelta(offset))
    for match in _AGO.finditer(text):
        if match["unit"] != "year":
            number = _number(match["number"]) * (7 if match["unit"] == "week" else 1)
            sign = -1 if match["way"] in ("ago", "earlier", "before") else 1
            meant.add(published + timedelta(sign * min(number, 5000)))
    if "weekend" in text:
        meant |= {
            published + timedelta(offset)
            for offset in range(-9, 10)
            if (published + timedelta(offset)).weekday() >= 5
        }
    return meant


def _loosely(text: str, published: date) -> set[tuple[int | None, int | None, int | None]]:
    """Months and years that relative words mean."""
    meant: set[tuple[int | None, int | None, int | None]] = set()
    if re.search(r"\b(?:last|next|this|previous|past|coming|earlier) (?:month|week)", text):
        for step in (-1, 1):
            month = published.month + step
            meant.add((published.year + (month - 1) // 12, (month - 1) % 12 + 1, None))
    if re.search(r"\b(?:last|previous|past) (?:year|summer|winter|autumn|fall|spring)", text):
        meant.add((published.year - 1, None, None))
    if re.search(r"\bnext (?:year|summer|winter|autumn|fall|spring)", text):
        meant.add((published.year + 1, None, None))
    for match in _AGO.finditer(text):
        if match["unit"] == "year":
            sign = -1 if match["way"] in ("ago", "earlier", "before") else 1
            meant.add((published.year + sign * _number(match["number"]), None, None))
    return meant


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _SMALL.get(word, 1)


def _safe(year: int, month: int, day: int) -> date:
    """The date, or the month's first day where it has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 1)
