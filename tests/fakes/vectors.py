"""Invented vectors that lie as a news archive's do: stories in a space of few real dimensions."""

from __future__ import annotations

import numpy as np

from archive.vectors import VectorEntry, Vectors

LATENT = 30
"""Directions in which the stories differ; the rest of the dimensions carry noise."""

PASSAGES_A_STORY = 15


def story_vectors(count: int, dimensions: int, *, seed: int = 0) -> Vectors:
    """Returns unit vectors, shape (count, dimensions), in stories of about 15."""
    rng = np.random.default_rng(seed)
    stories = rng.normal(size=(max(1, count // PASSAGES_A_STORY), LATENT))
    latent = stories[rng.integers(0, len(stories), count)] + 0.7 * rng.normal(size=(count, LATENT))
    spread = rng.normal(size=(LATENT, dimensions)) / np.sqrt(LATENT)
    rows = latent @ spread + 0.3 * rng.normal(size=(count, dimensions))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def entries(matrix: Vectors) -> list[VectorEntry]:
    """Returns one entry a row, numbered from 1, five passages an article."""
    return [
        VectorEntry(
            passage_id=f"{at // 5:016x}.1.{at % 5}",
            number=at + 1,
            article_id=f"{at // 5:016x}",
            ordinal=at % 5,
            day=20240201,
            outlet="Harbour Post",
            vector=row,
        )
        for at, row in enumerate(matrix)
    ]
