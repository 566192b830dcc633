"""Where passages stand, read without their text: enough to rank hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.catalogue import Catalogue
from archive.daynumbers import numbered_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A passage's number, id and place in its article, and what the article is known by."""

    number: int
    passage_id: str
    ordinal: int
    article_id: str
    cluster: int
    headline: str
    outlet: str
    published: date | None


def placings(catalogue: Catalogue, numbers: Sequence[int]) -> list[Placing]:
    """Returns the placings of passages, by number; those that are gone are left out."""
    marks = ",".join("?" * len(numbers))
    found = catalogue.rows(
        "SELECT number, passages.id, ordinal, articles.id, cluster, headline, outlet, day "
        f"FROM passages JOIN articles ON key = article WHERE number IN ({marks}) ORDER BY number",
        numbers,
    )
    return [
        Placing(
            number=number,
            passage_id=passage_id,
            ordinal=ordinal,
            article_id=article_id,
            cluster=cluster,
            headline=headline,
            outlet=outlet,
            published=numbered_day(day),
        )
        for number, passage_id, ordinal, article_id, cluster, headline, outlet, day in found
    ]
