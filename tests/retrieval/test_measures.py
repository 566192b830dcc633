"""What a question wants counted, and where a sentence counts it."""

from __future__ import annotations

import pytest

from retrieval.drafting.wanted import Wanted, fits, wanted
from retrieval.text.measures import claimed, measure_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people died in the flood?", Wanted.FIGURE),
        ("How much did the bridge cost?", Wanted.FIGURE),
        ("When will the ferry sail again?", Wanted.DATE),
        ("On which day did the mill close?", Wanted.DATE),
        ("Where was the painting found?", Wanted.PLACE),
        ("In which city was the trial held?", Wanted.PLACE),
        ("Who leads the inquiry?", Wanted.PERSON),
        ("Why did the alarm fail?", Wanted.REASON),
        ("What did the mayor say about libraries?", Wanted.QUOTE),
        ("What is the inquiry about?", Wanted.ANYTHING),
    ],
)
def test_the_kind_of_answer_wanted_is_read_from_the_question(question: str, kind: Wanted) -> None:
    assert wanted(question) is kind


@pytest.mark.parametrize(
    ("question", "sentence", "figure"),
    [
        ("How many people died?", "The toll rose to 14 on Friday, police said.", "14"),
        ("How many people died?", "Sixteen people were killed, not 17.", "Sixteen"),
        ("How many people died?", "The flood killed four and left 200 homeless.", "four"),
        ("How many were injured?", "Nine died and 31 were injured.", "31"),
        ("How many trams ran?", "Only 12 trams left the depot.", "12"),
        ("How much will the bridge cost?", "It will cost 84 million crowns.", "84 million"),
    ],
)
def test_the_figure_that_counts_what_is_asked_is_found(
    question: str, sentence: str, figure: str
) -> None:
    found = claimed(sentence, measure_of(question))
    assert found is not None
    assert found.text == figure


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many people died?", "The council met for 3 hours."),
        ("How many years was he given?", "He took 3.4 million crowns from the fund."),
        ("How much did it cost?", "It has 58 seats."),
    ],
)
def test_a_figure_that_counts_something_else_does_not_fit(question: str, sentence: str) -> None:
    assert not fits(Wanted.FIGURE, sentence, question)


def test_what_the_question_says_itself_is_no_answer() -> None:
    assert not fits(Wanted.DATE, "It happened in 2009.", "When in 2009 did it happen?")
    assert fits(Wanted.DATE, "It happened in March 2009.", "When in 2009 did it happen?")
    assert not fits(Wanted.PERSON, "The inquiry into Leon Marsh ended.", "Who is Leon Marsh?")
