"""Events as bounds in time: looked up in headlines and offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.articles import Article, DateEvidence, Span
from archive.catalogue import Catalogue, Filing
from archive.filters import Filters
from retrieval.understanding.events import Event, event_of, look_up, offer


@pytest.mark.parametrize(
    ("asked", "relation", "phrase"),
    [
        ("Who was mayor before the election?", "before", "the election"),
        ("What has changed since the harbour strike?", "since", "the harbour strike"),
        ("How many resigned after the Dunmarrow flood?", "after", "the Dunmarrow flood"),
        ("Ahead of the vote, what did Ida Marsh promise?", "before", "the vote"),
    ],
)
def test_an_event_that_bounds_a_question_is_read(asked: str, relation: str, phrase: str) -> None:
    assert event_of(asked) == Event(relation=relation, phrase=phrase)


@pytest.mark.parametrize(
    "asked",
    [
        "Who appeared before the judge?",
        "What happened after the mayor left?",
        "Who died after his arrest?",
        "What did the election change?",
        "Who was named after the fire chief?",
    ],
)
def test_other_words_bound_nothing(asked: str) -> None:
    assert event_of(asked) is None


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.sqlite3")
    stories = [
        ("Election called for April", date(2026, 1, 5)),
        ("Holt wins Haldermouth election", date(2026, 4, 26)),
        ("Haldermouth's election night in pictures", date(2026, 4, 26)),
        ("Selection of eels on show", date(2026, 4, 30)),
        ("Nothing of the sort", date(2026, 4, 26)),
    ]
    opened.put([_filing(n, headline, day) for n, (headline, day) in enumerate(stories)])
    yield opened
    opened.close()


def _filing(n: int, headline: str, day: date) -> Filing:
    article = Article(
        id=f"a{n}",
        headline=headline,
        body="Something happened.",
        outlet="Pell Courier",
        published=day,
        date_evidence=DateEvidence.FIELD,
    )
    return Filing(article=article, spans=[Span(start=0, end=len(article.body))])


def test_the_day_most_headlines_bear_an_event_is_offered_as_a_bound(catalogue: Catalogue) -> None:
    event = Event(relation="before", phrase="the election")
    occasion = look_up(event, catalogue, Filters())
    assert occasion is not None
    assert occasion.day == date(2026, 4, 26)
    assert offer(event, occasion) == (
        "“before the election” was not read as a date. If you mean 26 Apr 2026 "
        "(“Holt wins Haldermouth election”, Pell Courier): ask again with --until 2026-04-25."
    )


def test_what_is_published_later_than_the_day_pretended_is_not_offered(
    catalogue: Catalogue,
) -> None:
    event = Event(relation="since", phrase="the election")
    occasion = look_up(event, catalogue, Filters(until=date(2026, 2, 1)))
    assert occasion is not None
    assert "--since 2026-01-05" in offer(event, occasion)


def test_an_event_no_headline_bears_is_not_offered(catalogue: Catalogue) -> None:
    assert look_up(Event(relation="after", phrase="the coup"), catalogue, Filters()) is None


def test_a_headline_that_announces_an_event_dates_none(tmp_path: Path) -> None:
    announced = Catalogue(tmp_path / "announced.sqlite3")
    announced.put([_filing(1, "Haldermouth to elect new mayor", date(2026, 1, 12))])
    found = look_up(Event(relation="before", phrase="the election"), announced, Filters())
    announced.close()
    assert found is None
