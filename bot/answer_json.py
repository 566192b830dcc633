"""Answers and sources as plain values, for `--json`."""

from __future__ import annotations

from typing import Any

from retrieval.answers import Answer, Citation, Searched


def answer_json(answer: Answer) -> dict[str, Any]:
    """Returns everything an answer says, in the order people read it.

    A sentence's `text` is exact; its glosses are notes to `text[start:end]`.
    """
    return {
        "status": answer.status.value,
        "question": answer.question,
        "sentences": [
            {
                "text": sentence.text,
                "citations": list(sentence.citations),
                "glosses": [
                    {"start": note.start, "end": note.end, "text": note.text}
                    for note in sentence.glosses
                ],
            }
            for sentence in answer.sentences
        ],
        "citations": [citation_json(citation) for citation in answer.citations],
        "nearest": [citation_json(citation) for citation in answer.nearest],
        "searched": searched_json(answer.searched),
        "removed": list(answer.removed),
        "notes": list(answer.notes),
        "drafter": answer.drafter,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """Returns a citation; `start` and `end` locate `quote` in the article's body."""
    return {
        "n": citation.n,
        "article_id": citation.article_id,
        "headline": citation.headline,
        "outlet": citation.outlet,
        "published": citation.published.isoformat() if citation.published else None,
        "url": citation.url,
        "kind": citation.kind.value,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "passage": citation.passage,
        "correction": citation.correction,
    }


def searched_json(searched: Searched) -> dict[str, Any]:
    """Returns what was searched; days as YYYY-MM-DD, None where unknown."""
    return {
        "articles": searched.articles,
        "of": searched.of,
        "since": searched.since.isoformat() if searched.since else None,
        "until": searched.until.isoformat() if searched.until else None,
        "filters": dict(searched.filters),
        "reading": searched.reading,
        "last_fed": searched.last_fed.isoformat() if searched.last_fed else None,
    }
