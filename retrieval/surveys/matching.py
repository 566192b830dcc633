"""Which articles a survey counts: those that hold every unit of its subject, or nearly all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.filters import Filters
from archive.mentions import Mention, Owners, mentions, texts
from archive.store import ArchiveStore
from retrieval.surveys.forms import forms
from retrieval.surveys.phrases import holds_wording
from retrieval.surveys.subjects import Unit, UnitKind, listed, units
from retrieval.text.aliases import NO_ALIASES, Aliases

ENOUGH = 0.6
"""Share of the subject's rarity that articles must hold to be counted where none holds all of it.
A word that most subjects of its length can spare, and no more: two of three, three of five."""

FEW = 5
"""Articles up to which it is told how many more a name alone would find."""

_BY_WORDS = 2000
"""How deep the lexical search is read for the order in which articles bear on the subject."""

_SENTENCES = re.compile(r"[.!?…]\W*\s")

_LOADED = 200
"""Articles read at a time when a phrase is looked for letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The articles that hold a subject, oldest first, undated ones last.

    `held` are the units each of them holds and `lacking` those that none was asked to hold. `near`
    are the keys of those of which one passage, with the headline, holds all that is held.
    `relevance` is the BM25 score of an article's best passage, for the best of them. `alone` counts
    for each unit the articles that hold it. `respelt` are the other spellings in which a unit that
    is held was looked for as well.
    """

    subject: str
    articles: tuple[Mention, ...]
    held: tuple[Unit, ...]
    lacking: tuple[Unit, ...]
    near: frozenset[int]
    relevance: dict[int, float]
    alone: tuple[tuple[Unit, int], ...] = ()
    respelt: tuple[str, ...] = ()

    @property
    def reports(self) -> int:
        """How many there are when copies of one report count once."""
        return len({article.cluster for article in self.articles})

    @property
    def central(self) -> tuple[Mention, ...]:
        """Those of which one passage holds the subject, if there are any, else all."""
        return tuple(a for a in self.articles if a.key in self.near) or self.articles

    @property
    def how(self) -> str:
        """How articles were matched, as a sentence."""
        if not self.held:
            return "Counted is every article searched."
        counted = f"Counted are articles whose headline or body holds {listed(self.held)}"
        loosely = any(unit.kind is UnitKind.WORD for unit in self.held)
        said = counted + (" (words in any of their forms)" if loosely else "")
        if self.respelt:
            said += f", also spelt {', '.join(self.respelt)}"
        if self.lacking:
            said += f"; none holds {listed(self.lacking)} as well"
        return f"{said}."

    @property
    def wider(self) -> tuple[str, ...]:
        """The remark, where few hold all of several units, that one of them alone is in more."""
        binding = [(unit, number) for unit, number in self.alone if unit.binding]
        if len(self.articles) > FEW or len(self.held) < 2 or not binding:
            return ()
        unit, number = min(binding, key=lambda one: one[1])
        if number < 2 * len(self.articles):
            return ()
        return (f"Wider: {number:,} articles hold {unit}, whatever they say besides.",)


def match(
    store: ArchiveStore, subject: str, filters: Filters, aliases: Aliases = NO_ALIASES
) -> Matches:
    """Returns the articles under the filters that hold a subject.

    An article holds a word in headline or body, a name in one passage with the headline, a quoted
    phrase letter by letter, all but the phrase in any spelling that `aliases` know. Where none
    holds everything, names, phrases and figures must still be held, and of the other words as many
    as any article holds: at least half of them, and everything held must weigh ENOUGH by rarity. A
    subject without a word that is indexed matches nothing.
    """
    return match_units(store, subject, units(subject), filters, aliases)


def match_units(
    store: ArchiveStore,
    subject: str,
    sought: Sequence[Unit],
    filters: Filters,
    aliases: Aliases = NO_ALIASES,
) -> Matches:
    """Returns the articles under the filters that hold these units of a subject."""
    owners = Owners(store.catalogue, filters)
    wanted = [u for u in sought if u.kind is UnitKind.PHRASE or store.words.terms(u.text)]
    spellings = [_spellings(unit, aliases) for unit in wanted]
    numbers = [_passages(store, unit, spelt) for unit, spelt in zip(wanted, spellings, strict=True)]
    held_by = [
        _exactly(store, owners, unit) if unit.kind is UnitKind.PHRASE else _articles(owners, found)
        for unit, found in zip(wanted, numbers, strict=True)
    ]
    chosen, keys = _choose(wanted, held_by, [_weight(store, unit) for unit in wanted])
    together = _common([numbers[i] for i in chosen if wanted[i].kind is not UnitKind.PHRASE])
    near = keys if together is None else owners.of(together)
    return Matches(
        subject=subject,
        articles=tuple(mentions(store.catalogue, keys.tolist())),
        held=tuple(wanted[i] for i in chosen),
        lacking=tuple(unit for i, unit in enumerate(wanted) if i not in chosen),
        near=frozenset(near.tolist()) & frozenset(keys.tolist()),
        relevance=_relevance(store, owners, subject, filters) if len(keys) else {},
        alone=tuple((unit, len(held)) for unit, held in zip(wanted, held_by, strict=True)),
        respelt=tuple(other for i in chosen for other in spellings[i][1:]),
    )


def everything(store: ArchiveStore, filters: Filters) -> Matches:
    """Returns every article under the filters, for a count of no subject."""
    keys = Owners(store.catalogue, filters).keys
    return Matches(
        subject="",
        articles=tuple(mentions(store.catalogue, keys.tolist())),
        held=(),
        lacking=(),
        near=frozenset(keys.tolist()),
        relevance={},
    )


def _spellings(unit: Unit, aliases: Aliases) -> tuple[str, ...]:
    """A unit and its other spellings; a phrase has none."""
    return (unit.text,) if unit.kind is UnitKind.PHRASE else aliases.respelt(unit.text)


def _passages(store: ArchiveStore, unit: Unit, spellings: Sequence[str]) -> NDArray[np.int64]:
    """The passages that hold a unit in any of its spellings, a word in any of its forms."""
    held = np.unique(np.concatenate([store.words.holding(spelt) for spelt in spellings]))
    if unit.kind is UnitKind.WORD:
        terms = store.words.terms
        others = {form for stem in terms(unit.text) for form in forms(terms).written(stem)}
        if len(terms(unit.text)) == 1 and others:
            found = [store.words.holding(form) for form in sorted(others)]
            held = np.unique(np.concatenate([held, *found]))
    return held


def _articles(owners: Owners, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The articles that passages belong to, in order."""
    keys = np.unique(owners.of(numbers))
    return keys[keys > 0]


