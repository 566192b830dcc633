"""Surveys asked of a small archive, as the chain asks them."""

from __future__ import annotations

import functools
import operator
from datetime import date

from archive.filters import Filters
from archive.store import ArchiveStore
from retrieval.answers import Answer
from retrieval.coverage import coverage_of
from retrieval.drafting.extractive import ExtractiveDrafter
from retrieval.intents import Intent
from retrieval.question import Query
from retrieval.surveys.surveyor import Surveyor
from retrieval.understanding.timespans import Timespan
from retrieval.writing import Writer


def survey(
    store: ArchiveStore,
    intent: Intent,
    subject: str,
    *,
    question: str = "",
    window: Timespan | None = None,
    filters: Filters | None = None,
) -> Answer:
    """The sum of a survey's chunks, every citation of which is verbatim."""
    asked = Query(
        text=question or subject,
        focus=question or subject,
        asked=date(2024, 6, 1),
        filters=filters or Filters(),
        window=window,
        intent=intent,
        subject=subject,
    )
    surveyor = Surveyor(store)
    query = surveyor.narrowed(asked)
    found = surveyor.survey(query)
    chunks = Writer(ExtractiveDrafter(store)).report(
        query, found, found.near, coverage_of(query, store)
    )
    answer = functools.reduce(operator.add, chunks)
    assert answer.intent is intent
    assert answer.removed == ()
    cited = {citation.n: citation for citation in answer.citations}
    for citation in (*answer.citations, *answer.nearest):
        body = store.catalogue.article(citation.article_id).body
        assert body[citation.start : citation.end] == citation.quote
    for sentence in answer.sentences:
        assert any(sentence.text in cited[n].quote for n in sentence.citations)
    return answer


def told(answer: Answer) -> list[tuple[str, str]]:
    """The sentences of an answer, each with the day it was published."""
    cited = {citation.n: citation for citation in answer.citations}
    return [(str(cited[one.citations[0]].published), one.text) for one in answer.sentences]
