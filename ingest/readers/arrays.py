"""JSON arrays too large to hold in memory, one element at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from io import BufferedIOBase
from pathlib import Path

from archive.errors import UnreadableInput
from ingest.decoding import Liberties, tidy
from ingest.readers.files import TEXT_LIMIT

_STEP = 1_000_000
# An array, or an object whose first array is under a name; only plain values stand before it.
_PLAIN = r'\s*"[^"\\]*"\s*:\s*(?:"(?:[^"\\]|\\.){0,10000}"|[\w.+-]+)\s*,'
_OPENING = re.compile(rf'\s*(?:\[|\{{(?:{_PLAIN}){{0,50}}\s*"(\w+)"\s*:\s*\[)')
_BETWEEN = re.compile(r"[\s,]*")
_AFTER = re.compile(r"\s*[,\]]")


def elements(
    path: Path,
    start: bytes,
    stream: BufferedIOBase,
    liberties: Liberties,
    accepts: Callable[[str], bool],
) -> Iterator[tuple[int, object]]:
    """Yields the elements of an array with their numbers, from 1.

    `start` is what has been read of the stream already; `liberties` names the encoding and is told
    what is done to bytes that are not valid in it. The array may stand in an object under a name
    that is accepted. Raises UnreadableInput where there is no array, and at an element that is
    broken or too long for an article: behind it nothing can be made out.
    """
    decoder = codecs.getincrementaldecoder(liberties.encoding)(errors="replace")

    def decode(data: bytes) -> str:
        text = decoder.decode(data)
        liberties.compare(data, text)
        return tidy(text)

    text, at, number = decode(start), 0, 0
    opening = _OPENING.match(text)
    if not opening or (opening[1] and not accepts(opening[1])):
        raise UnreadableInput(
            f"{path}: a large JSON file that is no list of articles.",
            "Write one JSON object a line.",
        )
    at = opening.end()
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        if text.startswith("]", at):
            return
        source = f"{path}:{number + 1}"
        found = _element(text, at, source)
        if found:
            number += 1
            value, at = found
            yield number, value
            continue
        more = b"" if len(text) - at > TEXT_LIMIT else stream.read(_STEP)
        if not more:
            raise UnreadableInput(
                f"{source}: broken JSON, or more than {TEXT_LIMIT // 1_000_000} MB; "
                "it and what follows was not read.",
                "Repair it, or write one JSON object a line.",
            )
        text, at = text[at:] + decode(more), 0


def _element(text: str, at: int, source: str) -> tuple[object, int] | None:
    """The value that begins at an offset and where it ends, or None if it does not end here."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except RecursionError as error:
        raise UnreadableInput(
            f"{source}: JSON nested too deeply to be an article.", "Flatten it."
        ) from error
    except ValueError:
        return None
    return (value, end) if _AFTER.match(text, end) else None


def whole_number(digits: str) -> int | str:
    """An integer, or its digits where there are more than any date or identifier has."""
    return int(digits) if len(digits) < 30 else digits


_DECODER = json.JSONDecoder(strict=False, parse_int=whole_number)
