"""Exact wording found in prose whose typography differs: marks, dashes, spaces, case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_APOSTROPHES = "'‘’‚‛′ʼ´`"
_DOUBLE = '"“”„«»‟″'
_DASHES = "-‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ENDS = f"{_APOSTROPHES}{_DOUBLE}{_DASHES}.,;:!?… "
_TOKEN = re.compile(rf"\s*(?:\.\.\.|…|[{_DASHES}]+)\s*|\s+|[{_APOSTROPHES}{_DOUBLE}]+|.", re.DOTALL)


@lru_cache(64)
def wording_pattern(quoted: str) -> re.Pattern[str] | None:
    """Returns what matches the same words in other typography, or None where there are no words.

    Styles of quotation marks, apostrophes, dashes, ellipses and white space may differ, and so may
    case; a space beside a dash or an ellipsis may be missing. It matches whole words, and not the
    punctuation that closes `quoted`, which may belong to the sentence round it.
    """
    kept = _kept(quoted)
    if not re.search(r"\w", kept):
        return None
    before = r"(?<!\w)" if kept[0].isalnum() else ""
    after = r"(?!\w)" if kept[-1].isalnum() else ""
    return re.compile(f"{before}{_loosely(kept)}{after}", re.IGNORECASE)


def wordings(quoted: str, text: str) -> Iterator[tuple[int, int]]:
    """Yields where a text holds the quoted words, as half-open offsets, in order."""
    pattern = wording_pattern(quoted)
    if pattern and _screen(quoted).search(text.lower()):
        yield from (found.span() for found in pattern.finditer(text))


def holds_wording(quoted: str, text: str) -> bool:
    """Returns whether a text holds the quoted words."""
    return next(wordings(quoted, text), None) is not None


@lru_cache(64)
def _screen(quoted: str) -> re.Pattern[str]:
    """What lower-cased text that holds the words matches: ten times as fast as to ignore case."""
    return re.compile(_loosely(_kept(quoted).lower()))


def _kept(quoted: str) -> str:
    return "".join(c for c in quoted if c not in _INVISIBLE).strip(_ENDS)


def _loosely(text: str) -> str:
    return "".join(_alternatives(token) for token in _TOKEN.findall(text))


def _alternatives(token: str) -> str:
    bare = token.strip()
    if not bare:
        return rf"[\s{_INVISIBLE}]+"
    if bare in ("...", "…"):
        return r"\s*(?:\.\.\.|…)\s*"
    if bare[0] in _DASHES:
        return rf"\s*[{_DASHES}]+\s*"
    if bare[0] in _APOSTROPHES + _DOUBLE:
        return rf"[{_APOSTROPHES}{_DOUBLE}]+"
    return re.escape(token)
