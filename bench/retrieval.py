"""How well passages are found, beside plain BM25 and what LangChain with Chroma does as it comes.

`python -m bench.retrieval --articles FILE --questions FILE --home DIR` makes an archive of every
article and asks each question as of its own date, with and without the local model, all in one
run. `--home` keeps the archive and the baseline's collection between runs; the first run embeds
everything twice over, which takes most of an hour on two cores.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.baselines import Bm25, NaiveChroma
from bench.fusions import Fusions
from bench.questions import (
    Posed,
    Ranking,
    bears,
    first_bearing,
    measure,
    normalise,
    read_questions,
    read_rows,
)
from ingest.pipeline import ingest
from retrieval.question import Question, understand
from retrieval.searching.retriever import ArchiveRetriever

DEPTH = 20
FIRST = 10
"""Passages whose length is told: as many as a drafter is given."""

BUDGET = 8_000
"""Characters within which an answer is looked for as well, since passages are not equally long."""

Search = Callable[[str, date, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a search found for one question.

    `rank` is the first that bears the answer, from 1, if any; `characters` the length of the first
    ten; `in_budget` whether the first 8,000 characters bear it.
    """

    posed: Posed
    rank: int | None
    characters: int
    in_budget: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """A search's figures over questions; `seconds` is the median."""

    ranking: Ranking
    characters: float
    in_budget: float
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.ranking}  {self.in_budget:5.3f} {self.characters:9,.0f}"
            f"  {1000 * self.seconds:6.1f}"
        )


def with_retriever(store: ArchiveStore, *, use_vectors: bool) -> Search:
    """Returns a search by Backfile's retriever: passages under their headlines."""

    def search(question: str, as_of: date, k: int) -> list[str]:
        retriever = ArchiveRetriever(store=store, k=k, use_vectors=use_vectors)
        asked = understand(Question(text=question, asked=as_of, as_of=as_of))
        return [
            f"{evidence.article.headline}\n{evidence.passage.text}"
            for evidence in retriever.retrieve(asked)
        ]

    return search


def searches(
    store: ArchiveStore, articles: Sequence[dict[str, Any]], naive: Path | None
) -> Iterator[tuple[str, Search]]:
    """Yields every search by its name, each made when it is asked for.

    Those that need vectors are left out as long as the store lacks some; so is LangChain with
    Chroma without a folder for its collection.
    """
    bm25 = Bm25(articles)
    yield Bm25.name, bm25.search
    yield f"{Bm25.name}, dated", bm25.search_dated
    if naive:
        chroma = NaiveChroma(articles, store.embedder, naive, partial(progress, "naive baseline"))
        yield NaiveChroma.name, chroma.search
    embedded = not store.backlog().to_embed
    if embedded:
        fusions = Fusions(store)
        yield "equal fusion of ranks", fusions.by_ranks
        yield "simple mix, dated", fusions.by_scores
    yield "Backfile, words only", with_retriever(store, use_vectors=False)
    if embedded:
        yield "Backfile", with_retriever(store, use_vectors=True)


def tried(search: Search, questions: Sequence[Posed]) -> Iterator[Tried]:
    """Yields what a search finds for each question, asked as of its own date."""
    for posed in questions:
        started = time.perf_counter()
        texts = search(posed.text, posed.asked, DEPTH)
        seconds = time.perf_counter() - started
        yield Tried(
            posed=posed,
            rank=first_bearing(posed.answer, texts),
            characters=sum(map(len, texts[:FIRST])),
            in_budget=bears(normalise(posed.answer), normalise("\n".join(texts)[:BUDGET])),
            seconds=seconds,
        )


def figures(some: Sequence[Tried]) -> Searching:
    """Returns the figures of a search over some of its questions."""
    return Searching(
        ranking=measure([one.rank for one in some]),
        characters=statistics.fmean(one.characters for one in some),
        in_budget=statistics.fmean(one.in_budget for one in some),
        seconds=statistics.median(one.seconds for one in some),
    )


def progress(stage: str, done: int, total: int) -> None:
    """Shows how far a long step is, on one line of standard error."""
    print(f"\r{stage} {done:,} of {total:,}", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True, help="kept between runs")
    parser.add_argument("--split", choices=["all", "fit", "report"], default="all")
    parser.add_argument("--skip-naive", action="store_true", help="leave the Chroma baseline out")
    chosen = parser.parse_args()

    embedder = MiniLM()
    store = ArchiveStore(chosen.home / "backfile", embedder)
    ingest([chosen.articles], store, count=embedder.count_tokens_many, stages=progress)
    articles = list(read_rows(chosen.articles))
    questions = read_questions(chosen.questions, chosen.split)
    print(f"\n{len(articles):,} articles, {len(questions)} questions ({chosen.split})")
    heads = ["@1", "@5", "@10", "@20", "MRR", f"{BUDGET // 1000}k"]
    print(f"{'':22}{'  '.join(f'{head:>5}' for head in heads)} first ten  ms/question")
    naive = None if chosen.skip_naive else chosen.home / "naive"
    for name, search in searches(store, articles, naive):
        print(f"{name:22}{figures(list(tried(search, questions)))}")
    store.close()


if __name__ == "__main__":
    main()
