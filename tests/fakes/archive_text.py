"""Evidence made from a few lines of invented text."""

from __future__ import annotations

from datetime import date

from archive.articles import Article, DateEvidence, Passage
from retrieval.answers import Evidence


def make_evidence(
    text: str,
    *,
    n: int = 1,
    headline: str = "A headline",
    outlet: str = "The Harbour Post",
    published: date | None = date(2024, 2, 1),
    before: str = "",
    after: str = "",
    correction: str = "",
) -> Evidence:
    """Evidence number `n`: the passage `text`, in an article with paragraphs before and after."""
    head = f"{before}\n\n" if before else ""
    tail = f"\n\n{after}" if after else ""
    article = Article(
        id=f"article-{n}",
        headline=headline,
        body=f"{head}{text}{tail}",
        outlet=outlet,
        url=f"https://harbour.example/{n}",
        published=published,
        date_evidence=DateEvidence.FIELD if published else DateEvidence.UNKNOWN,
        correction=correction,
    )
    passage = Passage(
        id=f"article-{n}/1/0",
        number=n,
        article_id=article.id,
        revision=1,
        ordinal=0,
        start=len(head),
        end=len(head) + len(text),
        text=text,
    )
    return Evidence(n=n, passage=passage, article=article, score=1.0 / n)
