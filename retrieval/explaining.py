"""How candidates fared: their scores and ranks in every stage, and why one was left out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.answers import Considered
from retrieval.ranking import Scored, standings
from retrieval.runs import Run

CONSIDERED = 50
"""Candidates that a retrieval gives account of."""

JOINED = "joined to its neighbour"
SAME_ARTICLE = "another passage of an article that is used"
COPY = "a copy of a report that is used"
BEYOND = "beyond the number wanted"


def considered(
    ranked: Sequence[Scored], runs: Sequence[Run], reranked: Mapping[str, float]
) -> tuple[Considered, ...]:
    """Returns the first candidates in their order, those of the runs under the runs' numbers.

    `reranked` holds a reranker's scores by the id of a run.
    """
    found: dict[int, tuple[int, Run]] = {}
    joined: set[int] = set()
    for n, run in enumerate(runs, start=1):
        found[run.best.filed.passage.number] = n, run
        if run.neighbour:
            joined.add(run.neighbour.filed.passage.number)
    articles = {run.best.filed.article.id for run in runs}
    clusters = {run.best.filed.cluster for run in runs}

    def fate(one: Scored) -> str:
        number = one.filed.passage.number
        if number in found:
            return ""
        if number in joined:
            return JOINED
        if one.filed.article.id in articles:
            return SAME_ARTICLE
        return COPY if one.filed.cluster in clusters else BEYOND

    rows = []
    for one, ranks in zip(ranked[:CONSIDERED], standings(ranked), strict=False):
        n, run = found.get(one.filed.passage.number, (0, Run(best=one)))
        article, id_ = one.filed.article, run.passage.id
        rows.append(
            Considered(
                n=n,
                passage_id=id_,
                article_id=article.id,
                headline=article.headline,
                outlet=article.outlet,
                published=article.published,
                score=one.score,
                scores={**one.scores, **({"reranker": reranked[id_]} if id_ in reranked else {})},
                ranks=ranks,
                left_out=fate(one),
            )
        )
    return tuple(rows)
