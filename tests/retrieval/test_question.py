"""From a question to what is searched for."""

from __future__ import annotations

from datetime import date

from retrieval.question import Question, Turn, standalone, understand

TODAY = date(2026, 2, 10)


def test_as_of_is_the_day_that_time_words_refer_to_and_nothing_later_is_searched() -> None:
    query = understand(
        Question(text="What happened yesterday?", asked=TODAY, as_of=date(2025, 11, 15))
    )
    assert str(query.window) == "14 Nov 2025"
    assert query.filters.until == date(2025, 11, 15)


def test_the_earlier_of_until_and_as_of_holds() -> None:
    asked = Question(text="?", asked=TODAY, until=date(2025, 1, 1), as_of=date(2025, 6, 1))
    assert understand(asked).filters.until == date(2025, 1, 1)


def test_a_window_in_the_words_is_a_preference_and_no_filter() -> None:
    query = understand(Question(text="Who won in 2024?", asked=TODAY))
    assert query.window is not None
    assert not query.filters


HISTORY = (
    Turn(question="What did Ida Marsh say about libraries?", answer="…"),
    Turn(question="When did she say it?", answer="…"),
)


def test_a_follow_up_that_points_back_is_put_behind_what_it_follows() -> None:
    assert standalone("And who answered her?", HISTORY) == (
        "What did Ida Marsh say about libraries? When did Ida Marsh say it? "
        "And who answered Ida Marsh?"
    )
    assert standalone("Why?", HISTORY[:1]) == "What did Ida Marsh say about libraries? Why?"


def test_a_question_that_stands_alone_is_left_alone() -> None:
    whole = "How many people died in the Dunmarrow flood?"
    assert standalone(whole, HISTORY) == whole
    assert standalone("Why?", ()) == "Why?"
