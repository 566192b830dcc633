"""How likely a sentence is to answer, and the evidence as a whole: two small fitted models."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from importlib.resources import files

from retrieval.answers import Evidence
from retrieval.drafting.candidates import Candidate
from retrieval.drafting.wanted import Wanted

_FITTED = json.loads((files("retrieval.drafting") / "weights.json").read_text(encoding="utf-8"))

SENTENCE: Mapping[str, float] = _FITTED["sentence"]
"""Logistic regression that tells sentences which answer from others, fitted by `python -m
bench.fit`; `weights.json` says on what."""

ANSWER: Mapping[str, float] = _FITTED["answer"]
"""The same, telling whether anything in the archive answers, from what its best evidence is."""

THRESHOLD: float = _FITTED["threshold"]
"""Confidence below which nothing is answered."""

WEEK, MONTH = 7.0, 30.0
"""Days in which a report's nearness to the time asked about falls to 1/e. News is asked about when
it is new, and last month's reports of a like event answer like questions."""

UNDATED = 30
"""Days that an undated article is taken to lie from the time asked about: neither new nor old."""

ON_THE_MATTER, LATELY = 0.5, 7
"""An article speaks of the matter if it covers this share of the question, and lately if it was
published within so many days of the time asked about."""


def features(
    candidate: Candidate, kind: Wanted, best: float, similarity: float | None = None
) -> dict[str, float]:
    """Returns what the sentence model weighs of a candidate, each value in about [0, 1].

    `best` is the score of the best passage; `similarity` the sentence's cosine to the question,
    its passage's as long as it is not known.
    """
    definite = kind not in (Wanted.ANYTHING, Wanted.REASON)
    passage = candidate.evidence.similarity or 0.0
    return {
        "bias": 1.0,
        "coverage": candidate.coverage,
        "lead": candidate.lead,
        "beside": candidate.beside,
        "headline": candidate.headline,
        "context": candidate.context,
        "matter": candidate.matter,
        "missing": candidate.missing,
        "named": candidate.named,
        "similarity": passage if similarity is None else similarity,
        "passage similarity": passage,
        "standing": candidate.evidence.score / best if best else 0.0,
        "this week": nearness(candidate.evidence, WEEK),
        "this month": nearness(candidate.evidence, MONTH),
        "agreement": candidate.agreement,
        "fits": float(definite and candidate.fits),
        "counts": float(kind is Wanted.FIGURE and candidate.fits and candidate.counts),
        "misfits": float(definite and not candidate.fits),
        "news": min(candidate.new_terms, 8) / 8,
    }


def probability(values: Mapping[str, float], weights: Mapping[str, float] = SENTENCE) -> float:
    """Returns a model's probability, in (0, 1); of the sentence model, that a sentence answers."""
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-total))


def signs(likeliest: float, found: Sequence[Candidate]) -> dict[str, float]:
    """Returns what the answer model weighs, each value in about [-1, 1].

    `likeliest` is the probability of the likeliest sentence, `found` are all of the evidence's.
    """
    articles = {one.evidence.article.id: one for one in found}
    lately = [
        one
        for one in articles.values()
        if one.context >= ON_THE_MATTER and _days_off(one.evidence) <= LATELY
    ]
    return {
        "bias": 1.0,
        "likeliest": math.log(likeliest / (1 - likeliest)) / 5,
        "about it this month": max(one.context * nearness(one.evidence, MONTH) for one in found),
        "reports lately": min(len(lately), 10) / 10,
    }


def confidence(likeliest: float, found: Sequence[Candidate]) -> float:
    """Returns the answer model's probability, in (0, 1), that the evidence answers."""
    return probability(signs(likeliest, found), ANSWER)


def nearness(evidence: Evidence, days: float) -> float:
    """Returns e^(-d/days) of a report d days off the time asked about."""
    return math.exp(-_days_off(evidence) / days)


def _days_off(evidence: Evidence) -> int:
    return UNDATED if evidence.days_off is None else evidence.days_off
