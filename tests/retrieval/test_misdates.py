"""Dates that cannot be taken as written, told to the reader."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.understanding.misdates import contradictions

TODAY = date(2024, 2, 8)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            "What did she say on Monday, 6 February 2024?",
            ("6 February 2024 was a Tuesday, not a Monday",),
        ),
        ("the vote on Friday, 10 February 2024", ("10 February 2024 is a Saturday, not a Friday",)),
        ("Who sailed on 31 February?", ("there is no 31 February",)),
        ("a letter of 29 February 2023", ("there is no 29 February 2023",)),
        ("a letter of 01/02/2024", ("01/02/2024 is 1 February or 2 January",)),
        ("a letter of 13/02/2024", ()),
        ("What did she say on Tuesday, 6 February 2024?", ()),
        ("What did she say on Tuesday?", ()),
        ("the hearing on Monday, 15 April", ()),
        ("Who is the mayor?", ()),
    ],
)
def test_what_is_wrong_with_a_date_is_said_in_a_clause(text: str, notes: tuple[str, ...]) -> None:
    assert contradictions(text, TODAY) == notes


def test_no_more_than_five_dates_are_complained_of() -> None:
    text = " ".join(f"on {day} February 2023" for day in (29, 30, 31)) + " 32/32/2023" * 9
    text += "".join(f" 0{day}/0{day + 1}/2024" for day in range(1, 9))
    assert len(contradictions(text, TODAY)) == 5
