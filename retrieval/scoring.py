"""How likely a sentence is to answer a question: a small fitted model over what is told of it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib.resources import files

from retrieval.candidates import Candidate, Wanted

_FITTED = json.loads((files("retrieval") / "weights.json").read_text(encoding="utf-8"))

WEIGHTS: Mapping[str, float] = _FITTED["weights"]
"""Logistic regression, fitted by `python -m bench.fit`; `weights.json` says on what."""

THRESHOLD: float = _FITTED["threshold"]
"""Probability below which nothing is answered."""


def features(
    candidate: Candidate, kind: Wanted, similarity: float, best: float
) -> dict[str, float]:
    """Returns what the model weighs of a candidate, each value in about [0, 1].

    `similarity` is the sentence's cosine to the question; `best` the score of the best passage.
    """
    definite = kind not in (Wanted.ANYTHING, Wanted.REASON)
    return {
        "bias": 1.0,
        "coverage": candidate.coverage,
        "context": candidate.context,
        "matter": candidate.matter,
        "missing": candidate.missing,
        "similarity": similarity,
        "passage similarity": candidate.evidence.similarity or 0.0,
        "standing": candidate.evidence.score / best if best else 0.0,
        "fits": float(definite and candidate.fits),
        "counts": float(kind is Wanted.FIGURE and candidate.fits and candidate.counts),
        "misfits": float(definite and not candidate.fits),
        "news": min(candidate.new_terms, 8) / 8,
    }


def probability(values: Mapping[str, float]) -> float:
    """Returns the model's probability, in (0, 1), that a sentence with these features answers."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))
