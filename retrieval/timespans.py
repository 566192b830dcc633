"""Time words in a question, read against the day it is asked."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.days import MONTHS, WEEKDAYS

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PART = r"(?:(?P<part>early|mid|late)[ -])?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timespan:
    """Days from `since` to `until`, both inclusive; None leaves an end open."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        if self.since and self.until:
            return _between(self.since, self.until)
        return f"since {_day(self.since)}" if self.since else f"until {_day(self.until)}"

    def distance(self, day: date) -> int:
        """Returns how many days a day lies outside, 0 inside."""
        if self.since and day < self.since:
            return (self.since - day).days
        if self.until and day > self.until:
            return (day - self.until).days
        return 0


def read_timespan(text: str, today: date) -> Timespan | None:
    """Returns the span a question's time words name, or None where they name none.

    A month or day without a year is the latest one that is not after `today`. Two dates joined by
    "between … and …" or "from … to …", and "since", "after", "before" and "until" are understood.
    """
    pair = re.search(r"\b(?:between|from) (.+?) (?:and|to|until) (.+)", text, re.IGNORECASE)
    if pair and (span := _pair(pair[1], pair[2], today)):
        return span
    bound = re.search(r"\b(since|after|before|until) (.+)", text, re.IGNORECASE)
    if bound and (leaf := _leaf(bound[2], today, anchored=True)):
        match bound[1].lower():
            case "since":
                return Timespan(since=leaf.since, until=today)
            case "after" if leaf.until:
                return Timespan(since=leaf.until + timedelta(days=1), until=today)
            case "before" if leaf.since:
                return Timespan(since=None, until=leaf.since - timedelta(days=1))
            case "until":
                return Timespan(since=None, until=leaf.until)
    return _leaf(text, today)


def _pair(first_words: str, last_words: str, today: date) -> Timespan | None:
    """The span between two dates; the first is of the last one's year where it names none."""
    last = _leaf(last_words, today) or _leaf(f"in {last_words}", today)
    if last is None or last.until is None:
        return None
    for words in (f"{first_words} {last.until.year}", first_words, f"in {first_words}"):
        first = _leaf(words, today)
        if first and first.since and first.since <= last.until:
            return Timespan(since=first.since, until=last.until)
    return None


def _leaf(text: str, today: date, *, anchored: bool = False) -> Timespan | None:
    """The first span that any rule finds, the most exact rules first."""
    for pattern, meaning in _RULES:
        prefix = r"^(?:the |about )?" if anchored else r"\b"
        match = re.search(prefix + pattern + r"\b", text, re.IGNORECASE)
        if match and (span := meaning(match, today)):
            return span
    return None


def _iso(match: re.Match[str], today: date) -> Timespan | None:
    return _one_day(int(match["year"]), int(match["month"]), int(match["day"]))


def _exact_day(match: re.Match[str], today: date) -> Timespan | None:
    month, day = _month_number(match["month"]), int(match["day"])
    if match["year"]:
        return _one_day(int(match["year"]), month, day)
    this_year = _one_day(today.year, month, day)
    if this_year and this_year.since and this_year.since > today:
        return _one_day(today.year - 1, month, day)
    return this_year


def _month(match: re.Match[str], today: date) -> Timespan | None:
    month = _month_number(match["month"])
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    last = monthrange(year, month)[1]
    first_day, last_day = _third(match["part"], last)
    return Timespan(since=date(year, month, first_day), until=date(year, month, last_day))


def _quarter(match: re.Match[str], today: date) -> Timespan | None:
    last_month = 3 * int(match["quarter"])
    year = int(match["year"])
    return Timespan(
        since=date(year, last_month - 2, 1),
        until=date(year, last_month, monthrange(year, last_month)[1]),
    )


def _year(match: re.Match[str], today: date) -> Timespan | None:
    first, last = _third(match["part"], 12)
    year = int(match["year"])
    return Timespan(since=date(year, first, 1), until=date(year, last, monthrange(year, last)[1]))


def _named_day(match: re.Match[str], today: date) -> Timespan | None:
    day = today - timedelta(days="yesterday" in match[0].lower())
    return Timespan(since=day, until=day)


