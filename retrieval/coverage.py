"""The coverage statement: how much of the archive a query looked at."""

from __future__ import annotations

from datetime import date

from archive.filters import Filters
from archive.matching import count_articles, last_fed, published_between
from archive.store import ArchiveStore
from retrieval.answers import Searched
from retrieval.question import Query


def coverage_of(query: Query, store: ArchiveStore) -> Searched:
    """Returns what the query searches, counted in the catalogue."""
    filters = query.filters
    first, last = published_between(store.catalogue)
    return Searched(
        articles=count_articles(store.catalogue, filters),
        of=count_articles(store.catalogue, Filters()),
        since=_later(filters.since, first),
        until=_earlier(filters.until, last),
        filters=_shown(query),
        reading=_reading(query),
        last_fed=last_fed(store.catalogue),
    )


def _reading(query: Query) -> str:
    """How time words, and a question that leans on those before it, were read."""
    readings = [str(query.window)] if query.window else []
    if query.text != query.focus.strip():
        readings.append(f"read as: {query.text}")
    return " · ".join(readings)


def _shown(query: Query) -> dict[str, str]:
    filters = query.filters
    until = filters.until if filters.until != query.as_of else None
    shown = {
        "since": _iso(filters.since),
        "until": _iso(until),
        "as of": _iso(query.as_of),
        "outlet": ", ".join(filters.outlets),
        "author": ", ".join(filters.authors),
        "kind": ", ".join(filters.kinds),
        "language": filters.language,
    }
    return {name: value for name, value in shown.items() if value}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other
