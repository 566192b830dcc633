"""Exact dense search over vectors held in memory."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from archive.vectors import SIMILARITY_DECIMALS, DenseHit, Numbers, Vectors

WHOLE_SHARE = 0.25
"""From this share of allowed rows on, one product with the whole matrix is faster than gathering
them: on two cores at 100,000 x 384, gathering costs 1.8 ms at 10 % and 5.5 ms at 30 %, the whole
product 4.8 ms."""

GATHERED_ROWS = 2048
"""Rows gathered at a time, 3 MB of them: at 50 % of 100,000, half the time of one gather."""


ROUNDING = 2 * 10**-SIMILARITY_DECIMALS
"""Similarities further apart than this are not equal when rounded."""


class ExactIndex:
    """Every vector as a float32 row of one matrix: 154 MB and 5 ms a query at 100,000 x 384.

    float16 would halve the memory, but NumPy multiplies it 12 times slower. Searches may run in
    other threads while vectors are added or removed: each sees the index before or after.
    """

    def __init__(self) -> None:
        """Makes an empty index; the first vectors added set its dimensions."""
        self._writing = threading.Lock()
        self._rows: Vectors = np.empty((0, 0), np.float32)
        self._seen: tuple[Numbers, Vectors] = (np.empty(0, np.int64), self._rows)

    def __len__(self) -> int:
        """Returns how many vectors it holds."""
        return len(self._seen[0])

    @property
    def numbers(self) -> Numbers:
        """Returns the passage numbers it holds, ascending; not to be written to."""
        return self._seen[0]

    def add(self, numbers: Numbers, matrix: Vectors, *, coming: int = 0) -> None:
        """Takes in vectors, one row a number; a number that is already there is replaced.

        Room is made at once for so many more that are `coming`, which spares copying all again
        and again and, while that is done, twice the memory.

        Raises:
            ValueError: the shapes disagree, or a value is not finite.
        """
        numbers = np.asarray(numbers, np.int64)
        matrix = np.asarray(matrix, np.float32)
        if not len(numbers):
            return
        wanted = (len(numbers), self._rows.shape[1] or matrix.shape[-1])
        if matrix.shape != wanted or not np.isfinite(matrix).all():
            raise ValueError(f"expected {wanted} finite values, got {matrix.shape}")
        order = np.argsort(numbers, kind="stable")
        last_of_each = np.append(np.diff(numbers[order]) != 0, True)
        order = order[last_of_each]
        numbers, matrix = numbers[order], _unit_rows(matrix[order])
        with self._writing:
            held, rows = self._seen
            replaced = held[_positions(held, numbers)]
            if len(replaced):
                held, rows = _without(held, rows, replaced)
                self._rows = rows
            if len(held) and numbers[0] < held[-1]:
                held = np.concatenate([held, numbers])
                order = np.argsort(held)
                self._rows = np.concatenate([rows, matrix])[order]
                self._seen = (held[order], self._rows)
            else:
                self._append(held, numbers, matrix, coming)

    def _append(self, held: Numbers, numbers: Numbers, matrix: Vectors, coming: int) -> None:
        start, end = len(held), len(held) + len(numbers)
        if end > len(self._rows):
            size = max(end + coming, start + start // 4)
            larger = np.empty((size, matrix.shape[1]), np.float32)
            if start:
                larger[:start] = self._rows[:start]
            self._rows = larger
        self._rows[start:end] = matrix
        self._seen = (np.concatenate([held, numbers]), self._rows[:end])

    def remove(self, numbers: Numbers) -> None:
        """Forgets these numbers; unknown ones are ignored."""
        with self._writing:
            held, rows = _without(*self._seen, np.asarray(numbers, np.int64))
            self._rows = rows
            self._seen = (held, rows)

    def search(self, vector: Vectors, k: int, allowed: Numbers | None = None) -> list[DenseHit]:
        """Returns the `k` nearest of the allowed numbers (None: of all), ties by number ascending.

        Allowed numbers that it does not hold are ignored.
        """
        held, rows = self._seen
        if not len(held):
            return []
        query = _unit_rows(np.asarray(vector, np.float32).reshape(1, rows.shape[1]))[0]
        if allowed is None:
            return _nearest(held, rows @ query, k)
        positions = _rows_of(held, np.asarray(allowed, np.int64))
        if len(positions) >= WHOLE_SHARE * len(held):
            return _nearest(held[positions], (rows @ query)[positions], k)
        similarities = np.empty(len(positions), np.float32)
        for start in range(0, len(positions), GATHERED_ROWS):
            part = slice(start, start + GATHERED_ROWS)
            similarities[part] = rows[positions[part]] @ query
        return _nearest(held[positions], similarities, k)


def _nearest(numbers: Numbers, similarities: Vectors, k: int) -> list[DenseHit]:
    if k <= 0 or not len(numbers):
        return []
    best = np.arange(len(numbers))
    if k < len(numbers):
        floor = np.partition(similarities, len(numbers) - k)[len(numbers) - k]
        best = np.flatnonzero(similarities >= floor - ROUNDING)
    rounded = similarities[best].astype(np.float64).round(SIMILARITY_DECIMALS).clip(-1.0, 1.0)
    order = np.lexsort((numbers[best], -rounded))[:k]
    return [DenseHit(int(numbers[best[at]]), float(rounded[at])) for at in order]


def _rows_of(held: Numbers, allowed: Numbers) -> NDArray[np.intp]:
    """Returns where in `held`, which ascends, the allowed numbers are, ascending, each once."""
    is_allowed = np.zeros(held[-1] + 1, np.bool_)
    is_allowed[allowed[(allowed >= 0) & (allowed <= held[-1])]] = True
    return np.flatnonzero(is_allowed[held])


def _positions(held: Numbers, wanted: Numbers) -> NDArray[np.intp]:
    """Returns where in `held`, which ascends, those of the wanted numbers are that it has."""
    at = np.searchsorted(held, wanted)
    inside = at < len(held)
    at = at[inside]
    found: NDArray[np.intp] = at[held[at] == wanted[inside]]
    return found


def _without(held: Numbers, rows: Vectors, numbers: Numbers) -> tuple[Numbers, Vectors]:
    keep = ~np.isin(held, numbers)
    return held[keep], rows[keep]


def _unit_rows(matrix: Vectors) -> Vectors:
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms > 0, norms, 1), np.float32)
