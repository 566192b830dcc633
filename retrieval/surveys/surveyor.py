"""Which survey answers which kind of question, and what part of the archive it looks at."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from archive.backlog import count_pending
from archive.store import ArchiveStore
from retrieval.intents import Intent
from retrieval.question import Query
from retrieval.surveys.comparison import comparison, named_outlets, outlet_pattern
from retrieval.surveys.coverage_table import coverage_table
from retrieval.surveys.first_mention import first_mention
from retrieval.surveys.matching import Matches, everything, match
from retrieval.surveys.quote import quote, sought
from retrieval.surveys.sayings import SPOKEN, sayings
from retrieval.surveys.sources import source_list
from retrieval.surveys.subjects import UnitKind, listed, units
from retrieval.surveys.survey import Survey
from retrieval.surveys.timeline import timeline
from retrieval.text.aliases import read_aliases
from retrieval.text.wording import words
from retrieval.understanding.aims import names_nothing

_HAPPENED = re.compile(r"\bhappen(?:ed|ing)\b|\b(?:went|going) on\b", re.IGNORECASE)

SURVEYED = frozenset(Intent) - {Intent.FACT, Intent.LATEST}
"""Intents that a survey answers."""

_OF_EVERYTHING = frozenset({Intent.COVERAGE, Intent.SOURCES})
"""Intents that have an answer where nothing is named: how much there is, and what it is."""

NEXT_DAY = 1
"""Days after those named whose reports of what happened are listed: a paper's own delay."""

LATER_DAYS = 7
"""Days after the days named in which outlets' reports on them are compared: what happened on one
day is reported the next, and by a weekly within the week."""


class Surveyor:
    """Answers from the catalogue what passages alone cannot tell: how much, when first, by whom."""

    name = "survey"

    def __init__(self, store: ArchiveStore) -> None:
        """`store` is the archive surveyed, by all spellings of names that it knows.

        Raises:
            SettingsError: a line of the archive's list of spellings cannot be understood.
        """
        self._store = store
        self._aliases = read_aliases(store.home)

    def narrowed(self, query: Query) -> Query:
        """Returns a query whose filters say what its survey looks at.

        Where a count, list, timeline or first mention is asked for, the days the question names are
        days of publication, and bound it. What happened on them is listed up to NEXT_DAY after
        them. Outlets compared are looked at up to LATER_DAYS after them, and only those named.
        Exact words are looked for everywhere.
        """
        filters, window = query.filters, query.window
        if query.intent is Intent.COMPARISON and not filters.outlets:
            filters = replace(filters, outlets=named_outlets(self._store, query.text))
        if window and query.intent in SURVEYED - {Intent.QUOTE}:
            until = window.until
            if until:
                until += timedelta(days=min(_later(query), (date.max - until).days))
            since = [day for day in (filters.since, window.since) if day]
            ends = [day for day in (filters.until, until) if day]
            filters = replace(
                filters, since=max(since, default=None), until=min(ends, default=None)
            )
        return replace(query, filters=filters)

    def survey(self, query: Query) -> Survey:
        """Returns what a narrowed query's survey finds; without evidence where it finds nothing.

        Where the index that surveys count by lags behind the catalogue, a remark says so.
        """
        found = self._found(query)
        if changes := count_pending(self._store.catalogue, "words"):
            lag = f"Counts may lag: changes of passages not in the index yet: {changes:,}."
            found = replace(found, notes=(*found.notes, lag))
        return found

    def _found(self, query: Query) -> Survey:
        store, filters = self._store, query.filters
        subject = self._subject(query)
        wording = sought(query.focus) or sought(query.text)
        if query.intent is Intent.QUOTE and wording and _is_spoken(wording, subject):
            return quote(store, wording, filters)
        if query.intent in _OF_EVERYTHING and (
            names_nothing(subject) or not _is_indexed(store, subject)
        ):
            matches = everything(store, filters)
        else:
            matches = match(store, subject, filters, self._aliases)
        if not matches.articles:
            return Survey(notes=(_nothing(matches),))
        survey = self._of(query, matches)
        return replace(survey, notes=survey.notes + matches.wider)

    def _of(self, query: Query, matches: Matches) -> Survey:
        store, filters = self._store, query.filters
        match query.intent:
            case Intent.TIMELINE:
                return timeline(store, matches)
            case Intent.COVERAGE:
                return coverage_table(store, matches, query.focus)
            case Intent.COMPARISON:
                return comparison(store, matches, query.focus, filters.outlets)
            case Intent.FIRST_MENTION:
                return first_mention(store, matches, filters.since)
            case Intent.QUOTE:
                return sayings(store, matches)
            case _:
                return source_list(store, matches)

    def _subject(self, query: Query) -> str:
        """What the survey is about; outlets compared are not part of it."""
        subject = query.subject or query.text
        if query.intent is Intent.COMPARISON:
            for outlet in query.filters.outlets:
                subject = re.sub(outlet_pattern(outlet), " ", subject)
        return subject


def _later(query: Query) -> int:
    """Days after those named whose reports are looked at as well."""
    if query.intent is Intent.COMPARISON:
        return LATER_DAYS
    listed = query.intent is Intent.SOURCES and names_nothing(query.subject)
    return NEXT_DAY if listed and _HAPPENED.search(query.focus) else 0


def _is_spoken(wording: str, subject: str) -> bool:
    """Whether a quotation is what was said, rather than a term that somebody spoke about."""
    about = [unit for unit in units(subject) if unit.text != wording]
    return len(words(wording)) >= SPOKEN or not about


def _is_indexed(store: ArchiveStore, subject: str) -> bool:
    return any(u.kind is not UnitKind.WORD or store.words.terms(u.text) for u in units(subject))


def _nothing(matches: Matches) -> str:
    if not matches.subject:
        return "No article was published under these filters."
    if not matches.held:
        return "The question names nothing that articles could be searched for."
    if len(matches.alone) == 1:
        return f"No article searched holds {listed(matches.held)}."
    alone = ", ".join(f"{unit} {number:,}" for unit, number in matches.alone)
    return f"No article searched holds all of {listed(matches.held)}; alone: {alone}."
