"""Which of a question's choices an answer and its evidence support best.

What is weighed was settled on the fitting half of the summer questions. There the first 10, 20 and
50 passages did as well as each other, as did powers of 2 to 8 and half to four times the weight of
the sentences; without the part for single words .64 were right instead of .71.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.store import ArchiveStore
from bench.answering import Given
from bench.questions import bears, normalise
from retrieval.text.measures import Terms

POWER = 4
"""A passage with a share s of the best one's score counts s⁴."""

PARTLY = 0.1
"""What a passage counts that holds all rare words of a choice but not the choice as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Something that may support a choice: its words, normalised, its stems, and what it counts."""

    words: str
    stems: Collection[str]
    counts: float


def chosen(given: Given, store: ArchiveStore) -> str:
    """Returns the choice that an answer's evidence and its sentences support best."""
    terms = store.words.terms
    best = given.evidence[0].score if given.evidence else 1.0
    passages = [
        _text(f"{item.article.headline}\n{item.passage.text}", terms, (item.score / best) ** POWER)
        for item in given.evidence
    ]
    sentences = [_text(one.candidate.text, terms, one.score) for one in given.weighed]
    asked = set(terms(given.posed.text))

    def backing(choice: str) -> float:
        rarity = store.words.rarity(set(terms(choice)) - asked)
        return support(normalise(choice), rarity, passages, sentences)

    return max(given.posed.choices, key=backing)


def support(
    choice: str, rarity: Mapping[str, float], passages: Sequence[Text], sentences: Sequence[Text]
) -> float:
    """Returns how much a choice, normalised, is supported; 0 is not at all.

    Every passage that bears it counts, the likeliest sentence that bears it once more. `rarity`
    weighs the stems of the choice that the question does not have: a passage counts a little by the
    square of the share of them that it holds.
    """
    votes = sum(
        one.counts * (bears(choice, one.words) + PARTLY * _share(rarity, one.stems) ** 2)
        for one in passages
    )
    return votes + max((one.counts for one in sentences if bears(choice, one.words)), default=0.0)


def _share(rarity: Mapping[str, float], held: Collection[str]) -> float:
    total = sum(rarity.values())
    return sum(rarity[stem] for stem in rarity if stem in held) / total if total else 0.0


def _text(text: str, terms: Terms, counts: float) -> Text:
    return Text(words=normalise(text), stems=frozenset(terms(text)), counts=counts)
