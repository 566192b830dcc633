"""Which of a file's folders is named after the outlet of what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

# So much of a document is searched for its outlet's name: all of a text, the head of a page.
_GLANCE = 50_000
_PARTS = re.compile(r"[^\W\d_]+")


def outlet_among(folders: Iterable[str], text: str) -> str:
    """The first folder whose name the text mentions, such as "halder-ledger", or "".

    Names of one word do not count: the folder "features" holds no articles of "Features".
    """
    squashed = "".join(_PARTS.findall(text[:_GLANCE].casefold()))
    for folder in folders:
        words = _PARTS.findall(folder.casefold())
        if len(words) > 1 and "".join(words) in squashed:
            return folder
    return ""
