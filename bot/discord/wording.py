"""The sentences that say what was searched, in dates nobody can misread."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.discord.markdown import literal_line
from retrieval.answers import Searched

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day(value: date | None) -> str:
    """A date such as "3 Feb 2024", or "undated"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else "undated"


def moment(value: datetime) -> str:
    """An instant such as "3 Feb 2024, 14:05 UTC"; a time without a zone is taken as UTC."""
    utc = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return f"{day(utc.date())}, {utc:%H:%M} UTC"


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2,979 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def window(since: date | None, until: date | None) -> str:
    """Where a window lies, to follow a noun: "from 4 Jan 2012 to 30 Sep 2022"; "" if unbounded."""
    if since and until:
        return f"of {day(since)}" if since == until else f"from {day(since)} to {day(until)}"
    if since:
        return f"since {day(since)}"
    return f"until {day(until)}" if until else ""


def coverage(searched: Searched) -> str:
    """The sentence of an abstention: what was searched and held no answer."""
    if not searched.of:
        return "The archive is empty: there is nothing to search yet."
    if not searched.articles:
        return f"None of the {count(searched.of, 'article')} in this archive fits these filters."
    where = f"{count(searched.articles, 'article')} {window(searched.since, searched.until)}"
    return f"Nothing in {where.strip()} answers this."


def statement(searched: Searched) -> str:
    """One line that says what was searched, with which filters, and how fresh the archive is."""
    part = f"{searched.articles:,} of {count(searched.of, 'article')}"
    parts = [f"Searched {part} {window(searched.since, searched.until)}".strip()]
    if searched.reading:
        parts.append(literal_line(searched.reading))
    parts += [f"{name}: {value}" for name, value in _shown(searched.filters)]
    fed = f"last fed {moment(searched.last_fed)}" if searched.last_fed else "not fed yet"
    return " · ".join([*parts, fed])


def _shown(filters: dict[str, str]) -> list[tuple[str, str]]:
    return [(literal_line(name), literal_line(value)) for name, value in filters.items()]
