"""What somebody said on a matter, in quotation marks, where the text says that they spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from archive.catalogue import FiledPassage
from archive.store import ArchiveStore
from retrieval.surveys.counting import corrected
from retrieval.surveys.matching import Matches
from retrieval.surveys.sources import nearest
from retrieval.surveys.speakers import Speaker, speaker_of
from retrieval.surveys.subjects import UnitKind
from retrieval.surveys.survey import Survey
from retrieval.surveys.telling import Teller, Told, tell
from retrieval.text.quotations import quotations
from retrieval.text.wording import words

SHOWN = 4
"""Quotations shown."""

SPOKEN = 4
"""Words from which a quotation is a statement rather than a term."""

_OPENING_NAME = re.compile(r"[A-Z][\w’'-]+")

_READ = 12
"""Articles read for quotations."""


def sayings(store: ArchiveStore, matches: Matches) -> Survey:
    """Returns sentences with quotations on the subject, newest first.

    Where the subject has names or opens with one, only those are taken whose speaker bears one of
    them.
    """
    names = {word for u in matches.held if u.kind is UnitKind.NAME for word in words(u.text)}
    if opening := _OPENING_NAME.match(matches.subject):
        names |= set(words(opening[0]))
    teller = Teller(store, matches.subject)
    keys = [article.key for article in nearest(matches)[:_READ]]
    passages = teller.articles(keys)
    found: list[Told] = []
    for key in keys:
        spoken = [
            Told(
                filed=filed,
                text=(text := filed.passage.text[speaker.start : speaker.end]),
                share=teller.share(text),
            )
            for filed, speaker in _spoken(passages.get(key, []))
            if not names or names & set(words(speaker.who))
        ]
        found += sorted(spoken, key=lambda one: -one.share)[:1]
    found = sorted(found, key=lambda one: -one.share)[:SHOWN]
    found.sort(key=lambda one: one.filed.article.published or date.min, reverse=True)
    return replace(tell(found), notes=corrected(matches.articles)) if found else Survey()


def _spoken(passages: Sequence[FiledPassage]) -> Iterator[tuple[FiledPassage, Speaker]]:
    for filed in passages:
        text = filed.passage.text
        for quoted in quotations(text):
            if quoted.words >= SPOKEN and (speaker := speaker_of(text, quoted.start, quoted.end)):
                yield filed, speaker
