"""Fits what ingest/furniture.py and ingest/headlines.py weigh, and prints both tables.

`python -m bench.fit_cleaning --pages DIR --truth FILE` takes the same pages as bench/cleaning.py
and uses the development half alone. A paragraph counts as article when six in ten of its four-word
runs are in the true body; a line as the headline when its word F1 with the true one is 0.8 or more.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.cleaning import Truth, overlap, read_truths, split_of, words_of
from ingest.documents import RawDocument
from ingest.furniture import find_article
from ingest.headlines import WEIGHTS, headline_features
from ingest.lines import paragraphs_of
from ingest.looks import FEATURES, features, looks
from ingest.readers import read

Floats = NDArray[np.float64]
_RUN = 4
_L2 = 5.0
_HEADLINE_L2 = 0.5
_LATEST = date(2026, 1, 1)


def main() -> None:
    """Prints the weights of paragraphs (anywhere, inside) and of headlines."""
    parser = argparse.ArgumentParser(description="Fit the weights of the cleaning.")
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    options = parser.parse_args()
    anywhere: list[tuple[Floats, Floats, Floats]] = []
    inside: list[tuple[Floats, Floats, Floats]] = []
    headlines: list[tuple[Floats, Floats]] = []
    for truth in read_truths(options.truth):
        if split_of(truth.id) != "dev":
            continue
        raw = next(iter(read(options.pages / f"{truth.id}.txt.gz")))
        assert isinstance(raw, RawDocument)
        paragraphs = paragraphs_of(raw.text)
        rows = np.array(features(looks(paragraphs)))
        is_article = labels(paragraphs, truth)
        weights = np.sqrt([max(1, len(paragraph.split())) for paragraph in paragraphs])
        anywhere.append((rows, is_article, weights))
        if is_article.any():
            found = np.flatnonzero(is_article)
            within = slice(int(found[0]), int(found[-1]) + 1)
            inside.append((rows[within], is_article[within], weights[within]))
        places, lines = headline_features(paragraphs, find_article(paragraphs), _LATEST)
        right = [overlap(paragraphs[place], truth.headline)[2] >= 0.8 for place in places]
        if any(right):
            headlines.append((np.array(lines), np.array(right, dtype=float)))
    for name, one, other in zip(FEATURES, logistic(anywhere), logistic(inside), strict=True):
        print(f'    "{name}": ({one:.2f}, {other:.2f}),')
    print()
    for name, weight in zip(WEIGHTS, conditional(headlines), strict=True):
        print(f'    "{name}": {weight:.2f},')


def labels(paragraphs: Sequence[str], truth: Truth) -> Floats:
    """1 for each paragraph of the true body; short lines need article on both sides."""
    true = words_of(truth.body)
    runs = {tuple(true[at : at + _RUN]) for at in range(len(true) - _RUN + 1)}
    joined = f" {' '.join(true)} "
    sure: list[bool | None] = []
    for paragraph in paragraphs:
        words = words_of(paragraph)
        if len(words) >= _RUN + 2:
            own = [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
            sure.append(sum(run in runs for run in own) >= 0.6 * len(own))
        else:
            sure.append(None if words and f" {' '.join(words)} " in joined else False)
    return np.array(
        [
            float(
                any(sure[max(0, at - 3) : at]) and any(sure[at + 1 : at + 4])
                if known is None
                else known
            )
            for at, known in enumerate(sure)
        ]
    )


def logistic(pages: Sequence[tuple[Floats, Floats, Floats]]) -> Floats:
    """The weights of a logistic regression over all paragraphs, by Newton's method."""
    rows = np.vstack([page[0] for page in pages])
    truth = np.concatenate([page[1] for page in pages])
    mass = np.concatenate([page[2] for page in pages])
    mass /= mass.mean()
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (mass * (chance - truth)) + _L2 * weights
        curve = (rows * (mass * chance * (1 - chance))[:, None]).T @ rows
        weights = weights - np.linalg.solve(curve + _L2 * np.eye(len(weights)), slope)
    return weights


def conditional(pages: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The weights of a conditional logit: one choice a page among its lines."""
    weights = np.zeros(pages[0][0].shape[1])
    for _ in range(80):
        slope, curve = _HEADLINE_L2 * weights, _HEADLINE_L2 * np.eye(len(weights))
        for rows, right in pages:
            score = rows @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            wanted = chance * right / (chance * right).sum()
            mean = rows.T @ chance
            slope = slope + rows.T @ (chance - wanted)
            curve = curve + (rows * chance[:, None]).T @ rows - np.outer(mean, mean)
        weights = weights - 0.7 * np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
