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
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.baselines import Bm25, NaiveChroma
from bench.questions import Posed, Ranking, first_bearing, measure, read_questions, read_rows
from ingest.pipeline import ingest
from retrieval.question import Question, understand
from retrieval.retriever import ArchiveRetriever

DEPTH = 20
Search = Callable[[str, date, int], list[str]]


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


def rank(search: Search, questions: Sequence[Posed]) -> tuple[Ranking, float]:
    """Returns a search's figures over the questions, and its median seconds a question."""
    ranks, seconds = [], []
    for posed in questions:
        started = time.perf_counter()
        texts = search(posed.text, posed.asked, DEPTH)
        seconds.append(time.perf_counter() - started)
        ranks.append(first_bearing(posed.answer, texts))
    return measure(ranks), statistics.median(seconds)


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
    searches: list[tuple[str, Search]] = [(Bm25.name, Bm25(articles).search)]
    if not chosen.skip_naive:
        naive = NaiveChroma(
            articles, embedder, chosen.home / "naive", partial(progress, "naive baseline")
        )
        searches.append((NaiveChroma.name, naive.search))
    searches.append(("Backfile, words only", with_retriever(store, use_vectors=False)))
    searches.append(("Backfile", with_retriever(store, use_vectors=True)))

    questions = read_questions(chosen.questions, chosen.split)
    print(f"\n{len(articles):,} articles, {len(questions)} questions ({chosen.split})")
    print(f"{'':22}{'@1':>5}  {'@5':>5}  {'@10':>5}  {'@20':>5}  {'MRR':>5}  ms/question")
    for name, search in searches:
        figures, seconds = rank(search, questions)
        print(f"{name:22}{figures}  {1000 * seconds:6.1f}")
    store.close()


if __name__ == "__main__":
    main()
