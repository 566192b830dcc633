"""Article bodies into passages: spans of whole paragraphs where they fit, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import ceil

import sentencex

from archive.articles import Span

# The local model reads 256 word pieces; a one-line header takes up to about 50 of them.
LIMIT = 200
# A word piece seldom spans more characters than this; it bounds passages of unknown words, which
# a tokenizer counts as one piece however long they are.
CHARACTERS_A_PIECE = 20

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_WORD = re.compile(r"\S{1,1000}")

Count = Callable[[list[str]], list[int]]


def chunk(body: str, count: Count, *, limit: int = LIMIT) -> list[Span]:
    """The spans of the body's passages, in order, none overlapping, none empty.

    `count` gives the number of word pieces of each text. Whole paragraphs are gathered up to
    `limit` pieces. A paragraph longer than that is divided between sentences, and a sentence
    longer than that between words. Every character that is not white space lies in one span.
    """
    spans: list[Span] = []
    paragraphs = [Span(start=m.start(), end=m.end()) for m in _PARAGRAPH.finditer(body)]
    costs = _costs(body, paragraphs, count)
    gathered: list[tuple[Span, int]] = []
    for paragraph, cost in zip(paragraphs, costs, strict=True):
        if cost <= limit:
            gathered.append((paragraph, cost))
            continue
        spans += _gather(gathered, limit)
        gathered = []
        spans += _divide(body, paragraph, count, limit)
    return spans + _gather(gathered, limit)


def _divide(body: str, paragraph: Span, count: Count, limit: int) -> list[Span]:
    """Spans of one long paragraph, cut between sentences or, in a long sentence, words."""
    parts: list[tuple[Span, int]] = []
    sentences = list(_sentences(body, paragraph))
    for sentence, cost in zip(sentences, _costs(body, sentences, count), strict=True):
        if cost <= limit:
            parts.append((sentence, cost))
            continue
        found = _WORD.finditer(body, sentence.start, sentence.end)
        words = [Span(start=word.start(), end=word.end()) for word in found]
        parts += zip(words, _costs(body, words, count), strict=True)
    return _gather(parts, limit)


def _gather(parts: list[tuple[Span, int]], limit: int) -> list[Span]:
    """Neighbouring parts joined while their costs add up to no more than the limit."""
    spans: list[Span] = []
    room = 0
    for part, cost in parts:
        if spans and cost <= room:
            spans[-1] = Span(start=spans[-1].start, end=part.end)
            room -= cost
        else:
            spans.append(part)
            room = limit - cost
    return spans


def _sentences(body: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph, without the white space around them."""
    at = paragraph.start
    for sentence in sentencex.segment("en", body[paragraph.start : paragraph.end]):
        stripped = sentence.strip()
        if stripped:
            start = at + sentence.index(stripped)
            yield Span(start=start, end=start + len(stripped))
        at += len(sentence)


def _costs(body: str, spans: list[Span], count: Count) -> list[int]:
    texts = [body[span.start : span.end] for span in spans]
    counts = count(texts) if texts else []
    return [
        max(pieces, ceil(len(text) / CHARACTERS_A_PIECE))
        for pieces, text in zip(counts, texts, strict=True)
    ]
