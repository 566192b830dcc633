"""Evidence into citations; every value comes from the catalogue."""

from __future__ import annotations

from retrieval.answers import Citation, Evidence
from retrieval.grounding.support import best_support


def cite(evidence: Evidence, start: int, end: int) -> Citation:
    """Returns the citation of `body[start:end]`, under the evidence's number."""
    article = evidence.article
    return Citation(
        n=evidence.n,
        article_id=article.id,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        kind=article.kind,
        quote=article.body[start:end],
        start=start,
        end=end,
        passage=evidence.passage.text,
        correction=article.correction,
    )


def cite_nearest(question: str, evidence: Evidence) -> Citation:
    """Returns the citation of the sentence of a passage that has most to do with a question."""
    support = best_support(question, evidence)
    return cite(evidence, support.start, support.end)
