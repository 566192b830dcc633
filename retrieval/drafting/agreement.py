"""What independent articles agree on: names, figures and titles that the question lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from retrieval.answers import Evidence
from retrieval.text.figures import figures
from retrieval.text.wording import plain

_NAME = re.compile(r"\b[A-Z][\w'’.&-]*(?:\s+(?:(?:de|van|von|al|of|the)\s+)?[A-Z][\w'’.&-]*)*")
_TITLE = re.compile(r"[\"“]([^\"”]{2,40})[\"”]")


class Agreement:
    """How much of the evidence names the same things; each item is another report.

    Many articles that tell of one event name its answer, each in its own words.
    """

    def __init__(self, question: str, evidence: Sequence[Evidence]) -> None:
        """Counts what every passage names beyond the question, weighed by the passage's score."""
        self._asked = plain(question)
        self._support: dict[str, float] = defaultdict(float)
        for item in evidence:
            for name in self._named(item.passage.text):
                self._support[name] += item.score
        self._total = sum(item.score for item in evidence)

    def of(self, sentence: str) -> float:
        """Returns the share of the evidence that has the sentence's most agreed-on name."""
        shares = [self._support.get(name, 0.0) for name in self._named(sentence)]
        return max(shares, default=0.0) / self._total if self._total else 0.0

    def _named(self, text: str) -> set[str]:
        written = [match[0] for match in _NAME.finditer(text)]
        written += [match[1] for match in _TITLE.finditer(text)]
        written += [figure.text for figure in figures(text)]
        names = {plain(name).strip(" .,") for name in written}
        return {name for name in names if len(name) > 1 and name not in self._asked}
