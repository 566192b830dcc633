from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from archive.articles import DateEvidence
from ingest.dates import Clue, clue, clue_from_url, clues_from_line, settle
from ingest.datetexts import Moment, read_moment

LATEST = date(2026, 11, 24)
DAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-03",
        "20260203",
        "2026/02/03",
        "3 February 2026",
        "February 3rd, 2026",
        "Tuesday, Feb. 3, 2026",
        "3.2.2026",
        "3. Februar 2026",
        "le 3 février 2026",
        "3 de febrero de 2026",
        "2026年2月3日",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_moment(text, LATEST) == (Moment(day=DAY),)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-02-03T21:40:00-05:00", -5),
        ("Tue, 03 Feb 2026 21:40:00 +0000", 0),
        ("February 3, 2026 at 9:40 PM EST", -5),
    ],
)
def test_an_instant_keeps_its_offset(text: str, offset: int) -> None:
    at = datetime(2026, 2, 3, 21, 40, tzinfo=timezone(timedelta(hours=offset)))
    assert read_moment(text, LATEST) == (Moment(day=DAY, at=at),)


def test_seconds_since_1970_are_read() -> None:
    at = datetime(2026, 2, 3, 12, tzinfo=UTC)
    assert read_moment(str(int(at.timestamp())), LATEST) == (Moment(day=DAY, at=at),)
    assert read_moment(str(int(at.timestamp() * 1000)), LATEST) == (Moment(day=DAY, at=at),)


@pytest.mark.parametrize(
    "text", ["2099-01-01", "14 October 1066", "30 February 2026", "Feb 3", "x"]
)
def test_implausible_and_partial_dates_are_not_read(text: str) -> None:
    assert read_moment(text, LATEST) == ()


def test_three_four_is_two_days_until_something_decides() -> None:
    field = clue(DateEvidence.FIELD, "03/04/2025", LATEST)
    assert len(field.readings) == 2
    assert settle([field]).evidence is DateEvidence.UNKNOWN
    address = clue_from_url("https://ledger.example/2025/04/03/flood", LATEST)
    decided = settle([field, address])
    assert decided.published == date(2025, 4, 3)
    assert decided.evidence is DateEvidence.FIELD


def test_a_reading_after_the_last_change_is_impossible() -> None:
    field = clue(DateEvidence.FIELD, "03/04/2025", LATEST)
    changed = clue(DateEvidence.FIELD, "2025-03-20", LATEST)
    assert settle([field], [changed]).published == date(2025, 3, 4)


def test_the_strongest_evidence_wins_whatever_the_order() -> None:
    weak = clue(DateEvidence.URL, "2025-01-01", LATEST)
    strong = clue(DateEvidence.JSON_LD, "2026-02-03", LATEST)
    assert settle([weak, strong]).evidence is DateEvidence.JSON_LD


def test_the_day_is_the_outlets_own() -> None:
    instant = clue(DateEvidence.JSON_LD, "2026-02-04T03:10:00Z", LATEST)
    line = clue(DateEvidence.DATE_LINE, "February 3, 2026", LATEST)
    dating = settle([instant, line])
    assert dating.published == DAY
    assert dating.published_at == datetime(2026, 2, 4, 3, 10, tzinfo=UTC)


def test_updated_is_not_published() -> None:
    published, updated = clues_from_line(
        "Published Feb. 3, 2026 | Updated Feb. 5, 2026", "", LATEST
    )
    assert published is not None
    assert updated is not None
    dating = settle([published], [updated])
    assert (dating.published, dating.updated) == (DAY, date(2026, 2, 5))


def test_a_label_on_the_line_before_counts() -> None:
    published, updated = clues_from_line("Feb. 5, 2026", "Updated:", LATEST)
    assert published is None
    assert updated is not None


def test_a_lone_updated_line_dates_the_text_as_it_stands() -> None:
    _, updated = clues_from_line("Last updated 21:40, 14 Nov 2025", "", LATEST)
    assert updated is not None
    assert settle([], [updated]).published == date(2025, 11, 14)


@pytest.mark.parametrize(
    "path", ["/2026/02/03/flood", "/2026/feb/03/flood", "/flood-20260203", "/flood-2026-02-03.html"]
)
def test_the_address_tells_the_day(path: str) -> None:
    found = clue_from_url("https://ledger.example" + path, LATEST)
    assert found == Clue(evidence=DateEvidence.URL, readings=(Moment(day=DAY),))
