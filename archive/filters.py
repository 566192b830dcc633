"""Which articles a search may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.articles import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A publication window, both ends inclusive, and sets of accepted values; empty accepts all.

    A window of which one end is set leaves undated articles out: nobody can tell that they belong.
    Names of outlets and authors are the catalogue's own spelling. What is named under `without_…`
    is left out; `without_names` are authors or credited agencies.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    language: str = ""
    without_outlets: tuple[str, ...] = ()
    without_names: tuple[str, ...] = ()
    without_kinds: tuple[Kind, ...] = ()

    def __bool__(self) -> bool:
        return self != Filters()
