"""How outlets reported one matter: how much, when, in what words and with what figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from archive.matching import known_outlets
from archive.mentions import Mention
from archive.store import ArchiveStore
from retrieval.answers import Table
from retrieval.surveys.counting import spelled, totals, written
from retrieval.surveys.matching import Matches
from retrieval.surveys.survey import Survey
from retrieval.surveys.telling import Teller, Told, tell
from retrieval.text.measures import claimed, is_named, measure_of

OUTLETS = 6
"""Outlets compared where none is named: the most frequent ones."""

_TRIED = 5
"""Articles of an outlet whose sentences are compared."""


def named_outlets(store: ArchiveStore, text: str) -> tuple[str, ...]:
    """Returns the archive's outlets that a text names as they are written, in order.

    "The" may be missing. Of names that overlap the longest counts.
    """
    names = [name for name, _ in known_outlets(store.catalogue) if name]
    found: dict[int, str] = {}
    taken: set[int] = set()
    for name in sorted(names, key=len, reverse=True):
        for place in re.finditer(outlet_pattern(name), text):
            if not taken & set(range(*place.span())):
                taken |= set(range(*place.span()))
                found.setdefault(place.start(), name)
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def outlet_pattern(name: str) -> str:
    """Returns a pattern of an outlet's name, with or without "The" before it."""
    bare = name.removeprefix("The ") or name
    return rf"(?:\b[Tt]he )?(?<!\w){re.escape(bare)}(?!\w)"


def comparison(
    store: ArchiveStore, matches: Matches, question: str, outlets: Sequence[str]
) -> Survey:
    """Returns for each outlet a row of the table and its own sentence on the matter.

    `outlets` are those named; where none is, the most frequent are compared. A report that others
    print too stands for an outlet only where it has no other, which a remark says. Sentences of
    which the figures for one thing differ are marked as disputed, and a remark names the figures.
    """
    by_outlet: dict[str, list[Mention]] = {}
    for article in matches.articles:
        by_outlet.setdefault(article.outlet, []).append(article)
    frequent = [name for name, _ in Counter(a.outlet for a in matches.articles).most_common()]
    compared = list(outlets or frequent[:OUTLETS])
    printed = Counter(
        cluster for name in compared for cluster in _clusters(by_outlet.get(name, []))
    )
    best = {name: _nearest(by_outlet.get(name, []), matches, printed) for name in compared}
    told = _told(Teller(store, matches.subject), best, question)
    odds = at_odds(told, question)
    disputed = {name for figures in odds for name in figures}
    survey = tell(list(told.values()))
    sentences = tuple(
        replace(sentence, disputed=name in disputed)
        for sentence, name in zip(survey.sentences, told, strict=True)
    )
    notes = [f"Figures differ: {_listed(figures)}." for figures in odds]
    notes += [f"One report, printed by {names}." for names in _shared(told)]
    if left := len(frequent) - len(compared) if not outlets else 0:
        notes.append(f"Outlets not compared: {left}.")
    return replace(
        survey,
        sentences=sentences,
        table=Table(
            title=totals(matches.articles),
            columns=("outlet", "articles", "first", "last", "headline"),
            rows=tuple(_row(name, by_outlet.get(name, []), best[name]) for name in compared),
            note=matches.how,
        ),
        notes=tuple(notes),
    )


def at_odds(told: Mapping[str, Told], question: str) -> list[dict[str, str]]:
    """Returns, for each thing that outlets count differently, their figures: "17 on 3 Feb 2024".

    The thing is what the question wants counted or, where it wants nothing counted, whatever
    several of the sentences count, such as the dead.
    """
    asked = measure_of(question)
    named = [measure for one in told.values() if is_named(measure := measure_of(one.text))]
    found = []
    for measure in [asked] if asked else dict.fromkeys(named):
        claims = {
            outlet: (figure, one.filed.article.published)
            for outlet, one in told.items()
            if (figure := claimed(one.text, measure))
        }
        if any(not a.values & b.values for (a, _), (b, _) in combinations(claims.values(), 2)):
            found.append(
                {name: f"{figure.text} on {written(day)}" for name, (figure, day) in claims.items()}
            )
    return found


def _told(teller: Teller, found: Mapping[str, Sequence[Mention]], question: str) -> dict[str, Told]:
    """The best sentence of each outlet: its latest that counts what is to be counted, if any."""
    measure = measure_of(question)
    passages = teller.articles([article.key for articles in found.values() for article in articles])
    told: dict[str, Told] = {}

    def counts(text: str) -> bool:
        return claimed(text, measure) is not None

    for name, articles in found.items():
        counting = (
            one
            for article in (_newest_first(articles) if measure else [])
            if (one := teller.best(passages.get(article.key, []), counts))
        )
        own = [filed for article in articles for filed in passages.get(article.key, [])]
        best = next(counting, None) or teller.best(own)
        if best:
            told[name] = best
    return told


def _newest_first(articles: Sequence[Mention]) -> list[Mention]:
    return sorted(articles, key=lambda one: one.published or date.min, reverse=True)


def _listed(figures: Mapping[str, str]) -> str:
    return ", ".join(f"{figure} ({outlet})" for outlet, figure in figures.items())


def _nearest(
    articles: Sequence[Mention], matches: Matches, printed: Mapping[int, int]
) -> list[Mention]:
    own = [article for article in articles if printed[article.cluster] == 1] or articles
    return sorted(
        own,
        key=lambda one: (one.key not in matches.near, -matches.relevance.get(one.key, 0.0)),
    )[:_TRIED]


def _clusters(articles: Sequence[Mention]) -> set[int]:
    return {article.cluster for article in articles}


def _shared(told: Mapping[str, Told]) -> list[str]:
    """The outlets that are told by copies of one report, a text for each report."""
    outlets: dict[int, list[str]] = {}
    for name, one in told.items():
        outlets.setdefault(one.filed.cluster, []).append(name)
    return [", ".join(names) for names in outlets.values() if len(names) > 1]


def _row(name: str, articles: Sequence[Mention], best: Sequence[Mention]) -> tuple[str, ...]:
    days = [article.published for article in articles if article.published]
    first, last = (spelled(min(days)), spelled(max(days))) if days else ("", "")
    headline = best[0].headline if best else ""
    return (name or "no outlet", str(len(articles)), first, last, headline)
