"""What both front ends say of an answer, in the same words and in dates nobody can misread.

Plain text: each front end makes it harmless in its own way before it shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

from retrieval.answers import Answer, AnswerStatus, Citation, Searched, Sentence
from retrieval.intents import Intent

CONFLICT = "Reports conflict."
NEWEST_FIRST = "Newest first:"
NOT_HERE = "Not in this archive."
NEAREST = "Nearest passages"
NOT_ANSWERING = ", which do not answer it"

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_IN_WINDOW = ("since", "until")
"""Filters that the window searched already says."""

_AS_OF = "as of"
_PROSE = frozenset({Intent.FACT, Intent.LATEST})
_BY_DAY = _PROSE | {Intent.TIMELINE}


def day(value: date | None) -> str:
    """Returns a date such as "3 Feb 2024", or "undated"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else "undated"


def month(value: date) -> str:
    """Returns the month of a date: "Feb 2024"."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """Returns an instant as "3 Feb 2024, 14:05 UTC"; a time without a zone is taken as UTC."""
    utc = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return f"{day(utc.date())}, {utc:%H:%M} UTC"


def count(number: int, noun: str) -> str:
    """Returns a number with its noun: "1 article", "2,979 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def window(since: date | None, until: date | None) -> str:
    """Returns where a window lies, to follow a noun: "from 4 Jan 2012 to 30 Sep 2022"; or ""."""
    if since and until:
        return f"of {day(since)}" if since == until else f"from {day(since)} to {day(until)}"
    if since:
        return f"since {day(since)}"
    return f"until {day(until)}" if until else ""


def coverage(searched: Searched) -> str:
    """Returns the sentence of an abstention: what was searched and held no answer."""
    if not searched.of:
        return "The archive is empty: there is nothing to search yet."
    if not searched.articles:
        return f"None of the {count(searched.of, 'article')} in this archive fits these filters."
    where = f"{count(searched.articles, 'article')} {window(searched.since, searched.until)}"
    return f"Nothing in {where.strip()} answers this."


def nothing_found(answer: Answer, harmless: Callable[[str], str]) -> str:
    """Returns what an abstention says: that a premise is not borne out, and what was searched.

    `harmless` is given what the person's question has a part in.
    """
    return f"{harmless(answer.premise)} {coverage(answer.searched)}".strip()


def statement(searched: Searched, harmless: Callable[[str], str]) -> str:
    """Returns what was searched, with which filters, and how fresh the archive is, in one line.

    `harmless` is given what the archive's text or a person's question may have a part in.
    """
    amount = f"{searched.articles:,} of {count(searched.of, 'article')}"
    parts = [f"Searched {amount} {window(searched.since, searched.until)}".strip()]
    parts += map(harmless, searched.readings)
    parts += [
        shown
        for name, value in searched.filters.items()
        if name not in _IN_WINDOW
        for shown in [_filter(harmless(name), harmless(value))]
        if shown not in parts
    ]
    parts.append(f"last fed {moment(searched.last_fed)}" if searched.last_fed else "not fed yet")
    return " · ".join(parts)


def _filter(name: str, value: str) -> str:
    return f"{name} {day(date.fromisoformat(value))}" if name == _AS_OF else f"{name}: {value}"


def remarks(answer: Answer) -> Iterator[str]:
    """Yields what a reader must know of an answer besides what stands under its sources."""
    under_sources = {citation.corrected for citation in (*answer.citations, *answer.nearest)}
    yield from (note for note in answer.notes if note not in under_sources)
    if answer.removed:
        left = count(len(answer.removed), "sentence")
        yield f"{left} left out: the archive did not bear it out."


def newest_first(answer: Answer) -> list[tuple[date | None, Sentence]]:
    """Returns the sentences with the day each was last reported; undated ones stand last."""
    return sorted(_dated(answer), key=lambda pair: pair[0] or date.min, reverse=True)


def _dated(answer: Answer) -> list[tuple[date | None, Sentence]]:
    published = {citation.n: citation.published for citation in answer.citations}
    return [
        (max((d for n in sentence.citations if (d := published.get(n))), default=None), sentence)
        for sentence in answer.sentences
    ]


def labelled(answer: Answer) -> list[tuple[str, Sentence]]:
    """Returns the sentences each with the label it stands under in a list; [] for prose.

    Conflicting ones are labelled with the day each was reported, newest first; those of a survey in
    its own order, with the day in a timeline, and else with outlet and day.
    """
    conflicting = answer.status is AnswerStatus.CONFLICTING
    if answer.intent in _PROSE and not conflicting:
        return []
    outlets = {citation.n: citation.outlet for citation in answer.citations}
    rows = []
    for reported, sentence in newest_first(answer) if conflicting else _dated(answer):
        outlet = next((outlets[n] for n in sentence.citations if n in outlets), "")
        shown = "" if answer.intent in _BY_DAY else outlet
        rows.append((", ".join(filter(None, [shown, day(reported)])), sentence))
    return rows


def by_article(citations: Iterable[Citation]) -> list[list[Citation]]:
    """Returns the citations in the order of their numbers, those of one article together."""
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda citation: citation.n):
        groups.setdefault(citation.article_id, []).append(citation)
    return list(groups.values())


def numbers(citations: Iterable[Citation]) -> str:
    """Returns the markers of citations, each once: "[1][3]"."""
    return "".join(dict.fromkeys(f"[{citation.n}]" for citation in citations))
