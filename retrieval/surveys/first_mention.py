"""When a matter was first mentioned in the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from archive.matching import published_between
from archive.mentions import Mention
from archive.store import ArchiveStore
from retrieval.answers import Table
from retrieval.surveys.counting import copies, quantity, spelled, totals, written
from retrieval.surveys.matching import Matches
from retrieval.surveys.survey import Survey, numbered
from retrieval.surveys.telling import Teller, tell

EARLIEST = 5
"""Articles in the table, the first mention among them."""


def first_mention(store: ArchiveStore, matches: Matches, since: date | None) -> Survey:
    """Returns the sentence of the earliest dated article that mentions the subject.

    The table has the earliest articles, copies marked; remarks say what "first" means: in this
    archive, which begins on a day, or since the day asked for.
    """
    dated = [article for article in matches.articles if article.published]
    if not dated:
        undated = quantity(len(matches.articles), "article")
        return Survey(notes=(f"{undated} {_mentions(len(matches.articles))} it, all undated.",))
    first = dated[0]
    teller = Teller(store, matches.subject)
    passages = teller.articles([first.key]).get(first.key, [])
    told = teller.best(passages)
    survey = tell([told] if told and told.share else [])
    if passages and not survey.sentences:
        survey = Survey(evidence=numbered([teller.fullest(passages)]), listed=(1,))
    return replace(
        survey, table=_earliest(matches, dated), notes=_notes(store, matches, dated, since)
    )


def _earliest(matches: Matches, dated: Sequence[Mention]) -> Table:
    copied = copies(matches.articles)
    return Table(
        title=f"Earliest of {totals(matches.articles)}",
        columns=("published", "outlet", "headline", "copy"),
        rows=tuple(
            (
                spelled(article.published),
                article.outlet or "no outlet",
                article.headline or "Untitled",
                "copy" if article.key in copied else "",
            )
            for article in dated[:EARLIEST]
        ),
        note=matches.how,
    )


def _notes(
    store: ArchiveStore, matches: Matches, dated: Sequence[Mention], since: date | None
) -> tuple[str, ...]:
    begins, _ = published_between(store.catalogue)
    scope = f"in this archive, which begins on {written(begins)}"
    if since and begins and since > begins:
        scope += f"; searched from {written(since)}"
    notes = [f"First mention {scope}, by day of publication."]
    same_day = sum(article.published == dated[0].published for article in dated) - 1
    if same_day:
        notes.append(f"{quantity(same_day, 'more article')} of that day {_mentions(same_day)} it.")
    undated = len(matches.articles) - len(dated)
    if undated:
        notes.append(f"{quantity(undated, 'undated article')} {_mentions(undated)} it too.")
    return tuple(notes)


def _mentions(number: int) -> str:
    return "mentions" if number == 1 else "mention"
