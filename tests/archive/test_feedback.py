"""What readers found wrong with answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.articles import Article, DateEvidence, Kind, Span
from archive.catalogue import Catalogue, Filing
from archive.feedback import (
    NOTE_LENGTH,
    Fault,
    Feedback,
    KeptFeedback,
    all_feedback,
    keep_feedback,
)
from archive.filters import Filters

NOW = datetime(2025, 12, 1, 9, 30, tzinfo=UTC)
BODY = "The ferry Alder sank off Pell Quay.\n\nNine people died, harbour police said."
ARTICLE = Article(
    id="a1",
    headline="Ferry sinks off Pell Quay",
    body=BODY,
    outlet="Harrow Ledger",
    published=date(2025, 11, 14),
    date_evidence=DateEvidence.FIELD,
)
WRONG = Feedback(
    question="How many people died?",
    asked=date(2025, 12, 1),
    as_of=date(2025, 11, 30),
    filters=Filters(
        since=date(2025, 11, 1),
        until=date(2025, 11, 30),
        outlets=("Harrow Ledger",),
        authors=("Mara Quill",),
        kinds=(Kind.NEWS,),
        language="en",
    ),
    fault=Fault.CITATION,
    article_id="a1",
    span=Span(start=37, end=53),
    note="That is the toll of another ferry.",
    origin="terminal",
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    catalogue.put([Filing(article=ARTICLE, spans=[Span(start=0, end=len(BODY))])])
    return catalogue


def test_a_complaint_comes_back_as_it_was_made_with_what_was_cited(catalogue: Catalogue) -> None:
    assert keep_feedback(catalogue, WRONG, NOW) == 1
    assert all_feedback(catalogue) == [
        KeptFeedback(
            number=1,
            given_at=NOW,
            feedback=WRONG,
            headline="Ferry sinks off Pell Quay",
            quote="Nine people died",
        )
    ]


def test_a_complaint_needs_no_article_where_none_was_cited(catalogue: Catalogue) -> None:
    plain = Feedback(question="Who is the mayor?", asked=date(2025, 12, 1), fault=Fault.MISSING)
    keep_feedback(catalogue, plain, NOW)
    (kept,) = all_feedback(catalogue)
    assert kept.feedback == plain
    assert (kept.headline, kept.quote) == ("", "")


def test_what_was_cited_stays_although_the_article_is_revised(catalogue: Catalogue) -> None:
    keep_feedback(catalogue, WRONG, NOW)
    later = replace(ARTICLE, body="All were saved.", updated=date(2025, 11, 15))
    catalogue.put([Filing(article=later, spans=[Span(start=0, end=15)])])
    assert all_feedback(catalogue)[0].quote == "Nine people died"


def test_the_same_complaint_made_twice_is_one(catalogue: Catalogue) -> None:
    first = keep_feedback(catalogue, WRONG, NOW)
    assert keep_feedback(catalogue, WRONG) == first
    assert keep_feedback(catalogue, replace(WRONG, note="Another matter.")) != first
    assert len(all_feedback(catalogue)) == 2


def test_a_complaint_about_an_article_that_is_not_there_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError, match="a2"):
        keep_feedback(catalogue, replace(WRONG, article_id="a2"), NOW)
    assert all_feedback(catalogue) == []


def test_an_endless_note_is_cut(catalogue: Catalogue) -> None:
    keep_feedback(catalogue, replace(WRONG, note="ferry " * NOTE_LENGTH), NOW)
    assert len(all_feedback(catalogue)[0].feedback.note) == NOTE_LENGTH


def test_what_a_terminal_could_not_decode_is_kept_with_a_mark_in_its_place(
    catalogue: Catalogue,
) -> None:
    keep_feedback(catalogue, replace(WRONG, note="the caf\udce9"), NOW)
    assert all_feedback(catalogue)[0].feedback.note == "the caf?"


def test_a_wrong_citation_is_one_of_an_article_and_every_complaint_is_about_a_question() -> None:
    with pytest.raises(ValueError, match="article"):
        replace(WRONG, article_id="")
    with pytest.raises(ValueError, match="question"):
        replace(WRONG, question=" ")
