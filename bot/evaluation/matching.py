"""Whether a text holds an answer, however it is typeset."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„«»]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_FULL_STOPS = re.compile(r"\.(?!\d)")
_APART = re.compile(r"[^\w%$€£.]|_")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normalised(text: str) -> str:
    """Returns text as answers are compared.

    Case, quotation marks, dashes, full stops, English articles, spaces and the marks between
    thousands do not count: "The 1,200 ‘visitors’." is "1200 visitors", "U.S." is "us".
    """
    plain = _FULL_STOPS.sub("", _THOUSANDS.sub("", _QUOTES.sub("", text)))
    plain = unicodedata.normalize("NFKC", plain).casefold()
    return " ".join(_ARTICLES.sub(" ", _APART.sub(" ", plain)).split())


def holds(text: str, answer: str) -> bool:
    """Returns whether a text holds an answer as whole words: "16" is in no 2016 and no 16.5.

    An answer of which nothing is left when normalised is in no text.
    """
    wanted = re.escape(normalised(answer))
    return bool(wanted and re.search(rf"(?<!\w)(?<!\d\.){wanted}(?!\w)(?!\.\d)", normalised(text)))
