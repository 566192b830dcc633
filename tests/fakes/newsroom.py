"""A small archive of invented reports, put away as ingest would, without files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from archive.articles import Article, DateEvidence, Kind, Span, Status
from archive.catalogue import Filing
from archive.store import ArchiveStore
from ingest.duplicates import sketch
from tests.fakes.embedders import HashingEmbedder


def report(
    body: str,
    *,
    id_: str = "",
    headline: str = "",
    outlet: str = "Harrow Ledger",
    day: str = "2024-03-04",
    kind: Kind = Kind.NEWS,
    status: Status = Status.LIVE,
    correction: str = "",
) -> Filing:
    """A report of one passage a paragraph; `day` is "" where it has no date."""
    published = date.fromisoformat(day) if day else None
    article = Article(
        id=id_ or f"{outlet}/{day}/{headline}/{body}",
        headline=headline,
        body=body,
        outlet=outlet,
        published=published,
        date_evidence=DateEvidence.FIELD if published else DateEvidence.UNKNOWN,
        kind=kind,
        status=status,
        correction=correction,
    )
    paragraphs = re.finditer(r"\S(?:[^\n]|\n(?!\n))*", body)
    return Filing(
        article=article,
        spans=[Span(start=found.start(), end=found.end()) for found in paragraphs],
        sketch=sketch(body),
    )


@contextmanager
def newsroom(home: Path, *reports: Filing) -> Iterator[ArchiveStore]:
    """An open archive of these reports, its words indexed."""
    store = ArchiveStore(home, HashingEmbedder())
    try:
        put(store, *reports)
        yield store
    finally:
        store.close()


def put(store: ArchiveStore, *reports: Filing) -> None:
    """Puts reports away and indexes them."""
    store.put(reports)
    store.index()
