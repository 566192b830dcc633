"""How fast and how well the chain answers: `python -m bench.answering --home DIR --questions FILE`.

DIR is the `backfile` folder of an archive made by `bench.retrieval`. Each question is asked as of
its own date, without a chat model, and once more as of 30 days before, when the news had not
happened: then the answer should be that it is not in the archive.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.questions import Posed, bears, normalise, read_questions
from bench.silence import confidence_in, likeliest
from retrieval.answers import Answer, AnswerStatus, Evidence
from retrieval.chain import build_chain
from retrieval.drafting.extractive import ExtractiveDrafter, Weighed
from retrieval.question import Question, understand
from retrieval.searching.retriever import ArchiveRetriever
from retrieval.understanding.known import ArchiveNames

EARLIER = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A question with the answer it was given as of a day, and what that was drawn from.

    `weighed` are the sentences the drafter shortlisted, likeliest first, `confidence` how sure it
    was that any of them answers, in [0, 1]. `seconds` is what the answer alone took.
    """

    posed: Posed
    answer: Answer
    evidence: Sequence[Evidence]
    weighed: Sequence[Weighed]
    confidence: float
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the sentences shown hold the answer."""
        return self._holds(sentence.text for sentence in self.answer.sentences)

    @property
    def held(self) -> bool:
        """Whether the sentences that are shown where nothing is declined hold the answer."""
        return self._holds(likeliest(self.weighed))

    @property
    def declined(self) -> bool:
        """Whether the answer is that the archive does not say."""
        return self.answer.status is AnswerStatus.NOT_FOUND

    def _holds(self, shown: Iterator[str]) -> bool:
        return bears(normalise(self.posed.answer), normalise(" ".join(shown)))


class Desk:
    """Answers questions from an archive without a chat model, and keeps account of each."""

    def __init__(self, store: ArchiveStore) -> None:
        """`store` is only read."""
        self._chain = build_chain(store)
        self._known = ArchiveNames(store.catalogue)
        self._retriever = ArchiveRetriever(store=store, k=10)
        self._drafter = ExtractiveDrafter(store)

    def ask(self, posed: Posed, day: date) -> Given:
        """Returns the answer as of a day."""
        question = Question(text=posed.text, asked=day, as_of=day)
        started = time.perf_counter()
        answer = self._chain.invoke(question)
        seconds = time.perf_counter() - started
        query = understand(question, self._known)
        evidence = self._retriever.retrieve(query)
        found = self._drafter.gather(query, evidence)
        weighed = self._drafter.weigh(query, found)
        return Given(
            posed=posed,
            answer=answer,
            evidence=evidence,
            weighed=weighed,
            confidence=confidence_in(weighed, found),
            seconds=seconds,
        )


def inexact(given: Given, store: ArchiveStore) -> tuple[int, int]:
    """Returns how many quotes an answer displays, and how many are not `body[start:end]`."""
    shown = (*given.answer.citations, *given.answer.nearest)
    wrong = sum(
        store.catalogue.article(one.article_id).body[one.start : one.end] != one.quote
        for one in shown
    )
    return len(shown), wrong


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--split", choices=["all", "fit", "report"], default="report")
    chosen = parser.parse_args()
    store = ArchiveStore(chosen.home, MiniLM())
    store.heal()
    desk = Desk(store)
    questions = read_questions(chosen.questions, chosen.split)
    for posed in questions[:3]:
        desk.ask(posed, posed.asked)
    given = [desk.ask(posed, posed.asked) for posed in questions]
    silent = [desk.ask(posed, posed.asked - EARLIER) for posed in questions]
    store.close()

    def share(status: AnswerStatus, among: Sequence[Given]) -> float:
        return sum(one.answer.status is status for one in among) / len(among)

    seconds = [one.seconds for one in given]
    slow = statistics.quantiles(seconds, n=20)[-1]
    print(f"{len(questions)} questions ({chosen.split})")
    print(f"milliseconds a question: median {1000 * statistics.median(seconds):.0f}, ", end="")
    print(f"95th percentile {1000 * slow:.0f}")
    print(f"answered right in the sentences shown: {statistics.fmean(g.right for g in given):.3f}")
    for status in AnswerStatus:
        print(f"{status}: {share(status, given):.3f}, 30 days early {share(status, silent):.3f}")


if __name__ == "__main__":
    main()
