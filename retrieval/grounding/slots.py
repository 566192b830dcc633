"""Two sentences laid side by side: what stands in the same place of both, name for name.

Names, figures and days are blanked, the sentences aligned word by word, and each blank of one
compared with the blank of the other. So a name or figure that was put in another's place shows even
where the article holds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from retrieval.text.days import WEEKDAYS, written_dates
from retrieval.text.figures import Figure, figures, is_known
from retrieval.text.names import names_in, same_name
from retrieval.text.wording import STOPWORDS, WORD, plain, stem, without_possessive

_PIECE = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_DATED = re.compile(r"[A-Z\d]|$")  # a date without the "in" or "last" before it
_LIST_JOIN = re.compile(r",? (?:and|or|&) (?:the )?|, (?:and |or )?(?:the )?")
_AND = re.compile(r"\b(?:and|or)\b|&")
_NEAR = 2  # words on either side of a blank among which one must carry meaning


class Slot(StrEnum):
    """What was blanked; WORD is what was not."""

    WORD = "word"
    NAME = "name"
    FIGURE = "figure"
    DATE = "date"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or a blank with what filled it: `key` is what is aligned."""

    kind: Slot
    key: str
    text: str
    start: int
    end: int
    word: str = ""
    figure: Figure | None = None
    names: tuple[frozenset[str], ...] = ()

    def agrees(self, other: Part) -> bool:
        """Whether both may be filled with the same thing."""
        if self.figure and other.figure:
            return is_known(self.figure, other.figure.values)
        if self.kind is Slot.NAME:
            return all(any(same_name(one, two) for two in other.names) for one in self.names)
        return self.kind is not Slot.WEEKDAY or self.word == other.word


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of the draft and the part of the quote that stands in its place."""

    drafted: Part
    given: Part


@lru_cache(maxsize=256)
def parts(text: str, names: frozenset[str], *, lists: bool = True) -> tuple[Part, ...]:
    """The words and blanks of `text`, in order; `names` are words known to be parts of names.

    With `lists`, "A, B and C" is one blank.
    """
    found: list[Part] = []
    taken = bytearray(len(text))

    def take(part: Part) -> None:
        if not any(taken[part.start : part.end]):
            taken[part.start : part.end] = b"\1" * (part.end - part.start)
            found.append(part)

    for day in written_dates(text):
        start = day.start + _DATED.search(day.text).start()  # type: ignore[union-attr]
        take(Part(Slot.DATE, "§date", text[start : day.end], start, day.end))
    for figure in figures(text):
        take(Part(Slot.FIGURE, "§figure", figure.text, figure.start, figure.end, figure=figure))
    named = names_in(text, names)
    for run in _gathered(text, named) if lists else ([name] for name in named):
        words = tuple(frozenset(_plain_words(text[start:end])) for start, end in run)
        start, end = run[0][0], run[-1][1]
        take(Part(Slot.NAME, "§name", text[start:end], start, end, names=words))
    for match in _PIECE.finditer(text):
        word = without_possessive(plain(match[0]))
        kind = Slot.WEEKDAY if word in WEEKDAYS else Slot.WORD
        key = "§weekday" if kind is Slot.WEEKDAY else stem(word)
        take(Part(kind, key, match[0], *match.span(), word=word))
    return tuple(sorted(found, key=lambda part: part.start))


def _plain_words(text: str) -> list[str]:
    return [without_possessive(plain(word)) for word in WORD.findall(text)]


def _gathered(text: str, found: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Names one by one, those of a list ("A, B and C") together."""
    run: list[tuple[int, int]] = []
    for name in found:
        if run and not _LIST_JOIN.fullmatch(text[run[-1][1] : name[0]]):
            yield from _listed(text, run)
            run = []
        run.append(name)
    yield from _listed(text, run)


def _listed(text: str, run: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    joined = any(_AND.search(text[a[1] : b[0]]) for a, b in pairwise(run))
    yield from [run] if joined else [[name] for name in run]


@lru_cache(maxsize=64)
def paired(text: str, quote: str, names: frozenset[str]) -> tuple[Pair, ...]:
    """The parts of `text` with what stands in the same place of `quote`, in order.

    Only parts with matching neighbours on both sides, one of which carries meaning, are paired.
    """
    drafted, given = parts(text, names), parts(quote, names)
    matcher = SequenceMatcher(
        None, [part.key for part in drafted], [part.key for part in given], autojunk=False
    )
    found: list[Pair] = []
    for block in matcher.get_matching_blocks():
        for k in range(block.size):
            i, j = block.a + k, block.b + k
            left = k > 0 or i == j == 0
            right = k < block.size - 1 or i == len(drafted) - 1
            near = drafted[block.a : block.a + block.size][max(0, k - _NEAR) : k + _NEAR + 1]
            means = any(part.kind is Slot.WORD and part.key not in STOPWORDS for part in near)
            if left and right and means:
                found.append(Pair(drafted[i], given[j]))
    return tuple(found)
