"""Where the evidence disagrees: one figure reported differently, or a plan since reversed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.candidates import Candidate, Wanted, wanted
from retrieval.figures import Figure
from retrieval.measures import claimed, measure_of

SAME_MATTER = 0.75
"""How much of the best candidate's coverage, headline and passage included, another must reach to
be about the same matter. Chosen on the sample archive's questions."""

_REVERSED = re.compile(
    r"\b(?:cancel\w*|call(?:ed|s|ing)? off|scrap(?:ped|s|ping)?|shelv(?:ed|es|ing)|postpon\w*"
    r"|abandon(?:ed|s|ing)|revers(?:ed|es|ing)|withdr[ae]w\w*|revok\w*|overturn\w*|quash\w*"
    r"|reschedul\w*|will not (?:go ahead|take place))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Candidates that disagree, newest first, one for each thing said."""

    claims: tuple[Candidate, ...]


def find_conflict(question: str, found: Sequence[Candidate]) -> Conflict | None:
    """Returns how the candidates disagree about what the question asks, or None.

    Claims of one article do not conflict with each other: the article tells its own story.
    """
    if not found:
        return None
    near = SAME_MATTER * max(candidate.context for candidate in found)
    matter = [candidate for candidate in found if candidate.context >= near]
    claims = _figures_at_odds(question, matter) or _reversals(question, matter)
    return Conflict(claims=claims) if claims else None


def _figures_at_odds(question: str, matter: Sequence[Candidate]) -> tuple[Candidate, ...]:
    if wanted(question) is not Wanted.FIGURE:
        return ()
    measure = measure_of(question)
    claims: list[tuple[Candidate, Figure]] = []
    for candidate in sorted(matter, key=lambda one: (_newest_first(one), -one.coverage)):
        if any(candidate.evidence.article.id == other.evidence.article.id for other, _ in claims):
            continue
        if figure := claimed(candidate.text, measure):
            claims.append((candidate, figure))
    distinct: list[tuple[Candidate, Figure]] = []
    for candidate, figure in claims:
        if not any(figure.values & other.values for _, other in distinct):
            distinct.append((candidate, figure))
    return tuple(candidate for candidate, _ in distinct) if len(distinct) > 1 else ()


def _reversals(question: str, matter: Sequence[Candidate]) -> tuple[Candidate, ...]:
    if _REVERSED.search(question) or wanted(question) in (Wanted.FIGURE, Wanted.QUOTE):
        return ()
    best = max(matter, key=lambda one: one.coverage, default=None)
    if best is None or _REVERSED.search(best.text):
        return ()
    later = [
        candidate
        for candidate in matter
        if _REVERSED.search(candidate.text)
        and _day(candidate) > _day(best)
        and candidate.coverage >= best.coverage / 2
    ]
    if not later:
        return ()
    return (max(later, key=lambda one: (_day(one), one.coverage)), best)


def _day(candidate: Candidate) -> date:
    return candidate.evidence.article.published or date.min


def _newest_first(candidate: Candidate) -> int:
    return -_day(candidate).toordinal()
