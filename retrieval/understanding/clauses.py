"""Where a clause of a question begins and ends, and the words that leave something out."""

from __future__ import annotations

import re

WHOLE_CLAUSE = r"(?:^|(?<=[,;:.?!(–—-] )|(?<=[,;:.?!(–—-]))"
"""Nothing, where a clause begins."""

CLAUSE_END = r"(?=\s*(?:$|[,;:.?!)]|please\b|and (?:only|no|not|exclud|without)\b))"
"""Nothing, where a clause ends."""

LEAVE_OUT = (
    r"(?:exclud(?:e|ing)|leav(?:e|ing) out|skip(?:ping)?|ignor(?:e|ing)|omit(?:ting)?|"
    r"filter(?:ing)? out|not (?:count|includ|consider)ing|other than|apart from|aside from)"
)
"""A verb that leaves out what follows it."""

PIECES = (
    r"(?:articles?|stor(?:y|ies)|pieces?|reports?|reporting|coverage|columns?|interviews?|op-?eds?|"
    r"opinions?|editorials?|items?|anything|something|everything|copy|mentions?|quotes?)"
)
"""What an outlet or author publishes."""


def without(text: str, match: re.Match[str], put: str = " ") -> str:
    """Returns a text with what was matched in it taken out, or replaced."""
    return f"{text[: match.start()]}{put}{text[match.end() :]}"
