from __future__ import annotations

import pytest

from archive.errors import UnknownName
from retrieval.text.spellings import resolve

OUTLETS = ["Harbour Post", "The Marrow Gazette", "Evening Post", "Été Libre"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Harbour Post", "Harbour Post"),
        ("harbour  post", "Harbour Post"),
        ("gazette", "The Marrow Gazette"),
        ("harb", "Harbour Post"),
        ("ete libre", "Été Libre"),
    ],
)
def test_a_name_is_found_by_case_accents_or_a_part_of_it(given: str, meant: str) -> None:
    assert resolve(given, OUTLETS) == meant


def test_an_exact_name_wins_over_a_longer_one() -> None:
    assert resolve("Post", ["Post", "Harbour Post"]) == "Post"


def test_a_whole_word_wins_over_a_part_of_one() -> None:
    assert resolve("mar", ["Marrow Gazette", "Mar Weekly"]) == "Mar Weekly"


def test_a_part_of_several_is_refused_with_all_of_them() -> None:
    with pytest.raises(UnknownName, match="“Evening Post”, “Harbour Post”"):
        resolve("post", OUTLETS, what="outlet")


def test_a_slip_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName) as caught:
        resolve("Marow Gazete", OUTLETS, what="outlet")
    assert caught.value.message == "No outlet in this archive is called 'Marow Gazete'."
    assert caught.value.remedy.startswith("Did you mean “The Marrow Gazette”")


def test_a_name_like_no_other_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownName) as caught:
        resolve("zzzz", OUTLETS)
    assert "“Harbour Post”" in caught.value.remedy


def test_an_archive_without_names_says_so() -> None:
    with pytest.raises(UnknownName, match="There is no author in this archive"):
        resolve("Ada", [], what="author")


def test_what_has_no_name_is_never_offered() -> None:
    with pytest.raises(UnknownName) as caught:
        resolve("zzzz", ["", " ", "Harbour Post"])
    assert caught.value.remedy == "There is “Harbour Post”."


def test_an_empty_name_is_never_a_part_of_one() -> None:
    with pytest.raises(UnknownName):
        resolve(" ", ["Post"])


def test_an_article_of_a_name_makes_nothing_near_to_it() -> None:
    with pytest.raises(UnknownName) as raised:
        resolve("Times", ["The Marrow Ledger", "Harbour Bulletin"], what="outlet")
    assert raised.value.remedy == "There is “Harbour Bulletin”, “The Marrow Ledger”."