def _exactly(store: ArchiveStore, owners: Owners, phrase: Unit) -> NDArray[np.int64]:
    """The articles that hold a phrase letter by letter, in order.

    Read are those of which one passage holds its indexed words. A phrase of several sentences, or
    one that none of these has, may run from one passage into the next, and is looked for where the
    words stand anywhere; one without an indexed word in every article.
    """
    words = [word for word in phrase.text.split() if store.words.terms(word)]
    if not words:
        return _reading(store, phrase, owners.keys)
    near = _articles(owners, store.words.holding(phrase.text))
    held = _reading(store, phrase, near)
    if len(held) and not _SENTENCES.search(phrase.text):
        return held
    spread = _common([_articles(owners, store.words.holding(word)) for word in words])
    if spread is None:
        return held
    return np.union1d(held, _reading(store, phrase, np.setdiff1d(spread, near)))


def _reading(store: ArchiveStore, phrase: Unit, keys: NDArray[np.int64]) -> NDArray[np.int64]:
    held = []
    for start in range(0, len(keys), _LOADED):
        loaded = texts(store.catalogue, keys[start : start + _LOADED].tolist())
        held += [
            key
            for key, (headline, body) in loaded.items()
            if holds_wording(phrase.text, headline) or holds_wording(phrase.text, body)
        ]
    return np.array(sorted(held), np.int64)


def _choose(
    wanted: Sequence[Unit], held_by: Sequence[NDArray[np.int64]], weights: Sequence[float]
) -> tuple[list[int], NDArray[np.int64]]:
    """The places of the units that are held, and the articles that hold them all."""
    every = list(range(len(wanted)))
    all_held = _common(held_by)
    if all_held is None or len(all_held):
        return every, np.empty(0, np.int64) if all_held is None else all_held
    binding = [i for i in every if wanted[i].binding]
    bound = _common([held_by[i] for i in binding])
    pool = np.unique(np.concatenate(held_by)) if bound is None else bound
    if not len(pool):
        return every, pool
    holds = np.array([np.isin(pool, keys) for keys in held_by])
    weighed = np.array(weights) @ holds
    best = int(np.argmax(weighed))
    if weighed[best] < ENOUGH * sum(weights):
        return every, np.empty(0, np.int64)
    chosen = [i for i in every if holds[i, best]]
    if 2 * len(set(chosen) - set(binding)) < len(every) - len(binding):
        return every, np.empty(0, np.int64)
    return chosen, pool[holds[chosen].all(axis=0)]


def _common(sets: Sequence[NDArray[np.int64]]) -> NDArray[np.int64] | None:
    """What sorted sets have in common, None where there are none."""
    if not sets:
        return None
    common = sets[0]
    for other in sets[1:]:
        common = np.intersect1d(common, other, assume_unique=True)
    return common


def _weight(store: ArchiveStore, unit: Unit) -> float:
    return sum(store.words.rarity(store.words.terms(unit.text)).values())


def _relevance(
    store: ArchiveStore, owners: Owners, subject: str, filters: Filters
) -> dict[int, float]:
    hits = store.search_words(subject, _BY_WORDS, filters)
    numbers = np.array([hit.number for hit in hits], np.int64)
    best: dict[int, float] = {}
    for key, hit in zip(owners.of(numbers).tolist(), hits, strict=True):
        best.setdefault(key, hit.score)
    return best
