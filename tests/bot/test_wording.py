"""What both front ends say of an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from bot.printable import one_line
from bot.wording import moment, newest_first, statement
from retrieval.answers import AnswerStatus
from tests.bot.invented import SEARCHED, answer, citation, sentence


def test_an_unbounded_search_of_an_unfed_archive_has_a_statement() -> None:
    searched = replace(SEARCHED, since=None, until=None, filters={}, readings=(), last_fed=None)
    assert statement(searched, one_line) == "Searched 41 of 2,979 articles · not fed yet"


def test_filters_are_said_once_and_their_days_as_all_days_are() -> None:
    filters = {"since": "2024-02-01", "kind": "opinion", "as of": "2024-02-07"}
    searched = replace(SEARCHED, filters=filters, readings=(), last_fed=None)
    assert statement(searched, one_line) == (
        "Searched 41 of 2,979 articles from 1 Feb 2024 to 7 Feb 2024 · kind: opinion "
        "· as of 7 Feb 2024 · not fed yet"
    )


def test_what_a_reading_says_is_not_said_again_as_a_filter() -> None:
    searched = replace(
        SEARCHED,
        since=None,
        until=None,
        filters={"outlet": "Harbour Post", "kind": "opinion"},
        readings=("outlet: Harbour Post", "without wire copy"),
        last_fed=None,
    )
    assert statement(searched, one_line) == (
        "Searched 41 of 2,979 articles · outlet: Harbour Post · without wire copy "
        "· kind: opinion · not fed yet"
    )


def test_a_moment_is_told_in_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert moment(datetime(2024, 3, 4, 0, 5, tzinfo=east)) == "3 Mar 2024, 22:05 UTC"
    assert moment(datetime(2024, 3, 3, 22, 5)) == moment(datetime(2024, 3, 3, 22, 5, tzinfo=UTC))


def test_conflicting_sentences_stand_under_the_newest_day_they_were_reported() -> None:
    cited = (
        citation(1, published=date(2024, 2, 1)),
        citation(2, published=date(2024, 2, 5)),
        citation(3, published=None),
    )
    sentences = sentence("Nobody counted.", 3), sentence("Seven.", 1), sentence("Nine.", 1, 2)
    conflict = answer(*sentences, status=AnswerStatus.CONFLICTING, citations=cited)
    assert [(day, one.text) for day, one in newest_first(conflict)] == [
        (date(2024, 2, 5), "Nine."),
        (date(2024, 2, 1), "Seven."),
        (None, "Nobody counted."),
    ]
