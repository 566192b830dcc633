"""What was asked in a front end, with the filters set there, as a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.articles import Kind
from archive.catalogue import Catalogue
from archive.matching import known_authors, known_outlets
from bot.printable import one_line
from retrieval.question import Question
from retrieval.text.spellings import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters as they were given, and how many passages of one article may be used."""

    since: date | None = None
    until: date | None = None
    outlets: Sequence[str] = ()
    authors: Sequence[str] = ()
    kinds: Sequence[Kind] = ()
    as_of: date | None = None
    language: str = ""
    passages: int = 1


def read_day(text: str) -> date | None:
    """Returns the day written as YYYY-MM-DD, None where it is written otherwise.

    Raises:
        ValueError: the calendar has no such day.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    return date.fromisoformat(text)


def read_question(text: str, asked: Asked, catalogue: Catalogue, today: date) -> Question:
    """Returns the question with its filters, outlets and authors as the archive spells them.

    What a terminal would obey is taken out of its text.

    Raises:
        UnknownName: an outlet or author is none of the archive's.
    """
    outlets = [name for name, _ in known_outlets(catalogue)] if asked.outlets else []
    authors = known_authors(catalogue) if asked.authors else []
    return Question(
        text=one_line(text),
        asked=today,
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
        outlets=tuple(resolve(name, outlets, what="outlet") for name in asked.outlets),
        authors=tuple(resolve(name, authors, what="author") for name in asked.authors),
        kinds=tuple(asked.kinds),
        language=asked.language.lower(),
        passages=asked.passages,
    )
