from __future__ import annotations

from datetime import date

import pytest

from archive.errors import UnreadableInput
from ingest.pages import find_in_page

LATEST = date(2026, 1, 1)
SAID = "The mill opened on Monday before forty guests, said the mayor."


def page(lines: int) -> str:
    """A page that marks up no article."""
    return f"<!DOCTYPE html><html><body><h1>Mill opens</h1>{f'<p>{SAID}</p>' * lines}</body></html>"


def test_a_very_long_page_is_kept_whole() -> None:
    assert find_in_page(page(6_000), "mill.html", LATEST).paragraphs == (SAID,) * 6_000


def test_a_page_too_long_for_one_article_fails_with_its_reason() -> None:
    with pytest.raises(UnreadableInput, match="more than 50,000 lines"):
        find_in_page(page(50_001), "mill.html", LATEST)
