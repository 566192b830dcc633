"""CSV dumps with a header row: comma, semicolon, tab or bar between the fields."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import BufferedIOBase
from pathlib import Path

from archive.errors import UnreadableInput
from ingest.decoding import tidy
from ingest.documents import RawDocument
from ingest.readers.fields import BODY_NAMES, HEADLINE_NAMES, key_of
from ingest.readers.files import TEXT_LIMIT, lines, too_long
from ingest.readers.records import document_of

_DELIMITERS = ",;\t|"


def delimiter_of(header: str) -> str:
    """The character that divides a line into usual field names, or "" if none does.

    A line counts as a header when it names both a headline and a text field.
    """
    for delimiter in _DELIMITERS:
        names = {key_of(name) for name in header.split(delimiter)}
        if names & set(HEADLINE_NAMES) and names & set(BODY_NAMES):
            return delimiter
    return ""


def read_csv(
    path: Path, stream: BufferedIOBase, decode_line: Callable[[bytes], str]
) -> Iterator[RawDocument | UnreadableInput]:
    """One document a row; a broken row yields a failure that names its line, and reading goes on.

    A quote that is never closed swallows what follows it, up to the size limit of one article.
    """
    csv.field_size_limit(TEXT_LIMIT)
    failures: list[UnreadableInput] = []
    at = 1

    def texts() -> Iterator[str]:
        nonlocal at
        for at, line in lines(stream):
            if line is None:
                failures.append(too_long(f"{path}:{at}"))
            else:
                yield tidy(decode_line(line)).rstrip("\n") + "\n"

    source = texts()
    header = next(source, "")
    delimiter = delimiter_of(header)
    names = next(csv.reader([header], delimiter=delimiter or ","))
    rows = csv.reader(source, delimiter=delimiter or ",")
    while True:
        line = at + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            failures.append(
                UnreadableInput(f"{path}:{line}: broken CSV ({error}).", "Repair the row.")
            )
            row = []
        yield from failures
        failures.clear()
        if row is None:
            return
        if any(row):
            yield _document(f"{path}:{line}", dict(zip(names, row, strict=False)))


def _document(source: str, row: dict[str, str]) -> RawDocument | UnreadableInput:
    try:
        return document_of(row, source)
    except UnreadableInput as failure:
        return failure
