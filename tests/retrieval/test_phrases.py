"""Runs of words that an answer is likely to hold just so."""

from __future__ import annotations

import pytest

from retrieval.searching.phrases import MOST, phrases, quoted


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did Ida Marsh say?", ("Ida Marsh",)),
        ("What did Harbour Commissioner Ida Marsh say?",
         ("Harbour Commissioner", "Commissioner Ida", "Ida Marsh")),
        ("Did Pell, Marsh and Esk agree?", ()),
        ("Who said that 500 jobs would go?", ("500 jobs",)),
        ("Are 1,200 people missing?", ("1200 people",)),
        ("who said it?", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_names_and_counted_figures_are_phrases(question: str, found: tuple[str, ...]) -> None:
    assert phrases(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ('Who said "we sail at dawn"?', ("we sail at dawn",)),
        ("Who said “we sail at dawn” and ‘never again’?", ("we sail at dawn", "never again")),
        ("Who said 'we sail at dawn'?", ("we sail at dawn",)),
        ("Why isn't Marsh's boat in Esk's dock?", ()),
        ('What is a "trawler"?', ()),
        ('An unclosed "mark', ()),
    ],
)
def test_quoted_phrases_have_two_words_or_more(question: str, found: tuple[str, ...]) -> None:
    assert quoted(question) == found


def test_a_flood_of_names_and_quotations_is_bounded() -> None:
    hostile = " ".join(f'"Pell Quay {n} Marsh"' for n in range(5_000))
    assert len(phrases(hostile)) == MOST
    assert len(quoted(hostile)) == MOST
    assert quoted('"' * 20_000 + "'" * 20_000) == ()
