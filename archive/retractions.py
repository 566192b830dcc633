"""Copies of a report that their outlets have withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from archive.articles import Article, Status
from archive.catalogue import Catalogue


def withdrawn_copies(catalogue: Catalogue, article_ids: Sequence[str]) -> list[Article]:
    """Returns the retracted articles that some of these are copies of, each once, by id.

    An article taken down is none of them: nobody said that it was wrong.
    """
    marks = ",".join("?" * len(article_ids))
    found = catalogue.rows(
        "SELECT DISTINCT copy.id FROM articles AS cited JOIN articles AS copy "
        "ON copy.cluster = cited.cluster AND copy.key <> cited.key "
        f"WHERE cited.id IN ({marks}) "
        "AND NOT EXISTS (SELECT 1 FROM passages WHERE article = copy.key) ORDER BY copy.id",
        tuple(article_ids),
    )
    copies = [catalogue.article(str(id_)) for (id_,) in found]
    return [article for article in copies if article.status is Status.RETRACTED]
