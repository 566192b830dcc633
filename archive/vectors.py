"""What goes into a dense index and what comes out of it.

Two indexes share these values and give the same answers: `archive.exact.ExactIndex`, which holds
every vector in memory, and `archive.chroma.ChromaIndex`, which keeps them in Chroma. Both are
filled from the catalogue and can be thrown away at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]

SIMILARITY_DECIMALS = 6
"""Similarities are rounded here so that equal vectors tie: float32 sums differ after 7 digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorEntry:
    """One passage's vector and what the index says of it.

    `day` is the publication day as yyyymmdd, 0 when unknown. `vector` is float32, shape
    (dimensions,); its length does not matter.
    """

    passage_id: str
    number: int
    article_id: str
    ordinal: int
    day: int
    outlet: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A passage found by nearness: its number and its cosine similarity, in [-1, 1]."""

    number: int
    similarity: float


def ranked(hits: list[DenseHit]) -> list[DenseHit]:
    """Returns the hits, nearest first, ties by number ascending."""
    return sorted(hits, key=lambda hit: (-hit.similarity, hit.number))
