"""A passage as the lexical index takes it in, and the fields it is kept in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from archive.articles import Kind
from archive.daynumbers import day_number
from archive.stems import normalise
from archive.wordqueries import FIELDS

if TYPE_CHECKING:
    import tantivy


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEntry:
    """A passage as the lexical index takes it in."""

    number: int
    headline: str
    text: str
    outlet: str
    authors: Sequence[str]
    credit: str
    published: date | None
    kind: Kind
    language: str


def schema() -> tantivy.Schema:
    """Returns the fields: text in stems with positions, what is filtered by as it is."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=True, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="news", index_option="position")
    for name in ("outlet", "author", "credit", "kind", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


def document(entry: WordEntry) -> tantivy.Document:
    """Returns the document of an entry."""
    import tantivy

    made = tantivy.Document()
    made.add_integer("number", entry.number)
    made.add_integer("day", day_number(entry.published))
    made.add_text("headline", normalise(entry.headline))
    made.add_text("body", normalise(entry.text))
    made.add_text("outlet", entry.outlet)
    made.add_text("credit", entry.credit)
    made.add_text("kind", entry.kind)
    made.add_text("language", entry.language)
    for author in entry.authors:
        made.add_text("author", author)
    return made