def _past(match: re.Match[str], today: date) -> Timespan | None:
    size = {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
    return Timespan(since=today - timedelta(days=int(match["n"] or 1) * size), until=today)


def _ago(match: re.Match[str], today: date) -> Timespan | None:
    unit, n = match["unit"].lower(), int(match["n"])
    if unit == "day":
        day = today - timedelta(days=n)
        return Timespan(since=day, until=day)
    return _calendar(unit, n, today)


def _this(match: re.Match[str], today: date) -> Timespan | None:
    span = _calendar(match["unit"].lower(), 0, today)
    return Timespan(since=span.since, until=today) if match["unit"].lower() != "weekend" else span


def _last(match: re.Match[str], today: date) -> Timespan | None:
    return _calendar(match["unit"].lower(), 1, today)


def _weekday(match: re.Match[str], today: date) -> Timespan | None:
    back = (today.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    day = today - timedelta(days=back or 7)
    return Timespan(since=day, until=day)


def _calendar(unit: str, back: int, today: date) -> Timespan:
    """The calendar week, weekend, month or year that lies `back` of them before today's."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    match unit:
        case "weekend":
            return Timespan(since=monday + timedelta(days=5), until=monday + timedelta(days=6))
        case "week":
            return Timespan(since=monday, until=monday + timedelta(days=6))
        case "month":
            index = today.year * 12 + today.month - 1 - back
            year, month = divmod(index, 12)
            return Timespan(
                since=date(year, month + 1, 1),
                until=date(year, month + 1, monthrange(year, month + 1)[1]),
            )
        case _:
            year = today.year - back
            return Timespan(since=date(year, 1, 1), until=date(year, 12, 31))


def _third(part: str | None, size: int) -> tuple[int, int]:
    """First and last of the early, middle or late third of 1..size; all of it without a part."""
    third = size // 3
    match (part or "").lower():
        case "early":
            return 1, third
        case "mid":
            return third + 1, 2 * third
        case "late":
            return 2 * third + 1, size
        case _:
            return 1, size


def _one_day(year: int, month: int, day: int) -> Timespan | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return Timespan(since=date(year, month, day), until=date(year, month, day))


def _month_number(name: str) -> int:
    return next(n for month, n in MONTHS.items() if month.startswith(name[:3].lower()))


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _between(since: date, until: date) -> str:
    """Returns "1–7 Feb 2024", naming month and year once where both days share them."""
    if since == until:
        return _day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{_day(until)}"
    if since.year == until.year:
        return f"{since.day} {since:%b} – {_day(until)}"
    return f"{_day(since)} – {_day(until)}"


_Meaning = Callable[[re.Match[str], date], Timespan | None]
_UNIT = r"(?P<unit>week|month|year|weekend)"
_RULES: tuple[tuple[str, _Meaning], ...] = (
    (r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _iso),
    (rf"{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?", _exact_day),
    (rf"{_MONTH} {_DAY}(?!\d)(?:,? {_YEAR})?", _exact_day),
    (rf"{_PART}{_MONTH},? (?:of )?{_YEAR}", _month),
    (
        rf"(?:in|during|of|since|early|mid|late|last|this) (?:the month of )?{_PART}"
        rf"(?P<month>(?:{'|'.join(MONTHS)}))(?P<year>(?!))?",
        _month,
    ),
    (rf"q(?P<quarter>[1-4]) {_YEAR}", _quarter),
    (r"today|yesterday", _named_day),
    (r"(?:past|last) (?:(?P<n>\d+) )(?P<unit>day|week|month|year)s?", _past),
    (r"past (?P<n>(?!))?(?P<unit>week|month|year)", _past),
    (r"(?P<n>\d+) (?P<unit>day|week|month|year)s? ago", _ago),
    (rf"last {_UNIT}", _last),
    (rf"this {_UNIT}", _this),
    (rf"(?:last|on|this past) (?P<weekday>{'|'.join(WEEKDAYS)})", _weekday),
    (rf"{_PART}(?:in |during )?{_YEAR}", _year),
)
