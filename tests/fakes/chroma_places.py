"""Places for a Chroma collection that fail as the real ones may."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive.chroma_places import Folder

if TYPE_CHECKING:
    from chromadb.api.client import Client


class PanicException(BaseException):
    """What a panic in Chroma's Rust code looks like in Python: not an `Exception`."""


class PanickingFolder(Folder):
    """A folder whose Chroma panics when it is opened, from the given opening on."""

    def __init__(self, path: Path, *, opening: int = 1) -> None:
        """Takes the folder; the first `opening` - 1 openings go well."""
        super().__init__(path)
        self._left = opening

    def connect(self) -> Client:
        """Opens what is there, or panics."""
        self._left -= 1
        if self._left <= 0:
            raise PanicException("called `Option::unwrap()` on a `None` value")
        return super().connect()
