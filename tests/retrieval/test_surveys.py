"""Timelines, counts, lists and first mentions, computed from the catalogue."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from archive.articles import Kind, Status
from archive.filters import Filters
from retrieval.answers import AnswerStatus
from retrieval.intents import Intent
from retrieval.understanding.timespans import Timespan
from tests.fakes.newsroom import newsroom, put, report
from tests.retrieval.surveying import survey, told

STRIKE = (
    report(
        "Ferry crews at Pell Quay began a strike on Monday over pay.",
        headline="Ferry strike begins",
        day="2024-03-04",
    ),
    report(
        "Talks on the ferry strike at Pell Quay broke down on Thursday night.\n\nMore follow.",
        headline="Talks fail",
        day="2024-03-07",
        outlet="Pell Courier",
    ),
    report(
        "The harbour board and the crews have signed a deal that ends the ferry strike at Pell "
        "Quay after sixteen days without sailings, both sides said on Wednesday.",
        headline="Deal ends strike",
        day="2024-03-20",
        status=Status.CORRECTED,
        correction="The strike lasted sixteen days, not fifteen.",
    ),
    report(
        "The harbour board and the crews have signed a deal that ends the ferry strike at Pell "
        "Quay after sixteen days without sailings, both sides said on Wednesday.",
        headline="Strike over",
        day="2024-03-21",
        outlet="Northgate Post",
    ),
    report("The mill in Ambry was sold to a rival on Tuesday.", day="2024-03-12"),
)
SUBJECT = "ferry strike at Pell Quay"


def test_a_timeline_has_one_verbatim_sentence_a_report_oldest_first(tmp_path: Path) -> None:
    with newsroom(tmp_path, *reversed(STRIKE)) as store:
        answer = survey(store, Intent.TIMELINE, SUBJECT)
    assert answer.status is AnswerStatus.ANSWERED
    assert told(answer) == [
        ("2024-03-04", "Ferry crews at Pell Quay began a strike on Monday over pay."),
        ("2024-03-07", "Talks on the ferry strike at Pell Quay broke down on Thursday night."),
        ("2024-03-20", STRIKE[2].article.body),
    ]
    assert "Days are days of publication." in answer.notes
    assert any("fifteen" in note for note in answer.notes)


def test_a_long_timeline_keeps_its_ends_and_says_how_much_it_leaves_out(tmp_path: Path) -> None:
    chance = random.Random(1)
    deeds = [" ".join("".join(chance.sample("abcdefghij", 6)) for _ in "1234") for _ in range(25)]
    reports = [
        report(f"Halcyon, the dredger, {deed}.", day=f"2024-01-{n:02}")
        for n, deed in enumerate(deeds, start=1)
    ]
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.TIMELINE, "the dredger Halcyon")
    days = [day for day, _ in told(answer)]
    assert days == sorted(days)
    assert len(days) == 12
    assert (days[0], days[-1]) == ("2024-01-01", "2024-01-25")
    assert "13 more days with reports left out of this timeline." in answer.notes


def test_undated_reports_are_counted_and_stand_in_no_timeline(tmp_path: Path) -> None:
    with newsroom(tmp_path, report("The ferry strike at Pell Quay is on.", day="")) as store:
        answer = survey(store, Intent.TIMELINE, SUBJECT)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.notes == ("1 undated article could not be placed in it.",)


def test_coverage_counts_articles_by_outlet_and_period_and_tells_copies_apart(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.COVERAGE, SUBJECT, question="coverage by month")
    assert answer.table
    assert answer.table.title == "4 articles, 1 of them a copy"
    assert answer.table.columns == (
        "month",
        "Harrow Ledger",
        "Pell Courier",
        "Northgate Post",
        "all",
        "copies",
    )
    assert answer.table.rows == (("2024-03", "2", "1", "1", "4", "1"),)
    assert "“Pell Quay”" in answer.table.note
    assert "1 article counted here has been corrected since." in answer.notes
    assert answer.sentences == ()
    assert len(answer.citations) == 3


def test_periods_without_articles_are_counted_as_none(tmp_path: Path) -> None:
    reports = [report(f"Flood number {n}.", day=day) for n, day in enumerate(
        ("2023-01-05", "2023-04-30", ""))]  # fmt: skip
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.COVERAGE, "flood")
    assert answer.table
    assert [row[:2] for row in answer.table.rows] == [
        ("2023-01", "1"),
        ("2023-02", "0"),
        ("2023-03", "0"),
        ("2023-04", "1"),
        ("undated", "1"),
        ("all", "3"),
    ]


def test_a_question_that_names_nothing_counts_every_article(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.COVERAGE, "", question="How many are there in all?")
        assert survey(store, Intent.TIMELINE, "", question="What?").status is AnswerStatus.NOT_FOUND
    assert answer.table
    assert answer.table.title == "5 articles, 1 of them a copy"


def test_of_three_hundred_outlets_the_others_are_counted_together(tmp_path: Path) -> None:
    names = [f"Outlet {n}" for n in range(300)]
    reports = [report(f"A comet, says {name}.", outlet=name) for name in names]
    with newsroom(tmp_path, *reports) as store:
        counted = survey(store, Intent.COVERAGE, "comet").table
        listed = survey(store, Intent.SOURCES, "comet").table
        compared = survey(store, Intent.COMPARISON, "comet")
    assert counted
    assert counted.columns[-3:] == ("295 other outlets", "all", "copies")
    assert counted.rows[0][-3:] == ("295", "300", "0")
    assert listed
    assert listed.rows[-1][:2] == ("280 other outlets", "280")
    assert "Outlets not compared: 294." in compared.notes


def test_nothing_published_after_the_day_pretended_is_counted(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        before = Filters(until=date(2024, 3, 10))
        counted = survey(store, Intent.COVERAGE, SUBJECT, filters=before)
        assert counted.table
        assert counted.table.title == "2 articles"
        assert len(survey(store, Intent.TIMELINE, SUBJECT, filters=before).sentences) == 2


@pytest.mark.parametrize("status", [Status.RETRACTED, Status.TAKEN_DOWN])
@pytest.mark.parametrize("intent", [Intent.TIMELINE, Intent.COVERAGE, Intent.FIRST_MENTION])
def test_what_was_retracted_is_never_counted(
    tmp_path: Path, status: Status, intent: Intent
) -> None:
    false = "A whale swam up the river Halder on Friday."
    with newsroom(tmp_path, report(false, id_="whale", day="2024-03-01")) as store:
        assert survey(store, intent, "whale").status is AnswerStatus.ANSWERED
        put(store, report(false, id_="whale", day="2024-03-01", status=status))
        answer = survey(store, intent, "whale")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.table is None


def test_filters_bound_what_is_counted(tmp_path: Path) -> None:
    comment = report("The ferry strike at Pell Quay is wrong.", day="2024-03-05", kind=Kind.OPINION)
    with newsroom(tmp_path, *STRIKE, comment) as store:
        for filters, title in (
            (Filters(outlets=("Pell Courier",)), "1 article"),
            (Filters(kinds=(Kind.OPINION,)), "1 article"),
            (Filters(since=date(2024, 3, 20)), "2 articles, 1 of them a copy"),
        ):
            table = survey(store, Intent.COVERAGE, SUBJECT, filters=filters).table
            assert table
            assert table.title == title


def test_days_that_a_question_names_bound_its_count_and_are_told(tmp_path: Path) -> None:
    window = Timespan(since=date(2024, 3, 5), until=date(2024, 3, 20))
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.COVERAGE, SUBJECT, window=window)
    assert answer.table
    assert answer.table.title == "2 articles"
    assert (answer.searched.since, answer.searched.until) == (window.since, window.until)


def test_the_first_mention_is_the_earliest_and_says_where_the_archive_begins(
    tmp_path: Path,
) -> None:
    older = report("A regatta was held.", day="2012-01-04")
    same_day = report("No ferry from Pell Quay: a strike.", day="2024-03-04", outlet="Pell Courier")
    undated = report("Ferry strike at Pell Quay, a chronicle.", day="")
    with newsroom(tmp_path, *STRIKE, older, same_day, undated) as store:
        answer = survey(store, Intent.FIRST_MENTION, SUBJECT)
    assert [day for day, _ in told(answer)] == ["2024-03-04"]
    assert answer.notes[:3] == (
        "First mention in this archive, which begins on 4 Jan 2012, by day of publication.",
        "1 more article of that day mentions it.",
        "1 undated article mentions it too.",
    )
    assert answer.table
    assert answer.table.rows[0] == ("2024-03-04", "Harrow Ledger", "Ferry strike begins", "")
    assert [row[3] for row in answer.table.rows] == ["", "", "", "", "copy"]


def test_a_first_mention_within_days_asked_for_says_so(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        filters = Filters(since=date(2024, 3, 10))
        answer = survey(store, Intent.FIRST_MENTION, SUBJECT, filters=filters)
    assert [day for day, _ in told(answer)] == ["2024-03-20"]
    assert "searched from 10 Mar 2024" in answer.notes[0]


def test_sources_are_listed_one_a_report_with_the_counts_of_each_outlet(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.SOURCES, SUBJECT)
    assert len(answer.citations) == 3
    assert answer.table
    assert answer.table.rows[0] == ("Harrow Ledger", "2", "0", "2024-03-04", "2024-03-20")


def test_more_sources_than_are_listed_are_counted(tmp_path: Path) -> None:
    reports = [report(f"Comet number {n} passed.", day=f"2024-01-{n:02}") for n in range(1, 21)]
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.SOURCES, "comet")
    assert len(answer.citations) == 15
    assert answer.notes == ("Listed are the 15 nearest; 5 more are not.",)


def test_a_word_that_no_article_has_beside_the_others_is_given_up_and_told(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.SOURCES, "ferry strike deal crews regatta board sixteen")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.table
    assert "none holds regatta as well" in answer.table.note


@pytest.mark.parametrize("subject", ["ferry strike at Ambry", "“the longest” ferry strike"])
def test_a_name_or_phrase_that_is_nowhere_is_never_given_up(tmp_path: Path, subject: str) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.COVERAGE, subject)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.notes[0].startswith("No article searched holds all of")
    assert "alone: " in answer.notes[0]


def test_the_words_of_a_name_must_stand_together(tmp_path: Path) -> None:
    reports = (
        report("Ida Marsh opened the fair."),
        report("Ida Quill spoke first.\n\nTom Marsh spoke last.", day="2024-03-05"),
    )
    with newsroom(tmp_path, *reports) as store:
        table = survey(store, Intent.COVERAGE, "visits of Ida Marsh").table
        assert table is None or table.title == "1 article"
        assert survey(store, Intent.SOURCES, "Ida Marsh").citations[0].quote == (
            "Ida Marsh opened the fair."
        )


def test_where_few_hold_everything_it_is_told_how_many_hold_the_name(tmp_path: Path) -> None:
    reports = [report(f"The Lady Alder sailed on trip {n}.") for n in range(4)]
    with newsroom(tmp_path, *reports, report("The Lady Alder was scrapped.")) as store:
        answer = survey(store, Intent.SOURCES, "scrapping of the Lady Alder")
    assert "Wider: 5 articles hold “Lady Alder”, whatever they say besides." in answer.notes


def test_a_count_says_when_the_index_lags_behind(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        store.put([report("Another ferry strike at Pell Quay.", day="2024-04-01")])
        answer = survey(store, Intent.COVERAGE, SUBJECT)
    assert "Counts may lag: changes of passages not in the index yet: 1." in answer.notes


def test_days_that_exclude_each_other_leave_nothing_to_count(tmp_path: Path) -> None:
    window = Timespan(since=date(2024, 3, 5), until=date(2024, 3, 20))
    with newsroom(tmp_path, *STRIKE) as store:
        filters = Filters(until=date(2024, 3, 1))
        answer = survey(store, Intent.COVERAGE, SUBJECT, window=window, filters=filters)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.searched.articles == 0


def test_a_timeline_of_many_days_passes_over_asides(tmp_path: Path) -> None:
    aside = " ".join(f"word{n}" for n in range(70))
    reports = [
        report(f"The Halcyon dredger raised wreck{n}. Halcyon dredger.", day=f"2024-01-{n:02}")
        for n in range(1, 20)
    ]
    old = report(f"{aside} dredger {aside} Halcyon {aside}.", day="2010-01-01")
    with newsroom(tmp_path, *reports, old) as store:
        answer = survey(store, Intent.TIMELINE, "dredger Halcyon")
    assert told(answer)[0][0] == "2024-01-01"


def test_a_word_is_held_in_its_irregular_forms_too(tmp_path: Path) -> None:
    reports = (
        report("The Lady Alder is sinking.", day="2024-03-01"),
        report("The Lady Alder sank on Monday.", day="2024-03-02"),
        report("The Lady Alder was sold by two women.", day="2024-03-03"),
        report("Nothing else of note has happened.", day="2024-03-04"),
    )
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.TIMELINE, "sinking of the Lady Alder")
        assert [day for day, _ in told(answer)] == ["2024-03-01", "2024-03-02"]
        sold = survey(store, Intent.TIMELINE, "woman selling the Lady Alder")
        assert [day for day, _ in told(sold)] == ["2024-03-03"]


def test_a_name_is_counted_in_all_its_spellings_and_they_are_told(tmp_path: Path) -> None:
    reports = (
        report("The mayor of Tollen resigned.", day="2024-03-04"),
        report("The mayor of Tolen was cheered.", day="2024-03-05"),
    )
    with newsroom(tmp_path, *reports) as store:
        (store.home / "aliases.txt").write_text("Tollen = Tolen", encoding="utf-8")
        answer = survey(store, Intent.COVERAGE, "the mayor of Tolen")
    assert answer.table is not None
    assert answer.table.rows[-1][-2] == "2"
    assert "also spelt Tollen" in answer.table.note


def test_what_happened_on_a_day_is_listed_with_what_was_reported_the_day_after(
    tmp_path: Path,
) -> None:
    day = Timespan(since=date(2024, 3, 6), until=date(2024, 3, 6))
    with newsroom(tmp_path, *STRIKE) as store:
        happened, printed = (
            survey(store, Intent.SOURCES, "articles", question=question, window=day)
            for question in ("What happened on 6 March?", "Which articles were printed on 6 March?")
        )
    assert [one.headline for one in happened.citations] == ["Talks fail"]
    assert printed.status is AnswerStatus.NOT_FOUND
    assert printed.notes == ("No article was published under these filters.",)


def test_the_only_article_that_mentions_a_thing_is_called_so(tmp_path: Path) -> None:
    with newsroom(tmp_path, *STRIKE) as store:
        answer = survey(store, Intent.FIRST_MENTION, "mill")
    assert answer.table is not None
    assert answer.table.title == "The only article"


def test_a_first_mention_is_said_in_one_passage_where_any_is(tmp_path: Path) -> None:
    apart = "\n\n".join(("The quay was swept.", "Rain fell on the mill. " * 60, "A strike? No."))
    reports = (
        report(apart, headline="Weather", day="2024-03-04"),
        report("A strike began at the quay.", headline="Strike", day="2024-03-07"),
    )
    with newsroom(tmp_path, *reports) as store:
        answer = survey(store, Intent.FIRST_MENTION, "strike quay")
    assert told(answer) == [("2024-03-07", "A strike began at the quay.")]
    assert answer.table is not None
    assert answer.table.note.endswith("of which one passage holds it all.")
