"""What has been made out about one article, before the parts are put together."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.dates import Clue


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What one way of looking at a document found; empty where it found nothing.

    `kinds` are words that hint at the kind of piece, strongest first: schema.org types, sections.
    `clues` and `updates` are hints at the dates of publication and of the last change.
    """

    headline: str = ""
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()
    updates: tuple[Clue, ...] = ()
    outlet: str = ""
    url: str = ""
    kinds: tuple[str, ...] = ()
    language: str = ""
    credit: str = ""
    correction: str = ""
