"""What a survey looks for: a subject as the words, names and quoted phrases it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from retrieval.text.quotations import quotations
from retrieval.text.wording import WORD, word_list

_SMALL = "|".join(word_list("of de del di du van von der den al el bin ibn la le"))
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’.&-]*"
_NAME = re.compile(rf"\b{_CAPITAL}(?:\s+(?:(?:{_SMALL})\s+){{0,2}}{_CAPITAL}|\s+\d+\b)*")


MOST = 40
"""Units of one subject: more than any question has, and few enough to look up in no time."""


class UnitKind(StrEnum):
    """How a unit has to be held: in any of its forms, its words together, or letter by letter."""

    WORD = "word"
    NAME = "name"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing an article must hold to be counted."""

    text: str
    kind: UnitKind

    @property
    def binding(self) -> bool:
        """Whether an article without it is about something else, however much it holds besides."""
        return self.kind is not UnitKind.WORD or any(c.isdigit() for c in self.text)

    def __str__(self) -> str:
        return self.text if self.kind is UnitKind.WORD else f"“{self.text}”"


def units(subject: str) -> tuple[Unit, ...]:
    """Returns what a subject is made of, in order, each once.

    At most MOST of them, the first: what is counted says what was looked for. Quoted phrases stay
    whole, and so do runs of capitalised words. A capitalised word that stands alone is a name
    unless it begins the subject, where any word may be written so.
    """
    found: dict[str, Unit] = {}
    for start, end, kind in _pieces(subject):
        text = subject[start:end]
        found.setdefault(text.casefold(), Unit(text=text, kind=kind))
    return tuple(found.values())[:MOST]


def listed(of: Iterable[Unit]) -> str:
    """Returns units as people list them: "ferry, strike and “Ida Marsh”"."""
    *some, last = [str(unit) for unit in of]
    return f"{', '.join(some)} and {last}" if some else last


def _pieces(subject: str) -> list[tuple[int, int, UnitKind]]:
    pieces: list[tuple[int, int, UnitKind]] = []
    at = 0
    for quoted in quotations(subject):
        pieces += _unquoted(subject, at, quoted.start - 1)
        if quoted.words:
            several = quoted.words > 1
            kind = UnitKind.PHRASE if several else UnitKind.NAME
            pieces.append((quoted.start, quoted.end, kind))
        at = quoted.end + quoted.closed
    return pieces + _unquoted(subject, at, len(subject))


def _unquoted(subject: str, start: int, end: int) -> list[tuple[int, int, UnitKind]]:
    pieces: list[tuple[int, int, UnitKind]] = []
    at = start
    for name in _NAME.finditer(subject, start, end):
        stop = name.start() + len(name[0].rstrip(".'’-&"))
        alone = not re.search(r"\s", name[0])
        if alone and not subject[: name.start()].strip() and not name[0].isupper():
            continue
        pieces += _words(subject, at, name.start())
        pieces.append((name.start(), stop, UnitKind.NAME))
        at = name.end()
    return pieces + _words(subject, at, end)


def _words(subject: str, start: int, end: int) -> list[tuple[int, int, UnitKind]]:
    found = WORD.finditer(subject, start, end)
    return [(word.start(), word.end(), UnitKind.WORD) for word in found]
