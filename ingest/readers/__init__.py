"""Files in, RawDocuments out. What a file is, its content says; its name is only a hint."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from archive.errors import UnreadableInput
from ingest.decoding import Liberties, decode, encoding_of, is_binary, line_decoder, tidy
from ingest.documents import RawDocument
from ingest.readers.csv import delimiter_of, read_csv
from ingest.readers.files import (
    PAGE_LIMIT,
    SAMPLE,
    TEXT_LIMIT,
    Consumed,
    Reader,
    opened,
    unheard,
    whole,
)
from ingest.readers.html import html_document, is_html
from ingest.readers.jsonl import read_json, read_jsonl
from ingest.readers.text import text_document

# What a folder is searched for; other files in it are passed over.
SUFFIXES = frozenset(
    suffix + packed
    for suffix in (
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml"),
        *(".json", ".jsonl", ".ndjson", ".csv", ".tsv"),
    )
    for packed in ("", ".gz")
)

# Files in UTF-16 and UTF-32 are read whole.
_WIDE_LIMIT = 100_000_000

_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"WARC/", "a web archive"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"\x1f\x8b", "compressed twice"),
)
_XML = re.compile(r"<\?xml\b|<(?:rss|feed|newsml|newsmessage|nitf)\b", re.IGNORECASE)


def read(
    path: Path, consumed: Consumed = unheard, liberties: Liberties | None = None
) -> Iterator[RawDocument | UnreadableInput]:
    """The documents of one file, in its order; a broken record comes as its failure.

    `consumed` hears how many bytes of the file are read, as they are; `liberties` is told what is
    done to bytes that cannot be decoded cleanly.
    Raises UnreadableInput when the file itself cannot be read, at any point of the iteration.
    """
    liberties = liberties or Liberties()
    with opened(path, consumed) as stream:
        sample = stream.peek(SAMPLE)[:SAMPLE]
        encoding = encoding_of(sample, complete=False) if sample else ""
        if encoding.startswith(("utf-16", "utf-32")):
            # Wide characters cannot be divided into lines byte by byte.
            text = decode(whole(stream, path, _WIDE_LIMIT), str(path), liberties)
            again: Reader = io.BufferedReader(io.BytesIO(text.encode()), SAMPLE)
            yield from _read(path, again, again.peek(SAMPLE)[:SAMPLE], liberties)
        else:
            yield from _read(path, stream, sample, liberties)


def _read(
    path: Path, stream: Reader, sample: bytes, liberties: Liberties
) -> Iterator[RawDocument | UnreadableInput]:
    """The documents of a stream whose beginning is `sample`."""
    if not sample.strip(b" \t\r\n\xef\xbb\xbf"):
        raise UnreadableInput(f"{path}: the file is empty.", "Remove it, or fetch it again.")
    _refuse_foreign(path, sample)
    decode_line = line_decoder(sample, liberties)
    head = tidy(sample.decode(liberties.encoding, errors="replace")).lstrip()
    if is_html(head):
        page = decode(whole(stream, path, PAGE_LIMIT), str(path), liberties, markup=True)
        yield html_document(path, page)
    elif _XML.match(head):
        raise UnreadableInput(
            f"{path}: XML that is not a web page.", "Convert it to JSON Lines first."
        )
    elif _is_json_lines(head):
        yield from read_jsonl(path, stream, decode_line)
    elif re.match(r"\{\s*\"|\[\s*\{", head):
        yield from read_json(path, stream, liberties)
    elif delimiter_of(head.partition("\n")[0]):
        yield from read_csv(path, stream, decode_line)
    elif {".csv", ".tsv"} & set(path.suffixes):
        raise UnreadableInput(
            f"{path}: the first line names no headline and no text column.",
            "Write a header row with at least `headline` and `body`.",
        )
    else:
        yield text_document(path, decode(whole(stream, path, TEXT_LIMIT), str(path), liberties))


def _refuse_foreign(path: Path, sample: bytes) -> None:
    """Raises UnreadableInput for what is certainly no text."""
    kind = next((name for magic, name in _FOREIGN if sample.startswith(magic)), "")
    if kind or is_binary(sample):
        raise UnreadableInput(
            f"{path}: this is {kind or 'binary data, not text'}.",
            "Give Backfile text, HTML, JSON Lines or CSV; convert other formats first.",
        )


def _is_json_lines(head: str) -> bool:
    """Whether most of the first lines hold an object each."""
    rows = [row.strip() for row in head.split("\n")[:20] if row.strip()]
    objects = sum(bool(re.match(r"\{\s*\"", row)) for row in rows)
    if not objects or objects * 2 < len(rows):
        return False
    return len(rows) > 1 or not head.startswith("[")
