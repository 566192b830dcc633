"""Dates as people and machines write them, read without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

# Newspapers are older than this, dates before it are slips.
EARLIEST = date(1700, 1, 1)

# Month names and abbreviations by month, in the languages of Europe's larger presses.
_MONTH_NAMES = (
    "january jan januar janv janvier enero ene gennaio gen janeiro januari januaro jänner stycznia "
    "leden ledna января янв ocak tammikuuta",
    "february feb februar fev févr fevr fevrier février febrero febbraio febb fevereiro februari "
    "lutego února února февраля фев şubat helmikuuta feber",
    "march mar märz marz mrz mars marzo março marco maart marca března марта mart maaliskuuta mrt",
    "april apr avril avr abril abr aprile kwietnia dubna апреля апр nisan huhtikuuta",
    "may mai mayo maggio mag maio mei maj maja května мая mayıs toukokuuta",
    "june jun juni juin junio giugno giu junho czerwca června июня июн haziran kesäkuuta",
    "july jul juli juil juillet julio luglio lug julho lipca července июля июл temmuz heinäkuuta",
    "august aug août aout agosto ago augustus augusti sierpnia srpna августа авг ağustos elokuuta",
    "september sep sept septembre septiembre settembre set setembro września září сентября сен "
    "eylül syyskuuta",
    "october oct okt oktober octobre octubre ottobre ott outubro out października října октября "
    "окт ekim lokakuuta",
    "november nov novembre noviembre novembro listopada listopadu ноября ноя kasım marraskuuta",
    "december dec dez dezember décembre decembre dic diciembre dicembre dezembro grudnia prosince "
    "декабря дек aralık joulukuuta desember des déc",
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[789]|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b{_YEAR}(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep){_DAY}(?!\d)",
        rf"\b{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=T\d|\b)",
        rf"\b{_YEAR}\s?年\s?(?P<m>\d{{1,2}})\s?月\s?{_DAY}\s?日",
        rf"\b{_DAY}(?:st|nd|rd|th|er|\.|º|°)?[\s\-]+(?:(?:of|de|d’|d')\s*)?{_MONTH},?[\s\-]+(?:(?:de|del)\s+)?{_YEAR}\b",
        rf"\b{_MONTH}[\s\-]+{_DAY}(?:st|nd|rd|th)?,?[\s\-]+{_YEAR}\b",
        r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[789]|20)\d\d|\d\d)(?![\d/-]|\.\d)",
    )
)
_MAYBE = re.compile(r"(?:1[789]|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")
_CLOCK = re.compile(
    r"\s*(?:[T,@|•·–—-]|\bat\b|\bà\b|\bum\b|\balle\b|\ba las\b)?\s*"
    r"(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.h](?P<minute>[0-5]\d))?(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d|[A-Z]{3,4}\b)?",
    re.IGNORECASE,
)
# Abbreviations that name one offset everywhere; BST, IST and the like do not. Hours from UTC.
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3} | {
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day by the writer's clock, and the instant where time and offset were given too."""

    day: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date in a text: where it stands, and its readings: one, or two such as 3/4 and 4/3."""

    start: int
    end: int
    readings: tuple[Moment, ...]


def read_moment(text: str, latest: date) -> tuple[Moment, ...]:
    """The readings of a text that is meant to be a date; none if it is not one, two if ambiguous.

    Seconds and milliseconds since 1970 are understood as well. Dates before 1700 or after `latest`
    are not read.
    """
    text = text.strip()
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)
        at = datetime.fromtimestamp(seconds, UTC)
        return (Moment(day=at.date(), at=at),) if EARLIEST <= at.date() <= latest else ()
    found = next(mentions(text[:200], latest), None)
    return found.readings if found else ()


def mentions(text: str, latest: date) -> Iterator[Mention]:
    """The full dates in a text, in order, from 1700 to `latest`."""
    if not _MAYBE.search(text):
        return
    at = 0
    ahead = {shape: shape.search(text) for shape in _SHAPES}
    while True:
        for shape, found in ahead.items():
            if found and found.start() < at:
                ahead[shape] = shape.search(text, at)
        matches = [found for found in ahead.values() if found]
        if not matches:
            return
        match = min(matches, key=lambda found: (found.start(), -found.end()))
        at = match.end()
        days = [day for day in _days(match) if EARLIEST <= day <= latest]
        if days:
            readings, at = _clocked(text, match.end(), days)
            yield Mention(start=match.start(), end=at, readings=readings)


def _days(match: re.Match[str]) -> Iterator[date]:
    """The days a match can mean."""
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("a") is None:
        month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["month"].lower()]
        yield from _day(year, month, int(parts["day"]))
        return
    if year < 100:
        year += 2000 if year < 70 else 1900
    one, other = int(parts["a"]), int(parts["b"])
    yield from _day(year, other, one)
    # Dots part day, month and year in that order wherever they are used.
    if parts["sep"] != "." and one != other:
        yield from _day(year, one, other)


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _clocked(text: str, end: int, days: list[date]) -> tuple[tuple[Moment, ...], int]:
    """The readings with the time that follows the date, if one does, and where that ends."""
    match = _CLOCK.match(text, end)
    if not match or not (match["minute"] or match["half"]):
        return tuple(Moment(day=day) for day in days), end
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _zone(match["zone"] or "")
    if zone is None:
        return tuple(Moment(day=day) for day in days), match.end()
    clock = (hour, int(match["minute"] or 0), int(match["second"] or 0))
    return (
        tuple(
            Moment(day=day, at=datetime(day.year, day.month, day.day, *clock, tzinfo=zone))
            for day in days
        ),
        match.end(),
    )


def _zone(name: str) -> timezone | None:
    if name[:1] in "+-" and name:
        digits = name[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if offset >= timedelta(hours=24):
            return None
        return timezone(-offset if name[0] == "-" else offset)
    hours = _ZONES.get(name.upper())
    return None if hours is None else timezone(timedelta(hours=hours))
