from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.articles import Article, DateEvidence, Span
from archive.catalogue import Catalogue, Filing
from archive.lookup import copies_of, find_articles
from archive.overview import overview

BRIDGE = Article(
    id="abcd000011112222",
    headline="Brücke: Marrow bridge closes",
    body="It is closed.",
    outlet="Harbour Post",
    url="https://harbourpost.example/bridge",
    published=date(2024, 2, 3),
    date_evidence=DateEvidence.FIELD,
)
LATER = replace(BRIDGE, id="abcd333344445555", url="", published=date(2024, 6, 1))
UNDATED = replace(
    BRIDGE,
    id="ffff000011112222",
    headline="",
    url="",
    outlet="Gazette",
    published=None,
    date_evidence=DateEvidence.UNKNOWN,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.sqlite3")
    opened.put(
        [Filing(article=one, spans=[Span(start=0, end=5)]) for one in (BRIDGE, LATER, UNDATED)]
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("reference", "ids"),
    [
        (BRIDGE.id, [BRIDGE.id]),
        ("ABCD0", [BRIDGE.id]),
        ("abcd", [LATER.id, BRIDGE.id]),
        (BRIDGE.url, [BRIDGE.id]),
        ("brücke CLOSES", [LATER.id, BRIDGE.id]),
        ("bridges", []),
        ("abc", []),
        ("%", []),
        ("", []),
    ],
)
def test_articles_are_found_by_id_address_or_headline(
    catalogue: Catalogue, reference: str, ids: list[str]
) -> None:
    assert [found.id for found in find_articles(catalogue, reference)] == ids


def test_an_overview_counts_what_is_there(catalogue: Catalogue) -> None:
    catalogue.put([Filing(article=replace(BRIDGE, body="It is open."), spans=[])])
    held = overview(catalogue)
    assert (held.articles, held.revisions, held.passages, held.undated) == (3, 1, 2, 1)
    assert (held.first, held.last) == (date(2024, 2, 3), date(2024, 6, 1))
    assert held.outlets == (("Harbour Post", 2), ("Gazette", 1))
    assert held.to_embed == 2
    assert held.embedder == ""
    assert held.last_fed is not None


def test_an_empty_archive_has_an_overview(tmp_path: Path) -> None:
    held = overview(Catalogue(tmp_path / "catalogue.sqlite3"))
    assert (held.articles, held.passages, held.first, held.last_fed) == (0, 0, None, None)


def test_copies_of_one_report_are_found_by_each_of_them(catalogue: Catalogue) -> None:
    sketch = tuple(range(32))
    copies = [
        replace(BRIDGE, id=id_, outlet=outlet, url="")
        for id_, outlet in (("c1", "Gazette"), ("c2", "Courier"))
    ]
    catalogue.put([Filing(article=one, spans=[], sketch=sketch) for one in copies])
    assert copies_of(catalogue, "c1") == copies_of(catalogue, "c2") == {"c1", "c2"}
    assert copies_of(catalogue, BRIDGE.id) == {BRIDGE.id}
    assert copies_of(catalogue, "none") == frozenset()
