"""An embedder that embeds no text twice: a measurement asks of the same sentences many times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.embeddings import Embedder


class Remembering:
    """Wraps an embedder whose vectors do not depend on what is embedded beside a text."""

    def __init__(self, embedder: Embedder) -> None:
        """Keeps every vector that `embedder` makes."""
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        """The wrapped embedder's name."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimensions

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors in their order, (n, dimensions) float32."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed_array(new), strict=True))
        return np.array([self._known[text] for text in texts], np.float32).reshape(
            len(texts), self.dimensions
        )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The texts' vectors, in their order."""
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """A question's vector."""
        return self.embed_documents([text])[0]
