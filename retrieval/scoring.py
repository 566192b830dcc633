"""How likely a sentence is to answer a question: a small fitted model over what is told of it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from retrieval.candidates import Candidate

WEIGHTS: Mapping[str, float] = {
    "bias": -4.0,
    "coverage": 2.0,
    "context": 2.0,
    "missing": -1.0,
    "similarity": 3.0,
    "passage similarity": 1.0,
    "standing": 1.0,
    "fits": 1.0,
    "news": 0.5,
    "lead": 0.3,
}

THRESHOLD = 0.2


def features(
    candidate: Candidate, rarity: Mapping[str, float], similarity: float, best_score: float
) -> dict[str, float]:
    """Returns what the model weighs of a candidate, each value in about [0, 1].

    `similarity` is the sentence's cosine to the question; `best_score` the best passage's score.
    """
    new = len(candidate.terms - rarity.keys())
    return {
        "bias": 1.0,
        "coverage": candidate.coverage,
        "context": candidate.context,
        "missing": candidate.missing,
        "similarity": similarity,
        "passage similarity": candidate.evidence.similarity or 0.0,
        "standing": candidate.evidence.score / best_score if best_score else 0.0,
        "fits": float(candidate.fits),
        "news": min(new, 8) / 8,
        "lead": float(candidate.lead),
    }


def probability(values: Mapping[str, float]) -> float:
    """Returns the model's probability, in (0, 1), that a sentence with these features answers."""
    total = sum(WEIGHTS[name] * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))
