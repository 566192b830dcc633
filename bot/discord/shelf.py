"""Where the passages behind an answer wait for somebody to press its button."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from retrieval.answers import Citation


class Shelf(Protocol):
    """Keeps citations under a short key. Both methods may block: they are called in a thread."""

    def keep(self, citations: Sequence[Citation]) -> str:
        """A key of at most 32 letters, digits, - and _ under which `find` has them again."""
        ...

    def find(self, key: str) -> tuple[Citation, ...] | None:
        """The citations kept under `key`, or None where they are not kept (any longer)."""
        ...


class MemoryShelf:
    """A shelf for the life of the process: the latest `limit` answers, oldest dropped first."""

    def __init__(self, limit: int = 1000) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, tuple[Citation, ...]] = OrderedDict()

    def keep(self, citations: Sequence[Citation]) -> str:
        """A new key for these citations."""
        key = secrets.token_urlsafe(9)
        self._kept[key] = tuple(citations)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return key

    def find(self, key: str) -> tuple[Citation, ...] | None:
        """The citations kept under `key`, or None where they were dropped."""
        return self._kept.get(key)
