"""Answers and sources as plain values, for `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from retrieval.answers import Answer, Citation, Considered, Searched, Table


def answer_json(answer: Answer) -> dict[str, Any]:
    """Returns everything an answer says, in the order people read it.

    A sentence's `text` is exact; its glosses are notes to `text[start:end]`.
    """
    return {
        "status": answer.status.value,
        "question": answer.question,
        "premise": answer.premise,
        "intent": answer.intent.value,
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
        "table": table_json(answer.table) if answer.table else None,
        "citations": [citation_json(citation) for citation in answer.citations],
        "nearest": [citation_json(citation) for citation in answer.nearest],
        "searched": searched_json(answer.searched),
        "removed": list(answer.removed),
        "notes": list(answer.notes),
        "drafter": answer.drafter,
    }


def table_json(table: Table) -> dict[str, Any]:
    """Returns a survey's table: every row a list of texts, one a column."""
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "note": table.note,
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


def considered_json(considered: Sequence[Considered]) -> dict[str, Any]:
    """Returns how candidates fared, best first, under the one key `considered`."""
    rows = [
        {
            "n": one.n,
            "passage_id": one.passage_id,
            "article_id": one.article_id,
            "headline": one.headline,
            "outlet": one.outlet,
            "published": one.published.isoformat() if one.published else None,
            "score": one.score,
            "scores": dict(one.scores),
            "ranks": dict(one.ranks),
            "left_out": one.left_out,
        }
        for one in considered
    ]
    return {"considered": rows}


def searched_json(searched: Searched) -> dict[str, Any]:
    """Returns what was searched; days as YYYY-MM-DD, None where unknown."""
    return {
        "articles": searched.articles,
        "of": searched.of,
        "since": searched.since.isoformat() if searched.since else None,
        "until": searched.until.isoformat() if searched.until else None,
        "filters": dict(searched.filters),
        "readings": list(searched.readings),
        "notes": list(searched.notes),
        "last_fed": searched.last_fed.isoformat() if searched.last_fed else None,
    }
