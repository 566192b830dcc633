"""One record of a dump, JSON or CSV, into a RawDocument."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from archive.errors import UnreadableInput
from ingest.documents import Format, RawDocument
from ingest.readers.fields import (
    BODY_NAMES,
    HEADLINE_NAMES,
    authors_of,
    first,
    key_of,
    recognised,
    text_of,
)
from ingest.readers.files import TEXT_LIMIT, too_long

_PAGE = re.compile(r"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_MARKUP = re.compile(
    r"<(?:p|br|div|a|b|i|em|strong|span|h[1-6]|ul|img|figure|table|section|article)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article|table|tr|figure|figcaption|header|footer)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)


def document_of(record: Mapping[str, object], source: str) -> RawDocument:
    """The document a record holds; raises UnreadableInput naming the field that is missing."""
    row: dict[str, object] = {}
    for name, value in record.items():
        row.setdefault(key_of(name), value)
    body = text_of(row, BODY_NAMES)
    if not body:
        raise UnreadableInput(
            f"{source}: no article text; looked for {', '.join(BODY_NAMES[:6])} …; "
            f"found {_listed(record)}.",
            "Name the field with the article's text `body` or `text`.",
        )
    if len(body) > TEXT_LIMIT:
        raise too_long(source)
    fields, authors = recognised(row), authors_of(row)
    if _PAGE.search(body[:1000]):
        return RawDocument(
            source=source, format=Format.HTML, html=body, fields=fields, authors=authors
        )
    if not first(row, HEADLINE_NAMES):
        raise UnreadableInput(
            f"{source}: no headline; looked for {', '.join(HEADLINE_NAMES[:3])} …; "
            f"found {_listed(record)}.",
            "Name the field with the headline `headline` or `title`.",
        )
    return RawDocument(
        source=source, format=Format.RECORD, text=plain(body), fields=fields, authors=authors
    )


def plain(text: str) -> str:
    """The text without HTML tags and entities, its blocks as paragraphs."""
    if not _MARKUP.search(text):
        return html.unescape(text) if "&" in text else text
    text = _HIDDEN.sub(" ", text)
    text = re.sub(r"[^\S\n]*\n[^\S\n]*", " ", text) if _BLOCK.search(text) else text
    text = _TAG.sub("", _BREAK.sub("\n", _BLOCK.sub("\n\n", text)))
    return re.sub(r"\n(?:[^\S\n]*\n)+[^\S\n]*", "\n\n", html.unescape(text)).strip()


def _listed(record: Mapping[str, object]) -> str:
    names = [str(name)[:40] for name in record if name]
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "") if names else "no fields"
