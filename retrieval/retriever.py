"""Passages for a query: searched by words and by meaning, fused, dated, one report a time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from archive.catalogue import FiledPassage
from archive.store import ArchiveStore
from retrieval.answers import Evidence
from retrieval.question import Query, Question, understand

CANDIDATES = 100
"""Passages taken from each search. On the summer questions BM25's first 100 hold an answer for
70 % of questions and its first 50 for 68 %."""

SCORED_BY_WORDS = 400
"""How deep the lexical search is read for the scores of what only the dense search found."""

WORDS_SHARE = 0.6
"""Weight of the lexical score, the rest being the dense one's, each divided by its best."""

RECENCY_GAIN, RECENCY_DAYS = 0.6, 21.0
"""A report of the day asked about counts 1 + gain, one that is d days off 1 + gain·e^(−d/days)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate passage with its fused score and its cosine to the question."""

    filed: FiledPassage
    score: float
    similarity: float | None


class ArchiveRetriever(BaseRetriever):
    """A LangChain retriever over the archive.

    `retrieve` takes a `Query` and returns `Evidence`; the LangChain interface takes a question's
    text, asked today, and returns documents whose metadata names article, outlet and date.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: ArchiveStore
    k: int = 10
    passages_an_article: int = 3
    use_vectors: bool = True

    def retrieve(self, query: Query) -> list[Evidence]:
        """Returns the k best passages, best first, at most three an article, one copy a report.

        score = (0.6·BM25/best BM25 + 0.4·cosine/best cosine) · (1 + 0.6·e^(−days/21)), where days
        is how far the publication lies outside the window the question names or, where it names
        none or one that is not over, before the day it is asked. What one search alone found is
        scored by the other as well.
        """
        return [
            Evidence(
                n=n,
                passage=scored.filed.passage,
                article=scored.filed.article,
                score=scored.score,
                similarity=scored.similarity,
            )
            for n, scored in enumerate(
                diverse(self.rank(query), self.passages_an_article)[: self.k], start=1
            )
        ]

    def rank(self, query: Query) -> list[Scored]:
        """Returns all candidates of both searches, best first, copies included."""
        words = self.store.search_words(query.text, SCORED_BY_WORDS, query.filters)
        by_words = {hit.number: hit.score for hit in words}
        numbers = {hit.number for hit in words[:CANDIDATES]}
        by_meaning: dict[int, float] = {}
        if self.use_vectors:
            vector = self.store.embed_query(query.text)
            dense = self.store.search_dense(vector, CANDIDATES, query.filters)
            numbers |= {hit.number for hit in dense}
            by_meaning = self.store.similarities(vector, sorted(numbers))
        filed = self.store.passages(sorted(numbers))
        best_words = max(by_words.values(), default=1.0)
        best_meaning = max(by_meaning.values(), default=1.0)
        scored = []
        for item in filed:
            number = item.passage.number
            fused = WORDS_SHARE * by_words.get(number, 0.0) / best_words
            fused += (1 - WORDS_SHARE) * by_meaning.get(number, 0.0) / best_meaning
            scored.append(
                Scored(
                    filed=item,
                    score=fused * timeliness(item.article.published, query),
                    similarity=by_meaning.get(number),
                )
            )
        return sorted(scored, key=lambda one: (-one.score, one.filed.passage.number))

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        asked = understand(Question(text=query, asked=date.today()))
        return [_document(evidence) for evidence in self.retrieve(asked)]


def timeliness(published: date | None, query: Query) -> float:
    """Returns the factor by which a publication day raises a passage, in [1, 1.6]."""
    if published is None:
        return 1.0
    window = query.window
    if window and window.until and window.until < query.asked:
        days = window.distance(published)
    else:
        days = max(0, (query.asked - published).days)
    return 1.0 + RECENCY_GAIN * math.exp(-days / RECENCY_DAYS)


def diverse(ranked: Sequence[Scored], passages_an_article: int) -> list[Scored]:
    """Returns the list without copies of a report and with so many passages an article at most."""
    article_of_cluster: dict[int, str] = {}
    taken: Counter[str] = Counter()
    kept = []
    for scored in ranked:
        article = scored.filed.article.id
        if article_of_cluster.setdefault(scored.filed.cluster, article) != article:
            continue
        if taken[article] < passages_an_article:
            taken[article] += 1
            kept.append(scored)
    return kept


def _document(evidence: Evidence) -> Document:
    article = evidence.article
    metadata: dict[str, Any] = {
        "passage_id": evidence.passage.id,
        "article_id": article.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "score": evidence.score,
    }
    return Document(id=evidence.passage.id, page_content=evidence.passage.text, metadata=metadata)
