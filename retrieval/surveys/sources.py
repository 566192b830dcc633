"""The articles on a matter, those that bear on it most first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.mentions import Mention
from archive.store import ArchiveStore
from retrieval.answers import Table
from retrieval.surveys.counting import copies, corrected, spelled, totals
from retrieval.surveys.matching import Matches
from retrieval.surveys.survey import Survey, numbered
from retrieval.surveys.telling import Teller

LISTED = 15
"""Articles listed."""

OUTLETS = 20
"""Outlets with a row of their own; the others are counted together."""


def source_list(store: ArchiveStore, matches: Matches) -> Survey:
    """Returns the articles, one a report, and how many each outlet has."""
    survey = sources_listed(store, matches, LISTED)
    notes = list(corrected(matches.articles))
    if left := matches.reports - len(survey.listed):
        notes.insert(0, f"Listed are the {len(survey.listed)} nearest; {left:,} more are not.")
    return replace(survey, table=by_outlet(matches), notes=tuple(notes))


def sources_listed(store: ArchiveStore, matches: Matches, limit: int) -> Survey:
    """Returns the articles that bear on the subject most, one a report, best first."""
    chosen = [article.key for article in nearest(matches)[:limit]]
    teller = Teller(store, matches.subject)
    passages = teller.articles(chosen)
    evidence = numbered([teller.fullest(passages[key]) for key in chosen if key in passages])
    return Survey(evidence=evidence, listed=tuple(one.n for one in evidence))


def nearest(matches: Matches) -> list[Mention]:
    """Returns one article a report: nearest first, of equally near ones the newest."""
    ranked = sorted(
        matches.articles,
        key=lambda one: (
            one.key not in matches.near,
            -matches.relevance.get(one.key, 0.0),
            -(one.published.toordinal() if one.published else 0),
        ),
    )
    of_cluster: dict[int, Mention] = {}
    for article in ranked:
        of_cluster.setdefault(article.cluster, article)
    return list(of_cluster.values())


def by_outlet(matches: Matches) -> Table:
    """Returns for each outlet its articles, the copies among them, and first and last day."""
    copied = copies(matches.articles)
    outlets: dict[str, list[Mention]] = {}
    for article in matches.articles:
        outlets.setdefault(article.outlet, []).append(article)
    ranked = sorted(outlets.items(), key=lambda one: (-len(one[1]), one[0]))
    rows = [_row(outlet or "no outlet", articles, copied) for outlet, articles in ranked[:OUTLETS]]
    if others := ranked[OUTLETS:]:
        rest = [article for _, articles in others for article in articles]
        rows.append(_row(f"{len(others)} other outlets", rest, copied))
    return Table(
        title=totals(matches.articles),
        columns=("outlet", "articles", "copies", "first", "last"),
        rows=tuple(rows),
        note=matches.how,
    )


def _row(name: str, articles: Sequence[Mention], copied: frozenset[int]) -> tuple[str, ...]:
    days = [article.published for article in articles if article.published]
    first, last = (min(days), max(days)) if days else (None, None)
    copies_here = sum(article.key in copied for article in articles)
    return (name, str(len(articles)), str(copies_here), spelled(first), spelled(last))
