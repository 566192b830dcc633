"""Sentences of the evidence as possible answers, and what can be told of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.answers import Evidence
from retrieval.drafting.agreement import Agreement
from retrieval.drafting.wanted import Wanted, fits, recalls, wanted
from retrieval.text.measures import Terms, claimed, measure_of
from retrieval.text.orders import dictated_from
from retrieval.text.sentences import filing_length, sentence_spans, stands_alone
from retrieval.text.wording import covered

_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z]\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence of the evidence; `start` and `end` are offsets into the article's body.

    `coverage` is the share, by rarity, of the question's terms that the sentence holds; `lead` that
    of the sentence and the headline, `beside` the better of its two neighbours', `headline` that of
    the headline, `context` that of the headline and its passage, `matter` that of the whole
    article; `missing` the rarity of the rarest term that neither sentence nor context holds, as a
    share of the rarest of all; `named` the share of the question's names that headline and passage
    hold, 1 where it names nobody and nothing. `agreement` is the share of the evidence, by score,
    that names what the sentence answers with. All lie in [0, 1]. `fits` tells whether it holds
    something of the kind wanted that the question does not say itself, `counts` whether it has a
    figure for what is to be counted. `new_terms` counts the terms that the question does not have.
    """

    evidence: Evidence
    text: str
    start: int
    end: int
    coverage: float
    lead: float
    beside: float
    headline: float
    context: float
    matter: float
    missing: float
    named: float
    agreement: float
    fits: bool
    counts: bool
    terms: frozenset[str]
    new_terms: int


class _Spoken(NamedTuple):
    """A sentence that could stand alone: its text, its offsets in its passage, its terms."""

    text: str
    start: int
    end: int
    terms: frozenset[str]


def candidates(
    question: str, evidence: Sequence[Evidence], terms: Terms, rarity: Mapping[str, float]
) -> list[Candidate]:
    """Returns every sentence of the evidence that could stand alone, in order of the evidence.

    `rarity` weighs what `terms` gives for the question; other terms weigh nothing.
    """
    kind, measure = wanted(question), measure_of(question)
    rarest = max(rarity.values(), default=0.0) or 1.0
    names = {term: rarity[term] for term in terms(capitalised(question)) if term in rarity}
    agreement = Agreement(question, evidence)
    found = []
    for item in evidence:
        headline = frozenset(terms(item.article.headline))
        around = headline | frozenset(terms(item.passage.text))
        matter = covered(headline | frozenset(terms(item.article.body)), rarity)
        missing = max((rarity[term] for term in rarity.keys() - around), default=0.0) / rarest
        told = item.passage.text[: dictated_from(item.passage.text)]
        spoken = [_spoken(told, span, terms) for span in _spans(told)]
        coverages = [covered(one.terms, rarity) for one in spoken]
        for at, one in enumerate(spoken):
            if not stands_alone(one.text):
                continue
            neighbours = coverages[max(0, at - 1) : at] + coverages[at + 1 : at + 2]
            held = fits(kind, one.text, question) and not (
                kind is Wanted.FIGURE and recalls(one.text, question, item.article.published)
            )
            found.append(
                Candidate(
                    evidence=item,
                    text=one.text,
                    start=item.passage.start + one.start,
                    end=item.passage.start + one.end,
                    coverage=coverages[at],
                    lead=covered(one.terms | headline, rarity),
                    beside=max(neighbours, default=0.0),
                    headline=covered(headline, rarity),
                    context=covered(around, rarity),
                    matter=matter,
                    missing=missing,
                    named=covered(around, names) if names else 1.0,
                    agreement=agreement.of(one.text),
                    fits=held,
                    counts=bool(measure and claimed(one.text, measure)),
                    terms=one.terms,
                    new_terms=len(one.terms - rarity.keys()),
                )
            )
    return found


def capitalised(question: str) -> str:
    """Returns a question's capitalised words but those that open a sentence: mostly names."""
    return " ".join(_NAME.findall(question))


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands, without the place of filing."""
    return [(start + filing_length(text[start:end]), end) for start, end in sentence_spans(text)]


def _spoken(text: str, span: tuple[int, int], terms: Terms) -> _Spoken:
    start, end = span
    return _Spoken(text[start:end], start, end, frozenset(terms(text[start:end])))
