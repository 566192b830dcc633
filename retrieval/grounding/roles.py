"""Whether names and figures of a sentence stand where the article has them.

"12 dead and 30 injured" holds both figures of "30 dead and 12 injured". Two looks tell them apart:
sentences laid side by side, and the words round each name or figure in the whole passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.grounding.slots import Part, Slot, paired, parts
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import STOPWORDS

_REACH = 3
"""Words that carry meaning, on either side of a name or figure, that tell its part."""

_WEIGHTS = (1.0, 0.5, 0.25)
_BESIDE = 0.5
_MARGIN = 0.75
"""By how much others must fit better than what is there, over all places of one kind: exchanged
figures are both out of place. Chosen on the fitting half of QAGS, NewsNLI and retold news."""

_REPEATS = 0.9
"""Share of words but names that two sentences have in common when one repeats the other. Chosen on
the fitting half, as is the margin."""

_IDLE = STOPWORDS | {"people", "person", "other", "total"}
_SCORE = re.compile(r"\d ?(?:-|–|to) ?\d")
_AGE_GAP = 3  # characters between a name and an age, or an age and what follows
_BREAK = re.compile(r"[,;:()–—]")
_LOST = re.compile(r"\b(?:los(?:t|e|es|ing|s)|beaten|defeated by|went down)\b", re.IGNORECASE)
_VAGUE = frozenset({"one", "first", "second", "hundreds", "thousands", "millions"})
_ROLES = (Slot.NAME, Slot.FIGURE, Slot.WEEKDAY)


@dataclass(frozen=True, slots=True)
class Place:
    """A name or figure and the words round it, nearest first; `beside` are those of its clause."""

    part: Part
    left: tuple[str, ...]
    right: tuple[str, ...]
    beside: tuple[tuple[str, ...], tuple[str, ...]]
    before: str
    after: str


def misplaced(text: str, quote: str, passages: Sequence[str], names: frozenset[str]) -> str:
    """The name, figure or weekday of `text` that stands where the article has another, or "".

    `quote` is the sentence that supports best, `passages` all that is cited, `names` the words
    known to be parts of names.
    """
    turned = bool(_SCORE.search(text)) and bool(_LOST.search(text)) != bool(_LOST.search(quote))
    known = [place for passage in passages for place in places(passage, names)]
    if replaced := _replaced(parts(text, names, lists=False), parts(quote, names, lists=False)):
        return replaced
    for pair in paired(text, quote, names):
        if pair.drafted.text.lower() in _VAGUE or (turned and pair.drafted.figure):
            continue
        drafted, given = pair.drafted, pair.given
        if drafted.kind in _ROLES and (
            not drafted.agrees(given) or _joined_wrongly(drafted, given, known)
        ):
            return f"{drafted.text} for {given.text}"
    exchanged = dict.fromkeys(_ROLES, 0.0)
    for place in places(text, names):
        if turned and place.part.figure:
            continue
        rival, margin = _rival(place, known)
        if rival is not None and _listed_together(place.part, rival.part, passages, names):
            continue
        exchanged[place.part.kind] += margin
        if rival is not None and exchanged[place.part.kind] >= _MARGIN:
            return f"{place.part.text} for {rival.part.text}"
    return ""


def _replaced(drafted: Sequence[Part], given: Sequence[Part]) -> str:
    """The name of a sentence that repeats another but for it, where that has another name."""
    told = {part.key for part in drafted if part.kind is Slot.WORD} - _IDLE
    held = {part.key for part in given if part.kind is Slot.WORD} - _IDLE
    same = len(told & held)
    if not same or same < _REPEATS * max(len(told), len(held)):
        return ""
    own = [part for part in drafted if part.kind is Slot.NAME]
    others = [part for part in given if part.kind is Slot.NAME]
    foreign = [part for part in own if not any(part.agrees(other) for other in others)]
    missing = [part for part in others if not any(other.agrees(part) for other in own)]
    return f"{foreign[0].text} for {missing[0].text}" if foreign and missing else ""


def _listed_together(
    one: Part, other: Part, passages: Sequence[str], names: frozenset[str]
) -> bool:
    """Whether a passage lists two names side by side, so that their order says nothing."""
    return one.kind is Slot.NAME and any(
        len(part.names) > 1 and one.names[0] in part.names and other.names[0] in part.names
        for passage in passages
        for part in parts(passage, names)
    )


def _joined_wrongly(drafted: Part, given: Part, known: Sequence[Place]) -> bool:
    """Whether a name shares a word with the one in its place and has others that are not its."""
    if len(drafted.names) != 1 or len(given.names) != 1:
        return False
    shared, foreign = drafted.names[0] & given.names[0], drafted.names[0] - given.names[0]
    if not shared or not foreign or not given.names[0] - shared:
        return False
    held = [name for place in known for name in place.part.names]
    return any(
        bool(theirs := [name for name in held if word in name])
        and not any(shared & name for name in theirs)
        for word in foreign
    )


@lru_cache(maxsize=64)
def places(text: str, names: frozenset[str]) -> tuple[Place, ...]:
    """Every name, figure and weekday of `text` in its place, sentence by sentence."""
    return tuple(
        place
        for start, end in sentence_spans(text)
        for place in _placed(text[start:end], parts(text[start:end], names, lists=False))
    )


def _placed(text: str, row: Sequence[Part]) -> Iterator[Place]:
    for i, part in enumerate(row):
        if part.kind in _ROLES and part.text.lower() not in _VAGUE:
            before, after = row[i - 1 :: -1] if i else (), row[i + 1 :]
            yield Place(
                part,
                _meaning(before, part.kind),
                _meaning(after, part.kind),
                (
                    _meaning(_clause(text, part, before), part.kind),
                    _meaning(_clause(text, part, after), part.kind),
                ),
                before[0].key if before else "",
                after[0].key if after else "",
            )


def _clause(text: str, part: Part, row: Sequence[Part]) -> Iterator[Part]:
    """The parts up to the next comma, bracket or dash; an age behind a name parts nothing."""
    last = part
    for following in row:
        between = text[min(last.end, following.end) : max(last.start, following.start)]
        aged = last.kind is Slot.FIGURE or (last is part and following.kind is Slot.FIGURE)
        if _BREAK.search(between) and not (aged and len(between) <= _AGE_GAP):
            return
        yield following
        last = following


def _meaning(row: Iterable[Part], kind: Slot) -> tuple[str, ...]:
    """The nearest words that carry meaning, up to the next blank of the same kind."""
    found: list[str] = []
    for part in row:
        if part.kind is kind or len(found) == _REACH:
            break
        if part.kind is Slot.WORD and part.key not in _IDLE:
            found.append(part.key)
    return tuple(found)


def _rival(place: Place, known: Sequence[Place]) -> tuple[Place | None, float]:
    """Another filler that fits the place better than what fills it, or None, and by how much."""
    own, best, rival = 0.0, 0.0, None
    if place.part.figure and not any(place.part.agrees(other.part) for other in known):
        return None, 0.0  # told in words, such as "twice"
    for other in known:
        if other.part.kind is not place.part.kind:
            continue
        if place.part.agrees(other.part) or other.part.agrees(place.part):
            own = max(own, _likeness(place, other, loose=True))
        elif (likeness := _likeness(place, other, loose=False)) > best:
            best, rival = likeness, other
    return (rival, best - own) if best > own else (None, 0.0)


def _likeness(place: Place, other: Place, *, loose: bool) -> float:
    """How much two places have in common; `loose` counts what stands further off or across."""
    left, right = (other.left, other.right) if loose else other.beside
    total = 0.0
    for one, same, across in ((place.left, left, right), (place.right, right, left)):
        for i, word in enumerate(one):
            if word in same:
                total += _WEIGHTS[(min if loose else max)(i, same.index(word))]
            elif loose and word in across:
                total += _WEIGHTS[i]
    total += _BESIDE * (place.before == other.before and place.before[:1] not in ("", "§"))
    return total + _BESIDE * (place.after == other.after and place.after[:1] not in ("", "§"))
