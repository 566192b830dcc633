"""Plain and scraped text: headline, date line, byline and paragraphs."""

from __future__ import annotations

import re
from datetime import date

from ingest.bylines import is_byline, names_in
from ingest.dates import clues_from_line
from ingest.findings import Findings


def find_in_text(text: str, latest: date) -> Findings:
    """The parts of an article in a text that may carry the furniture of a page around it."""
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    headline, rest = filled[0].lstrip("# "), filled[1:]
    authors: tuple[str, ...] = ()
    clues = []
    while rest and len(rest[0]) < 120:
        if is_byline(rest[0]):
            authors = names_in(rest[0])
        elif found := clues_from_line(rest[0], "", latest)[0]:
            clues.append(found)
        else:
            break
        rest = rest[1:]
    paragraphs = tuple(re.sub(r"\s+", " ", line) for line in rest)
    return Findings(headline=headline, paragraphs=paragraphs, authors=authors, clues=tuple(clues))
