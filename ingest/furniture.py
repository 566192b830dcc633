"""Which paragraphs of a scraped page are its article, and which its furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from ingest.looks import FEATURES, Look, features, is_prose, looks

# What each feature weighs, in log odds: for a paragraph being article anywhere on a page, and for
# one between the article's first and last paragraph. Two logistic regressions (L2 penalty 5, each
# paragraph weighted by the root of its words), fitted on the development half of the pages that
# bench/cleaning.py measures with; `bench/fit_cleaning.py` fits them again.
_WEIGHTS: dict[str, tuple[float, float]] = {
    "constant": (-1.96, -1.02),
    "length": (-0.52, 0.36),
    "long": (1.01, 0.49),
    "tiny": (-0.64, -0.09),
    "ends": (1.12, 0.54),
    "stop words": (0.68, 0.47),
    "capitals": (-1.48, -0.62),
    "digits": (-0.95, -1.07),
    "about the site": (-0.19, -0.75),
    "short and about the site": (-0.89, -0.19),
    "picture": (-0.94, -1.34),
    "repeated": (-1.62, -0.95),
    "rights": (-0.58, -0.25),
    "dated": (-0.72, -0.82),
    "byline": (0.11, 0.05),
    "prose above": (0.66, 0.22),
    "prose below": (0.53, 0.04),
    "after prose": (0.15, 0.43),
    "before prose": (0.39, 1.00),
    "above all prose": (-0.52, 0.03),
    "below all prose": (-0.21, 0.80),
    "quote": (1.77, 0.95),
    "very long": (0.72, 0.53),
    "mass above": (0.18, 0.06),
    "mass below": (0.24, -0.02),
    "mass": (-0.08, 0.17),
    "late prose": (-0.44, 0.50),
}
_ANYWHERE = tuple(_WEIGHTS[name][0] for name in FEATURES)
_INSIDE = tuple(_WEIGHTS[name][1] for name in FEATURES)

# A paragraph of n words (100 at most) that is article with probability p adds n·p - 12·(1 - p) to
# the block it is in; the best block is the article. Shift, cap and cost were chosen on the
# development half by five-fold cross-validation of the body's word F1; they hardly matter between
# half and twice as much.
_SHIFT = 1.5
_CAP = 100
_COST = 12.0
# A text with no more labels (menu items, link texts) than this, or a smaller share of them among
# its lines, was never a page.
_FEW_LABELS = 2
_LABEL_SHARE = 0.25
# With fewer labels than this around it, a single paragraph of prose is taken for an article.
_STUB_LABELS = 10
# Of text that is known to be an article, only what scores below this, in log odds, and speaks of
# the site or credits a picture in fewer words than these is left out: lists, tables and captions
# that tell something stay. Read off 2,979 dumped articles and the development half.
_TRUSTED_FLOOR = -1.0
_STRAY_WORDS = 25


@dataclass(frozen=True, slots=True)
class Block:
    """Where the article stands among the paragraphs.

    `kept` are the places of its paragraphs, ascending; `lead` is the first of them that is prose.
    `plain` says that hardly any furniture is around. `seen` is how every paragraph looks.
    """

    kept: tuple[int, ...]
    lead: int
    plain: bool
    seen: tuple[Look, ...]


def find_article(paragraphs: Sequence[str]) -> Block:
    """The block of paragraphs that is the article, without what stands between them."""
    seen = looks(paragraphs)
    rows = features(seen)
    labels = sum(look.words <= 5 and not look.ends for look in seen)
    plain = labels <= _FEW_LABELS or labels < len(seen) * _LABEL_SHARE
    if plain:
        kept = [at for at in range(len(seen)) if not _is_stray(seen[at], rows[at])]
    else:
        start, end = _best_block(seen, rows)
        kept = [
            at
            for at in range(start, end)
            if _dot(rows[at], _INSIDE) > 0 and not seen[at].consent and not _is_label(seen[at])
        ]
    if not kept and labels < _STUB_LABELS:
        kept = [at for at, look in enumerate(seen) if is_prose(look) and not look.consent]
    lead = next((at for at in kept if is_prose(seen[at])), kept[0] if kept else 0)
    return Block(kept=tuple(kept), lead=lead, plain=plain, seen=tuple(seen))


def without_furniture(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of what is already known to be an article, but for stray furniture."""
    seen = looks(paragraphs)
    rows = features(seen)
    return [
        text
        for text, look, row in zip(paragraphs, seen, rows, strict=True)
        if not _is_stray(look, row)
    ]


def _is_label(look: Look) -> bool:
    """Whether a few words speak of the site or point to another article."""
    return (look.words <= 5 and look.site) or look.pointer


def _is_stray(look: Look, row: Sequence[float]) -> bool:
    """Whether a paragraph of an article is certainly furniture."""
    if look.pointer or (_is_label(look) and not look.ends):
        return True
    telling = look.consent or (look.words < _STRAY_WORDS and (look.site or look.picture))
    return telling and _dot(row, _INSIDE) < _TRUSTED_FLOOR


def _best_block(seen: Sequence[Look], rows: Sequence[Sequence[float]]) -> tuple[int, int]:
    """The neighbouring paragraphs that add up to the most, as half-open bounds."""
    best, start, end = 0.0, 0, 0
    total, since = 0.0, 0
    for place, (look, row) in enumerate(zip(seen, rows, strict=True)):
        chance = 1 / (1 + exp(-_dot(row, _ANYWHERE) - _SHIFT))
        if total <= 0:
            total, since = 0.0, place
        chance = 0.0 if look.consent else chance
        total += min(look.words, _CAP) * chance - _COST * (1 - chance)
        if total > best:
            best, start, end = total, since, place + 1
    return start, end


def _dot(row: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * weight for value, weight in zip(row, weights, strict=True))
