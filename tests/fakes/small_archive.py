"""A small archive of invented articles, for tests of how passages are found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from archive.articles import Article, DateEvidence, Span
from archive.catalogue import Filing
from archive.store import ArchiveStore
from retrieval.question import Query, Question, understand
from tests.fakes.embedders import HashingEmbedder

TODAY = date(2026, 3, 20)


def article(
    id_: str, *paragraphs: str, headline: str = "", published: date | None = date(2026, 1, 5)
) -> Article:
    """An article of these paragraphs, each of which becomes a passage."""
    return Article(
        id=id_,
        headline=headline,
        body="\n\n".join(paragraphs),
        outlet="Pell Courier",
        published=published,
        date_evidence=DateEvidence.FIELD if published else DateEvidence.UNKNOWN,
    )


def archive(home: Path, articles: Sequence[Article], copies: Sequence[str] = ()) -> ArchiveStore:
    """An archive in which those of the ids `copies` are copies of one report."""
    store = ArchiveStore(home, HashingEmbedder())
    store.heal()
    store.put(
        [
            Filing(
                article=one,
                spans=paragraph_spans(one.body),
                sketch=tuple(range(32)) if one.id in copies else (),
            )
            for one in articles
        ]
    )
    store.embed()
    store.index()
    return store


def paragraph_spans(body: str) -> list[Span]:
    """A span for each paragraph."""
    spans, start = [], 0
    for paragraph in body.split("\n\n"):
        spans.append(Span(start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    return spans


def query(text: str, **changes: object) -> Query:
    """What is searched for when this is asked on the day of the tests."""
    return understand(Question(**({"text": text, "asked": TODAY} | changes)))  # type: ignore[arg-type]
