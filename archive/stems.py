"""Text into the stems it is indexed and searched by."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tantivy

STOP_WORDS = """
a about after again all also am an and any are as at be because been before being below between both
but by can could did do does doing down during each few for from further had has have having he her
here hers him his how i if in into is it its itself just many me more most much my no nor not now of
off on once only or other our ours out over own same she should so some such than that the their
theirs them then there these they this those through to too under until up very was we were what
when where which while who whom whose why will with would you your yours s t re ve ll d m
""".split()  # noqa: SIM905 - a list of 150 one-word lines is harder to read
"""English function words, question words among them: they tell the kind of answer, not its text."""

_POSSESSIVE = re.compile(r"['\u2019]s\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")


def normalise(text: str) -> str:
    """Returns text in the one spelling that is indexed: "U.S." as "US", "1,200" as "1200"."""
    text = unicodedata.normalize("NFKC", text)
    text = _POSSESSIVE.sub("", text)
    text = _ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    return _GROUPED.sub("", text)


def english_stems() -> tantivy.TextAnalyzer:
    """Returns what makes stems of normalised text: lower case, no function words, no accents."""
    import tantivy

    of = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        of.remove_long(40),
        of.lowercase(),
        of.custom_stopword(STOP_WORDS),
        of.ascii_fold(),
        of.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()
