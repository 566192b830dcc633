"""A text without its time words."""

from __future__ import annotations

import re
from datetime import date

from retrieval.understanding.timespans import find_timespan


def without_time_words(text: str, today: date) -> str:
    """Returns a text without the words that name its time."""
    found = find_timespan(text, today)
    return tidy(f"{text[: found.start]} {text[found.end :]}") if found else text


def tidy(text: str) -> str:
    """Returns a text from which words were taken with one space between words, none at commas."""
    text = re.sub(r"\s+([,;:?.!])", r"\1", " ".join(text.split()))
    text = re.sub(r"([?!])[,;:.]+(?=\s|$)", r"\1", re.sub(r"[,;:]+(?=[,?.!;])", "", text))
    return re.sub(r"^[,;:.\s]+|[,;:\s]+(?=[?.!]?$)", "", text)
