"""What drafters hand to grounding: sentences as written, with the markers they carried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from retrieval.answers import Evidence
from retrieval.question import Query, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """One sentence as a drafter wrote it, its markers taken out of the text, in order, once each.

    Nothing in it is trusted: markers may name evidence that was never shown. `disputed` marks one
    side of a matter that reports disagree on.
    """

    text: str
    markers: tuple[int, ...]
    disputed: bool = False


class Asked(Protocol):
    """What a drafter needs to know of a question: `Question` has it, and so may richer types."""

    @property
    def text(self) -> str:
        """The question, as it reads on its own."""

    @property
    def asked(self) -> date:
        """The day it is asked."""

    @property
    def history(self) -> tuple[Turn, ...]:
        """The conversation so far, oldest first."""


class Drafter(Protocol):
    """Writes an answer from evidence, sentence by sentence. Yielding nothing is an abstention."""

    @property
    def name(self) -> str:
        """What an answer calls this drafter: "extractive", or the chat model's name."""

    def draft(self, query: Query, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """Sentences in reading order, each as soon as it is finished.

        Raises ChatModelUnavailable, possibly after some sentences, when a chat model fails.
        """
