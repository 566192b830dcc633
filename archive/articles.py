"""Articles and the passages cut from them: frozen values, no behaviour beyond invariants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of piece an article is. Unmarked pieces are news."""

    NEWS = "news"
    OPINION = "opinion"
    ANALYSIS = "analysis"
    FEATURE = "feature"
    LIVE = "live"


class Status(StrEnum):
    """What the outlet has since said of its own article."""

    LIVE = "live"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    TAKEN_DOWN = "taken down"


class DateEvidence(StrEnum):
    """Where an article's publication date was read, strongest first."""

    JSON_LD = "json-ld"
    META = "meta tag"
    FIELD = "field"
    DATE_LINE = "date line"
    URL = "url"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story, as its outlet published it.

    `body` holds paragraphs parted by one blank line. `published` is the day by the outlet's own
    clock, None exactly when `date_evidence` is UNKNOWN; `published_at` is the full instant where
    the source gave one. `language` is an ISO 639-1 code or "". `dateline` is the place (and date)
    of filing, never the publication date. `credit` names the agency or syndicate. `correction` is
    the outlet's own note, verbatim. `source` says where it was read: a path, with a line number
    for dumps.
    """

    id: str
    headline: str
    body: str
    outlet: str
    url: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_at: datetime | None = None
    updated: date | None = None
    date_evidence: DateEvidence = DateEvidence.UNKNOWN
    kind: Kind = Kind.NEWS
    status: Status = Status.LIVE
    language: str = ""
    dateline: str = ""
    credit: str = ""
    correction: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not self.id or not self.body.strip():
            raise ValueError("an article needs an id and a body")
        if (self.published is None) != (self.date_evidence is DateEvidence.UNKNOWN):
            raise ValueError("a publication date and its evidence come together or not at all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open character offsets into an article's body."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A verbatim slice of one revision of an article: what is embedded, retrieved and cited.

    `article.body[passage.start:passage.end] == passage.text` always holds. `number` is the
    catalogue's own key for it, unique for the life of the archive and never used again.
    """

    id: str
    number: int
    article_id: str
    revision: int
    ordinal: int
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text):
            raise ValueError(f"passage {self.id} does not fit its offsets")
