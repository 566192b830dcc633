"""Which passages each article has, held in memory."""

from __future__ import annotations

import numpy as np

from archive.catalogue import Catalogue
from archive.vectors import Numbers


class PassageRanges:
    """The first and the last passage of every article, as the catalogue has them at one moment.

    An article's passages are put away together, so that their numbers follow one another. Reading
    the ranges takes 45 ms at 270,000 passages; afterwards the passages of articles cost a
    hundredth of reading their numbers from the catalogue.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        """Reads the ranges."""
        rows = catalogue.rows(
            "SELECT article, min(number), max(number) FROM passages GROUP BY article"
        )
        self._keys, self._first, self._last = np.array(rows, np.int64).reshape(-1, 3).T

    def of(self, keys: Numbers) -> Numbers:
        """Returns the numbers of all passages of these articles, those of one article together."""
        held = np.isin(self._keys, keys)
        first, last = self._first[held], self._last[held]
        lengths = last - first + 1
        before = np.cumsum(lengths) - lengths
        return np.repeat(first - before, lengths) + np.arange(lengths.sum())
