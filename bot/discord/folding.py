"""Text folded into messages of Discord's length, never inside a sentence that fits one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

MESSAGE_LIMIT = 2000
"""Characters Discord accepts as the content of one message."""

# An escape and what it escapes must not be parted.
_ATOM = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text that stays in one message where it fits one.

    `gap` parts it from what stands before it in the same message. `before` and `after` (a bullet,
    its markers) are repeated on every part of a piece too long for one message. One that `leads`,
    such as a headline, never ends a message that the next piece does not begin in.
    """

    text: str
    gap: str = " "
    before: str = ""
    after: str = ""
    leads: bool = False


def weight(text: str) -> int:
    """The length of `text` in UTF-16 units, the strictest way Discord's clients count."""
    return len(text) + sum(character > "\uffff" for character in text)


def fold(pieces: Iterable[Piece], limit: int = MESSAGE_LIMIT) -> list[str]:
    """The pieces in order, as messages no heavier than `limit`; nothing is lost."""
    messages: list[str] = []
    in_order = list(pieces)
    for index, piece in enumerate(in_order):
        led = _led(in_order[index:], limit)
        for part in _parts(piece, limit):
            joined = f"{messages[-1]}{piece.gap}{part}" if messages else ""
            if joined and weight(joined) + weight(led) <= limit:
                messages[-1] = joined
            else:
                messages.append(part)
    return messages


def _led(pieces: Sequence[Piece], limit: int) -> str:
    """What has to stand in one message with the first piece, after it."""
    led = ""
    for leader, piece in pairwise(pieces):
        if not leader.leads:
            break
        led += piece.gap + next(_parts(piece, limit), "")
    return led


def _parts(piece: Piece, limit: int) -> Iterator[str]:
    whole = f"{piece.before}{piece.text}{piece.after}"
    if weight(whole) <= limit:
        yield whole
        return
    room = limit - weight(piece.before) - weight(piece.after)
    if room < 2:
        raise ValueError("a piece's ends leave no room for its text")
    line = ""
    for word in _words(piece.text, room):
        if line and weight(line) + 1 + weight(word) > room:
            yield f"{piece.before}{line}{piece.after}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield f"{piece.before}{line}{piece.after}"


def _words(text: str, room: int) -> Iterator[str]:
    for word in text.split():
        if weight(word) <= room:
            yield word
            continue
        run = ""
        for atom in _ATOM.findall(word):
            if weight(run) + weight(atom) > room:
                yield run
                run = ""
            run += atom
        yield run
