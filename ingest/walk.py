"""Which files the paths given by a person stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UnreadableInput
from ingest.readers import SUFFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file or folder that was found and not read, with the reason."""

    source: str
    reason: str


Found = Path | PassedOver | UnreadableInput


def walk(paths: Iterable[Path]) -> Iterator[Found]:
    """Yields the files below the paths, in order of their names, each file once.

    A file named by a person is always read. Inside folders, hidden entries and files of other
    kinds are passed over, saying so, and folders reached twice through links are entered once.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _inside(path, seen)
        elif not path.exists():
            yield UnreadableInput(f"{path}: there is no such file or folder.", "Check the path.")
        elif _first_visit(path, seen):
            yield path


def _inside(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        if not _first_visit(folder, seen):
            yield PassedOver(source=str(folder), reason="a link to a folder that is read anyway")
            return
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield UnreadableInput(
            f"{folder}: the folder could not be opened ({error.strerror or error}).",
            "Change its permissions.",
        )
        return
    for entry in entries:
        try:
            yield from _entry(entry, seen)
        except OSError as error:
            yield UnreadableInput(
                f"{entry}: could not be opened ({error.strerror or error}).",
                "Mend or remove the link.",
            )


def _entry(entry: Path, seen: set[tuple[int, int]]) -> Iterator[Found]:
    if entry.name.startswith("."):
        yield PassedOver(source=str(entry), reason="hidden")
    elif entry.is_dir():
        yield from _inside(entry, seen)
    elif not entry.exists():
        yield UnreadableInput(
            f"{entry}: a link to nothing, or to itself.", "Mend or remove the link."
        )
    elif not entry.is_file():
        yield PassedOver(source=str(entry), reason="not a regular file")
    elif not _readable_kind(entry):
        yield PassedOver(
            source=str(entry), reason=f"files of type {entry.suffix or '(none)'} are not read"
        )
    elif _first_visit(entry, seen):
        yield entry
    else:
        yield PassedOver(source=str(entry), reason="a link to a file that is read anyway")


def _readable_kind(path: Path) -> bool:
    return any(path.name.lower().endswith(suffix) for suffix in SUFFIXES)


def _first_visit(path: Path, seen: set[tuple[int, int]]) -> bool:
    found = path.stat()
    mark = (found.st_dev, found.st_ino)
    if mark in seen:
        return False
    seen.add(mark)
    return True
