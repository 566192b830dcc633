"""Opening files: gzip seen through, sizes bounded, every failure a sentence."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from archive.errors import UnreadableInput

# A novel has about 1 MB of text, the longest live blogs and saved pages a few.
TEXT_LIMIT = 10_000_000
PAGE_LIMIT = 20_000_000
SAMPLE = 64 * 1024
_GZIP = b"\x1f\x8b"


# A stream whose beginning can be looked at without reading it.
Reader = io.BufferedReader


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """A file's bytes as a stream, decompressed if it is gzipped, by its content.

    Raises UnreadableInput for files that cannot be opened, and for what goes wrong while reading.
    """
    try:
        with ExitStack() as stack:
            file: Reader = stack.enter_context(io.BufferedReader(io.FileIO(path), SAMPLE))
            if file.peek(2)[:2] == _GZIP:
                unpacked = stack.enter_context(gzip.GzipFile(fileobj=file))
                file = io.BufferedReader(unpacked, SAMPLE)
            yield file
    except PermissionError as error:
        raise UnreadableInput(
            f"{path}: permission to read it was refused.", "Change its permissions."
        ) from error
    except EOFError as error:
        raise UnreadableInput(
            f"{path}: the gzip data ends too early, so what was at its end is missing.",
            "The file was cut off: fetch or compress it again.",
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableInput(
            f"{path}: the gzip data is damaged ({error}).", "Fetch or compress it again."
        ) from error
    except OSError as error:
        raise UnreadableInput(
            f"{path}: could not be read ({error.strerror or error}).",
            "Check the path and the disk.",
        ) from error


def whole(stream: io.BufferedIOBase, path: Path, limit: int) -> bytes:
    """All bytes of a stream; raises UnreadableInput when there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableInput(
            f"{path}: larger than {limit // 1_000_000} MB, the most that is read as one article.",
            "If it holds many articles, divide it or write one JSON object a line.",
        )
    return data


def lines(stream: io.BufferedIOBase, limit: int = TEXT_LIMIT) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, from 1, with their ends; None stands for a line longer than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None


def too_long(source: str) -> UnreadableInput:
    """The failure for one line or record beyond the limit."""
    return UnreadableInput(
        f"{source}: longer than {TEXT_LIMIT // 1_000_000} MB, the most that one article may hold.",
        "Divide it, or remove what is not the article.",
    )
