"""The usual names under which dumps, feeds and front matter keep what an article is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from ingest.documents import Field

# Names as they appear once case and punctuation are dropped, best first.
HEADLINE_NAMES = ("headline", "title", "name", "articletitle", "headlinemain", "titletext")
BODY_NAMES = (
    *("body", "text", "content", "article", "articlebody", "maintext", "fulltext", "bodytext"),
    *("contenttext", "articletext", "plaintext", "story", "bodyhtml", "bodyxhtml", "contenthtml"),
    *("html", "rawhtml", "markdown"),
)
_AUTHOR_NAMES = (
    "authors",
    "author",
    "byline",
    "creator",
    "by",
    "writer",
    "journalist",
    "dccreator",
)
_NAMES: dict[Field, tuple[str, ...]] = {
    Field.HEADLINE: HEADLINE_NAMES,
    Field.URL: (
        *("canonicalurl", "url", "link", "canonical", "permalink", "articleurl", "weburl", "href"),
        "guid",
    ),
    Field.OUTLET: (
        *("outlet", "publisher", "publication", "newspaper", "sitename", "sourcename", "source"),
        *("site", "provider", "website"),
    ),
    Field.DOMAIN: ("sourcedomain", "domain", "host", "hostname"),
    Field.PUBLISHED: (
        *("datepublished", "published", "publishedat", "pubdate", "datepublish", "publishdate"),
        *("publisheddate", "publicationdate", "publishedtime", "publishedon", "publishtime"),
        *("webpublicationdate", "firstpublished", "firstcreated", "date", "datetime", "createdat"),
        *("created", "timestamp", "time", "dcdate"),
    ),
    Field.UPDATED: (
        *("updated", "updatedat", "datemodified", "modified", "modifiedat", "lastmodified"),
        *("dateupdated", "lastupdated", "datemodify"),
    ),
    Field.KIND: ("kind", "type", "section", "category", "articletype", "genre", "sectionname"),
    Field.LANGUAGE: ("language", "lang", "languagecode", "inlanguage"),
    Field.CREDIT: ("credit", "agency", "creditline", "syndicate"),
    Field.DATELINE: ("dateline",),
    Field.STATUS: ("status",),
    Field.CORRECTION: ("correction", "corrections", "editorsnote"),
}
_NOTHING = frozenset({"none", "null", "nan", "n/a", "na", "nil", "undefined", "unknown", "[]"})


def key_of(name: object) -> str:
    """A field's name without case and punctuation: "Pub_Date" and "pubDate" are both "pubdate"."""
    return re.sub(r"[\W_]+", "", str(name)).lower()


def recognised(row: Mapping[str, object]) -> dict[Field, str]:
    """The fields an article record carries, as strings; `row` is keyed by `key_of`."""
    found = {field: first(row, names) for field, names in _NAMES.items()}
    return {field: value for field, value in found.items() if value}


def authors_of(row: Mapping[str, object]) -> tuple[str, ...]:
    """The authors' names as found, one entry a list item; `row` is keyed by `key_of`."""
    for name in _AUTHOR_NAMES:
        names = tuple(_strings(row.get(name)))
        if names:
            return names
    return ()


def first(row: Mapping[str, object], names: Iterable[str]) -> str:
    """The first value under any of the names that says something, or ""."""
    for name in names:
        for value in _strings(row.get(name)):
            return value
    return ""


def text_of(row: Mapping[str, object], names: Iterable[str]) -> str:
    """The first text under any of the names; a list is a text's paragraphs."""
    for name in names:
        paragraphs = list(_strings(row.get(name)))
        if paragraphs:
            return "\n\n".join(paragraphs)
    return ""


def _strings(value: object) -> Iterable[str]:
    """What a value says: strings and numbers as they are, lists item by item, objects by name."""
    if isinstance(value, Mapping):
        named = {key_of(key): item for key, item in value.items()}
        for name in ("name", "title", "text", "value", "url", "main", "full", "fullname"):
            if isinstance(named.get(name), str):
                yield from _strings(named[name])
                return
    elif isinstance(value, list | tuple):
        for item in value:
            if not isinstance(item, list | tuple):
                yield from _strings(item)
    elif isinstance(value, str):
        text = value.strip()
        if text and text.lower() not in _NOTHING:
            yield text
    elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        yield str(value)
