"""An article by what a person remembers of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from archive.catalogue import Catalogue

SHORTEST_PREFIX = 4
"""Fewest characters of an id that are taken for one: shorter ones are words more often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article as a list shows it."""

    id: str
    headline: str
    outlet: str
    published: date | None


def find_articles(catalogue: Catalogue, reference: str) -> list[Found]:
    """Returns the articles a reference names, newest first.

    A reference is an id or the beginning of one, an address as the article's own, or words of
    which the headline holds every one. The first of these that names any article decides.
    """
    reference = reference.strip()
    if not reference:
        return []
    if found := _where(catalogue, "id = ? OR url = ?", reference, reference):
        return found
    prefix = reference.lower()
    if re.fullmatch(rf"[0-9a-f]{{{SHORTEST_PREFIX},}}", prefix) and (
        found := _where(catalogue, "substr(id, 1, ?) = ?", len(prefix), prefix)
    ):
        return found
    wanted = re.findall(r"\w+", reference.casefold())
    return [
        article
        for article in (_where(catalogue, "headline <> ''") if wanted else [])
        if set(wanted) <= set(re.findall(r"\w+", article.headline.casefold()))
    ]


def copies_of(catalogue: Catalogue, article_id: str) -> frozenset[str]:
    """Returns the ids of all copies of the report an article is, its own among them.

    Empty where there is no such article.
    """
    found = catalogue.rows(
        "SELECT id FROM articles WHERE cluster = (SELECT cluster FROM articles WHERE id = ?)",
        (article_id,),
    )
    return frozenset(str(row[0]) for row in found)


def _where(catalogue: Catalogue, condition: str, *values: object) -> list[Found]:
    found = catalogue.rows(
        f"SELECT id, headline, outlet, day FROM articles WHERE {condition} ORDER BY day DESC, id",
        values,
    )
    return [
        Found(
            id=id_,
            headline=headline,
            outlet=outlet,
            published=date(day // 10_000, day // 100 % 100, day % 100) if day else None,
        )
        for id_, headline, outlet, day in found
    ]
