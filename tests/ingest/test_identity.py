from __future__ import annotations

from datetime import date

import pytest

from ingest.identity import article_id, canonical_url


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTPS://Ledger.Example:443/a/b/", "https://ledger.example/a/b"),
        (
            "https://ledger.example/a?utm_source=x&id=3&fbclid=9#top",
            "https://ledger.example/a?id=3",
        ),
        ("https://ledger.example/a/amp/", "https://ledger.example/a"),
        ("https://ledger.example/revamp", "https://ledger.example/revamp"),
        ("http://ledger.example:8080/a", "http://ledger.example:8080/a"),
        ("javascript:void(0)", ""),
        ("/a/b", ""),
        ("http://[::1", ""),
        ("not an address", ""),
    ],
)
def test_an_address_keeps_only_what_names_the_article(given: str, canonical: str) -> None:
    assert canonical_url(given) == canonical


@pytest.mark.parametrize(
    "other",
    [
        "http://ledger.example/2026/02/flood?b=2&a=1",
        "https://www.ledger.example/2026/02/flood/?a=1&b=2",
        "https://m.ledger.example/2026/02/flood?a=1&b=2&utm_medium=mail",
    ],
)
def test_every_way_to_address_an_article_gives_one_id(other: str) -> None:
    one = article_id("https://ledger.example/2026/02/flood?a=1&b=2", "", "", None)
    assert article_id(other, "Another", "Headline", None) == one


def test_without_an_address_outlet_headline_and_day_name_the_article() -> None:
    day = date(2026, 2, 3)
    one = article_id("", "The Ledger", "Flood at Dunmarrow", day)
    assert article_id("", "the ledger", "Flood  at Dunmarrow!", day) == one
    assert article_id("", "The Ledger", "Flood at Dunmarrow", date(2026, 2, 4)) != one
    assert len(one) == 16


def test_a_front_page_address_names_no_article() -> None:
    front = "https://ledger.example/"
    assert article_id(front, "L", "One", None) != article_id(front, "L", "Two", None)
