from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.chunking import chunk

words = st.text(alphabet="abc.!? \n\t“”é中\u2028", max_size=400)


def count(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


@given(words, st.integers(min_value=1, max_value=12))
def test_spans_are_ordered_and_cover_everything_but_white_space(body: str, limit: int) -> None:
    spans = chunk(body, count, limit=limit)
    at = 0
    for span in spans:
        assert not body[at : span.start].strip()
        assert body[span.start : span.end].strip() == body[span.start : span.end]
        at = span.end
    assert not body[at:].strip()


@given(words, st.integers(min_value=1, max_value=12))
def test_no_passage_is_longer_than_the_limit(body: str, limit: int) -> None:
    for span in chunk(body, count, limit=limit):
        assert len(body[span.start : span.end].split()) <= limit


def test_whole_paragraphs_are_gathered_up_to_the_limit() -> None:
    body = "One two three.\n\nFour five.\n\nSix seven eight nine."
    passages = [body[span.start : span.end] for span in chunk(body, count, limit=5)]
    assert passages == ["One two three.\n\nFour five.", "Six seven eight nine."]


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    body = "Mr. Bell left at noon. He came back at one. Nobody saw him."
    passages = [body[span.start : span.end] for span in chunk(body, count, limit=6)]
    assert passages == ["Mr. Bell left at noon.", "He came back at one.", "Nobody saw him."]


def test_counting_is_asked_once_for_all_paragraphs() -> None:
    asked: list[int] = []

    def counting(texts: list[str]) -> list[int]:
        asked.append(len(texts))
        return count(texts)

    chunk("a b\n\nc d\n\ne f", counting, limit=200)
    assert asked == [3]


def test_a_word_without_end_is_divided() -> None:
    spans = chunk("x" * 30_000, count)
    assert len(spans) > 1
    assert all(span.end - span.start <= 4_000 for span in spans)
