"""Time words, read against Tuesday 10 February 2026."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.timespans import Timespan, read_timespan

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
    ],
)
def test_words_that_name_no_time_are_left_alone(words: str) -> None:
    assert read_timespan(words, TODAY) is None


def test_distance_counts_days_outside_the_span() -> None:
    span = Timespan(since=date(2026, 2, 2), until=date(2026, 2, 8))
    assert [span.distance(date(2026, 2, day)) for day in (1, 2, 8, 10)] == [1, 0, 0, 2]
    assert Timespan(since=None, until=date(2026, 2, 8)).distance(date(1999, 1, 1)) == 0
