"""Draft and ground: evidence in, chunks of a cited answer out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from archive.articles import Article
from archive.errors import ChatModelUnavailable
from archive.filters import Filters
from retrieval.answers import Answer, AnswerStatus, Citation, Evidence, Searched, Sentence, Table
from retrieval.drafting.extractive import ExtractiveDrafter
from retrieval.drafts import Drafter, DraftSentence
from retrieval.grounding.citations import cite_nearest
from retrieval.grounding.ground import Removed, ground
from retrieval.grounding.presumed import supported
from retrieval.intents import Intent
from retrieval.question import Query
from retrieval.surveys.survey import Survey
from retrieval.understanding.premises import premise_of

log = logging.getLogger(__name__)

Withdrawn = Callable[[Sequence[str]], Sequence[Article]]

NEAREST = 3
"""Passages offered when nothing was found."""


class Writer:
    """Writes answers with the chat model if there is one, else with the archive's sentences."""

    def __init__(
        self,
        extractive: ExtractiveDrafter,
        generative: Drafter | None = None,
        *,
        retrieve: Callable[[Query], Sequence[Evidence]] = lambda query: (),
        withdrawn: Withdrawn = lambda article_ids: (),
    ) -> None:
        """`generative` goes first where given; `extractive` stands in when it fails.

        What a question takes for granted is searched for with `retrieve` before it is denied.
        `withdrawn` finds the retracted articles that cited ones are copies of.
        """
        self._extractive = extractive
        self._generative = generative
        self._retrieve = retrieve
        self._withdrawn = withdrawn

    def write(
        self, query: Query, evidence: Sequence[Evidence], searched: Searched
    ) -> Iterator[Answer]:
        """Yields the answer in chunks that add up: a chunk a sentence, and the verdict last."""
        sheet = _Sheet(query=query, evidence=evidence, searched=searched, withdrawn=self._withdrawn)
        note = ""
        if denial := self._denial(query, evidence):
            sheet.drafter = self._extractive.name
            yield sheet.verdict("", premise=denial)
            return
        if self._generative and evidence:
            sheet.drafter = self._generative.name
            try:
                whole = replace(query, text=query.standalone or query.text)
                yield from sheet.take(self._generative.draft(whole, evidence))
            except ChatModelUnavailable as error:
                log.warning("the chat model failed: %s", error)
                note = error.message
            if sheet.citations:
                yield from sheet.take(self._other_sides(sheet))
            elif sheet.removed and not note:
                note = "Nothing that the chat model wrote was supported by the archive."
            if sheet.citations or not note:
                yield sheet.verdict(note)
                return
            note += " The answer is made of the archive's own sentences instead."
        sheet.drafter = self._extractive.name
        drafted = list(self._extractive.draft(query, evidence))
        yield from sheet.take(
            _newest_first(drafted, evidence) if query.intent is Intent.LATEST else drafted
        )
        yield sheet.verdict(note)

    def report(
        self, query: Query, survey: Survey, nearest: Sequence[Evidence], searched: Searched
    ) -> Iterator[Answer]:
        """Yields what a survey found in the same way; `nearest` is offered if it found nothing."""
        found = bool(survey.evidence)
        sheet = _Sheet(
            query=query,
            evidence=survey.evidence if found else nearest,
            searched=searched,
            withdrawn=self._withdrawn,
            drafter="survey",
            table=survey.table if found else None,
            remarks=survey.notes,
        )
        yield from sheet.take(survey.sentences)
        yield from sheet.cite(survey.listed)
        yield sheet.verdict("")

    def _denial(self, query: Query, evidence: Sequence[Evidence]) -> str:
        """Returns the sentence that denies the question's premise, "" where it has none or holds.

        Only after a search for the claim itself: the question's words may have led elsewhere.
        """
        premise = premise_of(query.text) if evidence else None
        if premise is None or supported(premise, evidence):
            return ""
        claim = replace(query, text=premise.statement, focus=premise.statement, parts=())
        if supported(premise, self._retrieve(claim)):
            return ""
        return premise.denial(filtered=query.filters != Filters())

    def _other_sides(self, sheet: _Sheet) -> Iterator[DraftSentence]:
        """Yields the sides of a disputed matter whose articles are not cited yet."""
        cited = {citation.article_id for citation in sheet.citations}
        articles = {item.n: item.article.id for item in sheet.evidence}
        sides = [one for one in self._extractive.draft(sheet.query, sheet.evidence) if one.disputed]
        sheet.disputed = bool(sides)
        for side in sides:
            if not cited & {articles[n] for n in side.markers}:
                yield side


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """One answer in the making; citations are numbered from 1 in the order they are shown."""

    query: Query
    evidence: Sequence[Evidence]
    searched: Searched
    withdrawn: Withdrawn
    drafter: str = ""
    table: Table | None = None
    remarks: tuple[str, ...] = ()
    disputed: bool = False
    citations: list[Citation] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def about(self) -> str:
        """What nearest passages are near to."""
        return self.query.subject or self.query.text

    def take(self, drafted: Iterable[DraftSentence]) -> Iterator[Answer]:
        """Grounds sentences one by one and yields a chunk for each that holds."""
        for draft in drafted:
            result = ground(draft, self.evidence)
            if isinstance(result, Removed):
                log.info("removed a sentence: %s (%s)", result.reason, result.detail)
                self.removed.append(result.text)
                continue
            self.disputed |= draft.disputed
            sentence, new = self._numbered(result.sentence, result.citations)
            self.citations += new
            yield self._chunk(AnswerStatus.ANSWERED, sentences=(sentence,), citations=tuple(new))

    def cite(self, listed: Sequence[int]) -> Iterator[Answer]:
        """Yields a chunk for each of these numbers of evidence, cited though no sentence is."""
        for item in self.evidence:
            if item.n in listed:
                source = replace(cite_nearest(self.about, item), n=len(self.citations) + 1)
                self.citations.append(source)
                yield self._chunk(AnswerStatus.ANSWERED, citations=(source,))

    def verdict(self, note: str, *, premise: str = "") -> Answer:
        """Returns the last chunk: what the answer is, what was removed, what to know of it."""
        notes = [*filter(None, [note]), *self.searched.notes, *self.remarks]
        nearest = () if self.citations else self._nearest()
        shown = self.citations or nearest
        notes += _corrections(shown)
        notes += _retractions(self.withdrawn(list({one.article_id: None for one in shown})))
        if not self.citations:
            return self._chunk(
                AnswerStatus.NOT_FOUND,
                nearest=nearest,
                removed=tuple(self.removed),
                notes=tuple(notes),
                premise=premise,
            )
        return self._chunk(
            AnswerStatus.CONFLICTING if self.disputed else AnswerStatus.ANSWERED,
            removed=tuple(self.removed),
            notes=tuple(notes),
        )

    def _nearest(self) -> tuple[Citation, ...]:
        return tuple(cite_nearest(self.about, item) for item in self.evidence[:NEAREST])

    def _numbered(
        self, sentence: Sentence, citations: Sequence[Citation]
    ) -> tuple[Sentence, list[Citation]]:
        """The sentence under the numbers shown, and those of its citations not shown before."""
        known = {_place(citation): citation.n for citation in self.citations}
        new: list[Citation] = []
        numbers: list[int] = []
        for citation in citations:
            n = known.setdefault(_place(citation), len(known) + 1)
            if n > len(self.citations) + len(new):
                new.append(replace(citation, n=n))
            numbers.append(n)
        return replace(sentence, citations=tuple(dict.fromkeys(numbers))), new

    def _chunk(
        self,
        status: AnswerStatus,
        *,
        sentences: tuple[Sentence, ...] = (),
        citations: tuple[Citation, ...] = (),
        nearest: tuple[Citation, ...] = (),
        removed: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        premise: str = "",
    ) -> Answer:
        return Answer(
            status=status,
            question=self.query.standalone or self.query.text,
            searched=self.searched,
            drafter=self.drafter,
            sentences=sentences,
            citations=citations,
            nearest=nearest,
            removed=removed,
            notes=notes,
            premise=premise,
            intent=self.query.intent,
            table=self.table,
        )


def _newest_first(
    drafted: Sequence[DraftSentence], evidence: Sequence[Evidence]
) -> list[DraftSentence]:
    """Returns sentences by the day of the first passage each cites, the latest first."""
    days = {item.n: item.article.published or date.min for item in evidence}
    return sorted(
        drafted, key=lambda one: max((days[n] for n in one.markers), default=date.min), reverse=True
    )


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.article_id, citation.start, citation.end


def _corrections(citations: Sequence[Citation]) -> list[str]:
    """Returns the correction notes of articles shown, each once."""
    noted = {citation.article_id: citation.corrected for citation in citations}
    return [note for note in noted.values() if note]


def _retractions(withdrawn: Sequence[Article]) -> list[str]:
    """Returns a note for each retracted article that one shown is a copy of."""
    return [
        f"A copy of a report shown here, “{article.headline}” in {article.outlet}, has been "
        f"retracted{f': {article.correction}' if article.correction else '.'}"
        for article in withdrawn
    ]
