"""Quick look-up: articles that bear on a query, without an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.store import ArchiveStore
from retrieval.answers import Citation, Considered, Searched
from retrieval.coverage import coverage_of
from retrieval.grounding.citations import cite_nearest
from retrieval.question import Question, understand
from retrieval.searching.retriever import ArchiveRetriever
from retrieval.understanding.known import ArchiveNames

if TYPE_CHECKING:
    from langchain_core.documents import BaseDocumentCompressor


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """Articles, nearest first, each cited by its best passage, and what was searched.

    `considered` gives account of the search; `notes` are remarks for the reader.
    """

    citations: tuple[Citation, ...]
    searched: Searched
    considered: tuple[Considered, ...] = ()
    notes: tuple[str, ...] = ()


def find_sources(
    store: ArchiveStore,
    question: Question,
    limit: int = 10,
    reranker: BaseDocumentCompressor | None = None,
) -> SourceList:
    """Returns up to `limit` passages, one an article unless the question wants more.

    Copies of one report count as one.

    Raises:
        SettingsError: a line of the archive's list of spellings cannot be understood.
    """
    query = understand(question, ArchiveNames(store.catalogue))
    found = ArchiveRetriever(store=store, k=limit, reranker=reranker).look_up(query)
    citations = tuple(
        replace(cite_nearest(query.text, evidence), n=n)
        for n, evidence in enumerate(found.evidence, start=1)
    )
    searched = coverage_of(query, store)
    return SourceList(
        citations=citations,
        searched=searched,
        considered=found.considered,
        notes=(*found.notes, *searched.notes),
    )
