"""What was asked, and what is searched for: Question → Query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from archive.articles import Kind
from archive.filters import Filters
from retrieval.intents import Intent as Intent
from retrieval.understanding.aims import Aim, aim_of, asks_for_news
from retrieval.understanding.comparisons import OutletComparison, compared_outlets, parts_of
from retrieval.understanding.constraints import Constraints, read_constraints
from retrieval.understanding.events import Event, event_of
from retrieval.understanding.followups import Followed, follow, points_back
from retrieval.understanding.known import NOBODY, Known
from retrieval.understanding.phrasing import EVERY_PIECE
from retrieval.understanding.pronouns import Turn as Turn
from retrieval.understanding.timespans import Found, Timespan, find_timespan
from retrieval.understanding.timewords import without_time_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as a person asked it, with the filters they set.

    `asked` is the day it is asked, which relative time words refer to. `since` and `until` bound
    the publication day, both inclusive. `as_of` pretends to be that day: nothing published later
    is used, and relative time words refer to it. Empty tuples filter nothing; outlets and authors
    are in the archive's own spelling. `history` is the conversation so far, oldest first.
    `taken_as` is the question as it reads without that conversation, where a chat model wrote it.
    `passages` is how many passages of one article may be used.
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
    taken_as: str = ""
    passages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for.

    `text` reads on its own; `focus` is what was asked just now, which decides what kind of answer
    is wanted. Words that set a filter are taken out of both, and so are those that ask for the
    latest, which no report of it holds; `standalone` is the question with all its words, as it is
    shown and remembered. `filters` are what the person set, by option or in
    words, and hold strictly; `window` is what the question's time words mean, and only a
    preference: an event of one day is often reported on another. `event` bounds the question by
    what happened instead, and is never a window. `asked` is the day relative words refer to;
    `as_of` the day pretended, if any.

    `subject` is what a survey is about: the text without the words for its intent and its time.
    `parts` are the things or outlets a question names several of, each searched by itself; empty
    where `text` is searched alone. `passages` is how many passages of one article may be used.
    `brief` asks for a short answer. `readings` tell people how the question was understood.
    """

    text: str
    focus: str
    asked: date
    filters: Filters
    standalone: str = ""
    as_of: date | None = None
    window: Timespan | None = None
    event: Event | None = None
    history: tuple[Turn, ...] = ()
    intent: Intent = Intent.FACT
    subject: str = ""
    parts: tuple[str, ...] = ()
    passages: int = 1
    brief: bool = False
    readings: tuple[str, ...] = ()


def understand(question: Question, known: Known = NOBODY) -> Query:
    """Returns what to search for. Deterministic; no model is asked.

    `known` are the names by which words of the question are recognised as filters. What was set by
    an option holds before what the words say of the same.
    """
    followed = follow(question.text, question.history)
    if question.taken_as:
        followed = replace(followed, text=question.taken_as, focus=question.taken_as)
    said = read_constraints(followed.text, known, question.as_of or question.asked)
    as_of = min((day for day in (question.as_of, said.as_of) if day), default=None)
    today = as_of or question.asked
    text = said.text or followed.text
    focus = text
    if followed.focus != followed.text:
        focus = read_constraints(followed.focus, known, today).text or followed.focus
    compared = compared_outlets(followed.focus, known)
    aim = aim_of(focus)
    about = aim.subject if focus == text or not points_back(focus) else text
    if aim.intent is Intent.LATEST and focus == text:
        text = focus = aim.subject
    placed = find_timespan(focus, today)
    if (placed or said.authors or said.outlets) and asks_for_news(without_time_words(focus, today)):
        aim, about = Aim(intent=Intent.SOURCES, subject=EVERY_PIECE), EVERY_PIECE
    filters = _filters(question, said, compared, as_of, placed)
    if compared:
        aim, about = replace(aim, intent=Intent.COMPARISON), compared.subject
        parts = tuple(f"{outlet} {compared.subject}" for outlet in compared.outlets)
    else:
        parts = parts_of(focus)
    return Query(
        text=text,
        focus=focus,
        standalone=followed.text,
        asked=today,
        filters=filters,
        as_of=as_of,
        window=placed.span if placed else None,
        event=None if placed else event_of(focus),
        history=question.history,
        passages=question.passages,
        intent=aim.intent,
        subject=without_time_words(about, today) or EVERY_PIECE,
        parts=parts,
        brief=followed.brief,
        readings=tuple(_readings(question, followed, said, filters, focus, placed)),
    )


def _filters(
    question: Question,
    said: Constraints,
    compared: OutletComparison | None,
    as_of: date | None,
    placed: Found | None,
) -> Filters:
    """The filters set by options and in words; time words are one where they bound publication."""
    bounds = placed.span if placed and placed.is_filter else Timespan(since=None, until=None)
    ends = [day for day in (question.until or bounds.until, as_of) if day]
    return Filters(
        since=question.since or bounds.since,
        until=min(ends, default=None),
        outlets=question.outlets or (compared.outlets if compared else ()) or said.outlets,
        authors=question.authors or said.authors,
        kinds=question.kinds or said.kinds,
        language=question.language,
        without_outlets=said.without_outlets,
        without_names=said.without_names,
        without_kinds=said.without_kinds,
    )


def _readings(
    question: Question,
    followed: Followed,
    said: Constraints,
    filters: Filters,
    focus: str,
    placed: Found | None,
) -> Iterator[str]:
    """How the words were understood, for people; what options set is no reading."""
    if followed.text != " ".join(question.text.split()) and question.history:
        yield f"read as: {followed.text}"
    if placed:
        yield f"“{focus[placed.start : placed.end].strip()}” read as {placed.span}"
    if filters.outlets and not question.outlets:
        yield f"outlet: {', '.join(filters.outlets)}"
    if filters.authors and not question.authors:
        yield f"author: {', '.join(filters.authors)}"
    if filters.kinds and not question.kinds:
        yield f"kind: {', '.join(filters.kinds)}"
    yield from said.readings
