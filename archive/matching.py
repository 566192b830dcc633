"""Filters and names resolved in the catalogue."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.catalogue import Catalogue
from archive.daynumbers import day_number, numbered_day
from archive.filters import Filters
from archive.ranges import PassageRanges


def matching_passages(
    catalogue: Catalogue, filters: Filters, ranges: PassageRanges
) -> NDArray[np.int64]:
    """Returns the numbers of passages of articles that fit the filters, in no order.

    Only those that `ranges` knows.
    """
    where, values = _fitting(filters)
    found = catalogue.rows(f"SELECT key FROM articles WHERE {where}", values)
    return ranges.of(np.fromiter((row[0] for row in found), np.int64, len(found)))


def matching_articles(catalogue: Catalogue, filters: Filters) -> NDArray[np.int64]:
    """Returns the keys of articles that may be used as evidence under the filters, ascending."""
    where, values = _condition(filters)
    found = catalogue.rows(f"SELECT key FROM articles WHERE {where} ORDER BY key", values)
    return np.fromiter((row[0] for row in found), np.int64, len(found))


def count_articles(catalogue: Catalogue, filters: Filters) -> int:
    """Returns how many articles may be used as evidence under the filters."""
    where, values = _fitting(filters)
    ((fitting,),) = catalogue.rows(f"SELECT count(*) FROM articles WHERE {where}", values)
    barred = catalogue.steady_rows(f"SELECT key FROM articles WHERE NOT {_SEARCHABLE}")
    if barred:  # Few, if any: it is cheaper to count them out than to look for passages of all.
        among = f"{where} AND key IN (SELECT value FROM json_each(?))"
        keys = json.dumps([key for (key,) in barred])
        ((out,),) = catalogue.rows(f"SELECT count(*) FROM articles WHERE {among}", [*values, keys])
        fitting -= out
    return int(fitting)


def known_outlets(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Returns each outlet with its number of articles, most first."""
    found = catalogue.steady_rows(
        "SELECT outlet, count(*) AS n FROM articles GROUP BY outlet ORDER BY n DESC, outlet"
    )
    return [(str(outlet), int(n)) for outlet, n in found]


def known_authors(catalogue: Catalogue) -> list[str]:
    """Returns the names of all credited authors, in order."""
    return [
        str(row[0]) for row in catalogue.rows("SELECT DISTINCT name FROM authors ORDER BY name")
    ]


def known_credits(catalogue: Catalogue) -> list[str]:
    """Returns the names of agencies and syndicates that current articles credit, in order."""
    return [
        str(row[0]) for row in catalogue.rows("SELECT DISTINCT name FROM credits ORDER BY name")
    ]


def headlines_with(
    catalogue: Catalogue, words: Sequence[str], filters: Filters
) -> list[tuple[date, str, str]]:
    """Returns day, headline and outlet of dated articles whose headline has each word's letters.

    Only those that fit the filters, oldest first. The words are in lower case; where they begin
    and end in the headline is for the caller to check.
    """
    where, values = _condition(filters)
    holds = " AND ".join(["instr(lower(headline), ?)"] * len(words)) or "0"
    found = catalogue.rows(
        f"SELECT day, headline, outlet FROM articles WHERE day > 0 AND {where} AND {holds} "
        "ORDER BY day, id",
        [*values, *words],
    )
    return [(day, headline, outlet) for n, headline, outlet in found if (day := numbered_day(n))]


def published_between(catalogue: Catalogue) -> tuple[date | None, date | None]:
    """Returns the first and the last publication day in the archive, None where all are unknown."""
    found = catalogue.steady_rows("SELECT min(day), max(day) FROM articles WHERE day > 0")
    first, last = found[0]
    return numbered_day(first), numbered_day(last)


def last_fed(catalogue: Catalogue) -> datetime | None:
    """Returns when an article last came in, None for an empty archive."""
    (fed,) = catalogue.steady_rows("SELECT max(added_at) FROM revisions")[0]
    return datetime.fromisoformat(fed) if fed else None


_SEARCHABLE = "EXISTS (SELECT 1 FROM passages WHERE article = key)"


def _condition(filters: Filters) -> tuple[str, list[Any]]:
    """Returns the condition on articles that fit and may be evidence, and its values."""
    where, values = _fitting(filters)
    return f"{_SEARCHABLE} AND {where}", values


def _fitting(filters: Filters) -> tuple[str, list[Any]]:
    """Returns the condition on articles that fit, whether they have passages or not."""
    parts: list[str] = ["1"]
    values: list[Any] = []
    if filters.since or filters.until:
        parts.append("day BETWEEN ? AND ?")
        values += [day_number(filters.since) or 1, day_number(filters.until) or 99_999_999]
    for test, named in (
        ("outlet IN", filters.outlets),
        ("outlet NOT IN", filters.without_outlets),
        ("kind IN", filters.kinds),
        ("kind NOT IN", filters.without_kinds),
    ):
        if named:
            parts.append(f"{test} ({','.join('?' * len(named))})")
            values += named
    if filters.language:
        parts.append("language = ?")
        values.append(filters.language)
    if filters.authors:
        marks = ",".join("?" * len(filters.authors))
        parts.append(f"key IN (SELECT article FROM authors WHERE name IN ({marks}))")
        values += filters.authors
    if filters.without_names:
        marks = ",".join("?" * len(filters.without_names))
        parts.append(f"key NOT IN (SELECT article FROM authors WHERE name IN ({marks}))")
        parts.append(f"key NOT IN (SELECT article FROM credits WHERE name IN ({marks}))")
        values += filters.without_names * 2
    return " AND ".join(parts), values
