"""Exact dense search over the catalogue's vectors, held in memory and kept up to the catalogue."""

from __future__ import annotations

import threading

import numpy as np

from archive import backlog
from archive.catalogue import Catalogue
from archive.exact import ExactIndex
from archive.filters import Filters
from archive.matching import matching_passages
from archive.ranges import PassageRanges
from archive.vectors import DenseHit, Vectors


class HeldVectors:
    """Every vector of a catalogue, read at the first search. Safe to use from several threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Takes the catalogue that vectors and filters are read from; reads nothing yet."""
        self._catalogue = catalogue
        self._index = ExactIndex()
        self._ranges: PassageRanges | None = None
        self._as_of = -1
        self._reading = threading.Lock()

    def search(self, vector: Vectors, k: int, filters: Filters) -> list[DenseHit]:
        """Returns the k passages that fit the filters and are nearest to a unit vector."""
        ranges = self._brought_up()
        allowed = matching_passages(self._catalogue, filters, ranges) if filters else None
        return self._index.search(vector, k, allowed)

    def _brought_up(self) -> PassageRanges:
        """Brings the vectors up to the catalogue; returns the passages there were by then."""
        with self._reading:
            changes = self._catalogue.vector_changes()
            if self._ranges is None or changes != self._as_of:
                numbers = backlog.vector_numbers(self._catalogue)
                held = self._index.numbers
                self._index.remove(np.setdiff1d(held, numbers, assume_unique=True))
                added = np.setdiff1d(numbers, held, assume_unique=True)
                coming = len(added)
                for part, matrix in backlog.vectors(self._catalogue, added):
                    coming -= len(part)
                    self._index.add(part, matrix, coming=coming)
                self._ranges = PassageRanges(self._catalogue)
                self._as_of = changes
            return self._ranges
