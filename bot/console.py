"""Standard output and error as rich consoles that cope with whatever they are connected to."""

from __future__ import annotations

import codecs
import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

WIDEST = 100
"""Columns prose is set to at most: longer lines are hard to read."""

_HEAD = re.compile(r"- |(?:\[[0-9]+\])+ |\w+ {2,}")

_PLAIN = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("–—−‐‑", "-"),
    **dict.fromkeys("·•", "*"),
    "…": "...",
    "\u00a0": " ",
    "✓": "ok",
}


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Replaces what an encoding lacks by what comes near, é by e, else by a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_near(character) for character in lacking), error.end


def _near(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0]
    return _PLAIN.get(character) or (base if base.isascii() and base.isprintable() else "?")


codecs.register_error("backfile", _plainer)


def console(stream: TextIO) -> Console:
    """Returns a console that reads no markup in what it prints."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backfile")
    screen = Console(file=stream, markup=False, highlight=False, emoji=False)
    return Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        width=min(screen.width, WIDEST),
        legacy_windows=screen.legacy_windows,
    )


def wrapped(text: Text, screen: Console) -> Text:
    """Returns text broken into lines as a screen is wide, under the margin it begins with.

    What follows a bullet, a marker or a label stands under its own beginning. Breaking more text
    breaks what it begins with in the same way, as long as words are whole: so a growing answer can
    be printed by what was added. Words are never broken.
    """
    if text.no_wrap:
        return text
    margin = len(text.plain) - len(text.plain.lstrip(" "))
    lines = []
    for whole in text[margin:].split("\n", allow_blank=True):
        hang = len(found[0]) if (found := _HEAD.match(whole.plain)) else 0
        width = max(screen.width - margin, hang + 20)
        for position, line in enumerate(whole.divide(_breaks(whole.plain, width, hang))):
            line.rstrip()
            lines.append(Text(" " * (margin + (hang if position else 0))).append_text(line))
    return Text("\n").join(lines)


def _breaks(line: str, width: int, hang: int) -> list[int]:
    """Returns the offsets of the words that have to begin a new line, which is indented."""
    offsets, column = [], 0
    for match in re.finditer(r"\S+\s*", line):
        if column > hang and column + cell_len(match[0].rstrip()) > width:
            offsets.append(match.start())
            column = hang
        column += cell_len(match[0])
    return offsets


def print_lines(lines: Iterable[Text], screen: Console) -> None:
    """Prints lines, broken between words; addresses and paths stay whole, to be clicked."""
    for line in lines:
        screen.print(wrapped(line, screen), soft_wrap=True)


@contextmanager
def thinking(stream: TextIO) -> Iterator[Callable[[], None]]:
    """Shows on a terminal that an answer is being looked for; what it gives ends that early."""
    screen = console(stream)
    if not screen.is_terminal or screen.is_dumb_terminal:
        yield lambda: None
        return
    with screen.status(Text("Reading the archive…")) as status:
        yield status.stop


def print_json(value: Any, stream: TextIO | None = None) -> None:
    """Prints a value as JSON, readable where the stream's encoding allows it, else escaped."""
    stream = stream or sys.stdout
    text = json.dumps(value, indent=2, ensure_ascii=False)
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    stream.write(f"{text}\n")
