"""The chain: understand, retrieve, draft and ground, as one LangChain Runnable."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from archive.retractions import withdrawn_copies
from archive.store import ArchiveStore
from retrieval.answers import Answer, Evidence, Searched
from retrieval.coverage import coverage_of
from retrieval.extractive import ExtractiveDrafter
from retrieval.generative import GenerativeDrafter
from retrieval.question import Query, Question, understand
from retrieval.retriever import ArchiveRetriever
from retrieval.writing import Writer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the writing stage is handed: the query, its evidence, and what was searched."""

    query: Query
    evidence: tuple[Evidence, ...]
    searched: Searched


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
    retriever = ArchiveRetriever(store=store, k=evidence)
    writer = Writer(
        ExtractiveDrafter(store),
        GenerativeDrafter(chat_model, timeout=chat_timeout) if chat_model else None,
        withdrawn=lambda ids: withdrawn_copies(store.catalogue, ids),
    )

    def retrieve(query: Query) -> Brief:
        return Brief(
            query=query,
            evidence=tuple(retriever.retrieve(query)),
            searched=coverage_of(query, store),
        )

    def write(briefs: Iterator[Brief]) -> Iterator[Answer]:
        for brief in briefs:
            yield from writer.write(brief.query, brief.evidence, brief.searched)

    async def awrite(briefs: AsyncIterator[Brief]) -> AsyncIterator[Answer]:
        async for brief in briefs:
            chunks = writer.write(brief.query, brief.evidence, brief.searched)
            while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
                yield chunk

    return (
        RunnableLambda(understand, name="understand")
        | RunnableLambda(retrieve, name="retrieve")
        | RunnableGenerator(write, awrite, name="write")
    )
