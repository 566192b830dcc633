"""Question sets over news: reading them, and judging what was found.

The sets are RealTimeQA's (Kasai et al., NeurIPS 2023), as JSON Lines: articles with `url, headline,
published, outlet, authors, text`, questions with `id, asked, question, choices, answer`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

RECALL_AT = (1, 5, 10, 20)
_UNANSWERABLE = re.compile(r"\b(?:all|none|both|neither) of\b|^(?:all|none|both|neither)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A question with the day it was asked, its answer, and the choices it was one of."""

    id: str
    asked: date
    text: str
    answer: str
    choices: tuple[str, ...] = ()


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the objects of a JSON Lines file, gzipped or not."""
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
        yield json.loads(line)


def read_questions(path: Path, split: str = "all") -> list[Posed]:
    """Returns the questions whose answer is one thing; `split` is "fit", "report" or "all".

    The splits are halves by a hash of the id, so that nothing is reported that was tuned on.
    """
    posed = [
        Posed(
            id=row["id"],
            asked=date.fromisoformat(row["asked"]),
            text=row["question"],
            answer=row["answer"],
            choices=tuple(row.get("choices", ())),
        )
        for row in read_rows(path)
        if not _UNANSWERABLE.search(normalise(row["answer"]))
    ]
    return [one for one in posed if split in ("all", half(one.id))]


def half(question_id: str) -> str:
    """Returns the split a question belongs to."""
    return "fit" if hashlib.sha256(question_id.encode()).digest()[0] % 2 else "report"


def normalise(text: str) -> str:
    """Returns text as answers are compared: lower case, one space, no articles, marks or quotes."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[\"'`‘’“”«»]", "", text)
    text = re.sub(r"[^\w%$.]|_", " ", text)
    text = re.sub(r"\b(?:a|an|the)\b", " ", text)
    return " ".join(text.split())


def bears(answer: str, text: str) -> bool:
    """Returns whether a text holds an answer, both normalised, at word boundaries."""
    return bool(re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Answer recall at `RECALL_AT` and mean reciprocal rank at 10, over so many questions."""

    questions: int
    recall: tuple[float, ...]
    mrr: float

    def __str__(self) -> str:
        return "  ".join(f"{value:.3f}" for value in (*self.recall, self.mrr))


def measure(first_bearing: Sequence[int | None]) -> Ranking:
    """Returns the figures from each question's first answer-bearing rank, from 1, or None."""
    n = len(first_bearing)
    found = [rank for rank in first_bearing if rank]
    return Ranking(
        questions=n,
        recall=tuple(sum(rank <= k for rank in found) / n for k in RECALL_AT),
        mrr=sum(1 / rank for rank in found if rank <= 10) / n,
    )


def first_bearing(answer: str, texts: Sequence[str]) -> int | None:
    """Returns the rank, from 1, of the first text that holds the answer, or None."""
    wanted = normalise(answer)
    ranks = (rank for rank, text in enumerate(texts, 1) if bears(wanted, normalise(text)))
    return next(ranks, None)
