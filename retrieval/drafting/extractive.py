"""The drafter that needs no key: verbatim sentences of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.store import ArchiveStore
from retrieval.answers import Evidence
from retrieval.drafting.candidates import Candidate, candidates, capitalised
from retrieval.drafting.conflicts import find_conflict
from retrieval.drafting.scoring import THRESHOLD, confidence, features, probability
from retrieval.drafting.wanted import wanted
from retrieval.drafts import DraftSentence
from retrieval.question import Query
from retrieval.text.measures import equated

SHORTLIST = 12
"""Sentences compared with the question by the embedder: about 60 ms on two cores."""

SHOWN = 2
"""Sentences of an answer, when reports agree."""

EARLIER = 0.5
"""Weight of a name that only the earlier questions of a conversation have; their other words, which
ask for something else, weigh nothing."""

SECOND_SHARE = 0.3
"""How much of the best sentence's probability the second must have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A candidate with what the model weighs of it."""

    candidate: Candidate
    features: Mapping[str, float]

    @property
    def score(self) -> float:
        """The probability that it answers."""
        return probability(self.features)


class ExtractiveDrafter:
    """Picks the sentences that answer, verbatim, so that it cannot misquote."""

    name = "extractive"

    def __init__(self, store: ArchiveStore) -> None:
        """`store` embeds sentences and knows how rare each word is."""
        self._store = store

    def draft(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """Yields the best sentences; where reports disagree, one for each, newest first.

        A query that wants it brief gets the best sentence alone, but every side of a conflict.

        Yields nothing when no sentence is likely enough to answer.
        """
        found = self.gather(query, evidence)
        weighed = self.weigh(query, found)
        if not weighed or confidence(weighed[0].score, found) < THRESHOLD:
            return
        conflict = find_conflict(query.focus, weighed[0].candidate, found)
        best = best_sentences([one.candidate for one in weighed], [one.score for one in weighed])
        for candidate in conflict.claims if conflict else best[: 1 if query.brief else None]:
            yield DraftSentence(
                text=candidate.text,
                markers=(candidate.evidence.n,),
                disputed=conflict is not None,
            )

    def gather(self, query: Query, evidence: Sequence[Evidence]) -> list[Candidate]:
        """Returns the evidence's sentences, those first that are likeliest without comparing them.

        A sentence then counts as similar to the question as its passage is.
        """
        plain = self._store.words.terms
        terms = equated(plain)
        asked = plain(query.text)
        rare = self._store.words.rarity(asked)
        rarity: dict[str, float] = {}
        focus, named = set(terms(query.focus)), set(terms(capitalised(query.text)))
        for stem, term in zip(asked, terms(query.text), strict=True):
            if term in focus:
                rarity[term] = max(rare[stem], rarity.get(term, 0.0))
            elif term in named:
                rarity[term] = max(EARLIER * rare[stem], rarity.get(term, 0.0))
        found = candidates(query.focus, evidence, terms, rarity)
        kind, best = wanted(query.focus), _best_score(found)
        return sorted(found, key=lambda one: -probability(features(one, kind, best)))

    def weigh(self, query: Query, found: Sequence[Candidate]) -> list[Weighed]:
        """Returns the first of the sentences with their features, likeliest first."""
        kind = wanted(query.focus)
        best = _best_score(found)
        found = found[:SHORTLIST]
        if not found:
            return []
        question = self._store.embed_query(query.text)
        vectors = self._store.embedder.embed_array([candidate.text for candidate in found])
        weighed = [
            Weighed(
                candidate=candidate, features=features(candidate, kind, best, float(similarity))
            )
            for candidate, similarity in zip(found, vectors @ question, strict=True)
        ]
        return sorted(weighed, key=lambda one: -one.score)


def _best_score(found: Sequence[Candidate]) -> float:
    return max((one.evidence.score for one in found), default=0.0)


def best_sentences(likely: Sequence[Candidate], scores: Sequence[float]) -> list[Candidate]:
    """Returns the likeliest sentence, and another one that is likely too and says something else.

    `likely` are in order of their `scores`, the best first.
    """
    chosen = list(likely[:1])
    for one, score in zip(likely[1:], scores[1:], strict=True):
        if len(chosen) == SHOWN or score < SECOND_SHARE * scores[0]:
            break
        if all(_says_more(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _says_more(candidate: Candidate, other: Candidate) -> bool:
    new = candidate.terms - other.terms
    return len(new) >= len(candidate.terms) / 2
