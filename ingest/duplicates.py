"""The same report twice: sketches of texts, by which copies are found."""

from __future__ import annotations

import re
from hashlib import blake2b

SKETCH_SIZE = 32
SHINGLE_WORDS = 5
_WORD = re.compile(r"\w+")
_MASK = (1 << 63) - 1


def sketch(body: str) -> tuple[int, ...]:
    """The `SKETCH_SIZE` smallest 63-bit hashes of the text's five-word runs, ascending.

    Case, punctuation and spacing do not matter. A text shorter than five words is one run; a text
    without words has an empty sketch, which resembles nothing.
    """
    words = _WORD.findall(body.casefold().replace("’", "'").replace("'", ""))
    if not words:
        return ()
    runs = {
        " ".join(words[at : at + SHINGLE_WORDS])
        for at in range(max(1, len(words) - SHINGLE_WORDS + 1))
    }
    return tuple(sorted({_hash(run) for run in runs})[:SKETCH_SIZE])


def _hash(run: str) -> int:
    digest = blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & _MASK
