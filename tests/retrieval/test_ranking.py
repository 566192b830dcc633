"""What the stages say of a passage, and the one score they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from archive.articles import Article, Passage
from archive.catalogue import FiledPassage
from archive.placings import Placing
from retrieval.question import Intent
from retrieval.searching.explaining import BEYOND, COPY, JOINED, SAME_ARTICLE, considered
from retrieval.searching.ranking import (
    RECALLED,
    WEIGHTS,
    Scale,
    Scored,
    Signals,
    best_first,
    days_off,
    score,
    timeliness,
)
from retrieval.searching.runs import Run, alternated, diverse, join
from tests.fakes.small_archive import TODAY, article, paragraph_spans, query

REPORT = article("a", "The ferry sank.", "Twelve were saved.", "The harbour closed.", "It rained.")
QUERY = query("How did the ferry sink?")


def filed(of: Article, ordinal: int, cluster: int = 1) -> FiledPassage:
    span = paragraph_spans(of.body)[ordinal]
    passage = Passage(
        id=f"{of.id}.1.{ordinal}",
        number=100 * ord(of.id) + ordinal,
        article_id=of.id,
        revision=1,
        ordinal=ordinal,
        start=span.start,
        end=span.end,
        text=of.body[span.start : span.end],
    )
    return FiledPassage(passage=passage, article=of, cluster=cluster)


def placing(ordinal: int = 0, of: Article = REPORT, cluster: int = 1) -> Placing:
    return Placing(
        number=100 * ord(of.id) + ordinal,
        passage_id=f"{of.id}.1.{ordinal}",
        ordinal=ordinal,
        article_id=of.id,
        cluster=cluster,
        headline=of.headline,
        outlet=of.outlet,
        published=of.published,
    )


def scored(ordinal: int, value: float, of: Article = REPORT, cluster: int = 1) -> Scored:
    return Scored(
        placing=placing(ordinal, of, cluster),
        score=value,
        similarity=None,
        scores={"body": value},
    )


def joined(
    kept: Sequence[Scored], others: Sequence[Scored], rarity: Mapping[str, float] | None = None
) -> list[Run]:
    held = [filed(REPORT, ordinal) for ordinal in range(4)]
    return join(
        kept,
        {one.place: one for one in others},
        {one.passage.number: one for one in held},
        stems,
        rarity or {},
    )


def stems(text: str) -> list[str]:
    return text.lower().replace(".", "").split()


# -- scores ---------------------------------------------------------------------------------------


def test_days_count_back_from_the_day_asked() -> None:
    assert days_off(TODAY, QUERY) == 0
    assert days_off(TODAY - timedelta(days=5), QUERY) == 5
    assert days_off(None, QUERY) is None


def test_days_count_from_when_a_window_was_reported_and_what_is_new_is_a_fortnight_off() -> None:
    asked = query("What sank in June 2025?")
    assert days_off(date(2025, 6, 30), asked) == days_off(date(2025, 7, 7), asked) == 0
    assert days_off(date(2025, 7, 9), asked) == 2
    assert days_off(TODAY, asked) == RECALLED


def test_a_window_that_is_not_over_is_no_reason_to_prefer_its_first_days() -> None:
    asked = query("What sank this month?")
    assert days_off(TODAY - timedelta(days=3), asked) == 3


def test_the_best_of_every_stage_on_the_day_asked_has_the_highest_score() -> None:
    best = Signals(body=9.0, headline=3.0, words=12.0, cosine=0.7, published=TODAY)
    others = [
        replace(best, words=6.0),
        replace(best, cosine=0.1),
        replace(best, published=TODAY - timedelta(days=200)),
        replace(best, cosine=None),
    ]
    scale = Scale.of([best, *others])
    top = score(placing(), best, scale, QUERY)
    assert top.score == pytest.approx(1 + WEIGHTS.recency_gain)
    assert all(score(placing(), one, scale, QUERY).score < top.score for one in others)


def test_a_score_tells_what_made_it_up() -> None:
    signals = Signals(body=9.0, headline=3.0, phrases=2.0, words=12.0, cosine=0.7, published=TODAY)
    told = score(placing(), signals, Scale.of([signals]), QUERY).scores
    assert told["body"] == 9.0
    assert told["headline"] == 3.0
    assert told["phrases"] == 2.0
    assert told["cosine"] == 0.7
    assert told["timeliness"] == pytest.approx(1 + WEIGHTS.recency_gain)


def test_nothing_found_by_words_or_without_vectors_is_scored_all_the_same() -> None:
    scale = Scale.of([Signals()])
    assert score(placing(), Signals(), scale, QUERY).score == 0.0


def test_the_latest_state_asks_for_recent_reports_more_than_a_fact_does() -> None:
    latest = replace(QUERY, intent=Intent.LATEST)
    week_ago, year_ago = TODAY - timedelta(days=7), TODAY - timedelta(days=365)

    def lead(asked: object) -> float:
        return timeliness(week_ago, asked) / timeliness(year_ago, asked)  # type: ignore[arg-type]

    assert lead(latest) > lead(QUERY) > 1.0
    assert timeliness(None, latest) == 1.0


def test_days_count_from_a_window_that_is_over() -> None:
    january = query("How did the ferry sink in January 2026?")
    assert timeliness(date(2026, 1, 15), january) > timeliness(date(2026, 3, 19), january)


# -- which become evidence ------------------------------------------------------------------------


def test_one_passage_an_article_and_one_article_a_report() -> None:
    copy, other = article("b", "The ferry sank."), article("c", "It rained.")
    ranked = [
        scored(0, 0.9),
        scored(2, 0.8),
        scored(0, 0.7, copy),
        scored(0, 0.6, other, cluster=2),
    ]
    assert [one.place for one in diverse(ranked, 1)] == [("a", 0), ("c", 0)]
    assert [one.place for one in diverse(ranked, 2)] == [("a", 0), ("a", 2), ("c", 0)]


def test_a_neighbour_with_a_good_score_joins_and_the_run_is_verbatim() -> None:
    [run] = joined([scored(1, 0.9)], [scored(0, 0.2), scored(2, 0.85)])
    assert run.passage.text == "Twelve were saved.\n\nThe harbour closed."
    assert REPORT.body[run.passage.start : run.passage.end] == run.passage.text
    assert run.passage.id == "a.1.1-2"
    assert run.passage.ordinal == 1


def test_a_neighbour_that_has_words_of_the_question_the_passage_lacks_joins() -> None:
    beside = [scored(0, 0.1), scored(2, 0.1)]
    [run] = joined([scored(1, 0.9)], beside, {"saved": 2.0, "ferry": 3.0})
    assert run.passage.text == "The ferry sank.\n\nTwelve were saved."
    [alone] = joined([scored(1, 0.9)], beside, {"saved": 2.0, "twelve": 2.0})
    assert alone.neighbour is None


def test_passages_that_do_not_touch_are_never_joined_and_none_is_in_two_runs() -> None:
    [far] = joined([scored(1, 0.9)], [scored(3, 0.9)])
    assert far.neighbour is None
    beside = [scored(0, 0.9), scored(1, 0.9), scored(3, 0.9)]
    first, second = joined([scored(0, 0.9), scored(2, 0.9)], beside)
    assert first.passage.ordinal == 0
    assert second.neighbour is not None
    assert second.passage.id == "a.1.2-3"
    assert first.passage.end < second.passage.start


def test_rankings_alternate_and_each_passage_stands_once() -> None:
    one, two, three = scored(0, 0.9), scored(1, 0.8), scored(2, 0.7)
    assert alternated([[one, two], [two, three]]) == [one, two, three]
    assert alternated([[], [three]]) == [three]
    assert alternated([]) == []


# -- the account ----------------------------------------------------------------------------------


def test_every_candidate_is_accounted_for_with_the_reason_it_was_left_out() -> None:
    copy, other = article("b", "The ferry sank."), article("c", "It rained.")
    best, beside, same = scored(0, 0.9), scored(1, 0.8), scored(3, 0.7)
    copied, last = scored(0, 0.6, copy), scored(0, 0.5, other, cluster=2)
    ranked = best_first([last, copied, same, beside, best])
    run = Run(best=best, filed=filed(REPORT, 0), neighbour=filed(REPORT, 1))
    rows = considered(ranked, [run], {"a.1.0-1": 0.25})
    assert [row.n for row in rows] == [1, 0, 0, 0, 0]
    assert [row.left_out for row in rows] == ["", JOINED, SAME_ARTICLE, COPY, BEYOND]
    assert [row.ranks["body"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].scores["reranker"] == 0.25
