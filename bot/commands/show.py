"""`backfile show`: an article's text, and what is known of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict

from rich.text import Text

from archive.articles import Article, Kind, Status
from archive.catalogue import Catalogue
from archive.errors import ArchiveError
from bot.compose import Composition
from bot.console import console, print_json, print_lines
from bot.printable import clipped, one_line
from bot.references import the_article
from bot.terminal import QUIET, STRONG, WARNING
from bot.wording import day

Revisions = list[tuple[int, str, Article]]


def show(composition: Composition, reference: str, revision: int | None, *, as_json: bool) -> int:
    """Prints one article; without a revision the current one.

    Raises:
        ArchiveError: no article is meant, or more than one, or it has no such revision.
    """
    with composition.catalogue() as catalogue:
        key = the_article(catalogue, reference)
        number, article, revisions = _state(catalogue, key, revision)
        passages = len(catalogue.passages_of(key))
    if as_json:
        states = [{"revision": n, "added_at": added} for n, added, _ in revisions]
        about = {"revision": number, "revisions": states, "passages": passages}
        plain = {name: _plain(value) for name, value in asdict(article).items()}
        print_json(plain | about)
    else:
        print_lines(article_lines(article, number, revisions), console(sys.stdout))
    return 0


def article_lines(article: Article, number: int, revisions: Revisions) -> Iterator[Text]:
    """Yields an article line by line: what is known of it, its revisions, its text."""
    yield Text(one_line(article.headline) or "Untitled", STRONG)
    yield Text(" · ".join(_particulars(article)))
    if url := one_line(article.url):
        yield Text(url, QUIET)
    origin = f"id {article.id}"
    yield Text(f"{origin} · from {one_line(article.source)}" if article.source else origin, QUIET)
    if note := one_line(article.correction):
        yield Text(f"Corrected: {note}", WARNING)
    if len(revisions) > 1:
        yield Text(f"Revision {number} of {len(revisions)}; see others with --revision N:", QUIET)
        for n, added, state in revisions:
            headline = clipped(one_line(state.headline), 60)
            yield Text(f"  {n}  added {added[:10]}  {headline}", QUIET)
    for paragraph in article.body.split("\n\n"):
        yield Text()
        yield Text(one_line(paragraph))


def _particulars(article: Article) -> Iterator[str]:
    yield one_line(article.outlet) or "unknown outlet"
    evidence = f" (by its {article.date_evidence})" if article.published else ""
    yield f"{day(article.published)}{evidence}"
    if article.updated and article.updated != article.published:
        yield f"updated {day(article.updated)}"
    if article.authors:
        yield "by " + ", ".join(one_line(author) for author in article.authors)
    if article.credit:
        yield one_line(article.credit)
    if article.kind is not Kind.NEWS:
        yield article.kind.value
    if article.status is not Status.LIVE:
        yield article.status.value


def _state(catalogue: Catalogue, key: str, wanted: int | None) -> tuple[int, Article, Revisions]:
    revisions = catalogue.revisions(key)
    current = catalogue.article(key)
    for number, _, article in reversed(revisions):
        if number == wanted or (wanted is None and article == current):
            return number, article, revisions
    raise ArchiveError(
        f"This article has no revision {wanted}.", f"It has revisions 1 to {len(revisions)}."
    )


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
