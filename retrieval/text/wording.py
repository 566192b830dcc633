"""Words compared loosely: content words, their stems, and how much of one text another covers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

_PLAIN = str.maketrans("’‘ʼ–—", "'''--")


def word_list(text: str) -> list[str]:
    """The words of a list written as text, which is easier to read and to amend."""
    return text.split()


STOPWORDS = frozenset(
    word_list(
        "a about above after again against all also am an and any are as at be because been "
        "before being below between both but by can could did do does doing down during each "
        "few for from further had has have having he her here hers herself him himself his how "
        "i if in into is it its itself just may me might more most must my myself no nor not "
        "now of off on once only or other our ours out over own same she should so some such "
        "than that the their theirs them themselves then there these they this those through to "
        "too under until up upon us very was we were what when where which while who whom whose "
        "why will with would yet you your yours"
    )
)
_SUFFIXES = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ies", "ied", "ed",
    "er", "es", "ly", "al", "s", "e", "y",
)  # fmt: skip


def plain(text: str) -> str:
    """`text` in lower case, without accents, its apostrophes and dashes as ASCII."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    """The words of `text` in order, plain, possessive endings dropped."""
    return [without_possessive(word) for word in WORD.findall(plain(text))]


def without_possessive(word: str) -> str:
    """A plain word without `'s` or a closing apostrophe."""
    return word.removesuffix("'s").rstrip("'.")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A plain word cut to what its inflections share: at least four letters, where it has them."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word.removesuffix(suffix)
    return word


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning; hyphened words count as their parts."""
    parts = (part for word in words(text) for part in word.split("-"))
    return frozenset(stem(part) for part in parts if part and part not in STOPWORDS)


def coverage(wanted: frozenset[str], given: frozenset[str]) -> float:
    """The share of `wanted` that `given` holds, in [0, 1]; 1 when nothing is wanted."""
    return len(wanted & given) / len(wanted) if wanted else 1.0


def covered(held: set[str] | frozenset[str], rarity: Mapping[str, float]) -> float:
    """Returns the share, by rarity, of the weighed stems that are held, in [0, 1]."""
    total = sum(rarity.values())
    return sum(weight for term, weight in rarity.items() if term in held) / total if total else 0.0
