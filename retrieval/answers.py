"""What an answer is made of: evidence shown to a drafter, sentences, citations, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from archive.articles import Article, Kind, Passage
from retrieval.intents import Intent


class AnswerStatus(StrEnum):
    """The three things an answer can be."""

    ANSWERED = "answered"
    CONFLICTING = "conflicting"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One passage as the drafter sees it; `n` is its marker, from 1.

    `score` ranks the passages of one retrieval and means nothing across retrievals.
    `similarity` is the cosine to the question, in [-1, 1], or None where there was no dense search.
    `scores` are those of the stages that made up `score`, by name. `days_off` is how many days its
    publication lies from the time asked about, None where it is undated.
    """

    n: int
    passage: Passage
    article: Article
    score: float
    similarity: float | None = None
    scores: Mapping[str, float] = field(default_factory=dict, hash=False)
    days_off: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A passage that a search came by: how it scored, and why it became evidence or not.

    `n` is its number as evidence, 0 if it was left out; `left_out` then says why. `scores` are
    those of the stages by name, `ranks` its places among all candidates, from 1, in the stages
    that gave it any score.
    """

    n: int
    passage_id: str
    article_id: str
    headline: str
    outlet: str
    published: date | None
    score: float
    scores: Mapping[str, float] = field(hash=False)
    ranks: Mapping[str, int] = field(hash=False)
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A resolved marker: the passage behind `[n]` and the verbatim `quote` that supports.

    `start` and `end` locate `quote` in the article's body: `body[start:end] == quote`. Every value
    comes from the catalogue, never from generated text.
    """

    n: int
    article_id: str
    headline: str
    outlet: str
    published: date | None
    url: str
    kind: Kind
    quote: str
    start: int
    end: int
    passage: str
    correction: str = ""

    @property
    def corrected(self) -> str:
        """The sentence that says how the article was corrected, "" where it was not."""
        if not self.correction:
            return ""
        return f"“{self.headline}” has been corrected: {self.correction}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """A note to `text[start:end]` of a sentence: the day that "yesterday" was, who "she" is."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an answer, without markers, and the citation numbers that support it.

    `text` is exact; `glosses`, in the order of their places, are notes that are no part of it.
    """

    text: str
    citations: tuple[int, ...]
    glosses: tuple[Gloss, ...] = ()

    @property
    def glossed(self) -> str:
        """The text with each note in brackets behind what it explains: "Monday [= 5 Feb 2024]"."""
        shown = self.text
        for note in reversed(self.glosses):
            shown = f"{shown[: note.end]} [= {note.text}]{shown[note.end :]}"
        return shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the coverage statement of an answer.

    `articles` counts the articles the filters let through, `of` all in the archive. `since` and
    `until` bound the publication days searched, both inclusive; where nobody asked for a window
    they are the archive's own first and last day. `filters` maps a filter's name to what it was
    set to, as shown to people. `readings` tell how the question's words were understood, `notes`
    what could not be understood and how to ask instead.
    """

    articles: int
    of: int
    since: date | None
    until: date | None
    filters: dict[str, str] = field(default_factory=dict)
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    last_fed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts and lists of a survey: every row has a text for every column.

    Numbers are plain digits, days YYYY-MM-DD. `note` says how it was counted.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the table {self.title!r} does not fit its columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A complete answer, or one chunk of a streamed one.

    Chunks add up: the sum of everything `stream` yields equals what `invoke` returns. The sentences
    and citations of the right operand follow the left's; every other field is the right's.

    `intent` is what the question was taken to be after; the answer to a survey may have a `table`.
    `nearest` offers passages when nothing was found. `removed` holds sentences that grounding took
    out, as the drafter wrote them. `notes` are remarks for the reader, such as a fallback taken.
    `premise` says what the question takes for granted and the archive does not say, "" elsewhere.
    `considered` gives account of the search, for those who ask how it came about.
    """

    status: AnswerStatus
    question: str
    searched: Searched
    drafter: str
    intent: Intent = Intent.FACT
    table: Table | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    premise: str = ""
    considered: tuple[Considered, ...] = ()

    def __add__(self, later: Answer) -> Answer:
        return replace(
            later,
            sentences=self.sentences + later.sentences,
            citations=self.citations + later.citations,
        )
