"""Where the evidence disagrees: one figure reported differently, or a plan since reversed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.candidates import Candidate, Wanted, wanted
from retrieval.figures import Figure, figures
from retrieval.wording import stem, word_list

SAME_MATTER = 0.75
"""How much of the best candidate's coverage, headline and passage included, another must reach to
be about the same matter. Chosen on the sample archive's questions."""

_WINDOW = 60
"""Characters either side of a figure in which its unit or its verb is looked for."""

_MEASURES = tuple(
    frozenset(word_list(words))
    for words in (
        "dead die died dies dying death deaths kill killed kills toll fatal fatalities fatality "
        "bodies drown drowned perish perished lives lost",
        "injured injuries injury hurt wounded wounds hospital hospitalised hospitalized",
        "missing unaccounted",
        "arrested arrests arrest detained detentions held custody",
        "evacuated displaced homeless fled evacuees",
        "jobs job posts redundancies layoffs workers staff employees",
        "cost costs price budget bill million billion pounds dollars euros crowns",
    )
)
"""Words by which reports tell what a figure counts; those of one line are taken for the same."""

_COUNTED = re.compile(r"\bhow many ([a-z]+)(?: ([a-z]+))?|\b(?:number|share) of ([a-z]+)")
_FORMER = re.compile(
    r"\b(?:from|previously|earlier|initially|up from|down from|instead of|not)\s+(?:\w+\s)?$"
)
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
    measure = _measure(question)
    claims: list[tuple[Candidate, Figure]] = []
    for candidate in sorted(matter, key=lambda one: (_newest_first(one), -one.coverage)):
        if any(candidate.evidence.article.id == other.evidence.article.id for other, _ in claims):
            continue
        if figure := _claimed(candidate.text, measure):
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


def _measure(question: str) -> frozenset[str]:
    """Returns words one of which must stand by a figure for it to answer the question."""
    lowered = question.lower()
    asked = set(re.findall(r"[a-z]+", lowered))
    for measure in _MEASURES:
        if asked & measure:
            return measure
    counted = _COUNTED.search(lowered)
    if counted is None:
        return frozenset()
    return frozenset(word for word in counted.groups() if word)


def _claimed(text: str, measure: frozenset[str]) -> Figure | None:
    """Returns the first figure of a sentence that has a word of the measure near it."""
    stems = {stem(word) for word in measure}
    for figure in figures(text):
        before, after = text[max(0, figure.start - _WINDOW) : figure.start], text[figure.end :]
        if _FORMER.search(before):
            continue
        near = re.findall(r"[a-z]+", f"{before} {after[:_WINDOW]}".lower())
        if any(word in measure or stem(word) in stems for word in near):
            return figure
    return None


def _day(candidate: Candidate) -> date:
    return candidate.evidence.article.published or date.min


def _newest_first(candidate: Candidate) -> int:
    return -_day(candidate).toordinal()
