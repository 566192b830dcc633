"""JSON Lines, and whole JSON files that hold one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from io import BufferedIOBase
from pathlib import Path

from archive.errors import UnreadableInput
from ingest.decoding import Liberties, decode, tidy
from ingest.documents import RawDocument
from ingest.readers.arrays import elements, whole_number
from ingest.readers.fields import BODY_NAMES, key_of
from ingest.readers.files import lines, too_long
from ingest.readers.records import document_of

# Up to here a JSON file is read whole: a parsed one takes some thirty times its size in memory.
JSON_LIMIT = 20_000_000
# Under these names a JSON file keeps its list of articles.
_LISTS = ("articles", "items", "results", "documents", "stories", "data", "news", "entries")


def read_jsonl(
    path: Path, stream: BufferedIOBase, decode_line: Callable[[bytes], str]
) -> Iterator[RawDocument | UnreadableInput]:
    """One document a line; a broken line yields a failure that names it, and reading goes on."""
    for number, line in lines(stream):
        if line and line.isspace():
            continue
        source = f"{path}:{number}"
        if line is None:
            yield too_long(source)
            continue
        text = tidy(decode_line(line)).strip().rstrip(",")
        if text:
            yield from _read_line(source, text)


def read_json(
    path: Path, stream: BufferedIOBase, liberties: Liberties
) -> Iterator[RawDocument | UnreadableInput]:
    """The articles of a JSON file: an array of them, an object holding one, or one itself.

    Sources are numbered from 1 by position in the array.
    """
    data = stream.read(JSON_LIMIT + 1)
    if len(data) > JSON_LIMIT:
        found = elements(path, data, stream, liberties, lambda name: key_of(name) in _LISTS)
        for number, record in found:
            yield _document(f"{path}:{number}", record)
        return
    records = _records(_parse(str(path), decode(data, str(path), liberties)))
    if isinstance(records, Mapping):
        yield document_of(records, str(path))
        return
    for number, record in enumerate(records, start=1):
        yield _document(f"{path}:{number}", record)


def _records(value: object) -> Mapping[str, object] | list[object]:
    """The article or the list of articles inside a JSON value."""
    if not isinstance(value, Mapping):
        return value if isinstance(value, list) else [value]
    named = {key_of(name): item for name, item in value.items()}
    if any(name in named and isinstance(named[name], str) for name in BODY_NAMES):
        return value
    lists = [named[name] for name in _LISTS if isinstance(named.get(name), list)]
    return lists[0] if lists else value


def _read_line(source: str, text: str) -> Iterator[RawDocument | UnreadableInput]:
    """The article on one line, or the articles where one line wraps a list of them."""
    try:
        records = _records(_parse(source, text))
    except UnreadableInput as failure:
        yield failure
        return
    if isinstance(records, Mapping):
        yield _document(source, records)
        return
    for number, record in enumerate(records, start=1):
        yield _document(f"{source}:{number}" if len(records) > 1 else source, record)


def _document(source: str, record: object) -> RawDocument | UnreadableInput:
    if not isinstance(record, Mapping):
        return UnreadableInput(
            f"{source}: not a JSON object but {type(record).__name__}.",
            "Write one object with the article's fields a line.",
        )
    try:
        return document_of(record, source)
    except UnreadableInput as failure:
        return failure


def _parse(source: str, text: str) -> object:
    """The JSON value; raises UnreadableInput for broken, too deep or too large ones."""
    try:
        return json.loads(text, parse_int=whole_number, strict=False)
    except RecursionError as error:
        raise UnreadableInput(
            f"{source}: JSON nested too deeply to be an article.", "Flatten it."
        ) from error
    except ValueError as error:
        raise UnreadableInput(f"{source}: broken JSON ({error}).", "Repair the line.") from error
