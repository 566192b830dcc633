"""A sentence with one fault planted, and what planting looks at."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.answers import Sentence
from retrieval.text.quotations import quotations
from retrieval.text.wording import STOPWORDS

_NAME = re.compile(
    r"(?<=[a-z,] )[A-Z][\w-]*[a-z](?:['’](?!s\b)\w+)?(?: [A-Z][\w.-]*[a-z])*\b(?![-.]\w| [A-Z\d(])"
)
_NOT_NAMES = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|President|Minister|Mr|Mrs|Ms|Dr|The|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Rep|Sens?|Lt|Gov|Attorney|Former|St|"
    r"North|South|East|West|Senator|Prime|Governor|Secretary|Judge)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A sentence with one fault. `words` are those at fault: a repair leaves them out.

    `mended`, where given, is what a repair must add; `marker` the marker that must not be shown.
    """

    text: str
    words: str = ""
    mended: str = ""
    markers: tuple[int, ...] = (1,)
    marker: int | None = None

    def gone(self, sentence: Sentence) -> bool:
        """Returns whether the sentence as shown is free of the fault."""
        if self.marker is not None:
            return self.marker not in sentence.citations
        if self.mended:
            return self.mended in sentence.text.lower()
        return bool(self.words) and self.words not in sentence.text


Planter = Callable[[str, str, random.Random], Planted | None]
"""A sentence, its passage and chance → the sentence with a fault, None where it has no place."""


def names_of(text: str) -> list[re.Match[str]]:
    """Returns the names of `text` outside quotations, titles and months left out."""
    return [
        m
        for m in _NAME.finditer(masked(text))
        if not _NOT_NAMES.match(m[0]) and not STOPWORDS & set(m[0].lower().split())
    ]


def masked(text: str) -> str:
    """Returns `text` with its quotations blanked, its length unchanged."""
    for quotation in quotations(text):
        blank = " " * (quotation.end - quotation.start)
        text = text[: quotation.start] + blank + text[quotation.end :]
    return text
