"""The chain: understand, retrieve, draft and ground, as one LangChain Runnable."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from archive.retractions import withdrawn_copies
from archive.store import ArchiveStore
from retrieval.answers import Answer, Searched
from retrieval.chat.budget import CONTEXT
from retrieval.chat.chat_model import ChatModel
from retrieval.chat.generative import GenerativeDrafter
from retrieval.chat.rewriting import SECONDS, Rewriter
from retrieval.chat.usage import Price
from retrieval.coverage import coverage_of
from retrieval.drafting.extractive import ExtractiveDrafter
from retrieval.question import Query, Question, understand
from retrieval.searching.retriever import ArchiveRetriever, Retrieval
from retrieval.surveys.survey import Survey
from retrieval.surveys.surveyor import SURVEYED, Surveyor
from retrieval.understanding.known import ArchiveNames
from retrieval.writing import Writer

if TYPE_CHECKING:
    from langchain_core.documents import BaseDocumentCompressor
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the writing stage is handed: the query, what it found, and what was searched.

    `survey` is what was found where a survey answers; `found` is then what is nearest, if that was
    nothing.
    """

    query: Query
    found: Retrieval
    searched: Searched
    survey: Survey | None = None


def build_chain(
    store: ArchiveStore,
    *,
    chat_model: BaseChatModel | None = None,
    chat_name: str = "",
    chat_timeout: float = 30.0,
    chat_context: int = CONTEXT,
    chat_price: Price | None = None,
    evidence: int = 10,
    reranker: BaseDocumentCompressor | None = None,
) -> Runnable[Question, Answer]:
    """Returns the chain that answers questions from an archive.

    `stream` and `astream` yield chunks of the answer as sentences are finished; their sum is what
    `invoke` and `ainvoke` return. Nothing blocks the event loop. Without a chat model, or when it
    fails, the answer is made of the archive's own sentences. `chat_name` is what answers and the
    log call it, `chat_timeout` its limit in seconds, `chat_context` the tokens it is given, and
    `chat_price` what they cost. `evidence` passages are drafted from, in the order of the
    `reranker` where there is one.

    Raises:
        SettingsError: a line of the archive's list of spellings cannot be understood.
    """
    known = ArchiveNames(store.catalogue)
    surveyor = Surveyor(store)
    retriever = ArchiveRetriever(store=store, k=evidence, reranker=reranker)
    generative = rewriter = None
    if chat_model:
        generative = GenerativeDrafter(
            chat_model,
            name=chat_name,
            timeout=chat_timeout,
            context=chat_context,
            price=chat_price,
        )
        hurried = ChatModel(
            chat_model, name=chat_name, timeout=min(chat_timeout, SECONDS), price=chat_price
        )
        rewriter = Rewriter(hurried, context=chat_context)
    writer = Writer(
        ExtractiveDrafter(store),
        generative,
        retrieve=retriever.retrieve,
        withdrawn=lambda ids: withdrawn_copies(store.catalogue, ids),
    )

    def understood(question: Question) -> Query:
        return understand(rewriter.rewrite(question) if rewriter else question, known)

    def retrieve(query: Query) -> Brief:
        survey = None
        if query.intent in SURVEYED:
            query = surveyor.narrowed(query)
            survey = surveyor.survey(query)
        found = survey.evidence or survey.near if survey else ()
        return Brief(
            query=query,
            found=Retrieval(evidence=found) if found else retriever.look_up(query),
            searched=coverage_of(query, store),
            survey=survey,
        )

    def written(brief: Brief) -> Iterator[Answer]:
        if brief.survey:
            return writer.report(brief.query, brief.survey, brief.found.evidence, brief.searched)
        return writer.write(brief.query, brief.found.evidence, brief.searched)

    def write(briefs: Iterator[Brief]) -> Iterator[Answer]:
        for brief in briefs:
            for chunk in written(brief):
                yield _accounted(chunk, brief.found)

    async def awrite(briefs: AsyncIterator[Brief]) -> AsyncIterator[Answer]:
        async for brief in briefs:
            chunks = written(brief)
            while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
                yield _accounted(chunk, brief.found)

    return (
        RunnableLambda(understood, name="understand")
        | RunnableLambda(retrieve, name="retrieve")
        | RunnableGenerator(write, awrite, name="write")
    )


def _accounted(chunk: Answer, found: Retrieval) -> Answer:
    """Returns a chunk with the account of its search, whose remarks stand first."""
    return replace(chunk, notes=(*found.notes, *chunk.notes), considered=found.considered)
