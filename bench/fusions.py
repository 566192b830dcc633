"""The usual ways to put a search by words and one by meaning together, over Backfile's passages."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from archive.filters import Filters
from archive.store import ArchiveStore
from bench.baselines import recency

RANKED = 100
"""Passages taken from each search."""

SCORED_BY_WORDS = 400
"""How deep the search by words is read for the scores of what the other found."""

CONSTANT = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): 1 / (60 + rank)."""

WORDS, MEANING = 0.6, 0.4
"""Weights of the best simple mix that was found on the summer questions."""


class Fusions:
    """Searches an archive by BM25 and by cosine, and puts the two together without more ado.

    Passages are Backfile's, one by one: no names, no windows, no neighbours, copies left in.
    """

    def __init__(self, store: ArchiveStore) -> None:
        """`store` has all its passages embedded."""
        self._store = store

    def by_ranks(self, question: str, as_of: date, k: int) -> list[str]:
        """Returns the k best passages published by a day by reciprocal rank, both lists equal."""
        standing: defaultdict[int, float] = defaultdict(float)
        for numbers in self._searched(question, as_of):
            for rank, number in enumerate(list(numbers)[:RANKED], start=1):
                standing[number] += 1 / (CONSTANT + rank)
        return self._best(standing, k)

    def by_scores(self, question: str, as_of: date, k: int) -> list[str]:
        """Returns the k best by 0.6 BM25/max + 0.4 cosine/max, where newer passages count more."""
        words, meaning = self._searched(question, as_of)
        numbers = sorted({*list(words)[:RANKED], *meaning})
        cosines = self._store.similarities(self._store.embed_query(question), numbers)
        most, nearest = max(words.values(), default=1.0), max(meaning.values(), default=1.0)
        published = {one.number: one.published for one in self._store.placings(numbers)}
        scores = {}
        for number in numbers:
            score = WORDS * words.get(number, 0.0) / most + MEANING * cosines[number] / nearest
            day = published[number]
            factor = float(recency(np.array([(as_of - day).days]))[0]) if day else 1.0
            scores[number] = score * factor
        return self._best(scores, k)

    def _searched(self, question: str, as_of: date) -> tuple[dict[int, float], dict[int, float]]:
        """Returns BM25 and cosines by passage, best first, the former beyond what is ranked."""
        filters = Filters(until=as_of)
        words = self._store.search_words(question, SCORED_BY_WORDS, filters)
        dense = self._store.search_dense(self._store.embed_query(question), RANKED, filters)
        return (
            {hit.number: hit.score for hit in words},
            {hit.number: hit.similarity for hit in dense},
        )

    def _best(self, scores: dict[int, float], k: int) -> list[str]:
        best = sorted(scores, key=lambda number: (-scores[number], number))[:k]
        return [
            f"{filed.article.headline}\n{filed.passage.text}"
            for filed in self._store.passages(best)
        ]
