"""The kind of answer a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from retrieval.text.days import YEAR
from retrieval.text.measures import claimed, measure_of


class Wanted(StrEnum):
    """The kind of answer a question asks for."""

    PERSON = "person"
    DATE = "date"
    PLACE = "place"
    FIGURE = "figure"
    REASON = "reason"
    QUOTE = "quote"
    ANYTHING = "anything"


_WANTED = (
    (Wanted.FIGURE, r"\bhow (?:many|much|old|long|far|high|big|tall|fast)\b|\b(?:death|the) toll\b"
                    r"|\bwhat (?:percentage|share|proportion|number|price)\b|\bhow often\b"),
    (Wanted.QUOTE, r"\bwhat (?:did|does|has|had|exactly did) .+ (?:say|said|tell|told|call|write|"
                   r"respond|reply|promise)\b|\bwho said\b|\bquote\b"),
    (Wanted.DATE, r"\bwhen\b|\b(?:what|which) (?:day|date|time|year|month)\b"),
    (Wanted.PLACE, r"\bwhere\b|\b(?:what|which) (?:city|town|country|state|place|village)\b"),
    (Wanted.PERSON, r"\bwho(?:se|m)?\b"),
    (Wanted.REASON, r"\bwhy\b|\bwhat (?:caused|led)\b|\bfor what reason\b"),
)  # fmt: skip
_MONTHS_AND_DAYS = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:19|20)\d\d\b"
    r"|\b(?:today|yesterday|tomorrow|weekend|next week)\b"
)
_PLACE = re.compile(r"\b(?:in|at|near|from|outside|to|off|across)\s+(?:the\s+)?([A-Z]\w+)")
_NAME = re.compile(r"\b[A-Z][\w'’.-]+(?:\s+(?:(?:de|van|von|al|of)\s+)?[A-Z][\w'’.-]+)*")
_YEAR = re.compile(rf"(?<!since )(?<!until )(?<!as in )(?<!than in )\b({YEAR})\b")
_NONE = re.compile(r"\b(?:no one|nobody|none of)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|due to|after|amid|over|caused|blamed|citing|owing to|as a result|following|since"
    r"|so that|reason)\b", re.IGNORECASE,
)  # fmt: skip


def wanted(question: str) -> Wanted:
    """Returns the kind of answer a question asks for."""
    lowered = question.lower()
    return next((kind for kind, pattern in _WANTED if re.search(pattern, lowered)), Wanted.ANYTHING)


def recalls(text: str, question: str, published: date | None) -> bool:
    """Returns whether a sentence looks back to years ago that the question does not name."""
    asked = set(_YEAR.findall(question))
    years = [int(year) for year in _YEAR.findall(text) if year not in asked]
    return published is not None and any(year < published.year - 1 for year in years)


def fits(kind: Wanted, text: str, question: str) -> bool:
    """Returns whether a sentence holds something of the kind wanted that the question lacks."""
    asked = question.lower()
    match kind:
        case Wanted.FIGURE:
            if _NONE.search(text):
                return True
            figure = claimed(text, measure_of(question))
            return figure is not None and figure.text.lower() not in asked
        case Wanted.DATE:
            return any(found.lower() not in asked for found in _MONTHS_AND_DAYS.findall(text))
        case Wanted.PLACE:
            return any(found.lower() not in asked for found in _PLACE.findall(text))
        case Wanted.PERSON:
            return any(
                found.lower() not in asked
                for found in _NAME.findall(text.partition(" ")[2])
                if not _MONTHS_AND_DAYS.fullmatch(found)
            )
        case Wanted.REASON:
            return bool(_REASON.search(text))
        case Wanted.QUOTE:
            return any(mark in text for mark in '“"«‘')
        case Wanted.ANYTHING:
            return True
