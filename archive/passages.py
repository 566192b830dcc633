"""What is embedded for a passage."""

from __future__ import annotations

from archive.articles import Article


def embedding_text(article: Article, passage_text: str) -> str:
    """The passage under a one-line header: "headline | outlet | 3 Feb 2026".

    The header lets a passage that says "the minister" or "on Thursday" be found by what its
    headline and date say. Parts the article lacks are left out.
    """
    day = article.published
    dated = f"{day.day} {day:%b} {day.year}" if day else ""
    header = " | ".join(part for part in (article.headline, article.outlet, dated) if part)
    return f"{header}\n{passage_text}" if header else passage_text
