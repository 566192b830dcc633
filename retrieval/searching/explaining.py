"""How candidates fared: their scores and ranks in every stage, and why one was left out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.answers import Considered
from retrieval.searching.ranking import Scored, standings
from retrieval.searching.runs import Run

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
    used = {run.best.placing.number: (n, run) for n, run in enumerate(runs, start=1)}
    joined = {run.neighbour.passage.number for run in runs if run.neighbour}
    articles = {run.best.placing.article_id for run in runs}
    clusters = {run.best.placing.cluster for run in runs}

    def fate(one: Scored) -> str:
        number = one.placing.number
        if number in used:
            return ""
        if number in joined:
            return JOINED
        if one.placing.article_id in articles:
            return SAME_ARTICLE
        return COPY if one.placing.cluster in clusters else BEYOND

    rows = []
    for one, ranks in zip(ranked[:CONSIDERED], standings(ranked), strict=False):
        placing = one.placing
        n, run = used.get(placing.number, (0, None))
        id_ = run.passage.id if run else placing.passage_id
        rows.append(
            Considered(
                n=n,
                passage_id=id_,
                article_id=placing.article_id,
                headline=placing.headline,
                outlet=placing.outlet,
                published=placing.published,
                score=one.score,
                scores={**one.scores, **({"reranker": reranked[id_]} if id_ in reranked else {})},
                ranks=ranks,
                left_out=fate(one),
            )
        )
    return tuple(rows)
