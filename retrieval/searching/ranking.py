"""What the stages of a search say of a passage, and the one score they add up to. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from archive.placings import Placing
from archive.wordqueries import FieldWeights
from retrieval.question import Intent, Query
from retrieval.understanding.timespans import publication_window

_DATA = json.loads((files("retrieval.searching") / "ranking.json").read_text(encoding="utf-8"))


RECALLED = 14
"""Days that a report of today counts off a window in the past; set by judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Every number that ranking knows.

    `headline`, `phrases` and `quoted` weigh a BM25 score in the headline, of names and figures with
    what they count, and of quoted phrases, against 1 for a word in the passage. `cosine` is the
    share of the similarity in a score, words having the rest. A report of the day asked about
    counts 1 + `recency_gain` (`latest_gain` where the latest state is asked for), one that is d
    days off 1 + gain·e^(−d/`recency_days`). A neighbour joins a passage if it has at least
    `join_share` of its score, or adds at least `join_gain` of the question's words, by rarity.
    """

    headline: float
    phrases: float
    quoted: float
    cosine: float
    recency_gain: float
    recency_days: float
    latest_gain: float
    join_share: float
    join_gain: float

    @property
    def fields(self) -> FieldWeights:
        """What the lexical index needs to know of them."""
        return FieldWeights(headline=self.headline, phrases=self.phrases, quoted=self.quoted)


WEIGHTS = Weights(**_DATA["weights"])
"""Those in use; `ranking.json` says on what they were fitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What each stage says of a passage: BM25 scores, the cosine in [-1, 1], the day.

    `words` is the lexical search's own sum of the first four. The cosine is None where there is no
    vector or no dense search.
    """

    body: float = 0.0
    headline: float = 0.0
    phrases: float = 0.0
    quoted: float = 0.0
    words: float = 0.0
    cosine: float | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The best of one search, by which its scores are divided to be comparable."""

    words: float
    cosine: float

    @classmethod
    def of(cls, signals: Iterable[Signals]) -> Scale:
        """Returns the scale of all candidates of one search."""
        held = list(signals)
        return cls(
            words=max((one.words for one in held), default=0.0) or 1.0,
            cosine=max((one.cosine or 0.0 for one in held), default=0.0) or 1.0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A passage with its score, its cosine to the question, and what made the score up."""

    placing: Placing
    score: float
    similarity: float | None
    scores: Mapping[str, float] = field(default_factory=dict, hash=False)

    @property
    def place(self) -> tuple[str, int]:
        """Its article and its place there."""
        return self.placing.article_id, self.placing.ordinal


def score(
    placing: Placing, signals: Signals, scale: Scale, query: Query, weights: Weights = WEIGHTS
) -> Scored:
    """Returns a passage scored.

    score = ((1 − c)·words/best words + c·cosine/best cosine) · timeliness, where c is the cosine's
    weight.
    """
    timely = timeliness(signals.published, query, weights)
    relevance = (1 - weights.cosine) * signals.words / scale.words
    relevance += weights.cosine * (signals.cosine or 0.0) / scale.cosine
    stages = {
        "body": signals.body,
        "headline": signals.headline,
        "phrases": signals.phrases,
        "quoted": signals.quoted,
        "words": signals.words,
        "timeliness": timely,
    }
    if signals.cosine is not None:
        stages["cosine"] = signals.cosine
    return Scored(
        placing=placing, score=relevance * timely, similarity=signals.cosine, scores=stages
    )


def best_first(scored: Iterable[Scored]) -> list[Scored]:
    """Returns passages by score, equal ones in the order they were taken in."""
    return sorted(scored, key=lambda one: (-one.score, one.placing.number))


def timeliness(published: date | None, query: Query, weights: Weights = WEIGHTS) -> float:
    """Returns the factor, at least 1, by which a publication day raises a passage.

    Undated articles get 1.
    """
    days = days_off(published, query)
    if days is None:
        return 1.0
    gain = weights.latest_gain if query.intent is Intent.LATEST else weights.recency_gain
    return 1.0 + gain * math.exp(-days / weights.recency_days)


def days_off(published: date | None, query: Query) -> int | None:
    """Returns how many days a publication lies from the time asked about, None if undated.

    They count back from the day it is asked. Where the question names a window that is over, they
    count from when reports of it were published, and what is new is `RECALLED` days further off: a
    question often names the time of something else, and news recalls what happened.
    """
    if published is None:
        return None
    age = max(0, (query.asked - published).days)
    window = query.window
    if window is None or window.until is None or window.until >= query.asked:
        return age
    return min(publication_window(window, query.asked).distance(published), age + RECALLED)


def standings(scored: Sequence[Scored]) -> list[dict[str, int]]:
    """Returns for each passage its rank, from 1, in every stage that has given it a score."""
    found: list[dict[str, int]] = [{} for _ in scored]
    for stage in dict.fromkeys(stage for one in scored for stage in one.scores):
        values = sorted({one.scores.get(stage, 0.0) for one in scored}, reverse=True)
        ranks = {value: rank for rank, value in enumerate(values, start=1)}
        for one, row in zip(scored, found, strict=True):
            if value := one.scores.get(stage):
                row[stage] = ranks[value]
    return found
