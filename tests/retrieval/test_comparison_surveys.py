"""How outlets reported one matter, side by side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.filters import Filters
from retrieval.answers import AnswerStatus
from retrieval.intents import Intent
from retrieval.surveys.comparison import named_outlets
from retrieval.understanding.timespans import Timespan
from tests.fakes.newsroom import newsroom, report
from tests.retrieval.surveying import survey, told

FLOOD = (
    report(
        "The flood in Dunmarrow killed nine people, the province said on Monday.",
        headline="Nine dead in flood",
        day="2024-03-04",
        outlet="The Harrow Ledger",
    ),
    report(
        "Eleven people were killed by the Dunmarrow flood, rescuers counted.",
        headline="Flood kills eleven",
        day="2024-03-06",
        outlet="Pell Courier",
    ),
    report(
        "A flood closed the Dunmarrow road for most of a day.",
        headline="Road closed",
        day="2024-03-05",
        outlet="Northgate Post",
    ),
)


def test_each_outlet_has_a_row_and_a_sentence_of_its_own(tmp_path: Path) -> None:
    with newsroom(tmp_path, *FLOOD) as store:
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow")
    assert answer.table
    assert sorted(answer.table.rows) == [
        ("Northgate Post", "1", "2024-03-05", "2024-03-05", "Road closed"),
        ("Pell Courier", "1", "2024-03-06", "2024-03-06", "Flood kills eleven"),
        ("The Harrow Ledger", "1", "2024-03-04", "2024-03-04", "Nine dead in flood"),
    ]
    assert sorted(told(answer)) == sorted(
        (str(filing.article.published), filing.article.body) for filing in FLOOD
    )


def test_figures_that_differ_are_flagged_with_their_days(tmp_path: Path) -> None:
    with newsroom(tmp_path, *FLOOD) as store:
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow")
    assert answer.status is AnswerStatus.CONFLICTING
    (note,) = answer.notes
    assert note.startswith("Figures differ: ")
    assert "nine on 4 Mar 2024 (The Harrow Ledger)" in note
    assert "Eleven on 6 Mar 2024 (Pell Courier)" in note


def test_equal_figures_written_differently_are_no_difference(tmp_path: Path) -> None:
    same = report(
        "The flood in Dunmarrow killed 9 people.", day="2024-03-05", outlet="Pell Courier"
    )
    with newsroom(tmp_path, FLOOD[0], same) as store:
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow")
    assert answer.status is AnswerStatus.ANSWERED


def test_only_outlets_that_are_named_are_compared_and_it_is_told(tmp_path: Path) -> None:
    with newsroom(tmp_path, *FLOOD) as store:
        answer = survey(
            store,
            Intent.COMPARISON,
            "how the Harrow Ledger and Pell Courier the flood in Dunmarrow",
            question="How did the Harrow Ledger and Pell Courier cover the flood in Dunmarrow?",
        )
    assert answer.table
    assert [row[0] for row in answer.table.rows] == ["The Harrow Ledger", "Pell Courier"]
    assert answer.searched.filters["outlet"] == "The Harrow Ledger, Pell Courier"
    assert answer.searched.articles == 2


def test_an_outlet_without_a_report_has_a_row_that_says_so(tmp_path: Path) -> None:
    with newsroom(tmp_path, *FLOOD, report("A fair.", outlet="Ambry Star")) as store:
        filters = Filters(outlets=("Ambry Star", "Pell Courier"))
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow", filters=filters)
    assert answer.table
    assert answer.table.rows[0] == ("Ambry Star", "0", "", "", "")
    assert len(answer.sentences) == 1


WIRE = "Dunmarrow was under water on Monday after the flood broke two dykes, the agency reported."


def test_a_copy_stands_for_an_outlet_only_where_it_has_no_report_of_its_own(
    tmp_path: Path,
) -> None:
    copy = report(WIRE, day="2024-03-04", outlet="Pell Courier")
    with newsroom(tmp_path, *FLOOD, copy, report(WIRE, outlet="The Harrow Ledger")) as store:
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow")
    assert WIRE not in [text for _, text in told(answer)]
    assert len(answer.sentences) == 3


def test_outlets_that_have_one_report_between_them_are_told_to_have(tmp_path: Path) -> None:
    reports = (report(WIRE, outlet="Ambry Star"), report(WIRE, outlet="Pell Courier"))
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow")
    assert answer.notes == ("One report, printed by Ambry Star, Pell Courier.",)


def test_reports_of_the_days_after_those_named_are_compared_too(tmp_path: Path) -> None:
    window = Timespan(since=date(2024, 3, 3), until=date(2024, 3, 4))
    late = report("The Dunmarrow flood is over.", day="2024-04-20", outlet="Ambry Star")
    with newsroom(tmp_path, *FLOOD, late) as store:
        answer = survey(store, Intent.COMPARISON, "flood in Dunmarrow", window=window)
    assert len(answer.sentences) == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("How did the Post and the Evening Post differ?", ("The Post", "Evening Post")),
        ("What does The Post say?", ("The Post",)),
        ("the evening post came, postpone it", ()),
        ("Did a.b (C) report?", ("a.b (C)",)),
    ],
)
def test_outlets_are_read_from_a_question_as_they_are_written(
    tmp_path: Path, text: str, named: tuple[str, ...]
) -> None:
    outlets = ("The Post", "Evening Post", "a.b (C)")
    with newsroom(tmp_path, *(report(f"From {o}.", outlet=o) for o in outlets)) as store:
        assert named_outlets(store, text) == named
