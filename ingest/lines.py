"""The lines of a text into its paragraphs, however the lines were broken."""

from __future__ import annotations

import re
from itertools import pairwise

_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_CONTINUES = re.compile(r"[,.;:!?)\]”’%»]|['’]s\b|\(?[a-zß-ÿ][a-zß-ÿ'’]*[\s,.;:)]|[a-zß-ÿ]{2,}$")
_CLOSES = re.compile(r"[,.;:!?)\]”’%»]|['’]s\b")
_OPEN_END = re.compile(
    r"(?:[,(\[“„«—–-]|\b(?:a|an|and|are|as|at|be|but|by|for|from|has|have|he|her|his|if|in|into|is|"
    r"it|its|like|my|no|not|of|on|or|our|over|per|said|says|she|so|than|that|the|their|they|this|"
    r"to|told|under|via|was|we|were|when|which|while|who|will|with|would|you|your))$"
)
# The time of an entry of a live blog, alone on its line.
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
# Lines of a hard-wrapped text reach at least this share of its width, but for a paragraph's last.
_FULL_LINE = 0.7
# No paragraph is longer than this in characters; what goes on beyond is no torn sentence.
_LONGEST = 5000
_WIDTHS = range(40, 121)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, each on one line in single spacing.

    Where lines were wrapped at a width, blank lines part the paragraphs. Otherwise each line is a
    paragraph, but pieces of one sentence, as scrapers leave around every link, are joined again.
    """
    blocks = [
        [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        for block in re.split(r"\n[^\S\n]*\n", text)
    ]
    found: list[str] = []
    for block in blocks:
        if _is_wrapped(block):
            found.append(_unwrapped(block))
        else:
            found += _joined(block)
    return [paragraph for paragraph in found if paragraph]


def _is_wrapped(block: list[str]) -> bool:
    """Whether a block's lines all reach one width and run on into each other."""
    if len(block) < 2:
        return False
    width = max(map(len, block))
    full = [line for line in block[:-1] if len(line) >= width * _FULL_LINE]
    runs_on = sum(not _SENTENCE_END.search(line[-20:]) for line in block[:-1])
    if len(block) == 2:
        starts_low = bool(re.match(r"[a-zß-ÿ]", block[1]))
        return width in _WIDTHS and len(block[0]) == width and bool(runs_on) and starts_low
    return width in _WIDTHS and len(full) == len(block) - 1 and runs_on * 2 >= len(block) - 1


def _unwrapped(block: list[str]) -> str:
    text = block[0]
    for before, line in pairwise(block):
        divided = re.search(r"[a-zß-ÿ]-$", before) and re.match(r"[a-zß-ÿ]", line)
        text = f"{text}{line}" if divided else f"{text} {line}"
    return text


def _joined(lines: list[str]) -> list[str]:
    """The lines with those that one sentence was torn into put together."""
    found: list[str] = []
    run = 0
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else ""
        if found and run and _belongs(found[-1], line, after, run):
            found[-1] = _put_together(found[-1], line)
            run += 1
        else:
            found.append(line)
            run = 1
    return found


def _belongs(before: str, line: str, after: str, run: int) -> bool:
    """Whether a line goes on the sentence that `before`, of `run` lines so far, leaves open."""
    if len(before) > _LONGEST:
        return False
    words = len(before.split())
    if (_CLOSES.match(line) and words > 1) or (words <= 6 and before[-1] in "—–"):
        return True
    if _SENTENCE_END.search(before[-20:]):
        return False
    if _TIME.fullmatch(before):
        return len(line.split()) >= 8
    if _CONTINUES.match(line):
        return words >= 4 or run > 1 or len(line.split()) >= 6
    if words < 4 and run == 1:
        return False
    if words >= 5 and _OPEN_END.search(before):
        return True
    prose = words >= 8 and not before.istitle()
    return prose and len(line.split()) <= 10 and bool(after) and bool(_CONTINUES.match(after))


def _put_together(before: str, line: str) -> str:
    tight = re.match(r"[,.;:!?)\]”%»]|['’]s\b", line) or re.search(r"[(\[“„«]$", before)
    return f"{before}{line}" if tight else f"{before} {line}"
