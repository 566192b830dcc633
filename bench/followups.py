"""Follow-up questions made to stand alone, beside the question alone and put behind the last one.

Of the content words that a person's rewrite adds, the share that the rule's rewrite holds (recall),
and of those that the rule adds, the share that the person added too (precision).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.questions import read_rows
from retrieval.text.wording import content_stems
from retrieval.understanding.followups import standalone
from retrieval.understanding.pronouns import Turn

Rewriting = Callable[[str, tuple[Turn, ...]], str]

ANSWERS_FOLLOW = "aagohary/canard"
"""The source whose history is a title, a section, and questions and answers in turn; in the other
sources it is questions, and in some an answer after each."""

LONGEST_QUESTION = 30
"""Words of the longest turn that is taken for a question where nothing tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A question, the conversation before it, and what a person made of the two."""

    question: str
    history: tuple[Turn, ...]
    rewrite: str


def read_follow_ups(path: Path) -> Iterator[FollowUp]:
    """Yields the questions of a set that a person really rewrote."""
    for row in read_rows(path):
        one = FollowUp(question=row["question"], history=tuple(_turns(row)), rewrite=row["rewrite"])
        if one.history and added(one.rewrite, one.question):
            yield one


def _turns(row: dict[str, Any]) -> Iterator[Turn]:
    said: list[str] = row["history"]
    if row["source"] == ANSWERS_FOLLOW:
        for question, answer in zip(said[::2], said[1::2], strict=False):
            yield Turn(question=question, answer=answer)
        return
    for text, after in zip(said, [*said[1:], ""], strict=False):
        if _asks(text):
            yield Turn(question=text, answer="" if _asks(after) else after)


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?") or 0 < len(text.split()) <= LONGEST_QUESTION


def added(rewrite: str, question: str) -> frozenset[str]:
    """Returns the stems of content words that a rewrite has beyond its question."""
    return content_stems(rewrite) - content_stems(question)


def alone(question: str, history: tuple[Turn, ...]) -> str:
    """Returns the question as it was asked."""
    return question


def put_behind(question: str, history: tuple[Turn, ...]) -> str:
    """Returns the question behind the one before it."""
    return f"{history[-1].question} {question}"


def measure(follow_ups: list[FollowUp], rewriting: Rewriting) -> tuple[float, float, float]:
    """Returns recall and precision, averaged over questions, and the share wholly recalled.

    A rewrite that adds nothing has precision 0.
    """
    recalls, precisions = [], []
    for one in follow_ups:
        wanted = added(one.rewrite, one.question)
        given = added(rewriting(one.question, one.history), one.question)
        recalls.append(len(wanted & given) / len(wanted))
        precisions.append(len(wanted & given) / len(given) if given else 0.0)
    n = len(follow_ups)
    return sum(recalls) / n, sum(precisions) / n, sum(recall == 1 for recall in recalls) / n


def main() -> None:
    """Prints the figures of every way, one file after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench.followups", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="rewrite-….jsonl.gz")
    for path in parser.parse_args().files:
        follow_ups = list(read_follow_ups(path))
        print(f"{path.name}: {len(follow_ups)} follow-ups   recall  precision  all recalled")
        for name, rewriting in (
            ("the question alone", alone),
            ("put behind the last question", put_behind),
            ("the rule", standalone),
        ):
            figures = "      ".join(f"{figure:.3f}" for figure in measure(follow_ups, rewriting))
            print(f"  {name:<45}{figures}")


if __name__ == "__main__":
    main()
