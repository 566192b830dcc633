"""What a person says was wrong with an answer, as feedback."""

from __future__ import annotations

from datetime import date

import pytest

from archive.articles import Kind
from archive.errors import UnknownName
from archive.feedback import Fault
from archive.filters import Filters
from bot.complaints import acknowledged, complaint, read_complaint
from retrieval.answers import AnswerStatus
from retrieval.question import Question
from tests.bot.invented import answer, citation, sentence

ASKED = Question(
    text="And then?",
    asked=date(2024, 2, 8),
    as_of=date(2024, 2, 7),
    since=date(2024, 2, 1),
    outlets=("Harbour Post",),
    kinds=(Kind.NEWS,),
)
DECLINED = answer(status=AnswerStatus.NOT_FOUND, nearest=(citation(1), citation(2)))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("", (None, "")),
        (" 2 ", (2, "")),
        ("[2]", (2, "")),
        ("[2] another ferry", (2, "another ferry")),
        ("2 another ferry", (2, "another ferry")),
        ("2,400 waited", (None, "2,400 waited")),
        ("another ferry [2]", (None, "another ferry [2]")),
    ],
)
def test_a_complaint_may_begin_with_a_marker(said: str, read: tuple[int | None, str]) -> None:
    assert read_complaint(said) == read


def test_the_question_is_kept_as_it_reads_on_its_own_with_its_filters() -> None:
    said = answer(sentence("So it is."), question="What of the bridge? And then?")
    kept = complaint(ASKED, said, None, "", origin="discord")
    assert kept.question == "What of the bridge? And then?"
    assert (kept.asked, kept.as_of) == (date(2024, 2, 8), date(2024, 2, 7))
    assert kept.filters == Filters(
        since=date(2024, 2, 1), outlets=("Harbour Post",), kinds=(Kind.NEWS,)
    )
    assert kept.origin == "discord"


def test_a_marker_of_an_answer_is_a_wrong_citation_and_no_marker_a_wrong_fact() -> None:
    said = answer(sentence("So it is.", 1, 2))
    wrong = complaint(ASKED, said, 2, "no", origin="")
    assert (wrong.fault, wrong.article_id, wrong.note) == (Fault.CITATION, "article-2", "no")
    assert acknowledged(wrong, 3, 2).startswith("Kept as feedback 3: [2] is a wrong citation.")
    fact = complaint(ASKED, said, None, "", origin="")
    assert (fact.fault, fact.article_id, fact.span) == (Fault.FACT, "", None)


def test_where_nothing_was_found_a_marker_names_the_passage_that_answers() -> None:
    here = complaint(ASKED, DECLINED, 2, "", origin="")
    assert (here.fault, here.article_id) == (Fault.MISSING, "article-2")
    assert "[2] answers it." in acknowledged(here, 1, 2)
    somewhere = complaint(ASKED, DECLINED, None, "", origin="")
    assert (somewhere.fault, somewhere.article_id) == (Fault.MISSING, "")
    assert "this archive should answer it." in acknowledged(somewhere, 1, None)


def test_a_marker_that_was_not_shown_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=r"no \[9\]. It has \[1\], \[2\]\."):
        complaint(ASKED, DECLINED, 9, "", origin="")
    with pytest.raises(UnknownName, match="It cites nothing"):
        complaint(ASKED, answer(status=AnswerStatus.NOT_FOUND), 1, "", origin="")
