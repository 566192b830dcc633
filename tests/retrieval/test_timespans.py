"""Time words, read against Tuesday 10 February 2026."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.timespans import LISTS, score
from retrieval.text.wording import word_list
from retrieval.understanding.timespans import (
    Timespan,
    find_timespan,
    publication_window,
    read_timespan,
)

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("What happened yesterday?", "9 Feb 2026"),
        ("What happened last week?", "2–8 Feb 2026"),
        ("Who won last weekend?", "7–8 Feb 2026"),
        ("What was decided on Thursday?", "5 Feb 2026"),
        ("How many strikes were there this year?", "1 Jan – 10 Feb 2026"),
        ("Anything in the past 10 days?", "31 Jan – 10 Feb 2026"),
        ("What did the council do last month?", "1–31 Jan 2026"),
        ("What burned 3 weeks ago?", "19–25 Jan 2026"),
        ("What sank on 14 November 2025?", "14 Nov 2025"),
        ("What sank on Nov. 14?", "14 Nov 2025"),
        ("What opened on 2025-11-14?", "14 Nov 2025"),
        ("Who resigned in March?", "1–31 Mar 2025"),
        ("Who resigned in early November?", "1–10 Nov 2025"),
        ("What was built in late 2025?", "1 Sep – 31 Dec 2025"),
        ("What was built in 2024?", "1 Jan – 31 Dec 2024"),
        ("What was sold in Q3 2023?", "1 Jul – 30 Sep 2023"),
        ("What has changed since 7 October?", "7 Oct 2025 – 10 Feb 2026"),
        ("What was known before March 2025?", "until 28 Feb 2025"),
        ("Who left between March and May 2025?", "1 Mar – 31 May 2025"),
        ("Who left from 3 March 2025 to 5 April 2025?", "3 Mar – 5 Apr 2025"),
        ("What burned in the first week of February?", "1–7 Feb 2026"),
        ("Who swam over the summer?", "1 Jun – 31 Aug 2025"),
        ("How many have resigned so far this year?", "1 Jan – 10 Feb 2026"),
        ("Who sailed from November to January?", "1 Nov 2025 – 31 Jan 2026"),
        ("What was paid in the three months to 30 June 2025?", "1 Apr – 30 Jun 2025"),
        ("What was said in the days after 3 May 2025?", "4–10 May 2025"),
        ("Who sang on Christmas Eve?", "24 Dec 2025"),
        ("Which laws came into force in the 1990s?", "1 Jan 1990 – 31 Dec 1999"),
        ("What was announced on Monday of last week?", "2 Feb 2026"),
        ("What shut in the last two weeks of June 2025?", "17–30 Jun 2025"),
    ],
)
def test_time_words_are_read_as_an_interval(words: str, reading: str) -> None:
    assert str(read_timespan(words, TODAY)) == reading


@pytest.mark.parametrize(
    "words",
    [
        "Who is the mayor?",
        "May the council close the library?",
        "Did they march through Northgate?",
        "What happened after the fire?",
        "What was said on 31 February?",
        "How many of the 58 passengers survived?",
        "What did Theresa May say?",
        "At least 20 may have died",
        "Who wrote “1984”?",
        "What is in Agenda 2030?",
        "Who bought a Boeing 737?",
        "What sold best on Black Friday?",
        "Who edits the Sunday Courier?",
        "Is the pool open every Monday?",
        "Why did the strike last three weeks?",
        "Who replaced the 20-year-old student?",
        "What was signed on 03/04/2025?",
        "What closed before Easter?",
        "What changed after the 2019 election?",
        "Were profits higher than last year?",
        "What has the council said recently?",
    ],
)
def test_words_that_name_no_time_are_left_alone(words: str) -> None:
    assert read_timespan(words, TODAY) is None


@pytest.mark.parametrize(
    "words",
    ["Monday, 3 February 2026", "3 and 17 January 2026", "sometime in 2023-02", "12/11/10"],
)
def test_nothing_is_read_as_one_day_by_accident(words: str) -> None:
    span = read_timespan(words, TODAY)
    assert span is None or span.since != span.until


def test_a_day_that_comes_every_year_is_the_latest_that_is_not_to_come() -> None:
    assert str(read_timespan("on 10 February", TODAY)) == "10 Feb 2026"
    assert str(read_timespan("on 11 February", TODAY)) == "11 Feb 2025"
    assert str(read_timespan("on 29 February", TODAY)) == "29 Feb 2024"
    assert str(read_timespan("on Tuesday 14 January", TODAY)) == "14 Jan 2025"


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("after 3 June but before 9 June", "4–8 Jun 2025"),
        ("in January and February 2025", "1 Jan – 28 Feb 2025"),
        ("in 2021 and 2024", "None"),
        ("What was said on Friday and Saturday?", "6–7 Feb 2026"),
        ("mid- to late 2022", "1 May – 31 Dec 2022"),
        ("last year's fourth quarter", "1 Oct – 31 Dec 2025"),
        ("a year ago today", "10 Feb 2025"),
    ],
)
def test_time_words_in_a_row_are_read_together_or_not_at_all(words: str, reading: str) -> None:
    assert str(read_timespan(words, TODAY)) == reading


def test_what_is_still_to_come_is_not_taken_for_last_years() -> None:
    assert str(read_timespan("What was cancelled in March?", TODAY)) == "1–31 Mar 2025"
    assert read_timespan("What will be cancelled in March?", TODAY) is None
    assert read_timespan("Which bridge is due to close on 3 May?", TODAY) is None
    assert str(read_timespan("Who will sail on 3 May 2026?", TODAY)) == "3 May 2026"


def test_nothing_is_reckoned_from_a_day_beyond_the_years_that_are_read() -> None:
    assert read_timespan("What happened last week?", date.min) is None
    assert read_timespan("What happened next week?", date.max) is None


def test_of_several_time_words_the_first_that_is_no_attribute_counts() -> None:
    words = "What did the court say about the 2019 fire on Monday?"
    assert str(read_timespan(words, TODAY)) == "9 Feb 2026"


def test_the_characters_read_are_those_to_take_out() -> None:
    text = "What did the mayor say in the first week of February about the bridge?"
    found = find_timespan(text, TODAY)
    assert found is not None
    assert text[: found.start] + text[found.end :] == "What did the mayor say  about the bridge?"
    assert find_timespan("What did the mayor say about the bridge?", TODAY) is None
    text = "Stories about the dam published in March"
    found = find_timespan(text, TODAY)
    assert found is not None
    assert text[: found.start] == "Stories about the dam "


@pytest.mark.parametrize(
    ("text", "is_filter"),
    [
        ("Show articles from March", True),
        ("Stories about the dam published in March 2025", True),
        ("Reports since May on the dam", True),
        ("Only from January, please: who resigned?", True),
        ("Pieces dated between 3 and 9 January", True),
        ("What have we written about the dam in January?", True),
        ("What did the paper say in stories that ran on Friday?", True),
        ("What happened in March?", False),
        ("Only in March did who resign?", False),
        ("Who is named in reports from Monday's hearing?", False),
        ("A study published in March blames whom?", False),
        ("Who has resigned since May?", False),
        ("What did the report from the inquiry say last week?", False),
    ],
)
def test_a_span_is_a_filter_where_articles_are_bounded_by_it(text: str, is_filter: bool) -> None:
    found = find_timespan(text, TODAY)
    assert found is not None
    assert found.is_filter is is_filter


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("on 14 November 2025", "14–17 Nov 2025"),
        ("in the first week of May 2025", "1–10 May 2025"),
        ("in March 2025", "1 Mar – 7 Apr 2025"),
        ("in 2024", "1 Jan 2024 – 14 Jan 2025"),
        ("yesterday", "9–10 Feb 2026"),
        ("this year", "1 Jan – 10 Feb 2026"),
        ("next week", "3–10 Feb 2026"),
        ("before March 2025", "until 3 Mar 2025"),
    ],
)
def test_reports_are_published_from_a_span_on_until_some_days_later(
    words: str, published: str
) -> None:
    span = read_timespan(words, TODAY)
    assert span is not None
    assert str(publication_window(span, TODAY)) == published


def test_distance_counts_days_outside_the_span() -> None:
    span = Timespan(since=date(2026, 2, 2), until=date(2026, 2, 8))
    assert [span.distance(date(2026, 2, day)) for day in (1, 2, 8, 10)] == [1, 0, 0, 2]
    assert Timespan(since=None, until=date(2026, 2, 8)).distance(date(1999, 1, 1)) == 0


@pytest.mark.parametrize(("name", "exact", "wrong"), [("dev", 1.0, 0.0), ("kept", 0.98, 0.005)])
def test_the_lists_of_time_expressions_are_read_as_well_as_ever(
    name: str, exact: float, wrong: float
) -> None:
    result = score(LISTS / f"{name}.jsonl", read_timespan)
    assert result.exact >= exact * result.rows
    assert result.wrong <= wrong * result.rows


JUMBLED = word_list(
    "the a of in on to from until - – , / ' since after before by early mid late the end of "
    "first second last next this past week weeks weekend months year days ago today yesterday "
    "Monday Friday's Tue May march Feb. summer winter Christmas Eve 1 2 29 31 31st 2024 2023's "
    "2022-23 1990s Q3 third quarter 29/02/2024 01/02/2024 999 few half articles ² ٣"
)
WAYS_TO_WRITE = (
    "{d} {m} {y}", "{m} {d}, {y}", "{short} {d}, {y}", "{d} {s} {y}", "the {o} of {m}, {y}",
    "{m} {o}, {y}", "{iso}", "{w}, {d} {m} {y}", "{w} {m} {d}, {y}", "{w3} {d} {s} {y}",
)  # fmt: skip


@given(
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    form=st.sampled_from(WAYS_TO_WRITE),
    frame=st.sampled_from(("What happened on {}?", "{}", "the vote of {} on the dam", "({})")),
)
def test_a_day_is_the_same_however_it_is_written(day: date, form: str, frame: str) -> None:
    short = f"{day:%b}" if day.month == 5 else f"{day:%b}."
    written = form.format(
        d=day.day, y=day.year, iso=day.isoformat(), m=f"{day:%B}", s=f"{day:%b}", short=short,
        w=f"{day:%A}", w3=f"{day:%a}", o=f"{day.day}{_ending(day.day)}",
    )  # fmt: skip
    assert read_timespan(frame.format(written), TODAY) == Timespan(since=day, until=day)


def _ending(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(
    text=st.lists(
        st.sampled_from(
            [
                "the",
                "a",
                "of",
                "in",
                "on",
                "to",
                "from",
                "until",
                "-",
                "–",
                ",",
                "/",
                "'",
                "since",
                "after",
                "before",
                "by",
                "early",
                "mid",
                "late",
                "the",
                "end",
                "of",
                "first",
                "second",
                "last",
                "next",
                "this",
                "past",
                "week",
                "weeks",
                "weekend",
                "months",
                "year",
                "days",
                "ago",
                "today",
                "yesterday",
                "Monday",
                "Friday's",
                "Tue",
                "May",
                "march",
                "Feb.",
                "summer",
                "winter",
                "Christmas",
                "Eve",
                "1",
                "2",
                "29",
                "31",
                "31st",
                "2024",
                "2023's",
                "2022-23",
                "1990s",
                "Q3",
                "third",
                "quarter",
                "29/02/2024",
                "01/02/2024",
                "999",
                "few",
                "half",
                "articles",
                "²",
                "٣",
            ]
        ),
        max_size=12,
    ),
    today=st.dates(),
)
def test_no_jumble_of_time_words_fails_or_is_read_as_a_span_that_ends_before_it_begins(
    text: list[str], today: date
) -> None:
    jumble = " ".join(text)
    found = find_timespan(jumble, today)
    if found is None:
        return
    assert jumble[found.start : found.end].strip()
    assert found.span.since or found.span.until
    if found.span.since and found.span.until:
        assert found.span.since <= found.span.until
    publication_window(found.span, today)


@pytest.mark.parametrize(
    "piece",
    ["from ", "between 1 and ", "the first ", "1–", "May ", "since the end of ", "3, ", "2023-",
     "early late ", "a couple of ", "(", "the days after ", "and 5 "],
)  # fmt: skip
def test_text_made_to_stall_the_grammar_takes_as_many_steps_as_it_has_words(piece: str) -> None:
    few, many = (_calls(piece * (length // len(piece))) for length in (200, 2_000))
    assert many <= 15 * few


def test_ten_thousand_hostile_characters_are_read_to_their_end() -> None:
    hostile = "from the first 3, 4 and early May 1–2, since the end of " * 180
    assert len(hostile) > 10_000
    assert str(read_timespan(hostile, TODAY)) == "1–10 May 2025"


def _calls(text: str) -> int:
    """How many functions are called to read a text: what it costs, on any machine."""
    count = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        read_timespan(text, TODAY)
    finally:
        sys.setprofile(before)
    return count
