"""Web pages: the article's own text and what the page says about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from archive.errors import UnreadableInput
from ingest.findings import Findings
from ingest.metadata import read_metadata


def find_in_page(page: str, source: str, latest: date) -> Findings:
    """What a page says of itself, and the paragraphs trafilatura takes for its article.

    Raises UnreadableInput when the page cannot be parsed.
    """
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        raise UnreadableInput(f"{source}: no HTML could be made out.", "Save the page again.")
    findings = read_metadata(tree, latest)
    extracted = bare_extraction(tree, include_comments=False, include_tables=False)
    text = (getattr(extracted, "text", "") or "") if extracted else ""
    return replace(
        findings, paragraphs=tuple(line.strip() for line in text.split("\n") if line.strip())
    )
