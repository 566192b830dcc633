from __future__ import annotations

from pathlib import Path

import pytest

from ingest.outlets import Spellings, outlet_among, outlet_of_path, spelling_in

TEXT = "THE HALDER LEDGER\n[Home] [Features]\n\nFerry is back\n\nThe ferry is back, it was said.\n"


@pytest.mark.parametrize(
    ("path", "root", "outlet"),
    [
        ("in/halder-ledger/2025-11/x.txt", "in", "halder-ledger"),
        ("in/2025/11/halder-ledger/sport/x.txt", "in", "halder-ledger"),
        ("in/saved-pages/x.html", "in", ""),
        ("halder-ledger/x.txt", "halder-ledger", "halder-ledger"),
        ("halder-ledger/2025-11/x.txt", "halder-ledger", "halder-ledger"),
        ("halder-ledger/Opinion/Nov 2025/x.txt", "halder-ledger", "halder-ledger"),
        ("/srv/articles/x.txt", "/srv/articles", ""),
        ("/srv/news-archive_2024/x.txt", "/srv/news-archive_2024", ""),
        ("/srv/export1/x.txt", "/srv/export1", ""),
        ("/home/ada/x.txt", "/home/ada/x.txt", ""),
        ("/x.txt", "/", ""),
    ],
)
def test_the_first_telling_folder_is_the_outlets(path: str, root: str, outlet: str) -> None:
    assert outlet_of_path(Path(path), Path(root)) == outlet


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


def test_what_only_the_prose_mentions_names_no_outlet() -> None:
    prose = "The harbour board of New Pell said that it would pay for all of the repair itself.\n"
    assert outlet_among(["new-pell"], prose) == ""


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Menu\n© 2026 Halder Ledger Publishing\n", "Halder Ledger"),
        ("Halder Ledger\nPhoto: Ada Reem / The Halder Ledger\n", "The Halder Ledger"),
        (TEXT, "The Halder Ledger"),
        ("HalderLedger\nHalderLedger\nHalder Ledger\n", "HalderLedger"),
        ("<html><title>Ferry | The Halder Ledger</title></html>", "The Halder Ledger"),
        ("Nothing of it\n", ""),
    ],
)
def test_an_outlet_is_spelled_as_it_spells_itself(text: str, spelling: str) -> None:
    assert spelling_in(text, "halder-ledger") == spelling
    assert spelling_in(text, "The Halder Ledger") == spelling


def test_a_short_name_in_capitals_is_kept() -> None:
    assert spelling_in("© 2026 HLN\n", "hln") == "HLN"


def test_a_folder_is_spelled_as_the_archive_knows_the_outlet() -> None:
    spellings = Spellings(["Vantry Courier", "Halder Ledger"])
    spellings.learn("The Halder Ledger")
    spellings.learn("Halder Ledger")
    assert spellings.of("halder-ledger") == "The Halder Ledger"
    assert spellings.of("vantry_courier") == "Vantry Courier"
    assert spellings.of("pell-post") == "pell-post"
