"""Which passages become evidence: one run of neighbours an article, one copy of a report. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from archive.articles import Article, Passage
from archive.catalogue import FiledPassage
from retrieval.searching.ranking import WEIGHTS, Scored, Weights
from retrieval.text.measures import Terms
from retrieval.text.wording import covered


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One passage, or two neighbours of one article; `best` is the score of the one found."""

    best: Scored
    filed: FiledPassage
    neighbour: FiledPassage | None = None

    @property
    def article(self) -> Article:
        """The article it was cut from."""
        return self.filed.article

    @property
    def passage(self) -> Passage:
        """The verbatim text of the run; of two, under an id that names both places."""
        if self.neighbour is None:
            return self.filed.passage
        first, second = sorted(
            (self.filed.passage, self.neighbour.passage), key=lambda passage: passage.ordinal
        )
        return replace(
            first,
            id=f"{first.id}-{second.ordinal}",
            end=second.end,
            text=self.article.body[first.start : second.end],
        )


def diverse(ranked: Iterable[Scored], passages_an_article: int) -> list[Scored]:
    """Returns passages without copies of a report and with so many an article at most."""
    article_of_cluster: dict[int, str] = {}
    taken: Counter[str] = Counter()
    kept = []
    for one in ranked:
        article = one.placing.article_id
        if article_of_cluster.setdefault(one.placing.cluster, article) != article:
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
    filed: Mapping[int, FiledPassage],
    terms: Terms,
    rarity: Mapping[str, float],
    weights: Weights = WEIGHTS,
) -> list[Run]:
    """Returns a run for each passage, joined with the better neighbour that earns it, if any.

    `beside` holds scored passages by their place, `filed` the texts by number; what has none, since
    its article has changed meanwhile, is left out. A neighbour earns it by its own score, or by
    words of the question that the passage and its headline lack, weighed by `rarity`. No passage
    is in two runs.
    """
    used = {one.place for one in kept}
    runs = []
    for one in kept:
        if (own := filed.get(one.placing.number)) is None:
            continue
        held = set(terms(f"{own.article.headline} {own.passage.text}"))
        lacking = {term: weight for term, weight in rarity.items() if term not in held}
        lacks = sum(lacking.values()) / (sum(rarity.values()) or 1.0)
        earned = []
        for place in neighbours(one):
            near = beside.get(place)
            text = filed.get(near.placing.number) if near else None
            if near is None or text is None or place in used:
                continue
            gain = lacks * covered(set(terms(text.passage.text)), lacking)
            if near.score >= weights.join_share * one.score or gain >= weights.join_gain:
                earned.append((near.score, place, text))
        _, place, neighbour = max(earned, key=lambda one: one[:2], default=(0.0, one.place, None))
        used.add(place)
        runs.append(Run(best=one, filed=own, neighbour=neighbour))
    return runs


def alternated(rankings: Sequence[Sequence[Scored]]) -> list[Scored]:
    """Returns the first of each ranking, then the second of each and so on, each passage once."""
    held: dict[int, Scored] = {}
    for rank in zip_longest(*rankings):
        for one in rank:
            if one is not None:
                held.setdefault(one.placing.number, one)
    return list(held.values())
