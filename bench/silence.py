"""How sure the drafter is of an answer, and whether it is less so where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.fit import area
from retrieval.drafting.candidates import Candidate
from retrieval.drafting.extractive import Weighed, best_sentences
from retrieval.drafting.scoring import confidence

DECLINED = (0.5, 0.9)
"""Shares of the questions asked too early to be declined, at which right answers are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """How sure the drafter was that it can answer, and whether its sentences held the answer."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A threshold: what it declines of the questions asked too early, lets through, and gets right.

    `kept` and `right` are shares of all questions asked in time.
    """

    threshold: float
    declined: float
    kept: float
    right: float


def confidence_in(weighed: Sequence[Weighed], found: Sequence[Candidate]) -> float:
    """Returns how sure the drafter is, in [0, 1], that the evidence answers."""
    return confidence(weighed[0].score, found) if weighed else 0.0


def likeliest(weighed: Sequence[Weighed]) -> Iterator[str]:
    """Yields the sentences that are shown where nothing is declined."""
    best = best_sentences([one.candidate for one in weighed], [one.score for one in weighed])
    return (candidate.text for candidate in best)


def area_between(in_time: Sequence[Sure], early: Sequence[float]) -> float:
    """Returns the chance that an answer in time is surer than one before it happened."""
    return area(np.array([one.confidence for one in in_time]), np.array(early))


def bar(in_time: Sequence[Sure], early: Sequence[float], declined: float) -> Bar:
    """Returns the lowest threshold that declines a share of the questions asked too early."""
    threshold = float(np.quantile(early, declined, method="higher"))
    over = [one for one in in_time if one.confidence > threshold]
    return Bar(
        threshold=threshold,
        declined=sum(value <= threshold for value in early) / len(early),
        kept=len(over) / len(in_time),
        right=sum(one.right for one in over) / len(in_time),
    )
