"""How fast and how well the chain answers: `python -m bench.answering --home DIR --questions FILE`.

DIR is the `backfile` folder of an archive made by `bench.retrieval`. Each question is asked as of
its own date, without a chat model, and once more as of 30 days before, when the news had not
happened: then the answer should be that it is not in the archive.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from langchain_core.runnables import Runnable

from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.questions import Posed, bears, normalise, read_questions
from retrieval.answers import Answer, AnswerStatus
from retrieval.chain import build_chain
from retrieval.question import Question

EARLIER = timedelta(days=30)


def ask(
    chain: Runnable[Question, Answer], questions: Sequence[Posed], earlier: timedelta
) -> tuple[list[Answer], list[float]]:
    """Returns the answers as of so long before each question's date, and the seconds each took."""
    answers, seconds = [], []
    for posed in questions:
        day: date = posed.asked - earlier
        started = time.perf_counter()
        answers.append(chain.invoke(Question(text=posed.text, asked=day, as_of=day)))
        seconds.append(time.perf_counter() - started)
    return answers, seconds


def right(posed: Posed, answer: Answer) -> bool:
    """Returns whether the sentences shown hold the answer."""
    shown = normalise(" ".join(sentence.text for sentence in answer.sentences))
    return bears(normalise(posed.answer), shown)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--split", choices=["all", "fit", "report"], default="report")
    chosen = parser.parse_args()
    store = ArchiveStore(chosen.home, MiniLM())
    store.heal()
    chain = build_chain(store)
    questions = read_questions(chosen.questions, chosen.split)
    ask(chain, questions[:3], timedelta())
    answers, seconds = ask(chain, questions, timedelta())
    silent, _ = ask(chain, questions, EARLIER)
    store.close()

    def share(status: AnswerStatus, among: Sequence[Answer]) -> float:
        return sum(answer.status is status for answer in among) / len(among)

    correct = [right(posed, answer) for posed, answer in zip(questions, answers, strict=True)]
    slow = statistics.quantiles(seconds, n=20)[-1]
    print(f"{len(questions)} questions ({chosen.split})")
    print(f"milliseconds a question: median {1000 * statistics.median(seconds):.0f}, ", end="")
    print(f"95th percentile {1000 * slow:.0f}")
    print(f"answered right in the sentences shown: {statistics.mean(correct):.3f}")
    for status in AnswerStatus:
        print(f"{status}: {share(status, answers):.3f}, 30 days early {share(status, silent):.3f}")


if __name__ == "__main__":
    main()
