"""Opening files: gzip seen through, sizes bounded, every failure a sentence."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.errors import UnreadableInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# A novel has about 1 MB of text, the longest live blogs and saved pages a few.
TEXT_LIMIT = 10_000_000
PAGE_LIMIT = 20_000_000
SAMPLE = 64 * 1024
# Articles shrink to a third or a quarter, the most repetitive tables to a fiftieth. What shrinks
# to less says nothing, and a small file of it can keep a reader busy for days.
_MOST_SHRUNK = 100
_GZIP = b"\x1f\x8b"


# A stream whose beginning can be looked at without reading it.
Reader = io.BufferedReader

Consumed = Callable[[int], None]
"""Called with how many bytes of a file have been read since the last call."""


def unheard(count: int) -> None:
    """Reports progress to nobody."""


class _Counted(io.FileIO):
    """A file that tells how much of it has been read."""

    def __init__(self, path: Path, consumed: Consumed) -> None:
        super().__init__(path)
        self._consumed = consumed

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        count = super().readinto(buffer)
        self._consumed(count or 0)
        return count


class _Unpacked(io.RawIOBase):
    """What a gzipped stream holds; refuses to give far more than articles ever shrink to."""

    def __init__(self, packed: io.BufferedReader, path: Path) -> None:
        self._packed, self._path = packed, path
        self._unpacked = gzip.GzipFile(fileobj=packed)
        self._given = 0
        self._failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fills the buffer; what stands before a damage is given before the damage is told."""
        room, count = memoryview(buffer), 0
        while not self._failure and count < len(room):
            try:
                more = self._unpacked.readinto1(room[count:])
            except (EOFError, OSError, zlib.error) as error:
                self._failure = error
                break
            count += more
            if not more:
                break
        self._given += count
        if self._given > max(PAGE_LIMIT, _MOST_SHRUNK * self._packed.tell()):
            raise UnreadableInput(
                f"{self._path}: unpacks to more than {_MOST_SHRUNK} times its size, "
                "as no articles do.",
                "Unpack it and look at what it holds.",
            )
        if self._failure and not count:
            raise self._failure
        return count


@contextmanager
def opened(path: Path, consumed: Consumed = unheard) -> Iterator[Reader]:
    """A file's bytes as a stream, decompressed if it is gzipped, by its content.

    Raises UnreadableInput for files that cannot be opened, and for what goes wrong while reading.
    """
    try:
        with ExitStack() as stack:
            file: Reader = stack.enter_context(io.BufferedReader(_Counted(path, consumed), SAMPLE))
            if file.peek(2)[:2] == _GZIP:
                file = stack.enter_context(io.BufferedReader(_Unpacked(file, path), SAMPLE))
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
