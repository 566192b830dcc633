"""The coverage statement: how much of the archive a query looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.filters import Filters
from archive.matching import count_articles, last_fed, published_between
from archive.store import ArchiveStore
from retrieval.answers import Searched
from retrieval.question import Query
from retrieval.understanding.events import look_up, offer
from retrieval.understanding.misdates import contradictions


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
        readings=query.readings,
        notes=tuple(_notes(query, store)),
        last_fed=last_fed(store.catalogue),
    )


def _notes(query: Query, store: ArchiveStore) -> Iterator[str]:
    occasion = look_up(query.event, store.catalogue, query.filters) if query.event else None
    if query.event and occasion:
        yield offer(query.event, occasion)
    yield from contradictions(query.focus, query.asked)


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
