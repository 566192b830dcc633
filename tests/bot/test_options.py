"""A command's options as filters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.articles import Kind
from archive.catalogue import Catalogue
from bot.asking import Asked, read_question
from bot.discord.options import UnclearOption, check_length, read_options


def test_no_options_filter_nothing() -> None:
    assert read_options() == Asked()


def test_options_become_filters() -> None:
    read = read_options(
        since="2024-01-01", until=" ", outlet=" Post ", author="Quill", kind="analysis"
    )
    assert read == Asked(
        since=date(2024, 1, 1), outlets=("Post",), authors=("Quill",), kinds=(Kind.ANALYSIS,)
    )


@pytest.mark.parametrize("text", ["yesterday", "01.02.2024", "20240201", "2024-W05-1", "2024-2-1"])
def test_another_way_to_write_a_day_is_explained(text: str) -> None:
    with pytest.raises(UnclearOption, match="write `since` as YYYY-MM-DD"):
        read_options(since=text)


def test_hostile_words_in_place_of_a_day_come_back_harmless() -> None:
    with pytest.raises(UnclearOption) as raised:
        read_options(until="@everyone **now**")
    assert "“@\u200beveryone \\*\\*now\\*\\*”" in str(raised.value)


def test_a_day_that_never_was_is_named() -> None:
    with pytest.raises(UnclearOption, match="no such day as “2023-02-29”"):
        read_options(until="2023-02-29")


def test_a_window_turned_around_is_noticed() -> None:
    with pytest.raises(UnclearOption, match="swap"):
        read_options(since="2024-02-02", until="2024-02-01")


def test_one_day_is_a_window() -> None:
    read = read_options(since="2024-02-02", until="2024-02-02")
    assert read.since == read.until == date(2024, 2, 2)


def test_a_page_of_text_is_no_question() -> None:
    with pytest.raises(UnclearOption, match="1,001 characters"):
        check_length("a" * 1001)


def test_a_question_is_asked_without_what_a_terminal_would_obey(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    asked = read_question(
        " Who is\n\x1b[31mIda\x07 Marsh?\u202e ", Asked(), catalogue, date(2026, 3, 20)
    )
    catalogue.close()
    assert asked.text == "Who is Ida Marsh?"
