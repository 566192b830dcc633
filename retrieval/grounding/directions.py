"""Words that turn a statement round: rose or fell, won or lost, before or after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retrieval.grounding.slots import Part, parts
from retrieval.text.figures import figures
from retrieval.text.wording import STOPWORDS, word_list

_OPPOSED = """
rise rises rose risen rising increase increases increased increasing climb climbs climbed climbing
grow grows grew grown growing growth soar soars soared soaring surge surges surged surging jump
jumps jumped gain gains gained up upward raise raises raised raising expand expands expanded
expanding strengthen strengthened strengthens recover recovered boost boosted
| fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined
declining drop drops dropped dropping shrink shrinks shrank shrunk shrinking plunge plunges plunged
plunging slump slumped slumps tumble tumbled sink sank down downward cut cuts cutting lower lowered
lowers reduce reduces reduced reducing reduction weaken weakened weakens slash slashed lost loses
losing dwindle dwindled;
more above over exceed exceeds exceeded exceeding higher greater | fewer less below under lower
smaller;
highest most largest biggest greatest maximum best strongest fastest longest
| lowest least smallest minimum worst weakest slowest shortest;
win wins won winning victory victories victorious | lose loses lost losing defeat defeats loser;
before earlier ahead prior preceded precedes | after later behind following followed follows;
accept accepts accepted accepting approve approves approved approving approval backed back backs
support supports supported supporting endorse endorsed favour favoured favor favored agree agrees
agreed permit permits permitted allow allows allowed upheld uphold
| reject rejects rejected rejecting refuse refuses refused oppose opposes opposed opposing
disapprove block blocks blocked veto vetoed ban bans banned banning forbid forbids forbidden denied
overturned;
open opens opened opening reopen reopened begin begins began begun start starts started starting
launch launched launches
| close closes closed closing end ends ended ending finish finished shut shuts halt halted halts
stop stopped stops cancel cancelled canceled;
legal lawful | illegal unlawful; guilty convicted convicts | innocent acquitted cleared exonerated;
alive survive survived survives survivor | dead died killed dies;
arrive arrives arrived enter enters entered entering join joins joined
| leave leaves left leaving depart departed departs quit quits withdraw withdrew exit exited;
buy buys bought buying purchase purchased acquire acquired | sell sells sold selling;
older oldest | younger youngest; north northern | south southern; east eastern | west western;
inside within | outside;
succeed succeeds succeeded success successful | fail fails failed failure unsuccessful;
hot hotter warm warmer | cold colder cool cooler; early | late;
better improve improved improves improving | worse worsen worsened worsens worsening; first | last;
hire hires hired | fire fires fired sack sacked;
released freed | detained jailed imprisoned arrested held; safe | unsafe dangerous;
majority | minority; men man male boys boy | women woman female girls girl
"""
_OVER = re.compile(r"\b(?:more than|over|above|exceeding)\s+(?:an?\s+)?[$£€]?$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:less than|fewer than|under|below)\s+(?:an?\s+)?[$£€]?$", re.IGNORECASE)
_LOOSE = ("before", "first", "early", "north", "east", "men", "inside", "open", "arrive", "alive")
"""Pairs both sides of which one matter may hold; in a quote they count beside the same words."""

_TOLD_OTHERWISE = ("before", "open", "arrive", "alive")
"""Pairs for which paraphrase has other words, so that their absence from a passage says nothing."""


def _sides() -> dict[str, set[tuple[int, int]]]:
    """Each word with the pairs it belongs to, and its side of each."""
    found: dict[str, set[tuple[int, int]]] = {}
    for pair, sides in enumerate(_OPPOSED.split(";")):
        for side, listed in enumerate(sides.split("|")):
            for word in word_list(listed):
                found.setdefault(word, set()).add((pair, side))
    return found


_SIDES = _sides()
_OPPOSITE = {
    word: {other for other, theirs in _SIDES.items() if any((p, 1 - s) in theirs for p, s in sides)}
    for word, sides in _SIDES.items()
}
_ALIKE = {
    word: {other for other, theirs in _SIDES.items() if sides & theirs}
    for word, sides in _SIDES.items()
}


def _of_pairs(examples: Sequence[str]) -> frozenset[str]:
    """Every word of the pairs that the examples belong to."""
    pairs = {pair for word in examples for pair, _ in _SIDES[word]}
    return frozenset(word for word, sides in _SIDES.items() if any(p in pairs for p, _ in sides))


_LOCAL, _FREE = _of_pairs(_LOOSE), _of_pairs(_TOLD_OTHERWISE)


def bound_added(text: str, passages: Sequence[str]) -> str:
    """The figure of `text` said to be exceeded, or not reached, where the passages say it is met.

    Only where they have that very figure, and never so: "above 51" for "51".
    """
    for bound in (_OVER, _UNDER):
        told = [
            (figure, bound.search(passage[: figure.start]) is not None)
            for passage in passages
            for figure in figures(passage)
        ]
        for figure in figures(text):
            if not bound.search(text[: figure.start]):
                continue
            same = [bounded for given, bounded in told if given.values & figure.values]
            if same and not any(same):
                return figure.text
    return ""


def turned_round(text: str, quote: str, passages: Sequence[str]) -> str:
    """The word of `text` where its quote has the opposite, or "".

    Either the quote has opposites of the word alone, or it has one between the same two words, or
    all the `passages` cited have but the opposite.
    """
    told = {part.word for passage in passages for part in parts(passage, frozenset())}
    drafted, given = parts(text, frozenset()), parts(quote, frozenset())
    held = Counter(part.word for part in given)
    said = Counter(part.word for part in drafted)
    for i, part in enumerate(drafted):
        opposite = _OPPOSITE.get(part.word)
        if not opposite:
            continue
        against = opposite & held.keys()
        if not against:
            if part.word not in _FREE and not _ALIKE[part.word] & told and opposite & told:
                return f"{part.word} for {min(opposite & told)}"
            continue
        alike = _ALIKE[part.word] & held.keys()
        lone = not alike and part.word not in _LOCAL and not against & said.keys()
        more = said[part.word] > held[part.word] or not _beside(drafted, i, given, {part.word})
        if lone or (more and _beside(drafted, i, given, against)):
            return f"{part.word} for {min(against)}"
    return ""


def _beside(drafted: Sequence[Part], i: int, given: Sequence[Part], words: set[str]) -> bool:
    """Whether one of `words` stands in `given` between neighbours that drafted[i] has."""
    left, right = _neighbours(drafted, i)
    for j, part in enumerate(given):
        if part.word in words:
            before, after = _neighbours(given, j)
            same = [one for one, two in ((left, before), (right, after)) if one == two]
            if len(same) == 2 or any(key and key not in STOPWORDS for key in same):
                return True
    return False


def _neighbours(row: Sequence[Part], i: int) -> tuple[str, str]:
    return (row[i - 1].key if i else "", row[i + 1].key if i + 1 < len(row) else "")
