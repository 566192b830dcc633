"""What a survey hands over to be written: sentences to ground, a table, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalogue import FiledPassage
from retrieval.answers import Evidence, Table
from retrieval.drafts import DraftSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The findings of one survey; without evidence it found nothing.

    `sentences` are verbatim and carry the numbers of the evidence they stand in. `listed` are
    numbers of evidence shown as sources that no sentence is taken from. `near` is what to offer
    where nothing was found. `notes` are remarks for the reader, which say nothing but what was
    counted.
    """

    evidence: tuple[Evidence, ...] = ()
    sentences: tuple[DraftSentence, ...] = ()
    listed: tuple[int, ...] = ()
    near: tuple[Evidence, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()


def numbered(passages: Sequence[FiledPassage]) -> tuple[Evidence, ...]:
    """Returns passages as evidence numbered from 1, all of one score: a survey ranks articles."""
    return tuple(
        Evidence(n=n, passage=filed.passage, article=filed.article, score=0.0)
        for n, filed in enumerate(passages, start=1)
    )
