"""Fits the drafter's two models: `python -m bench.fit --home DIR --questions FILE`.

DIR is the `backfile` folder of an archive made by `bench.retrieval`. Each question of the fitting
half is asked twice: as of its date, where a sentence that holds the answer is right and others
wrong, and as of 30 days before, when the news had not happened and every sentence is wrong. The
sample archive's questions, which are plainer than a quiz's, are fitted on as well. Writes
`retrieval/drafting/weights.json`. What is shortlisted depends on the weights there are: run it
until they settle, which takes two runs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

import retrieval.drafting
from archive.minilm import MiniLM
from archive.store import ArchiveStore
from bench.questions import Posed, bears, normalise, read_questions, read_rows
from ingest.pipeline import ingest
from retrieval.drafting.candidates import Candidate
from retrieval.drafting.extractive import ExtractiveDrafter, Weighed, best_sentences
from retrieval.drafting.scoring import probability, signs
from retrieval.question import Question, understand
from retrieval.searching.retriever import ArchiveRetriever

EARLIER = timedelta(days=30)
SENTENCE_PENALTY, ANSWER_PENALTY = 1.0, 3.0
"""L2 penalties on every weight but the bias, of the order that five-fold cross-validation on the
fitting half of the summer questions preferred; a factor of ten either way changes little."""

KEPT = 0.97
"""Share of the rightly answered questions fitted on that the threshold lets through."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: its shortlisted sentences, which hold the answer, and all of the evidence's.

    `answered` tells whether the archive answers it, as far as is known.
    """

    weighed: Sequence[Weighed]
    right: Sequence[bool]
    found: Sequence[Candidate]
    answered: bool


def ask(
    store: ArchiveStore, question: str, as_of: date, wanted: Sequence[str], *, answered: bool
) -> Asked:
    """Returns the sentences for a question as of a day, right where a wanted string is held."""
    query = understand(Question(text=question, asked=as_of, as_of=as_of))
    drafter = ExtractiveDrafter(store)
    found = drafter.gather(query, ArchiveRetriever(store=store).retrieve(query))
    weighed = drafter.weigh(query, found)
    held = [normalise(text) for text in wanted]
    right = [any(bears(text, normalise(one.candidate.text)) for text in held) for one in weighed]
    return Asked(weighed=weighed, right=right, found=found, answered=answered)


def ask_all(store: ArchiveStore, posed: Sequence[Posed]) -> tuple[list[Asked], list[Asked]]:
    """Returns the questions as of their dates, and as of before it happened."""
    now, early = [], []
    for n, one in enumerate(posed, start=1):
        print(f"\r{n} of {len(posed)} questions", end="", file=sys.stderr, flush=True)
        now.append(ask(store, one.text, one.asked, [one.answer], answered=True))
        early.append(ask(store, one.text, one.asked - EARLIER, [], answered=False))
    return now, early


def ask_samples(folder: Path, home: Path) -> list[Asked]:
    """Returns the sentences for the sample questions."""
    embedder = MiniLM()
    store = ArchiveStore(home, embedder)
    ingest([folder / "archive"], store, count=embedder.count_tokens_many)
    asked = [
        ask(
            store,
            row["question"],
            date.fromisoformat(row["asked"]),
            row["must_contain"],
            answered=row["expect"] != "not_found",
        )
        for row in read_rows(folder / "questions.jsonl")
    ]
    store.close()
    return asked


def regress(
    rows: Sequence[Mapping[str, float]], right: Matrix, counts: Matrix, penalty: float
) -> dict[str, float]:
    """Returns the weights of a penalised logistic regression by name, by Newton's method."""
    names = list(rows[0])
    features = np.array([[row[name] for name in names] for row in rows])
    penalties = np.diag([0.0 if name == "bias" else penalty for name in names])
    found = np.zeros(len(names))
    for _ in range(30):
        expected = 1 / (1 + np.exp(-features @ found))
        gradient = features.T @ (counts * (expected - right)) + penalties @ found
        curvature = (features.T * (counts * expected * (1 - expected))) @ features + penalties
        found -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def fit_sentences(asked: Sequence[Asked]) -> dict[str, float]:
    """Returns the sentence model; every question counts the same, however many sentences it has."""
    every = [
        (one, weighed, right)
        for one in asked
        for weighed, right in zip(one.weighed, one.right, strict=True)
    ]
    return regress(
        [weighed.features for _, weighed, _ in every],
        np.array([float(right) for _, _, right in every]),
        np.array([1 / len(one.right) for one, _, _ in every]),
        SENTENCE_PENALTY,
    )


def likeliest(one: Asked, sentence: Mapping[str, float]) -> float:
    """Returns the sentence model's probability of a question's likeliest sentence."""
    return max(probability(weighed.features, sentence) for weighed in one.weighed)


def confidences(
    asked: Sequence[Asked], sentence: Mapping[str, float], answer: Mapping[str, float]
) -> Matrix:
    """Returns the answer model's probability for each question."""
    return np.array(
        [
            probability(signs(likeliest(one, sentence), one.found), answer) if one.weighed else 0.0
            for one in asked
        ]
    )


def shown_right(one: Asked, sentence: Mapping[str, float]) -> bool:
    """Returns whether one of the sentences that would be shown is right."""
    right = {
        id(weighed.candidate): held for weighed, held in zip(one.weighed, one.right, strict=True)
    }
    order = sorted(one.weighed, key=lambda weighed: -probability(weighed.features, sentence))
    scores = [probability(weighed.features, sentence) for weighed in order]
    return any(
        right[id(candidate)] for candidate in best_sentences([w.candidate for w in order], scores)
    )


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
    store.heal()
    now, early = ask_all(store, read_questions(chosen.questions, "fit"))
    with TemporaryDirectory() as home:
        samples = ask_samples(Path("examples"), Path(home))

    asked = [one for one in (*now, *early, *samples) if one.weighed]
    sentence = fit_sentences(asked)
    answer = regress(
        [signs(likeliest(one, sentence), one.found) for one in asked],
        np.array([float(one.answered) for one in asked]),
        np.ones(len(asked)),
        ANSWER_PENALTY,
    )
    rightly = [one for one in (*now, *samples) if one.weighed and shown_right(one, sentence)]
    threshold = float(np.quantile(confidences(rightly, sentence, answer), 1 - KEPT))
    written = {
        "fitted_on": f"{len(now)} questions of {chosen.questions.name}, split fit, and the "
        f"{len(samples)} of the sample archive, by bench.fit",
        "threshold": round(threshold, 4),
        "sentence": sentence,
        "answer": answer,
    }
    path = Path(retrieval.drafting.__path__[0]) / "weights.json"
    path.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(path.read_text())

    for split in ("fit", "report"):
        if split == "report":
            now, early = ask_all(store, read_questions(chosen.questions, split))
        sure, silent = (confidences(these, sentence, answer) for these in (now, early))
        held = np.array([shown_right(one, sentence) for one in now])
        print(
            f"{split}: {len(now)} questions, right in the sentences {held.mean():.3f}, "
            f"right and shown {(held & (sure >= threshold)).mean():.3f}, "
            f"shown {(sure >= threshold).mean():.3f}, 30 days early declined "
            f"{(silent < threshold).mean():.3f}, area {area(sure, silent):.3f}"
        )
    store.close()


if __name__ == "__main__":
    main()
