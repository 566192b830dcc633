from __future__ import annotations

import pytest

from ingest.outlets import outlet_among

TEXT = "THE HALDER LEDGER\n[Home] [Features]\n\nFerry is back\n\nThe ferry is back, it was said.\n"


@pytest.mark.parametrize(
    ("folders", "outlet"),
    [
        (["2025-09", "halder-ledger", "archive"], "halder-ledger"),
        (["Halder Ledger"], "Halder Ledger"),
        (["features"], ""),
        (["vantry-courier", "2025-09", "/", ""], ""),
    ],
)
def test_a_folder_that_the_text_mentions_names_the_outlet(folders: list[str], outlet: str) -> None:
    assert outlet_among(folders, TEXT) == outlet
