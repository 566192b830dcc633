"""Where in a text its time words stand."""

from __future__ import annotations

import re
from datetime import date

from retrieval.timespans import Timespan, read_timespan

MOST_WORDS = 80
"""Words of the longest text in which time words are placed: each is tried in turn."""

_WORD = re.compile(r"\S+")
_LEADING = re.compile(
    r"(?:\b(?:and|but|in|on|during|over|at|of|from|for|about|around|back|it|the|,)\s+)+$",
    re.IGNORECASE,
)


def time_words(text: str, today: date) -> tuple[int, int, Timespan] | None:
    """Returns where a text's time words begin and end, and their meaning; None without any.

    They are the fewest words that mean what the whole text does, and the little words that lead
    in to them. In a text of more than `MOST_WORDS` they are not looked for, and nothing long.
    """
    span = read_timespan(text, today)
    if span is None:
        return None
    found = list(_WORD.finditer(text))
    if len(found) > MOST_WORDS:
        return 0, 0, span
    first, last = 0, len(found) - 1
    while last > first and read_timespan(text[: found[last - 1].end()], today) == span:
        last -= 1
    end = found[last].end()
    while first < last and read_timespan(text[found[first + 1].start() : end], today) == span:
        first += 1
    start, end = found[first].start(), len(text[:end].rstrip("?!.,;:"))
    leading = _LEADING.search(text[:start])
    return (leading.start() if leading else start), end, span


def without_time_words(text: str, today: date) -> str:
    """Returns a text without the words that name its time."""
    found = time_words(text, today)
    if not found:
        return text
    start, end, _ = found
    return tidy(f"{text[:start]} {text[end:]}")


def tidy(text: str) -> str:
    """Returns a text from which words were taken with one space between words, none at commas."""
    text = re.sub(r"\s+([,;:?.!])", r"\1", " ".join(text.split()))
    text = re.sub(r"([?!])[,;:.]+(?=\s|$)", r"\1", re.sub(r"[,;:]+(?=[,?.!;])", "", text))
    return re.sub(r"^[,;:.\s]+|[,;:\s]+(?=[?.!]?$)", "", text)
