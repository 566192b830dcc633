"""Saved web pages: one article each."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.documents import Format, RawDocument

_HTML = re.compile(
    r"\A(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html\b|head\b|body\b|article\b|div\b|p>|meta\b)",
    re.IGNORECASE | re.DOTALL,
)
_LATER = re.compile(r"<html[\s>].{0,5000}?<(?:head|body)[\s>]", re.IGNORECASE | re.DOTALL)


def is_html(head: str) -> bool:
    """Whether a text that begins so is a web page."""
    return bool(_HTML.match(head) or _LATER.search(head[:4000]))


def html_document(path: Path, page: str) -> RawDocument:
    """The document of a saved page, its markup left as it is."""
    return RawDocument(source=str(path), format=Format.HTML, html=page)
