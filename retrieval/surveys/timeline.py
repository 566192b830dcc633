"""A timeline: what was reported on a matter, day by day, in the reports' own sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from archive.mentions import Mention
from archive.store import ArchiveStore
from retrieval.surveys.counting import quantity
from retrieval.surveys.matching import Matches
from retrieval.surveys.survey import Survey
from retrieval.surveys.telling import Teller, Told, tell

ENTRIES = 12
"""Days shown: what fits a screen and one message."""

TO_THE_POINT = 0.7
"""Share of the best report's relevance below which a report mentions the subject in passing. Chosen
by eye on eight subjects in 5,000 articles: at 0.4 an aside of years before came first in six of
their timelines, at 0.7 in four."""

_TRIED = 2
"""Articles of a day whose sentences are compared."""

LABEL = "Days are days of publication."


def timeline(store: ArchiveStore, matches: Matches) -> Survey:
    """Returns a sentence for each report day, oldest first, at most ENTRIES.

    A report's copies count as one, on the day of the first. Of more days those are told that
    mattered most: by how well their best report fits the subject and how many reports there were. A
    day whose sentence repeats an earlier entry is passed over, and so is one without a sentence
    that has a word of the subject, unless all are such.
    """
    days = report_days(matches.central)
    undated = sum(article.published is None for article in matches.articles)
    teller = Teller(store, matches.subject)
    told: list[Told] = []
    for reports in days_told(days, matches).values():
        one = _entry(teller, _best_first(reports, matches))
        if one and not any(teller.repeats(one.text, other.text) for other in told):
            told.append(one)
    told = [one for one in told if one.share] or told
    notes = [LABEL] if told else []
    if told and len(days) > len(told):
        left = len(days) - len(told)
        notes.append(f"{quantity(left, 'more day')} with reports left out of this timeline.")
    if undated:
        notes.append(f"{quantity(undated, 'undated article')} could not be placed in it.")
    return replace(tell(told), notes=tuple(notes))


def report_days(articles: Sequence[Mention]) -> dict[date, list[Mention]]:
    """Returns the dated reports of each day, days in order, copies left out."""
    days: dict[date, list[Mention]] = {}
    seen: set[int] = set()
    for article in articles:
        if article.published and article.cluster not in seen:
            seen.add(article.cluster)
            days.setdefault(article.published, []).append(article)
    return dict(sorted(days.items()))


def days_told(days: dict[date, list[Mention]], matches: Matches) -> dict[date, list[Mention]]:
    """Returns at most ENTRIES of the days, in order.

    Of more, those are passed over whose best report falls short of TO_THE_POINT. Of the rest the
    first and the last are kept, and those of most weight: relevance · (1 + ln reports).
    """
    if len(days) <= ENTRIES:
        return days
    best = {
        day: max(matches.relevance.get(report.key, 0.0) for report in reports)
        for day, reports in days.items()
    }
    least = TO_THE_POINT * max(best.values())
    telling = [day for day in days if best[day] >= least]
    heaviest = sorted(telling, key=lambda day: -best[day] * (1 + math.log(len(days[day]))))
    kept = list(dict.fromkeys([telling[0], telling[-1], *heaviest]))[:ENTRIES]
    return {day: days[day] for day in sorted(kept)}


def _best_first(reports: Sequence[Mention], matches: Matches) -> list[int]:
    ranked = sorted(reports, key=lambda one: -matches.relevance.get(one.key, 0.0))
    return [report.key for report in ranked[:_TRIED]]


def _entry(teller: Teller, keys: Sequence[int]) -> Told | None:
    passages = teller.articles(keys)
    found = [one for key in keys if (one := teller.best(passages.get(key, [])))]
    return max(found, key=lambda one: one.share, default=None)
