"""Which files the paths given by a person stand for."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.readers import SUFFIXES
from ingest.report import Passed, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read, with its size in bytes, and the path a person named that led to it."""

    path: Path
    size: int
    root: Path


def walk(paths: Iterable[Path]) -> Iterator[InputFile | Problem]:
    """Yields the files below the paths, in order of their names, each once, and what is not read.

    A file named by a person is always read. Inside folders, hidden entries and files of other
    kinds are passed over, saying so, and what is reached twice through links is read once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(path, path) for path in reversed(list(paths))]
    while waiting:
        path, root = waiting.pop()
        named = path is root
        if not named and path.name.startswith("."):
            yield _skipped(path, "hidden")
            continue
        try:
            status = path.stat()
            again = (status.st_dev, status.st_ino) in seen
            seen.add((status.st_dev, status.st_ino))
            if not stat.S_ISDIR(status.st_mode):
                file = InputFile(path=path, size=status.st_size, root=root)
                yield _file(file, status.st_mode, named=named, again=again)
            elif again:
                yield _skipped(path, "a folder that is read already under another name")
            else:
                entries = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
                waiting += [(entry, root) for entry in entries]
        except OSError as error:
            yield _failed(path, _reason(path, error, named=named))


def _file(file: InputFile, mode: int, *, named: bool, again: bool) -> InputFile | Problem:
    """What to do with an entry that is no folder."""
    path = file.path
    if not stat.S_ISREG(mode):
        reason = "not a regular file"
        return (
            _failed(path, f"{reason}. Save it to a file first.")
            if named
            else _skipped(path, reason)
        )
    if not named and not path.name.lower().endswith(tuple(SUFFIXES)):
        return _skipped(path, f"files of type {path.suffix or '(none)'} are not read")
    if again:
        return _skipped(path, "a file that is read already under another name")
    return file


def _reason(path: Path, error: OSError, *, named: bool) -> str:
    """Why an entry cannot be opened, and what to do about it."""
    if isinstance(error, FileNotFoundError) and named and not path.is_symlink():
        return "there is no such file or folder. Check the path."
    if isinstance(error, FileNotFoundError):
        return "a link to nothing. Mend or remove it."
    if isinstance(error, PermissionError):
        return "permission to open it was refused. Change its permissions."
    return f"could not be opened ({error.strerror or error}). Check the path and the disk."


def _failed(path: Path, reason: str) -> Problem:
    return Problem(source=str(path), outcome=Passed.FAILED, reason=f"{path}: {reason}")


def _skipped(path: Path, reason: str) -> Problem:
    return Problem(source=str(path), outcome=Passed.SKIPPED, reason=reason)
