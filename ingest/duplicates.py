"""The same report twice: sketches of texts, and how far two of them resemble each other."""

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


def resemblance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of five-word runs two texts have in common, in [0, 1].

    Of the smallest hashes of both together, the share found in both: an unbiased estimate of the
    Jaccard index with a standard error of at most 0.09 at `SKETCH_SIZE` hashes.

    Read off the closest 450 pairs among 2,979 articles of three outlets: from 0.6 on stood copies,
    re-headlined versions and pages fetched twice, from 0.56 down texts from one template, such as
    a yearly explainer. An edited wire report may fall to 0.4 (the sample archive's to its copy is
    0.47): so take 0.4 for texts published within two days of each other, and 0.6 otherwise.
    """
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    smallest = sorted(set(one) | set(other))[:SKETCH_SIZE]
    return sum(value in both for value in smallest) / len(smallest)


def _hash(run: str) -> int:
    digest = blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & _MASK
