"""Articles that hold something, as surveys count them: who printed what when, copies told apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from archive.articles import Status
from archive.catalogue import Catalogue, FiledPassage
from archive.daynumbers import numbered_day
from archive.filters import Filters
from archive.matching import matching_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One article as a survey counts it.

    `key` is the catalogue's own number of the article; `cluster` is shared by all copies of one
    report. `corrected` tells whether the outlet has corrected it.
    """

    key: int
    id: str
    cluster: int
    published: date | None
    outlet: str
    headline: str
    corrected: bool


class Owners:
    """Which article each passage belongs to, as the catalogue has it at one moment.

    An article's passages are put away together, so that their numbers follow one another. `keys`
    are those of all articles that fit the filters, ascending.
    """

    def __init__(self, catalogue: Catalogue, filters: Filters) -> None:
        rows = catalogue.steady_rows(
            "SELECT min(number), max(number), article FROM passages GROUP BY article ORDER BY 1"
        )
        self._first, self._last, self._key = np.array(rows, np.int64).reshape(-1, 3).T
        self.keys = np.sort(self._key)
        if filters:
            self.keys = matching_articles(catalogue, filters)
            self._key = np.where(np.isin(self._key, self.keys), self._key, 0)

    def of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Returns each passage's article, 0 where it is gone or its article does not fit."""
        if not len(self._first):
            return np.zeros(len(numbers), np.int64)
        at = np.searchsorted(self._first, numbers, side="right") - 1
        inside = (at >= 0) & (numbers <= self._last[at])
        return np.where(inside, self._key[at], 0)


def mentions(catalogue: Catalogue, keys: Sequence[int]) -> list[Mention]:
    """Returns these articles, oldest first, undated ones last; those of one day as they came in."""
    found = catalogue.rows(
        "SELECT key, id, cluster, day, outlet, headline, "
        "json_extract(state, '$.correction') <> '' OR json_extract(state, '$.status') = ? "
        "FROM articles JOIN revisions ON article = key AND revisions.revision = articles.revision "
        "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY day = 0, day, key",
        (Status.CORRECTED, json.dumps([int(key) for key in keys])),
    )
    return [
        Mention(
            key=key,
            id=id_,
            cluster=cluster,
            published=numbered_day(day),
            outlet=outlet,
            headline=headline,
            corrected=bool(corrected),
        )
        for key, id_, cluster, day, outlet, headline, corrected in found
    ]


def passages_of_articles(
    catalogue: Catalogue, keys: Sequence[int]
) -> dict[int, list[FiledPassage]]:
    """Returns the passages of each of these articles, in order; articles without any are absent."""
    found = catalogue.rows(
        "SELECT article, number FROM passages WHERE article IN (SELECT value FROM json_each(?)) "
        "ORDER BY article, ordinal",
        (json.dumps([int(key) for key in keys]),),
    )
    article = {int(number): int(key) for key, number in found}
    passages: dict[int, list[FiledPassage]] = {}
    for filed in catalogue.passages(list(article)):
        passages.setdefault(article[filed.passage.number], []).append(filed)
    return passages


def texts(catalogue: Catalogue, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Returns headline and body of each of these articles that there is."""
    found = catalogue.rows(
        "SELECT key, headline, json_extract(state, '$.body') FROM articles JOIN revisions "
        "ON article = key AND revisions.revision = articles.revision "
        "WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps([int(key) for key in keys]),),
    )
    return {int(key): (str(headline), str(body)) for key, headline, body in found}
