"""The same report twice: sketches of texts, by which copies are found."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SKETCH_SIZE = 32
SHINGLE_WORDS = 5
_WORD = re.compile(r"\w+")
# Weyl's step and the two multipliers of SplitMix64 (Steele, Lea and Flood 2014).
_STEP, _FIRST, _SECOND = np.array(
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64
)


def sketch(body: str) -> tuple[int, ...]:
    """The `SKETCH_SIZE` smallest 63-bit hashes of the text's five-word runs, ascending.

    Case, punctuation and spacing do not matter. A text shorter than five words is one run; a text
    without words has an empty sketch, which resembles nothing.
    """
    words = _WORD.findall(body.casefold().replace("’", "'").replace("'", ""))
    if not words:
        return ()
    known = {word: _hash(word) for word in set(words)}
    hashes = np.array([known[word] for word in words], np.uint64)
    length = min(SHINGLE_WORDS, len(words))
    runs = np.zeros(len(words) - length + 1, np.uint64)
    for at in range(length):
        runs = runs * _STEP + hashes[at : at + len(runs)]
    return tuple(np.unique(_mixed(runs))[:SKETCH_SIZE].tolist())


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _mixed(runs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """63 bits of each number, every one of which depends on all of the number."""
    runs = (runs ^ (runs >> np.uint64(30))) * _FIRST
    runs = (runs ^ (runs >> np.uint64(27))) * _SECOND
    return (runs ^ (runs >> np.uint64(31))) >> np.uint64(1)
