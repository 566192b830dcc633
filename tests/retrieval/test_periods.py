"""Days put together into rows of a table."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.surveys.periods import MOST, Unit, name, period, periods, unit_for


@pytest.mark.parametrize(
    ("question", "last", "unit"),
    [
        ("How many?", date(2024, 1, 14), Unit.DAY),
        ("How many?", date(2024, 3, 1), Unit.WEEK),
        ("How many?", date(2024, 12, 31), Unit.MONTH),
        ("How many?", date(2028, 1, 1), Unit.YEAR),
        ("How many by month?", date(2028, 1, 1), Unit.MONTH),
        ("How many each day?", date(2024, 2, 20), Unit.DAY),
        ("How many each day?", date(2024, 8, 20), Unit.WEEK),
        ("Yearly?", date(2024, 1, 2), Unit.YEAR),
    ],
)
def test_the_rows_are_what_is_asked_for_or_what_the_length_suggests(
    question: str, last: date, unit: Unit
) -> None:
    assert unit_for(question, date(2024, 1, 1), last) is unit
    assert len(list(periods(date(2024, 1, 1), last, unit))) <= MOST


def test_weeks_begin_on_monday_and_months_on_their_first_day() -> None:
    assert period(date(2024, 3, 3), Unit.WEEK) == date(2024, 2, 26)
    assert period(date(2024, 3, 31), Unit.MONTH) == date(2024, 3, 1)
    assert name(date(2024, 2, 26), Unit.WEEK) == "week of 2024-02-26"


@pytest.mark.parametrize("unit", list(Unit))
def test_the_calendars_ends_are_no_trouble(unit: Unit) -> None:
    assert list(periods(date.max, date.max, unit)) == [period(date.max, unit)]
    assert period(date.min, unit) <= date.min or unit is Unit.WEEK
