"""A survey's table laid out in lines: in columns where it fits, else row by row. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from rich.cells import cell_len

from bot.wording import day, month
from retrieval.answers import Table

_GAP = "  "


def in_columns(table: Table, width: int, harmless: Callable[[str], str]) -> list[str]:
    """Returns the header and the rows, aligned, counts to the right; [] where it is too wide.

    `width` is in cells of a fixed-width font. `harmless` is given every text, since outlets and
    headlines were written by strangers.
    """
    lines = [list(map(harmless, table.columns))]
    lines += [[harmless(shown(cell)) for cell in row] for row in table.rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return []
    counts = [all(map(_counted, column)) for column in zip(*table.rows, strict=True)]
    to_right = [False, *counts[1:]] if counts else [False] * len(widths)
    return [
        _GAP.join(
            _set(cell, room, right=right)
            for cell, room, right in zip(line, widths, to_right, strict=True)
        ).rstrip()
        for line in lines
    ]


def row_by_row(table: Table) -> list[tuple[str, str]]:
    """Returns for each row its first cell, and the others named by their columns, empty ones not.

    ("Mar 2024", "Harbour Post 3, Evening Post 2, all 5"); a text that is no number or day stands by
    itself at the end of the list: ("1 Mar 2024", "outlet: Harbour Post; headline: Bridge closes").
    """
    rows = []
    for row in table.rows:
        named = [
            f"{column} {shown(cell)}" if _counted(cell) else f"{column}: {shown(cell)}"
            for column, cell in zip(table.columns[1:], row[1:], strict=True)
            if cell
        ]
        mark = ", " if all(map(_counted, filter(None, row[1:]))) else "; "
        rows.append((shown(row[0]), mark.join(named)))
    return rows


def shown(cell: str) -> str:
    """Returns a cell as people read it: "2024-03-04" as "4 Mar 2024", "2024-03" as "Mar 2024"."""
    found = re.fullmatch(r"(week of )?(\d{4})-(\d\d)(?:-(\d\d))?", cell)
    if not found:
        return cell
    before, year, month_number, day_number = found.groups()
    try:
        first = date(int(year), int(month_number), int(day_number or 1))
    except ValueError:
        return cell
    return f"{before or ''}{day(first) if day_number else month(first)}"


def _counted(cell: str) -> bool:
    return cell.isdecimal()


def _set(cell: str, room: int, *, right: bool) -> str:
    space = " " * (room - cell_len(cell))
    return f"{space}{cell}" if right else f"{cell}{space}"
