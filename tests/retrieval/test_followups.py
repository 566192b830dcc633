"""Follow-ups, made to stand alone by rule."""

from __future__ import annotations

import pytest

from retrieval.understanding.followups import follow, standalone
from retrieval.understanding.pronouns import Turn, with_names

ANSWER = (
    "Ida Marsh, the councillor, told the Ledger that reading rooms stay. Brenna Holt disagreed."
)
LIBRARIES = "What did Ida Marsh say about libraries?"


def after(*questions: str, answer: str = ANSWER) -> tuple[Turn, ...]:
    return tuple(Turn(question=question, answer=answer) for question in questions)


@pytest.mark.parametrize(
    ("earlier", "asked", "read"),
    [
        (LIBRARIES, "Only Reuters", "What did Ida Marsh say about libraries, only Reuters?"),
        (LIBRARIES, "No live blogs!", "What did Ida Marsh say about libraries, no live blogs?"),
        (LIBRARIES, "as of 3 May", "What did Ida Marsh say about libraries, as of 3 May?"),
        (LIBRARIES, "What about Brenna Holt?", "What did Brenna Holt say about libraries?"),
        (LIBRARIES, "What about last week?", "What did Ida Marsh say about libraries last week?"),
        (LIBRARIES, "And how old is she?", f"{LIBRARIES} And how old is Ida Marsh?"),
        (LIBRARIES, "When did she say it?", f"{LIBRARIES} When did Ida Marsh say it?"),
        (LIBRARIES, "what about the bridge?", f"{LIBRARIES} what about the bridge?"),
        ("Who died in Skerrin in May 2022?", "and in June?", "Who died in Skerrin in June?"),
        ("Who died in Skerrin in May 2022?", "and in Ambry?", "Who died in Ambry in May 2022?"),
        ("What is inflation in Norland?", "How about Sudria?", "What is inflation in Sudria?"),
        ("How many died, only Reuters?", "only the Courier", "How many died, only the Courier?"),
        ("Who died, only opinion?", "without opinion", "Who died, without opinion?"),
        ("Who died, without the Post?", "only the Post", "Who died, only the Post?"),
        ("How many died, only Reuters?", "in June?", "How many died in June, only Reuters?"),
        (
            "Who died in Skerrin?",
            "not counting Reuters",
            "Who died in Skerrin, not counting Reuters?",
        ),
        (
            "What did the Courier report about eels?",
            "And the Ledger?",
            "What did the Ledger report about eels?",
        ),
        (
            "Why did Kestrow United sell Leon Marsh?",
            "How much money did they offer to pay for him?",
            "Why did Kestrow United sell Leon Marsh? "
            "How much money did Kestrow United offer to pay for Leon Marsh?",
        ),
    ],
)
def test_a_follow_up_is_read_with_what_it_follows(earlier: str, asked: str, read: str) -> None:
    assert standalone(asked, after(earlier)) == read


@pytest.mark.parametrize("asked", ["shorter", "Shorter, please.", "In one sentence?", "tl;dr"])
def test_a_wish_for_less_repeats_the_question(asked: str) -> None:
    followed = follow(asked, after(LIBRARIES))
    assert (followed.text, followed.brief) == (LIBRARIES, True)


def test_a_question_may_ask_for_a_short_answer_itself() -> None:
    followed = follow("In one sentence, what did Ida Marsh say about libraries?", ())
    assert (followed.text, followed.brief) == ("what did Ida Marsh say about libraries?", True)
    assert not follow("Who ran the brief campaign for mayor?", ()).brief


def test_who_was_asked_for_is_looked_for_in_the_answer() -> None:
    history = after("Who scored against Corvane Town?", answer="Leon Marsh scored three times.")
    assert with_names("How old is he?", history) == "How old is Leon Marsh?"


def test_a_surname_means_the_person_named_in_full_before() -> None:
    history = after("What did Ida Marsh say?", "What did Marsh leave out?")
    assert with_names("Why did she resign?", history) == "Why did Ida Marsh resign?"


def test_a_pronoun_whose_own_question_has_a_name_is_left_alone() -> None:
    asked = "Did Brenna Holt say that she would stand?"
    assert with_names(asked, after(LIBRARIES)) == asked


def test_a_thing_without_a_name_that_may_be_meant_is_not_passed_over_for_a_name() -> None:
    history = after("What did the council decide about Pell Quay?", "Who runs the ferry?")
    assert with_names("When did it sink?", history) == "When did it sink?"


def test_two_people_are_not_told_apart_by_guess() -> None:
    asked = "Did he thank her for the offer?"
    assert with_names(asked, after(LIBRARIES)) == asked


def test_a_question_after_others_that_names_its_own_matter_is_left_alone() -> None:
    asked = "Just how many people died in the Dunmarrow flood?"
    assert standalone(asked, after(LIBRARIES)) == asked


def test_a_question_that_was_put_behind_another_is_not_put_behind_it_again() -> None:
    combined = f"{LIBRARIES} When did Ida Marsh say it?"
    assert standalone("Why?", after(LIBRARIES, combined)) == f"{combined} Why?"


def test_a_long_thread_keeps_its_first_and_its_last_question() -> None:
    history: tuple[Turn, ...] = ()
    for asked in (LIBRARIES, "When did she say it?", "Where?", "And who answered her?", "Why?"):
        read = standalone(asked, history)
        history = (*history, Turn(question=read, answer=ANSWER))
    assert read == f"{LIBRARIES} And who answered Ida Marsh? Why?"


@pytest.mark.parametrize(
    "asked",
    ["Did Leon Hart resign?", "Who is Leon Hart?", "Which columns are there about the ferry?"],
)
def test_a_whole_question_about_somebody_or_something_new_stands_alone(asked: str) -> None:
    assert standalone(asked, after(LIBRARIES)) == asked


def test_a_short_question_about_somebody_named_before_is_put_behind_what_it_follows() -> None:
    asked = "Did Holt agree?"
    assert standalone(asked, after(LIBRARIES)) == f"{LIBRARIES} {asked}"


def test_a_wish_without_a_mark_at_its_end_is_parted_from_the_question_behind_it() -> None:
    read = standalone("Why?", after("Compare the Courier and the Ledger on eels"))
    assert read == "Compare the Courier and the Ledger on eels? Why?"
