"""Articles as surveys count them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from archive.articles import Status
from archive.filters import Filters
from archive.mentions import Owners, mentions, passages_of_articles, texts
from tests.fakes.newsroom import newsroom, put, report

LONG = "The harbour board has closed the Pell Quay slipway for the winter, after two boats broke."


def test_passages_that_hold_every_stem_are_found_with_the_help_of_their_headline(
    tmp_path: Path,
) -> None:
    reports = (
        report("The ferry sailed.\n\nNothing else.", headline="Strike ends"),
        report("Ferries were on strike.", day="2024-03-05"),
        report("A strike at the mill.", day="2024-03-06"),
    )
    with newsroom(tmp_path, *reports) as store:
        assert store.words.holding("ferry strikes").tolist() == [1, 3]
        assert store.words.holding("what was the").tolist() == []


def test_every_passage_has_its_article_and_a_dropped_one_none(tmp_path: Path) -> None:
    first = report("One.\n\nTwo.", id_="a")
    with newsroom(tmp_path, first, report("Three.", id_="b")) as store:
        put(store, report("One.\n\nTwo, revised.", id_="a"))
        numbers = np.arange(0, 7)
        assert Owners(store.catalogue, Filters()).of(numbers).tolist() == [0, 0, 0, 2, 1, 1, 0]


def test_passages_of_articles_that_do_not_fit_the_filters_have_no_owner(tmp_path: Path) -> None:
    reports = report("One.\n\nTwo."), report("Three.", outlet="Pell Courier")
    with newsroom(tmp_path, *reports) as store:
        owners = Owners(store.catalogue, Filters(outlets=("Pell Courier",)))
        assert owners.of(np.array([1, 2, 3])).tolist() == [0, 0, 2]
        assert owners.keys.tolist() == [2]


def test_an_empty_archive_owns_nothing(tmp_path: Path) -> None:
    with newsroom(tmp_path) as store:
        assert Owners(store.catalogue, Filters()).of(np.array([1, 2])).tolist() == [0, 0]


def test_mentions_come_oldest_first_and_undated_ones_last_with_copies_and_corrections_told(
    tmp_path: Path,
) -> None:
    reports = (
        report(LONG, day="2024-03-05", outlet="Pell Courier"),
        report(LONG, day="2024-03-04"),
        report("Undated.", day=""),
        report("Amended.", day="2024-03-01", status=Status.CORRECTED, correction="It was May."),
    )
    with newsroom(tmp_path, *reports) as store:
        found = mentions(store.catalogue, [1, 2, 3, 4, 99])
        assert [article.key for article in found] == [4, 2, 1, 3]
        assert found[1].cluster == found[2].cluster != found[0].cluster
        assert [article.corrected for article in found] == [True, False, False, False]


def test_an_articles_passages_and_text_are_read_by_its_key(tmp_path: Path) -> None:
    with newsroom(tmp_path, report("One.\n\nTwo.", headline="Numbers")) as store:
        passages = passages_of_articles(store.catalogue, [1, 7])
        assert [filed.passage.text for filed in passages[1]] == ["One.", "Two."]
        assert 7 not in passages
        assert texts(store.catalogue, [1, 7]) == {1: ("Numbers", "One.\n\nTwo.")}
