"""The chain: understand, retrieve, draft and ground, as one LangChain Runnable."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from archive.store import ArchiveStore
from retrieval.answers import Answer, Evidence, Searched
from retrieval.coverage import coverage_of
from retrieval.extractive import ExtractiveDrafter
from retrieval.generative import GenerativeDrafter
from retrieval.question import Query, Question, understand
from retrieval.retriever import ArchiveRetriever
from retrieval.surveys.survey import Survey
from retrieval.surveys.surveyor import SURVEYED, Surveyor
from retrieval.writing import Writer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the writing stage is handed: the query, its evidence, and what was searched.

    `survey` is what was found where a survey answers; the evidence is then what is nearest, if
    that was nothing.
    """

    query: Query
    evidence: tuple[Evidence, ...]
    searched: Searched
    survey: Survey | None = None


def build_chain(
    store: ArchiveStore,
    *,
    chat_model: BaseChatModel | None = None,
    chat_timeout: float = 30.0,
    evidence: int = 10,
) -> Runnable[Question, Answer]:
    """Returns the chain that answers questions from an archive.

    `stream` and `astream` yield chunks of the answer as sentences are finished; their sum is what
    `invoke` and `ainvoke` return. Nothing blocks the event loop. Without a chat model, or when it
    fails, the answer is made of the archive's own sentences. `evidence` passages are drafted from.
    """
    surveyor = Surveyor(store)
    retriever = ArchiveRetriever(store=store, k=evidence)
    writer = Writer(
        ExtractiveDrafter(store),
        GenerativeDrafter(chat_model, timeout=chat_timeout) if chat_model else None,
    )

    def retrieve(query: Query) -> Brief:
        survey = None
        if query.intent in SURVEYED:
            query = surveyor.narrowed(query)
            survey = surveyor.survey(query)
        found = survey.evidence or survey.near if survey else ()
        return Brief(
            query=query,
            evidence=found or tuple(retriever.retrieve(query)),
            searched=coverage_of(query, store),
            survey=survey,
        )

    def written(brief: Brief) -> Iterator[Answer]:
        if brief.survey:
            return writer.report(brief.query, brief.survey, brief.evidence, brief.searched)
        return writer.write(brief.query, brief.evidence, brief.searched)

    def write(briefs: Iterator[Brief]) -> Iterator[Answer]:
        for brief in briefs:
            yield from written(brief)

    async def awrite(briefs: AsyncIterator[Brief]) -> AsyncIterator[Answer]:
        async for brief in briefs:
            chunks = written(brief)
            while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
                yield chunk

    return (
        RunnableLambda(understand, name="understand")
        | RunnableLambda(retrieve, name="retrieve")
        | RunnableGenerator(write, awrite, name="write")
    )
