"""The tree of errors."""

from __future__ import annotations

import re

from archive import errors


def test_the_drawing_shows_every_error_under_what_it_is_a_kind_of() -> None:
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^    ([│├└─ ]*)([A-Z]\w+)", line):
            depth = len(found[1]) // 4
            path = [*path[:depth], found[2]]
            parents[found[2]] = path[-2] if depth else "Exception"
    defined = {
        name: one.__mro__[1].__name__
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, Exception)
    }
    assert parents == defined
