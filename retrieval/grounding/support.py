"""The verbatim sentence of a passage that best supports a drafted one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answers import Evidence
from retrieval.text.figures import figures
from retrieval.text.sentences import filing_length, sentence_spans
from retrieval.text.wording import content_stems, coverage

_SECOND_GAIN = 0.2  # a neighbour joins the quote when it covers this much more of the draft


@dataclass(frozen=True, slots=True)
class Support:
    """Where in an article's body the support of a sentence stands, and how much it covers.

    `body[start:end] == quote`. `share` is the share of the drafted sentence's content words that
    the quote holds, in [0, 1]; `given` the share of the quote's that the drafted sentence holds.
    """

    evidence: Evidence
    start: int
    end: int
    share: float
    given: float

    @property
    def quote(self) -> str:
        """The supporting text, verbatim."""
        return self.evidence.article.body[self.start : self.end]


def best_support(text: str, evidence: Evidence, quoted: Sequence[tuple[int, int]] = ()) -> Support:
    """The sentence of the evidence's passage, or run of two, that covers most of `text`.

    Figures count double. Given `quoted`, spans of the article's body that `text` quotes, the result
    is made to hold the first of them.
    """
    passage = evidence.passage
    offset, body = passage.start, passage.text
    if quoted and not (passage.start <= quoted[0][0] and quoted[0][1] <= passage.end):
        offset, body = 0, evidence.article.body
    spans = [(start + offset, end + offset) for start, end in sentence_spans(body)]
    if quoted:
        first, last = quoted[0]
        held = [(start, end) for start, end in spans if start < last and first < end]
        start, end = min(held)[0], max(held)[1]
        return _measured(text, evidence, start, end)
    wanted = content_stems(text)
    values = {value for figure in figures(text) for value in figure.values}
    full = evidence.article.body

    def score(start: int, end: int) -> float:
        held = {value for figure in figures(full[start:end]) for value in figure.values}
        total = len(wanted) + len(values)
        same = len(wanted & content_stems(full[start:end])) + len(values & held)
        return same / total if total else 0.0

    scores = [score(*span) for span in spans]
    best = max(range(len(spans)), key=lambda i: (scores[i], -i))
    start, end = spans[best]
    for neighbour in (best + 1, best - 1):
        if 0 <= neighbour < len(spans):
            run = (min(start, spans[neighbour][0]), max(end, spans[neighbour][1]))
            if score(*run) >= scores[best] + _SECOND_GAIN:
                start, end = run
                break
    return _measured(text, evidence, start, end)


def _measured(text: str, evidence: Evidence, start: int, end: int) -> Support:
    drafted, quote = content_stems(text), content_stems(evidence.article.body[start:end])
    return Support(evidence, start, end, coverage(drafted, quote), coverage(quote, drafted))


def _starts(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a sentence may be taken to begin: with its place of filing, or after it."""
    return start, start + filing_length(text[start:end])


def verbatim_support(text: str, evidence: Evidence) -> Support | None:
    """The support of a sentence, or run of them, copied whole from the passage, or None.

    White space may differ. Part of a sentence does not count: it may have lost a "not".
    """
    passage = evidence.passage
    spans = sentence_spans(passage.text)
    starts = {at for span in spans for at in _starts(passage.text, *span)}
    ends = {end for _, end in spans}
    pattern = r"\s+".join(re.escape(word) for word in text.split())
    for found in re.finditer(pattern, passage.text) if pattern else ():
        if found.start() in starts and found.end() in ends:
            start, end = (passage.start + at for at in found.span())
            return Support(evidence, start, end, 1.0, 1.0)
    return None
