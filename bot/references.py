"""Articles by what a person gives for them: an id, an address, words of a headline."""

from __future__ import annotations

from archive.catalogue import Catalogue
from archive.errors import ArchiveError
from archive.lookup import Found, find_articles
from bot.printable import clipped, one_line
from bot.wording import day
from ingest.identity import article_id, canonical_url

LISTED = 10
"""Articles an error lists at most where a reference names several."""


def named_articles(catalogue: Catalogue, reference: str) -> list[Found]:
    """Returns the articles a reference names, newest first."""
    found = find_articles(catalogue, reference)
    if not found and canonical_url(reference):
        # Written in another way, an address still gives the same id.
        found = find_articles(catalogue, article_id(reference, "", "", None))
    return found


def the_article(catalogue: Catalogue, reference: str) -> str:
    """Returns the id of the one article a reference names.

    Raises:
        ArchiveError: it names none, or more than one.
    """
    found = named_articles(catalogue, reference)
    if not found:
        raise ArchiveError(
            f"No article goes by {reference!r}.",
            "Give its id, its address or words of its headline; `backfile sources` finds articles "
            "by what they are about.",
        )
    if len(found) > 1:
        listed = "\n".join(
            f"  {one.id}  {clipped(one_line(one.headline), 60)} ({_when_and_where(one)})"
            for one in found[:LISTED]
        )
        more = f"\n  and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise ArchiveError(
            f"{len(found)} articles go by {reference!r}.", f"Name one:\n{listed}{more}"
        )
    return found[0].id


def _when_and_where(one: Found) -> str:
    return ", ".join(filter(None, [one_line(one.outlet), day(one.published)]))
