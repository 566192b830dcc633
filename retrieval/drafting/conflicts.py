"""Where the evidence disagrees: one figure reported differently, or a plan since reversed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.drafting.candidates import Candidate
from retrieval.drafting.wanted import Wanted, wanted
from retrieval.text.days import YEAR
from retrieval.text.figures import Figure
from retrieval.text.measures import claimed, is_named, measure_of

SAME_MATTER = 0.5
"""Share of the question's words that an article must hold, of what the best sentence's holds."""

SAME_STORY = 0.75
"""Share of the question's words that headline and passage must hold, of what the best sentence's
hold."""

NAMED_STORY = 0.375
"""The same where both count something that reports name in few ways."""

ONE_STORY = timedelta(days=180)
"""Between the reports of one story: a toll that is corrected, a plan that is dropped. What is told
further apart is mostly another year's."""

LEAST = 0.4
"""Coverage that the best sentence must have where what is counted is not known by name."""

SAME_POINT = 0.75
"""Share of the best sentence's coverage that another must reach to speak of the same point."""

NAMED_MEASURE = 0.25
"""The same where both count something that reports name in few ways, such as the dead. All of these
were chosen on the sample archive's questions and by reading what was shown for half of the summer
questions."""

REVERSAL = 0.5
"""The same for the news of a reversal."""

_REVERSED = re.compile(
    r"\b(?:cancel\w*|call(?:ed|s|ing)? off|scrap(?:ped|s|ping)?|shelv(?:ed|es|ing)|postpon\w*"
    r"|abandon(?:ed|s|ing)|revers(?:ed|es|ing)|withdr[ae]w\w*|revok\w*|overturn\w*|quash\w*"
    r"|reschedul\w*|will not (?:go ahead|take place))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?<!^)\b(?:[A-Z]\w+|{YEAR})\b")
_PLANNED = frozenset({Wanted.DATE, Wanted.PLACE, Wanted.ANYTHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Candidates that disagree, newest first, one for each thing said."""

    claims: tuple[Candidate, ...]


def find_conflict(question: str, best: Candidate, found: Sequence[Candidate]) -> Conflict | None:
    """Returns how sentences disagree with the best one about what the question asks, or None.

    An article speaks of the same matter only if it has every name and year of the question that
    the best sentence's article has. Claims of one article do not conflict with each other: the
    article tells its own story.
    """
    named = {word for word in _NAMED.findall(question) if word in _article_text(best)}
    story = NAMED_STORY if is_named(measure_of(question)) else SAME_STORY
    matter = [
        candidate
        for candidate in found
        if candidate.matter >= SAME_MATTER * best.matter
        and candidate.context >= story * best.context
        and _of_one_time(candidate, best)
        and all(word in _article_text(candidate) for word in named)
    ]
    claims = _figures_at_odds(question, best, matter) or _reversals(question, best, matter)
    return Conflict(claims=claims) if claims else None


def _figures_at_odds(
    question: str, best: Candidate, matter: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    if wanted(question) is not Wanted.FIGURE:
        return ()
    measure = measure_of(question)
    if not is_named(measure) and best.coverage < LEAST:
        return ()
    least = best.coverage * (NAMED_MEASURE if is_named(measure) else SAME_POINT)
    told: dict[str, tuple[Candidate, Figure]] = {}
    for candidate in sorted(matter, key=lambda one: -one.coverage):
        if candidate.fits and candidate.coverage >= least:
            figure = claimed(candidate.text, measure)
            if figure:
                told.setdefault(candidate.evidence.article.id, (candidate, figure))
    sides: list[tuple[Candidate, Figure]] = []
    for candidate, figure in told.values():
        if not any(figure.values & other.values for _, other in sides):
            sides.append((candidate, figure))
    if len(sides) < 2:
        return ()
    return tuple(sorted((candidate for candidate, _ in sides), key=_newest_first))


def _reversals(
    question: str, best: Candidate, matter: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Returns what was planned, behind each later report that it was called off or moved."""
    if _REVERSED.search(question) or wanted(question) not in _PLANNED:
        return ()
    near = [one for one in matter if one.coverage >= REVERSAL * best.coverage]
    near.sort(key=lambda one: -one.coverage)
    plans = [best, *near] if not _REVERSED.search(best.text) else near
    reversed_: dict[str, Candidate] = {}
    for one in near:
        if _REVERSED.search(one.text):
            reversed_.setdefault(one.evidence.article.id, one)
    newest = max(map(_day, reversed_.values()), default=date.min)
    plan = next(
        (one for one in plans if not _REVERSED.search(one.text) and _day(one) < newest), None
    )
    if plan is None:
        return ()
    later = [one for one in reversed_.values() if _day(one) > _day(plan)]
    return (*sorted(later, key=_newest_first), plan)


def _article_text(candidate: Candidate) -> str:
    article = candidate.evidence.article
    return f"{article.headline}\n{article.body}"


def _of_one_time(one: Candidate, other: Candidate) -> bool:
    """Whether two reports may be of one story by their days; undated ones may."""
    days = one.evidence.article.published, other.evidence.article.published
    return None in days or abs(_day(one) - _day(other)) <= ONE_STORY


def _day(candidate: Candidate) -> date:
    return candidate.evidence.article.published or date.min


def _newest_first(candidate: Candidate) -> tuple[int, float]:
    at = candidate.evidence.article.published_at
    return -_day(candidate).toordinal(), -at.timestamp() if at else 0.0
