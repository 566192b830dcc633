"""Text and Markdown files: one article each."""

from __future__ import annotations

import re
from pathlib import Path

from archive.errors import UnreadableInput
from ingest.documents import Format, RawDocument
from ingest.readers.fields import authors_of, key_of, recognised

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,10000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]*(.*(?:\n[ \t]*- .*)*)", re.MULTILINE)


def text_document(path: Path, text: str) -> RawDocument:
    """The document of a text file; front matter between `---` lines becomes fields."""
    front = _FRONT_MATTER.match(text)
    row: dict[str, object] = {}
    if front:
        row = {key_of(name): _value(value) for name, value in _ENTRY.findall(front[1])}
        text = text[front.end() :]
    if not text.strip():
        raise UnreadableInput(f"{path}: the file is empty.", "Remove it, or fetch it again.")
    return RawDocument(
        source=str(path),
        format=Format.TEXT,
        text=text,
        fields=recognised(row),
        authors=authors_of(row),
    )


def _value(value: str) -> object:
    """A front matter value: a list of items, or one string without its quotes."""
    inline = re.fullmatch(r"\[(.*)\]", value.strip())
    if inline:
        return [item.strip().strip("\"'") for item in inline[1].split(",")]
    items = re.findall(r"^[ \t]*- (.*)$", value, re.MULTILINE)
    return [item.strip().strip("\"'") for item in items] if items else value.strip().strip("\"'")
