"""Tables laid out for the terminal and for Discord."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.discord.folding import MESSAGE_LIMIT, fold, weight
from bot.discord.replies import answer_posts
from bot.discord.tables import WIDTH, table_pieces
from bot.printable import one_line
from bot.tables import in_columns, row_by_row, shown
from retrieval.answers import Table
from retrieval.intents import Intent
from tests.bot.invented import TABLE, answer, citation, sentence


def test_columns_are_aligned_and_numbers_stand_to_the_right() -> None:
    table = Table(title="", columns=("outlet", "n"), rows=(("日本", "7"), ("Post", "12")))
    assert in_columns(table, 80, one_line) == ["outlet   n", "日本     7", "Post    12"]


def test_a_table_without_rows_is_its_header() -> None:
    assert in_columns(replace(TABLE, rows=()), 80, one_line) == ["month  Harbour Post  all"]


def test_a_table_is_laid_out_in_columns_only_where_it_fits() -> None:
    assert in_columns(TABLE, 27, one_line) != []
    assert in_columns(TABLE, 26, one_line) == []


def test_a_row_by_itself_names_its_columns() -> None:
    assert row_by_row(TABLE)[1] == ("Feb 2024", "Harbour Post 3, all 3")
    mixed = Table(
        title="", columns=("published", "outlet", "headline"), rows=(("2024-03-01", "", "Fair"),)
    )
    assert row_by_row(mixed) == [("1 Mar 2024", "headline: Fair")]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2024-03-04", "4 Mar 2024"),
        ("2024-03", "Mar 2024"),
        ("week of 2024-03-04", "week of 4 Mar 2024"),
        ("2024-13", "2024-13"),
        ("2024", "2024"),
        ("On 2024-03-04", "On 2024-03-04"),
    ],
)
def test_days_are_shown_as_people_read_them(cell: str, read: str) -> None:
    assert shown(cell) == read


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        replace(TABLE, rows=(("2024-01",),))


def test_discord_shows_a_table_as_a_block_of_code_between_sentences_and_sources() -> None:
    survey = answer(sentence("It closed.", 1), citations=(citation(1),))
    [post] = answer_posts(replace(survey, intent=Intent.COMPARISON, table=TABLE))
    assert post.startswith(
        "**Answered**\n- Harbour Post, 3 Feb 2024: It closed. [1]\n\n"
        "**3 articles, 1 of them a copy**\n"
        "```\nmonth     Harbour Post  all\nJan 2024             0    0\n"
        "Feb 2024             3    3\n```\n"
        "-# Counted are articles that hold bridge.\n\n**Sources**\n"
    )


def test_a_long_table_goes_on_in_another_block_and_loses_no_row() -> None:
    rows = tuple((f"{1800 + n}", f"{n}", f"{n}") for n in range(300))
    posts = fold(table_pieces(replace(TABLE, rows=rows)))
    assert all(weight(post) <= MESSAGE_LIMIT for post in posts)
    assert all(post.count("```") % 2 == 0 for post in posts)
    assert re.findall(r"^(\d{4}) ", "\n".join(posts), re.MULTILINE) == [row[0] for row in rows]


def test_a_wide_table_is_a_list_on_discord_and_loses_nothing() -> None:
    columns = ("month", *(f"Paper number {n}" for n in range(WIDTH)))
    row = ("2024-01", *(str(n) for n in range(WIDTH)))
    text = " ".join("\n".join(fold(table_pieces(Table(
        title="", columns=columns, rows=(row,) * 9)))).split())  # fmt: skip
    assert text.count("- Jan 2024: ") >= 9
    assert text.count(f"Paper number {WIDTH - 1} {WIDTH - 1}") == 9


@pytest.mark.parametrize(
    "hostile", ["```\n@everyone", "`" * 50, "@here <@123>", "a\u0301" + "\u0301" * 3000, "**x**"]
)
def test_a_cell_neither_ends_its_block_nor_pings_nor_bursts_a_message(hostile: str) -> None:
    table = Table(title="t", columns=("outlet", "n"), rows=((hostile, "1"), ("last", "2")))
    posts = fold(table_pieces(table))
    assert all(weight(post) <= MESSAGE_LIMIT for post in posts)
    whole = "\n".join(posts)
    assert whole.count("```") in (0, 2)
    assert not re.search(r"@(?:everyone|here|123)", whole)
    assert "last" in whole
