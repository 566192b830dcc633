"""What was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.articles import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as a person asked it, with the filters they set.

    `asked` is the day it is asked, which relative time words refer to. `since` and `until` bound
    the publication day, both inclusive. `as_of` pretends to be that day: nothing published later
    is used, and relative time words refer to it. Empty tuples filter nothing; names of outlets and
    authors are matched without regard to case. `history` is the conversation so far, oldest first.
    """

    text: str
    asked: date
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    language: str = ""
    history: tuple[Turn, ...] = ()
