"""Runs of words in a question that an answer is likely to hold just so."""

from __future__ import annotations

import re
from itertools import pairwise

from archive.stems import STOP_WORDS, normalise

MOST = 12
"""Runs looked for in one question; more than any question of a person holds."""

_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{3,200})[”\"»]|(?<!\w)[‘']([^‘’']{3,200})[’'](?!\w)")
_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_BETWEEN = re.compile(r"[ \-'’]")
_FUNCTION = frozenset(STOP_WORDS)


def quoted(text: str) -> tuple[str, ...]:
    """Returns what stands between quotation marks and has two words or more."""
    found = (match[1] or match[2] for match in _QUOTED.finditer(text))
    return tuple(dict.fromkeys(one for one in found if len(_WORD.findall(one)) > 1))[:MOST]


def phrases(text: str) -> tuple[str, ...]:
    """Returns pairs of words that belong together: of names, and a figure with what it counts.

    A name is a run of capitalised words with nothing but a space or hyphen between; a question
    word that opens the sentence is none. Long names give each pair of neighbours, since a report
    seldom repeats a title and all forenames.
    """
    words = list(_WORD.finditer(text := normalise(text)))
    return tuple(
        dict.fromkeys(
            text[one.start() : other.end()]
            for one, other in pairwise(words)
            if _BETWEEN.fullmatch(text[one.end() : other.start()])
            and _content(one[0])
            and _content(other[0])
            and ((_named(one[0]) and _named(other[0])) or one[0].isdecimal())
        )
    )[:MOST]


def _named(word: str) -> bool:
    return _CAPITALISED.match(word) is not None


def _content(word: str) -> bool:
    return word.lower() not in _FUNCTION
