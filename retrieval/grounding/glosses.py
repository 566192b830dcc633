"""Notes that a librarian would put in brackets: the day that "yesterday" was, who "she" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from archive.articles import Article, DateEvidence, Kind
from retrieval.answers import Gloss
from retrieval.grounding.persons import person_meant
from retrieval.grounding.relative_days import relative_days
from retrieval.grounding.support import Support
from retrieval.text.quotations import quotations

TRUSTED = frozenset(
    (DateEvidence.JSON_LD, DateEvidence.META, DateEvidence.FIELD, DateEvidence.DATE_LINE)
)
"""Evidence of a publication day that a note may rest on; an address may hold another day."""

_MARKS = re.compile(r"[“„«\"]|[”»]")


def glosses(text: str, supports: Sequence[Support], *, verbatim: bool) -> tuple[Gloss, ...]:
    """The notes that a sentence needs, in the order of their places, none where in doubt.

    Nothing inside quotation marks is glossed. Relative dates count from the day the cited articles
    were published, all on the same; a paraphrase must have them from its source. Who "she" is, is
    told of verbatim sentences only. What is said twice is glossed once.
    """
    quoted = list(quotations(text))
    if any(not quotation.closed for quotation in quoted):
        return ()
    if verbatim and _inside_quotation(supports[0]):
        return ()
    found: list[Gloss] = []
    days = {_reported(support.evidence.article) for support in supports}
    day = days.pop()
    if day is not None and not days:
        sources = " ".join(support.quote for support in supports).lower()
        found += [
            note
            for note in relative_days(text, day)
            if text[note.start : note.end].lower().removeprefix("on ") in sources
        ]
    if verbatim:
        first = supports[0]
        meant = person_meant(first.evidence.article.body, first.start, text)
        found += [meant] if meant else []
    outside = [
        note for note in found if not any(one.start <= note.start < one.end for one in quoted)
    ]
    first_of = {(text[note.start : note.end], note.text): note for note in reversed(outside)}
    return tuple(sorted(first_of.values(), key=lambda note: note.start))


def _reported(article: Article) -> date | None:
    """The day that time words of an article count from, None where that is not certain."""
    if article.date_evidence not in TRUSTED or article.kind is Kind.LIVE:
        return None
    if article.updated is not None and article.updated != article.published:
        return None
    return article.published


def _inside_quotation(support: Support) -> bool:
    """Whether a quotation opened before the sentence in its paragraph is still open."""
    body = support.evidence.article.body
    before = body[body.rfind("\n", 0, support.start) + 1 : support.start]
    marks = _MARKS.findall(before)
    straight = marks.count('"') % 2 == 1
    opened = sum(mark in "“„«" for mark in marks)
    return straight or opened > sum(mark in "”»" for mark in marks)
