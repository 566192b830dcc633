"""What retrieval is held against: BM25, and what LangChain with Chroma does as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from archive.daynumbers import day_number

if TYPE_CHECKING:
    from chromadb import Where

Count = Callable[[int, int], None]

PASSAGE_WORDS = 160
CHUNK, OVERLAP = 1_000, 200

RECENCY_GAIN, RECENCY_DAYS = 0.6, 21
"""A passage of d days before the question counts 1 + 0.6·e^(−d/21) where days count: the best of a
few tried on the summer questions."""


class Bm25:
    """bm25s, k1 1.2, b 0.75, English stems: whole paragraphs up to 160 words, headline first."""

    name = "BM25 (bm25s)"

    def __init__(self, articles: Sequence[dict[str, Any]]) -> None:
        """Indexes article rows with `headline`, `text` and `published`."""
        import bm25s
        import Stemmer

        self._bm25s = bm25s
        self._stemmer = Stemmer.Stemmer("english")
        self._texts: list[str] = []
        days: list[int] = []
        for article in articles:
            for passage in _paragraphs(article["text"]):
                self._texts.append(f"{article['headline']}\n{passage}")
                days.append(day_number(date.fromisoformat(article["published"])))
        self._days: NDArray[np.int64] = np.array(days)
        self._index = bm25s.BM25(k1=1.2, b=0.75)
        self._index.index(self._tokens(self._texts), show_progress=False)

    def search(self, question: str, as_of: date, k: int) -> list[str]:
        """Returns the k best passages published by a day, best first."""
        return self._best(self._scores(question, as_of), k)

    def search_dated(self, question: str, as_of: date, k: int) -> list[str]:
        """Returns the same where newer passages count more."""
        old = day_number(as_of) - self._days
        return self._best(self._scores(question, as_of) * recency(old), k)

    def _scores(self, question: str, as_of: date) -> NDArray[np.float64]:
        tokens = self._tokens([question])
        vocabulary = {number: word for word, number in tokens.vocab.items()}
        scores = self._index.get_scores([vocabulary[number] for number in tokens.ids[0]])
        return np.where(self._days <= day_number(as_of), scores, -1.0)

    def _best(self, scores: NDArray[np.float64], k: int) -> list[str]:
        return [self._texts[at] for at in np.argsort(-scores, kind="stable")[:k]]

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, show_progress=False
        )


class NaiveChroma:
    """RecursiveCharacterTextSplitter 1000/200 and Chroma's similarity search, the same embedder."""

    name = "LangChain + Chroma"

    def __init__(
        self, articles: Sequence[dict[str, Any]], embedder: Any, folder: Path, progress: Count
    ) -> None:
        """Opens the collection in a folder, filling it if it is not complete."""
        import chromadb
        from chromadb.config import Settings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._embedder = embedder
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        chunks = [
            (f"{article['headline']}\n{chunk}", chunk, article["published"])
            for article in articles
            for chunk in splitter.split_text(article["text"])
        ]
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._collection = client.get_or_create_collection(
            "naive", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        for start in range(self._collection.count(), len(chunks), 500):
            progress(start, len(chunks))
            part = chunks[start : start + 500]
            self._collection.add(
                ids=[str(start + n) for n in range(len(part))],
                embeddings=embedder.embed_array([text for _, text, _ in part]),
                documents=[shown for shown, _, _ in part],
                metadatas=[
                    {"day": day_number(date.fromisoformat(published))} for _, _, published in part
                ],
            )

    def search(self, question: str, as_of: date, k: int) -> list[str]:
        """Returns the k most similar chunks published by a day, each under its headline."""
        found = self._collection.query(
            query_embeddings=[self._embedder.embed_query(question)],
            n_results=k,
            where=cast("Where", {"day": {"$lte": day_number(as_of)}}),
        )
        assert found["documents"] is not None
        return found["documents"][0]


def recency(days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Returns the factor by which passages so many days old count."""
    return 1 + RECENCY_GAIN * np.exp(-np.maximum(days, 0) / RECENCY_DAYS)


def _paragraphs(text: str) -> list[str]:
    """Returns whole paragraphs joined up to 160 words."""
    passages: list[list[str]] = []
    room = 0
    for paragraph in text.split("\n\n"):
        words = len(paragraph.split())
        if passages and words <= room:
            passages[-1].append(paragraph)
            room -= words
        else:
            passages.append([paragraph])
            room = PASSAGE_WORDS - words
    return ["\n\n".join(parts) for parts in passages if any(part.strip() for part in parts)]
