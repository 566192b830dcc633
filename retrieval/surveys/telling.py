"""The sentence of an article that says most of a subject, verbatim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.catalogue import FiledPassage
from archive.mentions import passages_of_articles
from archive.store import ArchiveStore
from retrieval.drafts import DraftSentence
from retrieval.surveys.forms import forms
from retrieval.surveys.phrases import holds_wording
from retrieval.surveys.subjects import UnitKind, units
from retrieval.surveys.survey import Survey, numbered
from retrieval.text.sentences import filing_length, sentence_spans, stands_alone
from retrieval.text.wording import covered

LEAD = 0.15
"""Share of a subject that the first sentence of an article may lack and still be preferred: a news
report says first what it is about."""

SAME = 0.75
"""Share of a sentence's other words, besides the subject's, from which it is told already."""

NAMED = 0.3
"""The same for a sentence with the names and figures of the subject: without them it may speak of
something else. This and LEAD were set by eye on the sample archive's and ten other timelines."""

_LEANING = 0.15
"""What a sentence loses that begins with "But" or "He" and leans on the one before."""

_LEANS = re.compile(
    r"[\"“]?(?:and|but|so|yet|he|she|it|they|this|that|these|those|his|her|their|its|however|also"
    r"|meanwhile|there|then)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of a passage, and how much of the subject it holds, by rarity, in [0, 1]."""

    filed: FiledPassage
    text: str
    share: float


class Teller:
    """Finds the sentences of articles that say most of one subject.

    A quoted phrase weighs as much as its words together, besides these.
    """

    def __init__(self, store: ArchiveStore, subject: str) -> None:
        self._store = store
        self._terms = forms(store.words.terms).same
        self._rarity = store.words.rarity(self._terms(subject))
        self._names = {
            term
            for unit in units(subject)
            if unit.binding and unit.kind is not UnitKind.PHRASE
            for term in self._terms(unit.text)
        }
        self._phrases = {
            unit.text: 1.0 + sum(self._rarity.get(term, 0.0) for term in self._terms(unit.text))
            for unit in units(subject)
            if unit.kind is UnitKind.PHRASE
        }

    def articles(self, keys: Sequence[int]) -> dict[int, list[FiledPassage]]:
        """Returns the passages of articles, in order, by the articles' keys."""
        return passages_of_articles(self._store.catalogue, keys)

    def best(
        self, passages: Sequence[FiledPassage], fits: Callable[[str], bool] = bool
    ) -> Told | None:
        """Returns the sentence that holds most of the subject, among those that `fits` accepts.

        Earlier ones are preferred, those with all names of the subject, and those that can stand
        alone. None where no sentence is left.
        """
        best: tuple[float, Told] | None = None
        for position, (filed, text) in enumerate(standing(passages)):
            if not fits(text):
                continue
            held = frozenset(self._terms(text))
            share = self._share(text, held)
            value = share + (LEAD if position == 0 else 0.0)
            value += NAMED if self._names <= held else 0.0
            value -= _LEANING if _LEANS.match(text) else 0.0
            if best is None or value > best[0]:
                best = value, Told(filed=filed, text=text, share=share)
        return best[1] if best else None

    def fullest(self, passages: Sequence[FiledPassage]) -> FiledPassage:
        """Returns the passage that holds most of the subject, of equals the first."""
        return max(
            passages,
            key=lambda filed: self.share(filed.passage.text),
        )

    def share(self, text: str) -> float:
        """Returns the share, by rarity, of the subject that a text holds, in [0, 1]."""
        return self._share(text, frozenset(self._terms(text)))

    def _share(self, text: str, terms: frozenset[str]) -> float:
        stems, phrases = sum(self._rarity.values()), sum(self._phrases.values())
        held = stems * covered(terms, self._rarity)
        held += sum(w for phrase, w in self._phrases.items() if holds_wording(phrase, text))
        return held / (stems + phrases) if stems + phrases else 0.0

    def repeats(self, text: str, told: str) -> bool:
        """Returns whether most of what a sentence adds to the subject is told by another."""
        new, old = (set(self._terms(one)) - self._rarity.keys() for one in (text, told))
        fewer = min(len(new), len(old))
        return not new or (fewer > 0 and len(new & old) >= SAME * fewer)


def standing(passages: Sequence[FiledPassage]) -> Iterator[tuple[FiledPassage, str]]:
    """Yields each sentence that may be shown alone: no caption, list or question."""
    for filed in passages:
        text = filed.passage.text
        for start, end in sentence_spans(text):
            sentence = text[start + filing_length(text[start:end]) : end]
            if stands_alone(sentence):
                yield filed, sentence


def tell(told: Sequence[Told]) -> Survey:
    """Returns a survey of sentences in this order, each with its passage as evidence."""
    return Survey(
        evidence=numbered([one.filed for one in told]),
        sentences=tuple(
            DraftSentence(text=one.text, markers=(n,)) for n, one in enumerate(told, start=1)
        ),
    )
