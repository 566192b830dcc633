"""What asking a chat model took: tokens, seconds and dollars, for the log."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

CHARACTERS_A_TOKEN = 3.5
"""ASCII characters that a token is taken to stand for. Word pieces of English news hold 4.7 on
average and 3.9 in the densest of 400 articles; room is left for figures, brackets and other
vocabularies."""


def tokens_in(text: str) -> int:
    """About how many tokens a text has, rather too many: ASCII by length, a token any other sign.

    A model's own count is not asked for: OpenAI's needs a vocabulary from the network, others call
    their provider.
    """
    plain = sum(map(str.isascii, text))
    return math.ceil(plain / CHARACTERS_A_TOKEN) + len(text) - plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Dollars a million tokens, read and written."""

    input: float
    output: float

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The price written as "2.50/10.00", input before output; None for "".

        Raises ValueError where it is anything else.
        """
        if not text:
            return None
        given, written = text.split("/")
        return cls(input=float(given), output=float(written))


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One request: the tokens read and written, whether the provider `counted` them, and seconds.

    Its text is a line for the log: no word of the prompt or of the reply is in it.
    """

    model: str
    input: int
    output: int
    counted: bool
    seconds: float
    price: Price | None = None

    @property
    def dollars(self) -> float | None:
        """What it cost, None where the price is not known."""
        if self.price is None:
            return None
        return (self.input * self.price.input + self.output * self.price.output) / 1e6

    def __str__(self) -> str:
        about = "" if self.counted else "about "
        cost = "" if self.dollars is None else f", {about}${self.dollars:.4f}"
        tokens = f"{about}{self.input:,} tokens in, {about}{self.output:,} out"
        return f"{self.model}: {tokens}, {self.seconds:.1f} s{cost}"
