"""From a question to what is searched for."""

from __future__ import annotations

from datetime import date

from archive.articles import Kind
from archive.filters import Filters
from retrieval.intents import Intent
from retrieval.question import Query, Question, Turn, understand
from retrieval.understanding.events import Event
from retrieval.understanding.followups import standalone
from retrieval.understanding.known import KnownNames

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


KNOWN = KnownNames(
    outlet_names=("Pell Courier", "Halder Ledger", "Reuters"),
    author_names=("Mara Quill", "Tom Esk"),
)


def read(text: str, **options: object) -> Query:
    return understand(Question(text=text, asked=TODAY, **options), KNOWN)  # type: ignore[arg-type]


def test_filters_in_words_hold_strictly_and_are_told_and_are_not_searched_for() -> None:
    query = read("What happened at the mill last week? Only the Courier, no live blogs.")
    assert query.filters == Filters(outlets=("Pell Courier",), without_kinds=(Kind.LIVE,))
    assert query.text == "What happened at the mill last week?"
    assert (
        query.standalone == "What happened at the mill last week? Only the Courier, no live blogs."
    )
    assert query.readings == (
        "“last week” read as 2–8 Feb 2026",
        "outlet: Pell Courier",
        "without live coverage",
    )


def test_an_option_holds_before_words_on_the_same() -> None:
    query = read("How many died, according to Reuters?", outlets=("Halder Ledger",))
    assert query.filters.outlets == ("Halder Ledger",)
    assert query.readings == ()


def test_a_day_as_of_which_is_asked_in_words_pretends_to_be_that_day() -> None:
    query = read("As of 3 May 2025, what happened last week?")
    assert (query.as_of, query.filters.until) == (date(2025, 5, 3), date(2025, 5, 3))
    assert str(query.window) == "21–27 Apr 2025"
    assert read("As of 3 May 2025, who won?", as_of=date(2024, 1, 1)).as_of == date(2024, 1, 1)


def test_a_survey_has_a_subject_without_its_time() -> None:
    query = read("How many articles mention the mill since March?")
    assert (query.intent, query.subject) == (Intent.COVERAGE, "the mill")
    assert query.window is not None


def test_words_that_ask_for_the_latest_are_not_searched_for() -> None:
    query = read("What’s the latest on the harbour strike?")
    assert query.intent is Intent.LATEST
    assert (query.text, query.focus) == ("the harbour strike", "the harbour strike")
    assert query.standalone == "What’s the latest on the harbour strike?"
    since = read("What’s the latest on the harbour strike since March 2025?")
    assert since.readings[0].startswith("“since March 2025” read as")


def test_outlets_that_are_compared_are_filters_and_parts() -> None:
    query = read("How did the Courier and the Ledger report the toll in January?")
    assert query.intent is Intent.COMPARISON
    assert query.filters.outlets == ("Pell Courier", "Halder Ledger")
    assert query.subject == "the toll"
    assert query.parts == ("Pell Courier the toll in January", "Halder Ledger the toll in January")


def test_an_event_is_no_window() -> None:
    query = read("Who was mayor before the election?")
    assert query.event == Event(relation="before", phrase="the election")
    assert query.window is None
    assert not query.filters


def test_a_question_of_nothing_but_a_filter_is_searched_for_as_it_stands() -> None:
    assert read("Only Reuters").text == "Only Reuters"


def test_a_follow_up_tells_how_it_was_read_and_keeps_the_filters_before_it() -> None:
    before = (Turn(question="Who spoke at the mill in May 2025, only Reuters?", answer="…"),)
    query = read("And in June?", history=before)
    assert query.filters.outlets == ("Reuters",)
    assert query.text == "Who spoke at the mill in June?"
    assert query.readings[0] == "read as: Who spoke at the mill in June, only Reuters?"
    assert str(query.window) == "1–30 Jun 2025"


def test_what_a_chat_model_made_of_a_follow_up_is_taken_and_told() -> None:
    before = (Turn(question="Who spoke at the mill?", answer="…"),)
    whole = "What did Ida Marsh say at the mill, only Reuters?"
    query = read("And what did she say? Only Reuters", history=before, taken_as=whole)
    assert (query.standalone, query.focus) == (whole, "What did Ida Marsh say at the mill?")
    assert query.readings == (f"read as: {whole}", "outlet: Reuters")


def test_a_plain_question_is_searched_for_word_by_word_as_it_was_asked() -> None:
    asked = "The mill closed in the U.S., and its owner said:"
    query = read(asked)
    assert (query.text, query.focus, query.standalone) == (asked, asked, asked)
    assert (query.intent, query.parts, query.readings) == (Intent.FACT, (), ())


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
