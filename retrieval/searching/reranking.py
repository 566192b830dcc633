"""A reranker of one's own: any LangChain document compressor, put over the first candidates."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from math import isfinite
from typing import TYPE_CHECKING, Any

from langchain_core.documents import BaseDocumentCompressor, Document

from archive.errors import SettingsError
from retrieval.searching.runs import Run

if TYPE_CHECKING:
    from archive.articles import Article, Passage

log = logging.getLogger(__name__)

RERANKED = 30
"""Runs of passages a reranker is handed, one an article. On the fitting half of the summer
questions the best passage of an article holds the answer for 148 of 230 within the first 30, for
154 at all."""

FAILED = "The reranker failed, so the sources stand in the archive's own order."

_FORM = "Write module:attribute, the name of a LangChain document compressor or of what makes one."


@cache
def load_reranker(name: str) -> BaseDocumentCompressor:
    """Returns the compressor that `module:attribute` names, or makes one by calling it.

    Raises:
        SettingsError: there is none of that name, or it could not be made.
    """
    module, _, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute)
        made = found if isinstance(found, BaseDocumentCompressor) else found()
    except Exception as error:  # whatever the code behind the name may raise
        log.warning("the reranker %s could not be loaded", name, exc_info=True)
        # The kind alone: a provider's own words may repeat a key.
        raise SettingsError(
            f"The reranker {name!r} of BACKFILE_RERANKER could not be loaded "
            f"({type(error).__name__}).",
            _FORM,
        ) from error
    if not isinstance(made, BaseDocumentCompressor):
        raise SettingsError(f"{name!r} of BACKFILE_RERANKER is no document compressor.", _FORM)
    return made


def rerank(
    reranker: BaseDocumentCompressor, text: str, runs: Sequence[Run]
) -> tuple[list[Run], dict[str, float], str]:
    """Returns runs in the reranker's order, its scores by passage id, and a note if it failed.

    Only order and scores are taken from what it returns, never text. What it leaves out follows
    in the order it had; when it fails, everything stays as it was.
    """
    first, rest = runs[:RERANKED], runs[RERANKED:]
    documents = [as_document(run.passage, run.article) for run in first]
    try:
        returned = list(reranker.compress_documents(documents, text))
        ranked = {str(one.metadata["passage_id"]): one.metadata for one in returned}
    except Exception:  # whatever somebody else's code may raise
        log.warning("the reranker failed", exc_info=True)
        return list(runs), {}, FAILED
    by_id = {run.passage.id: run for run in first}
    known = [id_ for id_ in ranked if id_ in by_id]
    left = [run for id_, run in by_id.items() if id_ not in ranked]
    scores = {id_: score for id_ in known if (score := _score(ranked[id_])) is not None}
    return [*(by_id[id_] for id_ in known), *left, *rest], scores, ""


def _score(metadata: dict[str, Any]) -> float | None:
    """The score that compressors leave under LangChain's usual name, if it is a number."""
    try:
        score = float(metadata["relevance_score"])
    except (KeyError, TypeError, ValueError):
        return None
    return score if isfinite(score) else None


def as_document(passage: Passage, article: Article) -> Document:
    """Returns a passage as LangChain's document, under its id, with what its article is."""
    metadata: dict[str, Any] = {
        "passage_id": passage.id,
        "article_id": article.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=metadata)
