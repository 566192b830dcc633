"""How much was published on a matter: articles counted by outlet and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archive.mentions import Mention
from archive.store import ArchiveStore
from retrieval.answers import Table
from retrieval.surveys.counting import copies, corrected, totals
from retrieval.surveys.matching import Matches
from retrieval.surveys.periods import Unit, name, period, periods, unit_for
from retrieval.surveys.sources import sources_listed
from retrieval.surveys.survey import Survey

COLUMNS = 5
"""Outlets with a column of their own; the others are counted together."""

EXAMPLES = 3
"""Articles shown as sources of a count: those that bear on the subject most."""

_ALL, _COPIES, _UNDATED = "all", "copies", "undated"


def coverage_table(store: ArchiveStore, matches: Matches, question: str) -> Survey:
    """Returns the counts, and the nearest of the articles counted as examples."""
    table = tabulate(matches.articles, question)
    title = totals(matches.articles)
    listed = sources_listed(store, matches, EXAMPLES)
    note = f"{matches.how} Copies are among all; retracted articles are never counted."
    return replace(
        listed,
        table=replace(table, title=title, note=note),
        notes=corrected(matches.articles),
    )


def tabulate(articles: Sequence[Mention], question: str) -> Table:
    """Returns a row for each period, a column for each of the most frequent outlets.

    Periods between the first and the last that have no article are rows too. A row of sums follows
    where there are several rows. Copies are told apart from the articles they are copies of.
    """
    by_outlet = Counter(article.outlet for article in articles).most_common()
    outlets = [outlet for outlet, _ in by_outlet[:COLUMNS]]
    others = len(by_outlet) - len(outlets)
    if others == 1:
        outlets, others = [outlet for outlet, _ in by_outlet], 0
    rest = (f"{others} other outlets",) if others else ()
    unit, rows = _rows(articles, question)
    copied = copies(articles)

    def counts(of: Sequence[Mention]) -> tuple[str, ...]:
        number = Counter(article.outlet for article in of)
        named = [number[outlet] for outlet in outlets]
        other = [len(of) - sum(named)] if others else []
        return tuple(str(count) for count in (*named, *other, len(of), _in(of, copied)))

    lines = [(label, *counts(of)) for label, of in rows]
    if len(lines) > 1:
        lines.append((_ALL, *counts(articles)))
    return Table(
        title="",
        columns=(unit.value, *(outlet or "no outlet" for outlet in outlets), *rest, _ALL, _COPIES),
        rows=tuple(lines),
    )


_Rows = list[tuple[str, list[Mention]]]


def _rows(articles: Sequence[Mention], question: str) -> tuple[Unit, _Rows]:
    days = [article.published for article in articles if article.published]
    undated = [article for article in articles if not article.published]
    rows: _Rows = []
    unit = Unit.DAY
    if days:
        first, last = min(days), max(days)
        unit = unit_for(question, first, last)
        counted = {start: list[Mention]() for start in periods(first, last, unit)}
        for article in articles:
            if article.published:
                counted[period(article.published, unit)].append(article)
        rows += [(name(start, unit), of) for start, of in counted.items()]
    return unit, rows + ([(_UNDATED, undated)] if undated else [])


def _in(articles: Sequence[Mention], keys: frozenset[int]) -> int:
    return sum(article.key in keys for article in articles)
