"""How chat models write the number of a passage: in brackets of many kinds, or in words."""

from __future__ import annotations

import re

_LIST = r"\^?\d{1,3}(?:\s*(?:[,;&]|and|[-–])\s*\^?\d{1,3})*"
_NOUN = r"(?:source|passage|evidence|doc|ref|excerpt)s?\.?:?"
_WORDED = rf"(?:{_NOUN}\s*)?"
LIST_OF_MARKERS = (
    rf"(?:\[\s*{_WORDED}{_LIST}\s*\]|【\s*{_WORDED}{_LIST}(?:†[^】]*)?\s*】|［\s*{_LIST}\s*］|"
    rf"\((?:{_NOUN}\s*){_LIST}\)|"
    r"\(\d{1,2}(?:,\s*\d{1,2})*\)(?=\s*[.!?]?\s*(?:$|\n))|[⁰¹²³⁴-⁹]+)"
)
"""Pattern of one marker, which may list several numbers; to be matched without regard to case."""

MARKER = re.compile(LIST_OF_MARKERS, re.IGNORECASE)
"""One marker, which may list several numbers."""

_NAMED = rf"(?:passages?|sources?|excerpts?) {_LIST}(?![\d%]|\.\d)"
_STATES = (
    r"(?:(?:says?|states?)(?: that)?|(?:report|mention|note|indicate|confirm|show|explain)s? that)"
)
_AS = (
    r"(?:according to|based on|as (?:stated|reported|mentioned|noted|described|said) (?:in|by)|per)"
)
_OPENS = re.compile(
    rf"^\s*(?:{_AS} (?:{_NAMED}|{LIST_OF_MARKERS}),?|in {_NAMED},|"
    rf"(?:{_NAMED}|{LIST_OF_MARKERS}) {_STATES})\s+",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    rf",?\s*\(?(?:(?:{_AS}|see)\s+(?:{_NAMED}|{LIST_OF_MARKERS})|(?:from|in)\s+{_NAMED})\)?"
    r"(?=\s*[.!?]?\s*$)",
    re.IGNORECASE,
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def numbers(text: str) -> list[int]:
    """The passages that the markers of `text` name, and its words such as "according to passage 2".

    In the order written, repeated where they are. A range of more than twenty is its two ends.
    """
    found: list[int] = []
    for match in re.finditer(rf"{LIST_OF_MARKERS}|{_NAMED}", text, re.IGNORECASE):
        if MARKER.fullmatch(match[0]) or _is_reference(text, match):
            found += _listed(match[0])
    return found


def without_references(text: str) -> str:
    """`text` without its markers and the words that only point to a passage."""
    opened = _OPENS.match(text)
    if opened:
        rest = text[opened.end() :]
        text = rest[:1].upper() + rest[1:]
    return MARKER.sub("", _CLOSES.sub("", text))


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """Whether words such as "passage 2" point to a passage, rather than name a thing."""
    opened, closed = _OPENS.match(text), _CLOSES.search(text)
    return bool(opened and match.end() <= opened.end()) or bool(
        closed and match.start() >= closed.start()
    )


def _listed(marker: str) -> list[int]:
    listed = marker.translate(_SUPERSCRIPT).split("†")[0]
    found: list[int] = []
    for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*\^?(\d{1,3}))?", listed):
        low, high = int(first), int(last or first)
        found += range(low, high + 1) if low <= high <= low + 20 else [low, high]
    return found
