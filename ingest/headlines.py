"""The headline among the lines above an article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import log1p

from ingest.bylines import is_byline, only_names
from ingest.datetexts import mentions
from ingest.furniture import Block
from ingest.notes import kind_label

# What each feature weighs for a line being the headline among the lines above the text: a
# conditional logit fitted on the development half of the pages that bench/cleaning.py measures
# with; `bench/fit_cleaning.py` fits it again.
WEIGHTS: dict[str, float] = {
    "distance": -0.34,
    "far": 1.34,
    "under 3 words": -3.26,
    "3 or 4 words": -1.85,
    "7 to 18 words": 1.65,
    "over 22 words": -0.55,
    "full stop": -2.47,
    "words of the text": 2.29,
    "many words of the text": 2.78,
    "repeated": 0.78,
    "about the site": -1.21,
    "picture": -1.33,
    "meta": -1.20,
    "meta next": 1.48,
    "meta soon": 1.17,
    "starts the text": -1.34,
    "under a candidate": -1.27,
    "over a candidate": 2.18,
    "candidates above": -0.89,
    "caption or quote": -1.10,
}
# How many lines above the text are looked at.
_REACH = 60
# No headline has more words.
_LONGEST = 40
_WORD = re.compile(r"\w+")
_SUFFIX = re.compile(r"(?P<title>.{8,}?\S)\s*(?:\||\s[-–—·•»]\s|::)\s*(?P<suffix>[^|–—·•»]{2,40})$")
_META = re.compile(
    r"by:?|written by:?|.*\bmin(?:ute)?s?\.? read\b.*|.*\b(?:hours?|minutes?|days?) ago\b.*",
    re.IGNORECASE,
)


def pick_headline(paragraphs: Sequence[str], block: Block, latest: date) -> int | None:
    """The place of the line that is most likely the headline; None when no line can be it."""
    if block.plain:
        top = _first_title(paragraphs, block, latest)
        if top is not None:
            return top
    places, rows = headline_features(paragraphs, block, latest)
    scores = [
        sum(value * weight for value, weight in zip(row, WEIGHTS.values(), strict=True))
        for row in rows
    ]
    fit = [at for at in range(len(scores)) if 1 <= block.seen[places[at]].words <= _LONGEST]
    return places[max(fit, key=lambda at: scores[at])] if fit else None


def without_site_name(headline: str, outlet: str, url: str) -> str:
    """The headline without the outlet's or its section's name behind a bar or dash at its end."""
    site = set(_WORD.findall(outlet.casefold()))
    host = re.sub(r"\W", "", re.sub(r"^\w+://(?:www\.)?|/.*", "", url.casefold()))
    while match := _SUFFIX.match(headline):
        words = _WORD.findall(match["suffix"].casefold())
        ours = bool(site) and (site <= set(words) or set(words) <= site)
        addressed = len("".join(words)) > 2 and host.startswith("".join(words))
        if not words or not (ours or addressed or kind_label(match["suffix"])):
            break
        headline = match["title"]
    return headline


def _first_title(paragraphs: Sequence[str], block: Block, latest: date) -> int | None:
    """The first line that says neither who nor when, if it is no sentence and text follows."""
    for place, line in enumerate(paragraphs[:-1]):
        if is_meta(line, latest) or kind_label(line) or block.seen[place].site:
            continue
        title = block.seen[place].words <= _LONGEST and not re.search(r"[^.]\.$", line)
        return place if title else None
    return None


def headline_features(
    paragraphs: Sequence[str], block: Block, latest: date
) -> tuple[list[int], list[list[float]]]:
    """The places of the lines that may be the headline, and a row of `WEIGHTS`' features each."""
    lead = block.lead
    places = list(range(max(0, lead - _REACH), min(lead + 1, len(paragraphs))))
    vocabulary = _vocabulary(paragraphs, block)
    shared = {place: _shared(paragraphs[place], vocabulary) for place in places}
    metas = {
        place: is_meta(paragraphs[place], latest)
        for place in range(places[0] if places else 0, min(lead + 7, len(paragraphs)))
    }
    likely = {
        place: 5 <= block.seen[place].words <= 25
        and shared[place][0] >= 0.25
        and not metas[place]
        and not block.seen[place].picture
        for place in places
    }
    rows = []
    for place in places:
        look, text, distance = block.seen[place], paragraphs[place], lead - place
        share, count = shared[place]
        rows.append(
            [
                log1p(distance),
                min(distance, 10) / 10,
                float(look.words < 3),
                float(3 <= look.words < 5),
                float(7 <= look.words <= 18),
                float(look.words > 22),
                float(text.endswith(".")),
                share,
                share * min(count, 8) / 8,
                float(look.times > 1),
                float(look.site),
                float(look.picture),
                float(metas[place]),
                float(any(metas.get(near, False) for near in range(place + 1, place + 3))),
                float(any(metas.get(near, False) for near in range(place + 1, place + 7))),
                float(distance == 0),
                float(likely.get(place - 1, False)),
                float(likely.get(place + 1, False)),
                float(any(likely.get(near, False) for near in range(place - 4, place - 1))),
                float(bool(re.match(r"FILE\b|[“\"]", text))),
            ]
        )
    return places, rows


def is_meta(line: str, latest: date) -> bool:
    """Whether a line says who wrote the article or when."""
    if len(line) >= 120:
        return False
    return bool(
        _META.fullmatch(line)
        or is_byline(line)
        or only_names(line)
        or next(mentions(line, latest), None)
    )


def _vocabulary(paragraphs: Sequence[str], block: Block) -> frozenset[str]:
    """The longer words of the text's first 800."""
    words: list[str] = []
    for place in block.kept:
        if len(words) >= 800:
            break
        words += _WORD.findall(paragraphs[place][:5000].casefold())
    return frozenset(word for word in words[:800] if len(word) > 3)


def _shared(line: str, vocabulary: frozenset[str]) -> tuple[float, int]:
    """The share of a line's longer words that occur in the text, and how many it has."""
    words = [word for word in _WORD.findall(line[:400].casefold()) if len(word) > 3]
    return (sum(word in vocabulary for word in words) / len(words) if words else 0.0), len(words)
