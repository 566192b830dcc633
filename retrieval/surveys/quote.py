"""Where exact words stand in the archive, and who speaks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.catalogue import FiledPassage
from archive.filters import Filters
from archive.mentions import Mention
from archive.store import ArchiveStore
from retrieval.answers import Table
from retrieval.drafts import DraftSentence
from retrieval.surveys.counting import copies, corrected, spelled, totals, written
from retrieval.surveys.matching import Matches, match_units
from retrieval.surveys.phrases import wordings
from retrieval.surveys.speakers import around, speaker_of
from retrieval.surveys.subjects import Unit, UnitKind
from retrieval.surveys.survey import Survey, numbered
from retrieval.surveys.telling import Teller, standing
from retrieval.text.quotations import quotations
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import words

REPORTS = 5
"""Reports whose sentence is shown; the table has ROWS of them."""

ROWS = 15

NEAR = 0.6
"""Share of the words sought, in their order, that a sentence must have to be offered as near."""

_NEAR_READ, _NEAR_SHOWN = 30, 3
_NOT_STATED = "not stated beside it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A report that holds the words: its passage, the sentences round them, and who speaks.

    `text` is "" where the words stand in the headline or across passages.
    """

    article: Mention
    filed: FiledPassage
    text: str
    who: str


def sought(question: str) -> str:
    """Returns the longest quotation in a question, "" where it has none."""
    return max((quoted.text for quoted in quotations(question)), key=len, default="")


def quote(store: ArchiveStore, wording: str, filters: Filters) -> Survey:
    """Returns the sentences that hold exact words, earliest report first, and who speaks them.

    Typography and case may differ from what was sought; shown is what stands in the article. Where
    no article holds the words, sentences near to them are offered as not exactly them.
    """
    unit = Unit(text=wording, kind=UnitKind.PHRASE)
    matches = match_units(store, wording, [unit], filters)
    places = list(_places(store, matches, wording))
    if not places:
        return _near(store, wording, filters)
    shown = places[:REPORTS]
    evidence = numbered([one.filed for one in shown])
    notes = list(corrected(matches.articles))
    if left := matches.reports - len(shown):
        notes.append(f"More reports with these words, not shown: {left}.")
    return Survey(
        evidence=evidence,
        sentences=tuple(
            DraftSentence(text=one.text, markers=(item.n,))
            for item, one in zip(evidence, shown, strict=True)
            if one.text
        ),
        listed=tuple(item.n for item, one in zip(evidence, shown, strict=True) if not one.text),
        table=_table(matches, places),
        notes=tuple(notes),
    )


def _places(store: ArchiveStore, matches: Matches, wording: str) -> Iterator[Place]:
    copied = copies(matches.articles)
    reports = [article for article in matches.articles if article.key not in copied][:ROWS]
    passages = Teller(store, wording).articles([report.key for report in reports])
    for report in reports:
        if own := passages.get(report.key):
            yield _place(report, own, wording)


def _place(report: Mention, passages: Sequence[FiledPassage], wording: str) -> Place:
    for filed in passages:
        text = filed.passage.text
        for start, end in wordings(wording, text):
            if speaker := speaker_of(text, start, end):
                said = text[speaker.start : speaker.end]
                return Place(article=report, filed=filed, text=said, who=speaker.who)
            spans = sentence_spans(text)
            first, last = around(spans, start, end)
            said = text[spans[first][0] : spans[last][1]]
            return Place(article=report, filed=filed, text=said, who="")
    return Place(article=report, filed=passages[0], text="", who="")


def _table(matches: Matches, places: Sequence[Place]) -> Table:
    return Table(
        title=totals(matches.articles),
        columns=("published", "outlet", "said by", "headline"),
        rows=tuple(
            (
                spelled(one.article.published),
                one.article.outlet or "no outlet",
                one.who or _NOT_STATED,
                one.article.headline or "Untitled",
            )
            for one in places
        ),
        note=f"{matches.how} Who speaks is told only where the text beside the words says it.",
    )


def _near(store: ArchiveStore, wording: str, filters: Filters) -> Survey:
    asked = words(wording)
    hits = store.search_words(wording, _NEAR_READ, filters)
    best: dict[str, tuple[float, FiledPassage, str]] = {}
    for filed, text in standing(store.passages([hit.number for hit in hits])):
        share = in_order(asked, words(text))
        held = best.get(filed.article.id)
        if share >= NEAR and (held is None or share > held[0]):
            best[filed.article.id] = share, filed, text
    nearest = sorted(best.values(), key=lambda one: -one[0])[:_NEAR_SHOWN]
    return Survey(
        near=numbered([filed for _, filed, _ in nearest]),
        notes=(
            "No article searched holds these words exactly.",
            *(
                f"Not exactly: {text} ({filed.article.outlet}, {written(filed.article.published)})"
                for _, filed, text in nearest
            ),
        ),
    )


def in_order(asked: Sequence[str], given: Sequence[str]) -> float:
    """Returns the share of the words asked for that stand in a sentence in the same order."""
    matcher = SequenceMatcher(None, asked, given, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / len(asked) if asked else 0.0
