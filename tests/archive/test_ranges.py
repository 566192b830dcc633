"""The passages of articles, as they are held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from archive.articles import Article, Span
from archive.catalogue import Catalogue, Filing
from archive.ranges import PassageRanges

BODY = "The ferry Alder sank. Nobody drowned. The quay was closed."
SPANS = (Span(start=0, end=21), Span(start=22, end=37), Span(start=38, end=len(BODY)))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    held = Catalogue(tmp_path / "catalogue.sqlite3")
    yield held
    held.close()


def put(catalogue: Catalogue, id_: str, passages: int, headline: str = "Ferry sinks") -> None:
    article = Article(id=id_, headline=headline, body=BODY, outlet="Harrow Ledger")
    catalogue.put([Filing(article=article, spans=SPANS[:passages])])


def numbers(catalogue: Catalogue, *keys: int) -> list[int]:
    return [int(number) for number in PassageRanges(catalogue).of(np.array(keys, np.int64))]


def test_an_archive_without_passages_has_none_for_any_article(catalogue: Catalogue) -> None:
    assert numbers(catalogue) == numbers(catalogue, 1, 2) == []


def test_articles_have_the_passages_the_catalogue_says_and_unknown_ones_none(
    catalogue: Catalogue,
) -> None:
    for id_, passages in (("a1", 2), ("a2", 0), ("a3", 3), ("a4", 1)):
        put(catalogue, id_, passages)
    assert numbers(catalogue, 1) == [1, 2]
    assert numbers(catalogue, 4, 2, 1, 99) == [1, 2, 6]
    assert numbers(catalogue, 1, 2, 3, 4) == [1, 2, 3, 4, 5, 6]
    assert numbers(catalogue) == []


def test_the_passages_of_an_article_that_changed_are_those_of_its_new_revision(
    catalogue: Catalogue,
) -> None:
    put(catalogue, "a1", 2)
    put(catalogue, "a2", 1)
    put(catalogue, "a1", 3, headline="Ferry sinks, nobody hurt")
    assert numbers(catalogue, 1) == [4, 5, 6]
    assert sorted(numbers(catalogue, 1, 2)) == [3, 4, 5, 6]
