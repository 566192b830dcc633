"""What readers found wrong with answers, kept so that it can be tested for later."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from archive.articles import Kind, Span
from archive.filters import Filters
from archive.states import from_json

if TYPE_CHECKING:
    import sqlite3

    from archive.catalogue import Catalogue

NOTE_LENGTH = 2_000
"""Characters of a note that are kept: a message in Discord cannot be longer."""


class Fault(StrEnum):
    """What was wrong: a citation does not bear its sentence out, a fact, or nothing was found."""

    CITATION = "citation"
    FACT = "fact"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One complaint about the answer to a question.

    `asked`, `as_of` and `filters` are the question's own, so that it can be asked again. For a
    wrong citation `article_id` and `span` are what was cited, `span` in the article's body; for
    something missing, where the answer stands, if that was said. `origin` tells where the complaint
    was made, such as "terminal"; it names nobody.
    """

    question: str
    asked: date
    fault: Fault
    as_of: date | None = None
    filters: Filters = field(default_factory=Filters)
    article_id: str = ""
    span: Span | None = None
    note: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        if not self.question.strip():
            raise ValueError("feedback needs the question that was asked")
        if not self.article_id and (self.span or self.fault is Fault.CITATION):
            raise ValueError("a wrong citation is one of an article")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFeedback:
    """A complaint as the archive keeps it.

    `number` counts from 1. `headline` is the article's, and `quote` what its body holds at the span
    in the revision that was current when the complaint was made; both "" where none was named.
    """

    number: int
    given_at: datetime
    feedback: Feedback
    headline: str = ""
    quote: str = ""


def keep_feedback(catalogue: Catalogue, feedback: Feedback, now: datetime | None = None) -> int:
    """Keeps a complaint and returns its number; the same one made again keeps its first number.

    `now` is when it was made, to the second, this moment by default. Notes are cut at NOTE_LENGTH.

    Raises:
        KeyError: the archive has no such article.
    """
    given_at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    with catalogue.transaction() as db:
        key, revision = _place(db, feedback.article_id)
        values = {
            "origin": feedback.origin,
            "question": _storable(feedback.question),
            "asked": feedback.asked.isoformat(),
            "as_of": feedback.as_of.isoformat() if feedback.as_of else "",
            "filters": _filters_json(feedback.filters),
            "fault": feedback.fault.value,
            "article": key,
            "revision": revision,
            "first": feedback.span.start if feedback.span else None,
            "past": feedback.span.end if feedback.span else None,
            "note": _storable(feedback.note)[:NOTE_LENGTH],
        }
        same = " AND ".join(f"{column} IS ?" for column in values)
        held = db.execute(
            f"SELECT number FROM feedback WHERE {same}", tuple(values.values())
        ).fetchone()
        if held:
            return int(held[0])
        number = db.execute(
            f"INSERT INTO feedback (given_at, {', '.join(values)}) "
            f"VALUES ({', '.join('?' * (len(values) + 1))})",
            (given_at, *values.values()),
        ).lastrowid
    assert number is not None
    return number


def all_feedback(catalogue: Catalogue) -> list[KeptFeedback]:
    """Returns every complaint, in the order they were made."""
    found = catalogue.rows(
        "SELECT number, given_at, feedback.origin, question, asked, as_of, filters, fault, "
        "articles.id, articles.headline, first, past, note, state "
        "FROM feedback LEFT JOIN articles ON articles.key = feedback.article "
        "LEFT JOIN revisions ON revisions.article = feedback.article "
        "AND revisions.revision = feedback.revision ORDER BY number"
    )
    return [_kept(row) for row in found]


def _place(db: sqlite3.Connection, article_id: str) -> tuple[int | None, int | None]:
    if not article_id:
        return None, None
    found = db.execute("SELECT key, revision FROM articles WHERE id = ?", (article_id,)).fetchone()
    if not found:
        raise KeyError(article_id)
    return int(found[0]), int(found[1])


def _kept(row: tuple[Any, ...]) -> KeptFeedback:
    (number, given_at, origin, question, asked, as_of, filters, fault) = row[:8]
    (article_id, headline, first, past, note, state) = row[8:]
    span = None if first is None else Span(start=first, end=past)
    return KeptFeedback(
        number=number,
        given_at=datetime.fromisoformat(given_at),
        headline=headline or "",
        quote=from_json(state).body[span.start : span.end] if span else "",
        feedback=Feedback(
            question=question,
            asked=date.fromisoformat(asked),
            as_of=_day(as_of),
            filters=_filters(filters),
            fault=Fault(fault),
            article_id=article_id or "",
            span=span,
            note=note,
            origin=origin,
        ),
    )


def _storable(text: str) -> str:
    """Returns text without what no encoding has: a terminal hands on bytes it cannot read so."""
    return text.strip().encode(errors="replace").decode()


def _filters_json(filters: Filters) -> str:
    plain = {
        "since": filters.since and filters.since.isoformat(),
        "until": filters.until and filters.until.isoformat(),
        "outlets": filters.outlets,
        "authors": filters.authors,
        "kinds": filters.kinds,
        "language": filters.language,
    }
    return json.dumps({name: value for name, value in plain.items() if value}, ensure_ascii=False)


def _filters(text: str) -> Filters:
    held = json.loads(text)
    return Filters(
        since=_day(held.get("since", "")),
        until=_day(held.get("until", "")),
        outlets=tuple(held.get("outlets", ())),
        authors=tuple(held.get("authors", ())),
        kinds=tuple(Kind(kind) for kind in held.get("kinds", ())),
        language=held.get("language", ""),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
