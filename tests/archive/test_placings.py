"""Where passages stand, read without their text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.articles import Article, DateEvidence, Span, Status
from archive.catalogue import Catalogue, Filing
from archive.placings import placings

BODY = "The ferry sank.\n\nTwelve were saved."
SPANS = (Span(start=0, end=15), Span(start=17, end=len(BODY)))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite3")


def put(catalogue: Catalogue, **changes: object) -> None:
    plain: dict[str, object] = {
        "id": "ferry",
        "headline": "Ferry sinks",
        "body": BODY,
        "outlet": "Pell Courier",
        "published": date(2026, 1, 5),
        "date_evidence": DateEvidence.FIELD,
    }
    article = Article(**(plain | changes))  # type: ignore[arg-type]
    catalogue.put([Filing(article=article, spans=SPANS)])


def test_a_placing_says_where_a_passage_stands_and_what_its_article_is_known_by(
    catalogue: Catalogue,
) -> None:
    put(catalogue)
    first, second = placings(catalogue, [2, 1])
    assert (first.number, first.ordinal, second.ordinal) == (1, 0, 1)
    assert first.passage_id == catalogue.passages([1])[0].passage.id
    assert first.cluster == catalogue.passages([1])[0].cluster
    assert (first.article_id, first.headline, first.outlet) == (
        "ferry",
        "Ferry sinks",
        "Pell Courier",
    )
    assert first.published == date(2026, 1, 5)


def test_an_undated_article_has_no_day(catalogue: Catalogue) -> None:
    put(catalogue, published=None, date_evidence=DateEvidence.UNKNOWN)
    assert placings(catalogue, [1])[0].published is None


def test_passages_that_are_gone_are_passed_over(catalogue: Catalogue) -> None:
    put(catalogue)
    put(catalogue, status=Status.RETRACTED, updated=date(2026, 1, 9))
    assert placings(catalogue, [1, 2, 99]) == []
    assert placings(catalogue, []) == []
