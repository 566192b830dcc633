"""Surveys in the chain: they answer in place of the drafters, in chunks, and never block."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableSequence

from archive.filters import Filters
from archive.store import ArchiveStore
from retrieval.answers import Answer, AnswerStatus
from retrieval.chain import build_chain
from retrieval.intents import Intent
from retrieval.question import Query
from tests.fakes.chat_models import ScriptedChatModel
from tests.fakes.newsroom import newsroom, report

REPORTS = (
    report("A comet passed over Pell Quay.", day="2024-03-04"),
    report("The comet of Pell Quay has gone, stargazers say.", day="2024-03-09"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArchiveStore]:
    with newsroom(tmp_path, *REPORTS) as opened:
        opened.embed()
        yield opened


def answering(store: ArchiveStore, **parts: Any) -> Runnable[Query, Answer]:
    """The chain behind understanding, which takes a query."""
    chain = build_chain(store, **parts)
    assert isinstance(chain, RunnableSequence)
    return RunnableSequence(*chain.steps[1:])


def query(intent: Intent, subject: str = "comet") -> Query:
    text = f"A timeline of the {subject}"
    return Query(
        text=text,
        focus=text,
        asked=date(2024, 6, 1),
        filters=Filters(),
        intent=intent,
        subject=subject,
    )


async def test_a_survey_streams_a_chunk_a_sentence_that_add_up(store: ArchiveStore) -> None:
    chain, asked = answering(store), query(Intent.TIMELINE)
    whole = chain.invoke(asked)
    chunks = list(chain.stream(asked))
    assert [len(chunk.sentences) for chunk in chunks] == [1, 1, 0]
    assert functools.reduce(operator.add, chunks) == whole
    assert await chain.ainvoke(asked) == whole
    assert functools.reduce(operator.add, [chunk async for chunk in chain.astream(asked)]) == whole


def test_a_survey_is_never_left_to_a_chat_model(store: ArchiveStore) -> None:
    chain = answering(store, chat_model=ScriptedChatModel(replies=["A comet fell [1]."]))
    for intent in Intent:
        answer = chain.invoke(query(intent))
        assert answer.intent is intent
        surveyed = intent not in (Intent.FACT, Intent.LATEST)
        assert (answer.drafter == "survey") is surveyed


def test_where_a_survey_finds_nothing_the_nearest_passages_are_offered(
    store: ArchiveStore,
) -> None:
    answer = answering(store).invoke(query(Intent.COVERAGE, "comet over Dunmarrow"))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.nearest
    assert answer.table is None
    assert "“Dunmarrow” 0" in answer.notes[0]
