"""Sentences keep their exact place in the text."""

from __future__ import annotations

import pytest

from retrieval.text.sentences import sentence_spans

PROSE = [
    ["The U.S. Senate voted at 5 a.m. Thursday.", "Nobody spoke."],
    ["It began at 6 p.m. ET on Monday.", "It ended at 8 p.m.", "The crowd went home."],
    ["Gov. Ann Lee, D-Calif., met Mr. J. K. Orme of St. Olave on Jan. 5.", "They shook hands."],
    ["“We won’t go. It’s our harbour,” he said.", "She left."],
    ['"No!" she said.', "The No. 5 bus was late.", "Why?", "Nobody knew."],
    ["Acme Inc. of Ohio paid $1.2 million.", "It was in the U.S.", "The next day it rained."],
    ["The bill was approx. 40 crowns.", "Rain fell on Insp. Dunn."],
    ["The quay — 3.5 km long — was shut… for good.", "Zoë Ålund wept."],
]


@pytest.mark.parametrize("sentences", PROSE)
def test_news_prose_is_parted_where_a_reader_would(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_a_blank_line_always_ends_a_sentence() -> None:
    text = "A heading without stop\n\n  and a line below it  \n\n"
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "A heading without stop",
        "and a line below it",
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "\u200b", "a\x00b. C."])
def test_odd_text_gives_ordered_nonempty_spans(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert spans == sorted(spans)
