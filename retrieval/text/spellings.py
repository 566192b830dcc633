"""A name as a person gave it, in the spelling the archive knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from archive.errors import UnknownName
from retrieval.text.wording import STOPWORDS

SUGGESTIONS = 3
"""How many near names an error offers."""

NEAR = 0.5
"""Least likeness of a name worth offering: one or two slips in a short word stay above it."""


def resolve(given: str, known: Iterable[str], *, what: str = "name") -> str:
    """Returns the one known name that is meant: the same but for case and accents, else a part.

    `what` says in messages what kind of name it is, such as "outlet".

    Raises:
        UnknownName: no known name is meant, or more than one; the nearest are offered.
    """
    names = sorted({name for name in known if name.strip()})
    wanted = _folded(given)
    if given in names:
        return given
    same = [name for name in names if _folded(name) == wanted]
    words = [name for name in names if wanted and f" {wanted} " in f" {_folded(name)} "]
    parts = [name for name in names if wanted and wanted in _folded(name)]
    for found in (same, words, parts):
        if len(found) == 1:
            return found[0]
    if several := same or words or parts:
        raise UnknownName(
            f"{given!r} could be more than one {what}: {_listed(several)}.", "Name one of them."
        )
    if not names:
        raise UnknownName(f"There is no {what} in this archive, so none is {given!r}.")
    near = sorted(names, key=lambda name: (-_likeness(wanted, name), name))
    offered = [name for name in near if _likeness(wanted, name) >= NEAR][:SUGGESTIONS]
    raise UnknownName(
        f"No {what} in this archive is called {given!r}.",
        f"Did you mean {_listed(offered)}?" if offered else f"There is {_listed(names)}.",
    )


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _likeness(wanted: str, name: str) -> float:
    """Likeness in [0, 1] of what was given to a name or to the word in it that is nearest."""
    words = [word for word in _folded(name).split() if word not in STOPWORDS]
    candidates = [_folded(name), *words]
    return max(SequenceMatcher(None, wanted, one).ratio() for one in candidates)


def _listed(names: list[str]) -> str:
    shown = [f"“{name}”" for name in names[: 2 * SUGGESTIONS]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
