"""What was asked, and what is searched for: Question → Query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from archive.articles import Kind
from archive.filters import Filters
from retrieval.intents import Intent as Intent
from retrieval.timespans import Timespan, read_timespan


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
    is used, and relative time words refer to it. Empty tuples filter nothing; outlets and authors
    are in the archive's own spelling. `history` is the conversation so far, oldest first.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for.

    `text` reads on its own; `focus` is what was asked just now, which decides what kind of answer
    is wanted. `filters` are what the person set and hold strictly; `window` is what
    the question's time words mean, and only a preference: an event of one day is often reported on
    another. `asked` is the day relative words refer to; `as_of` the day pretended, if any.
    `parts` are the things or outlets a question names several of, each searched by itself; empty
    where `text` is searched alone. `subject` is what a survey is about: the question without the
    words that ask for it; "" where they were not told apart.
    """

    text: str
    focus: str
    asked: date
    filters: Filters
    as_of: date | None = None
    window: Timespan | None = None
    history: tuple[Turn, ...] = ()
    intent: Intent = Intent.FACT
    parts: tuple[str, ...] = ()
    subject: str = ""


def understand(question: Question) -> Query:
    """Returns what to search for. Deterministic; no model is asked."""
    today = question.as_of or question.asked
    text = standalone(question.text, question.history)
    ends = [day for day in (question.until, question.as_of) if day]
    return Query(
        text=text,
        focus=question.text,
        asked=today,
        filters=Filters(
            since=question.since,
            until=min(ends, default=None),
            outlets=question.outlets,
            authors=question.authors,
            kinds=question.kinds,
            language=question.language,
        ),
        as_of=question.as_of,
        window=read_timespan(question.text, today),
        history=question.history,
    )


_POINTING = re.compile(
    r"^(?:and|but|or|so|what about|how about)\b"
    r"|\b(?:he|she|him|her|his|hers|they|them|their|theirs|it|its|there|then|this|that|these|those)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[^\W_]{4,}")
_FEW_WORDS = 2


def standalone(text: str, history: tuple[Turn, ...]) -> str:
    """Returns a question that can be searched for without the conversation before it.

    A follow-up that points back ("and what did he say?") or has hardly a word of its own ("why?")
    is put behind the question it follows.
    """
    text = text.strip()
    if not history:
        return text
    points_back = _POINTING.search(text) or len(_CONTENT.findall(text)) <= _FEW_WORDS
    if not points_back:
        return text
    earlier = standalone(history[-1].question, history[:-1])
    return f"{earlier} {text}"
