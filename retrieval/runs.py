"""Which passages become evidence: one run of neighbours an article, one copy of a report. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from archive.articles import Passage
from retrieval.candidates import covered
from retrieval.measures import Terms
from retrieval.ranking import WEIGHTS, Scored, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One passage, or two neighbours of one article; `best` is the one that was found."""

    best: Scored
    neighbour: Scored | None = None

    @property
    def passage(self) -> Passage:
        """The verbatim text of the run; of two, under an id that names both places."""
        best = self.best.filed.passage
        if self.neighbour is None:
            return best
        first, second = sorted(
            (best, self.neighbour.filed.passage), key=lambda passage: passage.ordinal
        )
        return replace(
            first,
            id=f"{first.id}-{second.ordinal}",
            end=second.end,
            text=self.best.filed.article.body[first.start : second.end],
        )


def diverse(ranked: Iterable[Scored], passages_an_article: int) -> list[Scored]:
    """Returns passages without copies of a report and with so many an article at most."""
    article_of_cluster: dict[int, str] = {}
    taken: Counter[str] = Counter()
    kept = []
    for one in ranked:
        article = one.filed.article.id
        if article_of_cluster.setdefault(one.filed.cluster, article) != article:
            continue
        if taken[article] < passages_an_article:
            taken[article] += 1
            kept.append(one)
    return kept


def neighbours(one: Scored) -> Iterator[tuple[str, int]]:
    """Yields the places before and after a passage in its article."""
    article, ordinal = one.place
    yield article, ordinal + 1
    if ordinal:
        yield article, ordinal - 1


def join(
    kept: Sequence[Scored],
    beside: Mapping[tuple[str, int], Scored],
    terms: Terms,
    rarity: Mapping[str, float],
    weights: Weights = WEIGHTS,
) -> list[Run]:
    """Returns a run for each passage, joined with the better neighbour that earns it, if any.

    `beside` holds scored passages by their place. A neighbour earns it by its own score, or by
    words of the question that the passage and its headline lack, weighed by `rarity`. No passage
    is in two runs.
    """
    used = {one.place for one in kept}
    runs = []
    for one in kept:
        near = [beside[place] for place in neighbours(one) if place in beside and place not in used]
        held = set(terms(f"{one.filed.article.headline} {one.filed.passage.text}"))
        lacking = {term: weight for term, weight in rarity.items() if term not in held}
        lacks = sum(lacking.values()) / (sum(rarity.values()) or 1.0)
        earned = [
            (neighbour.score, neighbour)
            for neighbour in near
            if neighbour.score >= weights.join_share * one.score
            or covered(set(terms(neighbour.filed.passage.text)), lacking) * lacks
            >= weights.join_gain
        ]
        best = max(earned, key=lambda pair: pair[0])[1] if earned else None
        if best:
            used.add(best.place)
        runs.append(Run(best=one, neighbour=best))
    return runs


def alternated(rankings: Sequence[Sequence[Scored]]) -> list[Scored]:
    """Returns the first of each ranking, then the second of each and so on, each passage once."""
    held: dict[int, Scored] = {}
    for rank in zip_longest(*rankings):
        for one in rank:
            if one is not None:
                held.setdefault(one.filed.passage.number, one)
    return list(held.values())
