"""The names an archive knows, by which words of a question are recognised as its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.catalogue import Catalogue
from archive.matching import known_authors, known_credits, known_outlets


class Known(Protocol):
    """What a question's names are looked up in; asked only when a question seems to name one."""

    def outlets(self) -> Sequence[str]:
        """Returns the names of the outlets, the one with most articles first."""

    def authors(self) -> Sequence[str]:
        """Returns the names of all authors."""

    def credits(self) -> Sequence[str]:
        """Returns the names of agencies and syndicates that articles credit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Names given by hand."""

    outlet_names: tuple[str, ...] = ()
    author_names: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()

    def outlets(self) -> Sequence[str]:
        """Returns `outlet_names`."""
        return self.outlet_names

    def authors(self) -> Sequence[str]:
        """Returns `author_names`."""
        return self.author_names

    def credits(self) -> Sequence[str]:
        """Returns `credited`."""
        return self.credited


NOBODY = KnownNames()
"""Where nothing is known, no name in a question is a filter."""


class ArchiveNames:
    """The names in a catalogue, as they stand when they are asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Takes the catalogue that names are looked up in."""
        self._catalogue = catalogue

    def outlets(self) -> Sequence[str]:
        """Returns the catalogue's outlets, the one with most articles first."""
        return [name for name, _ in known_outlets(self._catalogue) if name.strip()]

    def authors(self) -> Sequence[str]:
        """Returns the catalogue's authors."""
        return known_authors(self._catalogue)

    def credits(self) -> Sequence[str]:
        """Returns the agencies and syndicates that the catalogue's articles credit."""
        return known_credits(self._catalogue)
