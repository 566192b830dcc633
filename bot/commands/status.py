"""`backfile status`: what the archive holds."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rich.text import Text

from archive.overview import Overview, overview
from bot.compose import Composition
from bot.console import console, print_json, print_lines
from bot.printable import one_line
from bot.terminal import STRONG, WARNING
from bot.wording import count, day, moment

OUTLETS_LISTED = 12
LABEL_WIDTH = 10

_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def status(composition: Composition, *, as_json: bool) -> int:
    """Prints what the archive holds.

    Raises:
        ArchiveError: there is no archive.
    """
    with composition.catalogue() as catalogue:
        held = overview(catalogue)
    size = folder_size(composition.home)
    if as_json:
        print_json(status_json(held, composition.home, size))
    else:
        print_lines(status_lines(held, composition.home, size), console(sys.stdout))
    return 0


def status_json(held: Overview, home: Path, size: int) -> dict[str, object]:
    """Returns the status as plain values; `bytes` is the size of the archive's folder."""
    return {
        "home": str(home),
        "bytes": size,
        "articles": held.articles,
        "revisions": held.revisions,
        "passages": held.passages,
        "undated": held.undated,
        "first": held.first.isoformat() if held.first else None,
        "last": held.last.isoformat() if held.last else None,
        "outlets": [{"name": name, "articles": n} for name, n in held.outlets],
        "last_fed": held.last_fed.isoformat() if held.last_fed else None,
        "pending": {"to_embed": held.to_embed, "words": held.words, "vectors": held.vectors},
        "embedder": held.embedder or None,
    }


def status_lines(held: Overview, home: Path, size: int) -> Iterator[Text]:
    """Yields the status line by line."""
    yield _fact("Archive", f"{home}, {readable_size(size)}")
    later = f", {count(held.revisions, 'later revision')}" if held.revisions else ""
    yield _fact(
        "Holds", f"{count(held.articles, 'article')} in {count(held.passages, 'passage')}{later}"
    )
    if held.first and held.last:
        undated = f"; {held.undated:,} undated" if held.undated else ""
        yield _fact("Published", f"{day(held.first)} to {day(held.last)}{undated}")
    for position, (name, n) in enumerate(held.outlets[:OUTLETS_LISTED]):
        yield _fact("" if position else "Outlets", f"{one_line(name) or 'unknown'}, {n:,}")
    if (more := len(held.outlets) - OUTLETS_LISTED) > 0:
        yield _fact("", f"and {more:,} more")
    yield _fact("Last fed", moment(held.last_fed) if held.last_fed else "never")
    yield _fact("Embedder", one_line(held.embedder) or "none yet")
    waiting = list(_pending(held))
    yield _fact("Pending", waiting[0] if waiting else "nothing", WARNING if waiting else "")
    for line in waiting[1:]:
        yield _fact("", line, WARNING)


def _pending(held: Overview) -> Iterator[str]:
    if held.to_embed:
        waiting = count(held.to_embed, "passage")
        yield f"{waiting} found by words only as yet; `backfile ingest` with any path embeds them"
    if held.words:
        yield f"{count(held.words, 'change')} to the lexical index, made at the next start"
    if held.vectors:
        yield f"{count(held.vectors, 'change')} to the dense index, made by whoever owns it next"


def _fact(label: str, value: str, style: str = "") -> Text:
    return Text.assemble((label.ljust(LABEL_WIDTH), STRONG), (value, style))


def folder_size(folder: Path) -> int:
    """Returns the bytes of all files in a folder; those that vanish meanwhile do not count."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def readable_size(size: int) -> str:
    """Returns bytes as people read them: "812 KB", "1.4 GB"."""
    if size < 1000:
        return f"{size} bytes"
    power = min(int(math.log10(size)) // 3, 4)
    amount = size / 1000**power
    return f"{amount:.0f} {_UNITS[power]}" if amount >= 10 else f"{amount:.1f} {_UNITS[power]}"
