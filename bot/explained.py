"""What the terminal shows of how passages were ranked. Pure: values in, rich text out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from bot.printable import clipped, one_line
from bot.terminal import QUIET, STRONG
from bot.wording import day
from retrieval.answers import Considered

SHOWN = 20
"""Candidates shown beside those that were used; `--json` has all."""

HEADLINE_LENGTH = 70


def considered_lines(considered: Sequence[Considered]) -> Iterator[Text]:
    """Yields a table of candidates: rank, headline, what each stage gave, why it was left out."""
    yield Text()
    if not considered:
        yield Text("No passage came into question.", STRONG)
        return
    yield Text("How passages were ranked: each stage's score, and its rank there", STRONG)
    for rank, one in enumerate(considered, start=1):
        if one.n or rank <= SHOWN:
            yield from _row(rank, one)


def _row(rank: int, one: Considered) -> Iterator[Text]:
    where = ", ".join(filter(None, [one_line(one.outlet), day(one.published)]))
    headline = clipped(one_line(one.headline), HEADLINE_LENGTH) or "Untitled"
    yield Text(f"{rank:>3}. {one.score:.3f} {headline} ({where})", STRONG if one.n else "")
    stages = (
        f"{name} {value:.2f}" + (f" #{one.ranks[name]}" if name in one.ranks else "")
        for name, value in one.scores.items()
        if value
    )
    yield Text("     " + " · ".join(stages), QUIET)
    fate = f"left out: {one.left_out}" if one.left_out else f"used, as number {one.n}"
    yield Text(f"     {fate}", QUIET)
