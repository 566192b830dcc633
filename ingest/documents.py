"""What a reader hands on: one document as found, before anything in it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Format(StrEnum):
    """How a document was stored."""

    TEXT = "text"
    HTML = "html"
    RECORD = "record"


class Field(StrEnum):
    """What a dump, a feed or a front matter may say about an article besides its text."""

    HEADLINE = "headline"
    URL = "url"
    OUTLET = "outlet"
    DOMAIN = "domain"
    PUBLISHED = "published"
    UPDATED = "updated"
    KIND = "kind"
    LANGUAGE = "language"
    CREDIT = "credit"
    DATELINE = "dateline"
    STATUS = "status"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One document as found: one file, or one record of a dump.

    `source` is the path as given, with ":line" for records. `text` is the visible text; `html` the
    page, for HTML documents, whose `text` is empty. `fields` holds recognised fields as strings,
    as found; `authors` the names as found, one entry or many.
    """

    source: str
    format: Format
    text: str = ""
    html: str = ""
    fields: Mapping[Field, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
