"""Quick look-up: articles that bear on a query, without an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.store import ArchiveStore
from retrieval.answers import Citation, Searched
from retrieval.citations import cite_nearest
from retrieval.coverage import coverage_of
from retrieval.known import ArchiveNames
from retrieval.question import Question, understand
from retrieval.retriever import ArchiveRetriever


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """Articles, nearest first, each cited by its best passage, and what was searched."""

    citations: tuple[Citation, ...]
    searched: Searched


def find_sources(store: ArchiveStore, question: Question, limit: int = 10) -> SourceList:
    """Returns up to `limit` articles; copies of one report count as one."""
    query = understand(question, ArchiveNames(store.catalogue))
    retriever = ArchiveRetriever(store=store, k=limit, passages_an_article=1)
    citations = tuple(
        replace(cite_nearest(query.text, evidence), n=n)
        for n, evidence in enumerate(retriever.retrieve(query), start=1)
    )
    return SourceList(citations=citations, searched=coverage_of(query, store))
