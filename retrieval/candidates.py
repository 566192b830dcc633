"""Sentences of the evidence as possible answers, and what can be told of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.answers import Evidence
from retrieval.days import YEAR
from retrieval.measures import Terms, claimed, measure_of
from retrieval.orders import dictated_from
from retrieval.sentences import filing_length, sentence_spans

MIN_WORDS, MAX_WORDS = 4, 80
"""Shorter lines are captions and labels; longer ones are lists that lost their line breaks."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence of the evidence; `start` and `end` are offsets into the article's body.

    `coverage` is the share, by rarity, of the question's terms that the sentence holds; `context`
    that of the headline and its passage, `matter` that of the whole article; `missing` the rarity
    of the rarest term that neither sentence nor context holds, as a share of the rarest of all.
    Shares lie in [0, 1]. `fits` tells whether it holds something of the kind wanted that the
    question does not say itself, `counts` whether it has a figure for what is to be counted.
    `new_terms` counts the terms that the question does not have.
    """

    evidence: Evidence
    text: str
    start: int
    end: int
    coverage: float
    context: float
    matter: float
    missing: float
    fits: bool
    counts: bool
    terms: frozenset[str]
    new_terms: int


def candidates(
    question: str, evidence: Sequence[Evidence], terms: Terms, rarity: Mapping[str, float]
) -> list[Candidate]:
    """Returns every sentence of the evidence that could stand alone, in order of the evidence.

    `rarity` weighs what `terms` gives for the question; other terms weigh nothing.
    """
    kind = wanted(question)
    rarest = max(rarity.values(), default=0.0) or 1.0
    matters = {
        item.article.id: covered(set(terms(f"{item.article.headline} {item.article.body}")), rarity)
        for item in evidence
    }
    measure = measure_of(question)
    found = []
    for item in evidence:
        around = set(terms(f"{item.article.headline} {item.passage.text}"))
        context = covered(around, rarity)
        missing = max((rarity[term] for term in rarity.keys() - around), default=0.0) / rarest
        told = item.passage.text[: dictated_from(item.passage.text)]
        for start, end in sentence_spans(told):
            start += filing_length(item.passage.text[start:end])
            text = item.passage.text[start:end]
            if not MIN_WORDS <= len(text.split()) <= MAX_WORDS or text.endswith("?"):
                continue
            held = frozenset(terms(text))
            found.append(
                Candidate(
                    evidence=item,
                    text=text,
                    start=item.passage.start + start,
                    end=item.passage.start + end,
                    coverage=covered(held, rarity),
                    context=context,
                    matter=matters[item.article.id],
                    missing=missing,
                    fits=fits(kind, text, question)
                    and not (
                        kind is Wanted.FIGURE and recalls(text, question, item.article.published)
                    ),
                    counts=bool(measure and claimed(text, measure)),
                    terms=held,
                    new_terms=len(held - rarity.keys()),
                )
            )
    return found


def covered(held: set[str] | frozenset[str], rarity: Mapping[str, float]) -> float:
    """Returns the share, by rarity, of the weighed stems that are held, in [0, 1]."""
    total = sum(rarity.values())
    return sum(weight for term, weight in rarity.items() if term in held) / total if total else 0.0


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
