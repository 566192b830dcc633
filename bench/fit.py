"""Fits the sentence model: `python -m bench.fit --home DIR --questions FILE`.

DIR is an archive made by `bench.retrieval`. Each question of the fitting half is asked twice: as of
its date, where a sentence that holds the answer is right and others wrong, and as of 30 days
before, when the news had not happened and every sentence is wrong. The sample archive's questions,
which are plainer than a quiz's, are fitted on as well. Writes `retrieval/weights.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

import retrieval
from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.questions import Posed, bears, normalise, read_questions, read_rows
from ingest.pipeline import ingest
from retrieval.extractive import ExtractiveDrafter, Weighed
from retrieval.question import Question, understand
from retrieval.retriever import ArchiveRetriever

EARLIER = timedelta(days=30)
PENALTY = 1.0
"""L2 penalty on every weight but the bias."""

DECLINED = 2 / 3
"""Share of the questions asked 30 days early that the threshold declines."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The shortlisted sentences of one question, and which of them hold the answer."""

    weighed: Sequence[Weighed]
    right: Sequence[bool]


def weigh(store: ArchiveStore, question: str, as_of: date) -> Sequence[Weighed]:
    """Returns the shortlisted sentences for a question as of a day."""
    query = understand(Question(text=question, asked=as_of, as_of=as_of))
    drafter = ExtractiveDrafter(store)
    evidence = ArchiveRetriever(store=store).retrieve(query)
    return drafter.weigh(query, drafter.gather(query, evidence))


def ask(store: ArchiveStore, posed: Posed, as_of: date, *, happened: bool) -> Asked:
    """Returns the sentences for a question as of a day; none is right before it happened."""
    weighed = weigh(store, posed.text, as_of)
    answer = normalise(posed.answer)
    right = [happened and bears(answer, normalise(one.candidate.text)) for one in weighed]
    return Asked(weighed=weighed, right=right)


def ask_samples(folder: Path, home: Path) -> list[Asked]:
    """Returns the sentences for the sample questions, right where a wanted string is held."""
    embedder = MiniLM()
    store = ArchiveStore(home, embedder)
    ingest([folder / "archive"], store, count=embedder.count_tokens_many)
    asked = []
    for row in read_rows(folder / "questions.jsonl"):
        day = date.fromisoformat(row["asked"])
        weighed = weigh(store, row["question"], day)
        wanted = [normalise(text) for text in row["must_contain"]]
        right = [
            any(bears(text, normalise(one.candidate.text)) for text in wanted) for one in weighed
        ]
        asked.append(Asked(weighed=weighed, right=right))
    store.close()
    return asked


def fit(features: Matrix, right: Matrix, weights: Matrix) -> Matrix:
    """Returns the coefficients of a penalised logistic regression, by Newton's method."""
    penalty = np.diag([0.0, *[PENALTY] * (features.shape[1] - 1)])
    found = np.zeros(features.shape[1])
    for _ in range(30):
        expected = 1 / (1 + np.exp(-features @ found))
        gradient = features.T @ (weights * (expected - right)) + penalty @ found
        curvature = (features.T * (weights * expected * (1 - expected))) @ features + penalty
        found -= np.linalg.solve(curvature, gradient)
    return found


def area(right: Matrix, wrong: Matrix) -> float:
    """Returns the chance that one of `right` lies above one of `wrong`: the area under the ROC."""
    return float((right[:, None] > wrong).mean() + 0.5 * (right[:, None] == wrong).mean())


def main() -> None:
    """Fits on one half, prints figures of both, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    chosen = parser.parse_args()
    store = ArchiveStore(chosen.home, MiniLM())

    def asked(split: str) -> tuple[list[Asked], list[Asked]]:
        posed = read_questions(chosen.questions, split)
        now = [ask(store, one, one.asked, happened=True) for one in posed]
        early = [ask(store, one, one.asked - EARLIER, happened=False) for one in posed]
        return now, early

    now, early = asked("fit")
    with TemporaryDirectory() as home:
        samples = ask_samples(Path("examples"), Path(home))
    sample = [one for one in now + early + samples if one.weighed]
    names = list(sample[0].weighed[0].features)
    rows = np.array([[w.features[n] for n in names] for one in sample for w in one.weighed])
    right = np.array([float(r) for one in sample for r in one.right])
    shares = np.array([1 / len(one.right) for one in sample for _ in one.right])
    found = fit(rows, right, shares)

    def best(asked: list[Asked]) -> tuple[Matrix, Matrix]:
        """The best sentence's probability of each question, and whether it is right."""
        scores, rights = [], []
        for one in asked:
            values = [float(np.dot([w.features[n] for n in names], found)) for w in one.weighed]
            at = int(np.argmax(values)) if values else -1
            scores.append(1 / (1 + np.exp(-values[at])) if values else 0.0)
            rights.append(float(one.right[at]) if values else 0.0)
        return np.array(scores), np.array(rights)

    threshold = float(np.quantile(best(early)[0], DECLINED))
    for split, (then, before) in (("fit", (now, early)), ("report", asked("report"))):
        scores, rights = best(then)
        silent = best(before)[0]
        print(
            f"{split}: {len(then)} questions, best sentence right {rights.mean():.3f}, "
            f"right and shown {(rights * (scores >= threshold)).mean():.3f}, shown "
            f"{(scores >= threshold).mean():.3f}, 30 days early declined "
            f"{(silent < threshold).mean():.3f}, area {area(scores, silent):.3f}"
        )
    written = {
        "fitted_on": f"{len(now)} questions of {chosen.questions.name}, split fit, and the "
        f"{len(samples)} of the sample archive, by bench.fit",
        "threshold": round(threshold, 4),
        "weights": {name: round(float(value), 3) for name, value in zip(names, found, strict=True)},
    }
    path = Path(retrieval.__path__[0]) / "weights.json"
    path.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(path.read_text())


if __name__ == "__main__":
    main()
