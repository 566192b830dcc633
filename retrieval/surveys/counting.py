"""Counts in words, shared by all surveys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from archive.mentions import Mention
from retrieval.understanding.timespans import Timespan


def quantity(number: int, noun: str) -> str:
    """Returns a number with its noun: "1 article", "2,979 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def copies(articles: Iterable[Mention]) -> frozenset[int]:
    """Returns the keys of articles that are copies of one that stands before them."""
    seen: set[int] = set()
    keys: set[int] = set()
    for article in articles:
        if article.cluster in seen:
            keys.add(article.key)
        seen.add(article.cluster)
    return frozenset(keys)


def totals(articles: Sequence[Mention]) -> str:
    """Returns how many articles there are: "41 articles, 12 of them copies"."""
    said = quantity(len(articles), "article")
    if number := len(copies(articles)):
        said += f", {number:,} of them {'a copy' if number == 1 else 'copies'}"
    return said


def corrected(articles: Iterable[Mention]) -> tuple[str, ...]:
    """Returns the remark that some of the articles were corrected, or nothing."""
    number = sum(article.corrected for article in articles)
    if not number:
        return ()
    return (f"{quantity(number, 'article')} counted here {_has(number)} been corrected since.",)


def spelled(day: date | None) -> str:
    """Returns a day as tables have it, YYYY-MM-DD, or "undated"."""
    return day.isoformat() if day else "undated"


def written(day: date | None) -> str:
    """Returns a day as people read it, "3 Feb 2024", or "undated"."""
    return str(Timespan(since=day, until=day)) if day else "undated"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
