"""Quotations in prose: where they stand, and the exact text they quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"'}
_MARK = re.compile(f"['{''.join(_PAIRS)}]")
_DOUBLE = re.compile(r"[“”„«»\"‟″]|''|``")
_SINGLE = re.compile(r"[‘’‚‛′ʼ´`]")
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")
_TRAILING = ",.;:!?… "


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted text between its marks: `text[start:end]` of the sentence it was found in."""

    text: str
    start: int
    end: int
    closed: bool = True

    @property
    def words(self) -> int:
        """How many words stand between the marks."""
        return len(re.findall(r"\w+", self.text))


def quotations(text: str) -> Iterator[Quotation]:
    """The outermost quotations in `text`, in order, in any style of marks.

    A mark that is opened and never closed quotes up to the end. Single marks count where they
    cannot be apostrophes: opened after a space, closed before a space or punctuation.
    """
    at = 0
    while found := _MARK.search(text, at):
        mark, at = found[0], found.start()
        if mark != "'" or _opens(text, at):
            end = _closing(text, at)
            if end is None and mark in '“„«"':
                yield Quotation(text[at + 1 :].rstrip(), at + 1, len(text.rstrip()), closed=False)
                return
            if end is not None:
                yield Quotation(text[at + 1 : end], at + 1, end)
                at = end
        at += 1


def _opens(text: str, at: int) -> bool:
    return (at == 0 or not text[at - 1].isalnum()) and text[at + 1 : at + 2].isalnum()


def _closing(text: str, at: int) -> int | None:
    closers = _PAIRS.get(text[at], "'’")
    single = text[at] in "‘'"
    for end in range(at + 1, len(text)):
        if text[end] not in closers:
            continue
        after = text[end + 1 : end + 2]
        if single and (after.isalnum() or text[end - 1] == " "):
            continue
        return end
    return None


def find_verbatim(quoted: str, text: str) -> tuple[int, int] | None:
    """Where `text` holds `quoted`, as half-open offsets, or None.

    Only the styles of quotation marks, apostrophes, dashes' neighbours and white space may differ,
    and the case of the first letter. Punctuation that closes `quoted` may belong to the sentence
    round it and is dropped if need be. The match begins and ends at word boundaries.
    """
    haystack, offsets = _folded(text)
    needle, _ = _folded(quoted)
    for wanted in (needle.strip(), needle.strip().rstrip(_TRAILING)):
        if not wanted:
            continue
        at = _at_word(wanted, haystack)
        if at is None and wanted[0].isalpha():
            at = _at_word(wanted[0].swapcase() + wanted[1:], haystack)
        if at is not None:
            return offsets[at], offsets[at + len(wanted) - 1] + 1
    return None


def _at_word(needle: str, haystack: str) -> int | None:
    at = haystack.find(needle)
    while at >= 0:
        end = at + len(needle)
        begins = not (needle[0].isalnum() and haystack[at - 1 : at].isalnum())
        ends = not (needle[-1].isalnum() and haystack[end : end + 1].isalnum())
        if begins and ends:
            return at
        at = haystack.find(needle, at + 1)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` with one style of quotation mark and single spaces, and where each character stood."""
    folded: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        double = None if space else _DOUBLE.match(text, at)
        match = space or double
        folded.append(" " if space else "'" if double else _SINGLE.sub("'", text[at]))
        offsets.append(at)
        at = match.end() if match else at + 1
    return "".join(folded), offsets
