"""What both front ends say of an answer, in the same words and in dates nobody can misread.

Plain text: each front end makes it harmless in its own way before it shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

from retrieval.answers import Answer, Citation, Searched, Sentence

CONFLICT = "Reports conflict."
NEWEST_FIRST = "Newest first:"
NOT_HERE = "Not in this archive."
NEAREST = "Nearest passages"
NOT_ANSWERING = ", which do not answer it"

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_IN_WINDOW = ("since", "until")
"""Filters that the window searched already says."""

_AS_OF = "as of"


def day(value: date | None) -> str:
    """Returns a date such as "3 Feb 2024", or "undated"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else "undated"


def moment(value: datetime) -> str:
    """Returns an instant as "3 Feb 2024, 14:05 UTC"; a time without a zone is taken as UTC."""
    utc = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return f"{day(utc.date())}, {utc:%H:%M} UTC"


def count(number: int, noun: str) -> str:
    """Returns a number with its noun: "1 article", "2,979 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def window(since: date | None, until: date | None) -> str:
    """Returns where a window lies, to follow a noun: "from 4 Jan 2012 to 30 Sep 2022"; or ""."""
    if since and until:
        return f"of {day(since)}" if since == until else f"from {day(since)} to {day(until)}"
    if since:
        return f"since {day(since)}"
    return f"until {day(until)}" if until else ""


def coverage(searched: Searched) -> str:
    """Returns the sentence of an abstention: what was searched and held no answer."""
    if not searched.of:
        return "The archive is empty: there is nothing to search yet."
    if not searched.articles:
        return f"None of the {count(searched.of, 'article')} in this archive fits these filters."
    where = f"{count(searched.articles, 'article')} {window(searched.since, searched.until)}"
    return f"Nothing in {where.strip()} answers this."


def statement(searched: Searched, harmless: Callable[[str], str]) -> str:
    """Returns what was searched, with which filters, and how fresh the archive is, in one line.

    `harmless` is given what the archive's text or a person's question may have a part in.
    """
    amount = f"{searched.articles:,} of {count(searched.of, 'article')}"
    parts = [f"Searched {amount} {window(searched.since, searched.until)}".strip()]
    if searched.reading:
        parts.append(harmless(searched.reading))
    parts += [
        _filter(harmless(name), harmless(value))
        for name, value in searched.filters.items()
        if name not in _IN_WINDOW
    ]
    parts.append(f"last fed {moment(searched.last_fed)}" if searched.last_fed else "not fed yet")
    return " · ".join(parts)


def _filter(name: str, value: str) -> str:
    return f"{name} {day(date.fromisoformat(value))}" if name == _AS_OF else f"{name}: {value}"


def remarks(answer: Answer) -> Iterator[str]:
    """Yields what a reader must know of an answer besides what stands under its sources."""
    under_sources = {citation.corrected for citation in (*answer.citations, *answer.nearest)}
    yield from (note for note in answer.notes if note not in under_sources)
    if answer.removed:
        left = count(len(answer.removed), "sentence")
        yield f"{left} left out: the archive did not bear it out."


def newest_first(answer: Answer) -> list[tuple[date | None, Sentence]]:
    """Returns the sentences with the day each was last reported; undated ones stand last."""
    published = {citation.n: citation.published for citation in answer.citations}
    dated = [
        (max((d for n in sentence.citations if (d := published.get(n))), default=None), sentence)
        for sentence in answer.sentences
    ]
    return sorted(dated, key=lambda pair: pair[0] or date.min, reverse=True)


def by_article(citations: Iterable[Citation]) -> list[list[Citation]]:
    """Returns the citations in the order of their numbers, those of one article together."""
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda citation: citation.n):
        groups.setdefault(citation.article_id, []).append(citation)
    return list(groups.values())


def numbers(citations: Iterable[Citation]) -> str:
    """Returns the markers of citations, each once: "[1][3]"."""
    return "".join(dict.fromkeys(f"[{citation.n}]" for citation in citations))
