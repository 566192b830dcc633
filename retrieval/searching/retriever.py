"""Passages for a query: searched by words and by meaning, fused, dated, one report a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import BaseDocumentCompressor, Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from archive.matching import published_between
from archive.placings import Placing
from archive.store import ArchiveStore
from archive.wordqueries import Sought
from archive.words import WordHit
from retrieval.answers import Considered, Evidence
from retrieval.question import Query, Question, understand
from retrieval.searching.explaining import considered
from retrieval.searching.phrases import phrases, quoted
from retrieval.searching.ranking import (
    WEIGHTS,
    Scale,
    Scored,
    Signals,
    Weights,
    best_first,
    days_off,
    score,
)
from retrieval.searching.reranking import RERANKED, as_document, rerank
from retrieval.searching.runs import Run, alternated, diverse, join, neighbours
from retrieval.text.aliases import Aliases, read_aliases

CANDIDATES = 100
"""Passages taken from each search. On the summer questions BM25's first 100 hold an answer for
70 % of questions and its first 50 for 68 %."""

SCORED_BY_WORDS = 400
"""How deep the lexical search is read for the scores of what only the dense search found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """What a query found: its evidence, how candidates fared, and what is to be said of it."""

    evidence: tuple[Evidence, ...]
    considered: tuple[Considered, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """All candidates of one search, best first, and what scores any other passage like them."""

    candidates: Sequence[Scored]
    score_others: Callable[[Sequence[int]], list[Scored]]


class ArchiveRetriever(BaseRetriever):
    """A LangChain retriever over the archive.

    `retrieve` takes a `Query` and returns `Evidence`; the LangChain interface takes a question's
    text, asked today, and returns documents whose metadata names article, outlet and date.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: ArchiveStore
    k: int = 10
    passages_an_article: int = 1
    use_vectors: bool = True
    reranker: BaseDocumentCompressor | None = None
    weights: Weights = WEIGHTS
    _aliases: Aliases = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        """Reads the archive's own list of spellings.

        Raises:
            SettingsError: a line of it cannot be understood.
        """
        self._aliases = read_aliases(self.store.home)

    def retrieve(self, query: Query) -> list[Evidence]:
        """Returns the k best runs of passages, as `look_up` does."""
        return list(self.look_up(query).evidence)

    def look_up(self, query: Query) -> Retrieval:
        """Returns the k best runs of passages, best first, and how the candidates fared.

        One run an article unless the query or `passages_an_article` says more, one article a
        report. A run is a passage, or two neighbours where the second bears on the question too.
        What one search alone found is scored by the other as well. Of a query in parts each is
        searched by itself, and their results alternate. What is asked after the archive's last day
        is asked as of that day.
        """
        _, last = published_between(self.store.catalogue)
        query = replace(query, asked=min(query.asked, last or query.asked))
        rankings = [self.rank(replace(query, text=text)) for text in query.parts or (query.text,)]
        an_article = max(query.passages, self.passages_an_article)
        own = [diverse(one.candidates, an_article) for one in rankings]
        kept = diverse(alternated(own), an_article)
        room = max(self.k, RERANKED if self.reranker else 0)
        runs = self._joined(query, kept[:room], rankings)
        reranked: dict[str, float] = {}
        note = ""
        if self.reranker and runs:
            runs, reranked, note = rerank(self.reranker, query.text, runs)
        runs = runs[: self.k]
        ranked = alternated([one.candidates for one in rankings])
        return Retrieval(
            evidence=tuple(
                _evidence(n, run, reranked, query) for n, run in enumerate(runs, start=1)
            ),
            considered=considered(ranked, runs, reranked),
            notes=(note,) if note else (),
        )

    def rank(self, query: Query) -> Ranking:
        """Returns all candidates of both searches, best first, copies included."""
        sought = sought_in(query.text, self._aliases)
        words = self.store.search_words(sought, SCORED_BY_WORDS, query.filters, self.weights.fields)
        by_words = {hit.number: hit for hit in words}
        numbers = {hit.number for hit in words[:CANDIDATES]}
        vector = self.store.embed_query(query.text) if self.use_vectors else None
        if vector is not None:
            dense = self.store.search_dense(vector, CANDIDATES, query.filters)
            numbers |= {hit.number for hit in dense}

        def measured(numbers: Sequence[int]) -> list[tuple[Placing, Signals]]:
            by_meaning = {} if vector is None else self.store.similarities(vector, numbers)
            return [
                (placing, _signals(placing, by_words.get(placing.number), by_meaning))
                for placing in self.store.placings(numbers)
            ]

        found = measured(sorted(numbers))
        scale = Scale.of(signals for _, signals in found)

        def scored(found: Iterable[tuple[Placing, Signals]]) -> list[Scored]:
            return best_first(score(*one, scale, query, self.weights) for one in found)

        return Ranking(
            candidates=scored(found), score_others=lambda numbers: scored(measured(numbers))
        )

    def _joined(
        self, query: Query, kept: Sequence[Scored], rankings: Sequence[Ranking]
    ) -> list[Run]:
        """Returns runs of what is kept, with neighbours that the searches may not have found."""
        held = {one.place: one for ranking in rankings for one in ranking.candidates}
        known = {one.placing.number for one in held.values()}
        # The catalogue numbers an article's passages in a row; join() looks at their true places.
        near = {one.placing.number + step for one in kept for step in (-1, 1)}
        others = rankings[0].score_others(sorted(near - known))
        beside = {one.place: one for one in others} | held
        wanted = {one.placing.number for one in kept}
        wanted |= {
            beside[place].placing.number
            for one in kept
            for place in neighbours(one)
            if place in beside
        }
        filed = {one.passage.number: one for one in self.store.passages(sorted(wanted))}
        words = self.store.words
        rarity = words.rarity(dict.fromkeys(words.terms(query.text)))
        return join(kept, beside, filed, words.terms, rarity, self.weights)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        asked = understand(Question(text=query, asked=date.today()))
        return [_document(evidence) for evidence in self.retrieve(asked)]


def sought_in(text: str, aliases: Aliases) -> Sought:
    """Returns what the lexical index is asked for a question."""
    return Sought(
        words=text,
        spellings=aliases.groups(text),
        phrases=tuple(aliases.respelt(phrase) for phrase in phrases(text)),
        quoted=tuple(aliases.respelt(phrase) for phrase in quoted(text)),
    )


def _signals(placing: Placing, hit: WordHit | None, by_meaning: Mapping[int, float]) -> Signals:
    return Signals(
        body=hit.body if hit else 0.0,
        headline=hit.headline if hit else 0.0,
        phrases=hit.phrases if hit else 0.0,
        quoted=hit.quoted if hit else 0.0,
        words=hit.score if hit else 0.0,
        cosine=by_meaning.get(placing.number),
        published=placing.published,
    )


def _evidence(n: int, run: Run, reranked: Mapping[str, float], query: Query) -> Evidence:
    passage = run.passage
    again = {"reranker": reranked[passage.id]} if passage.id in reranked else {}
    return Evidence(
        n=n,
        passage=passage,
        article=run.article,
        score=run.best.score,
        similarity=run.best.similarity,
        scores={**run.best.scores, **again},
        days_off=days_off(run.article.published, query),
    )


def _document(evidence: Evidence) -> Document:
    document = as_document(evidence.passage, evidence.article)
    document.metadata["score"] = evidence.score
    return document
