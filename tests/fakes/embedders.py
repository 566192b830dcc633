"""An embedder for tests: no model, no files, the same vectors everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class HashingEmbedder:
    """A bag of word hashes, of length one: texts that share words are near each other."""

    name = "fake:hashing"

    def __init__(self, dimensions: int = 64) -> None:
        self.dimensions = dimensions

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                place, sign = divmod(int.from_bytes(digest, "little"), 2)
                vector[place % self.dimensions] += 1.0 if sign else -1.0
            if not vector.any():
                vector[0] = 1.0
            vector /= np.linalg.norm(vector)
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed_array(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]
