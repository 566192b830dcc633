"""A survey's table for Discord: a code block where it fits, else a list. Nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.discord.folding import Piece, weight
from bot.discord.markdown import code_line, literal_line
from bot.tables import in_columns, row_by_row
from retrieval.answers import Table

WIDTH = 56
"""Characters of a line of code that are shown unbroken even beside the lists of channels and
members; a wider table is shown row by row."""

HEAVIEST = 4 * WIDTH
"""Weight of a line up to which it goes into a block: marks that take no room still weigh."""

BLOCK = 1200
"""Weight from which a table goes on in another block, under its header again."""


def table_pieces(table: Table) -> Iterator[Piece]:
    """Yields title, rows and note as pieces of a message; blocks are never parted."""
    yield Piece(text=literal_line(table.title), before="**", after="**", gap="\n\n", leads=True)
    lines = in_columns(table, WIDTH, code_line)
    if lines and max(map(weight, lines)) <= HEAVIEST:
        for block in _blocks(*lines):
            yield Piece(text=block, gap="\n")
    else:
        for label, rest in row_by_row(table):
            yield Piece(text=literal_line(f"{label}: {rest}"), before="- ", gap="\n")
    if table.note:
        yield Piece(text=literal_line(table.note), before="-# ", gap="\n")


def _blocks(header: str, *lines: str) -> Iterator[str]:
    block = header
    for line in lines:
        if weight(block) + weight(line) > BLOCK:
            yield f"```\n{block}\n```"
            block = header
        block += f"\n{line}"
    yield f"```\n{block}\n```"
