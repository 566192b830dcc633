"""What a set of verdicts comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.verdicts import Expect, Verdict
from retrieval.answers import AnswerStatus

DEPTH = 10
"""How many articles are looked up for a question: recall is told at 1, 5 and this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in [0, 1], None where nothing measures it.

    `of` says over how many cases it was taken; for the precision of citations, over how many
    citations.
    """

    name: str
    value: float | None
    of: int


LABELS = {
    "right": "right in all",
    "answered_right": "answered right",
    "conflicts_shown": "conflicts shown",
    "recall_at_1": "recall at 1",
    "recall_at_5": "recall at 5",
    "recall_at_10": "recall at 10",
    "mrr": "mean reciprocal rank",
    "citation_precision": "citation precision",
    "abstention_precision": "abstention precision",
    "abstention_recall": "abstention recall",
}
"""Every figure by its name, as a file of cases may require it, and as a report calls it."""


def measure(verdicts: Sequence[Verdict]) -> tuple[Figure, ...]:
    """Returns all figures in the order of LABELS; docs/evaluation.md says what each means."""

    def expecting(*expectations: Expect) -> list[Verdict]:
        return [verdict for verdict in verdicts if verdict.expect in expectations]

    def right(among: Iterable[Verdict]) -> list[float]:
        return [float(verdict.right) for verdict in among]

    ranks = [verdict.rank for verdict in verdicts if verdict.ranked]

    def recall(depth: int) -> list[float]:
        return [float(rank is not None and rank <= depth) for rank in ranks]

    declined = [one for one in verdicts if one.expect and one.status is AnswerStatus.NOT_FOUND]
    rightly = [float(verdict.expect is Expect.ABSTENTION) for verdict in declined]
    samples = {
        "right": right(verdicts),
        "answered_right": right(expecting(Expect.ANSWER)),
        "conflicts_shown": right(expecting(Expect.CONFLICT)),
        "recall_at_1": recall(1),
        "recall_at_5": recall(5),
        "recall_at_10": recall(DEPTH),
        "mrr": [1 / rank if rank else 0.0 for rank in ranks],
        "citation_precision": [float(good) for verdict in verdicts for good in verdict.cited],
        "abstention_precision": rightly,
        "abstention_recall": [
            float(verdict.status is AnswerStatus.NOT_FOUND)
            for verdict in expecting(Expect.ABSTENTION)
        ],
    }
    return tuple(
        Figure(name=name, value=_mean(samples[name]), of=len(samples[name])) for name in LABELS
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A figure that a file of cases requires, and what it was."""

    name: str
    required: float
    value: float | None

    @property
    def met(self) -> bool:
        """Whether the figure was reached; one that nothing measures was not."""
        return self.value is not None and self.value >= self.required


def gates(require: Mapping[str, float], figures: Iterable[Figure]) -> tuple[Gate, ...]:
    """Returns what is required beside what was reached, in the order it was written."""
    values = {figure.name: figure.value for figure in figures}
    return tuple(
        Gate(name=name, required=required, value=values[name]) for name, required in require.items()
    )
