"""What an archive holds, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from archive import backlog
from archive.catalogue import Catalogue
from archive.matching import known_outlets, last_fed, published_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Counts, the publication window, the outlets with their articles, and what is pending.

    `revisions` counts the states beyond the first of each article. `to_embed` counts passages
    without a vector, `words` and `vectors` changes the indexes have not made. `embedder` is the
    one the archive was built with, "" before anything was embedded.
    """

    articles: int
    revisions: int
    passages: int
    undated: int
    first: date | None
    last: date | None
    outlets: tuple[tuple[str, int], ...]
    last_fed: datetime | None
    to_embed: int
    words: int
    vectors: int
    embedder: str


def overview(catalogue: Catalogue) -> Overview:
    """Returns what the catalogue holds now."""
    articles, undated = catalogue.rows(
        "SELECT count(*), count(*) FILTER (WHERE day = 0) FROM articles"
    )[0]
    (revisions,) = catalogue.rows("SELECT count(*) FROM revisions")[0]
    (passages,) = catalogue.rows("SELECT count(*) FROM passages")[0]
    first, last = published_between(catalogue)
    return Overview(
        articles=articles,
        revisions=revisions - articles,
        passages=passages,
        undated=undated,
        first=first,
        last=last,
        outlets=tuple(known_outlets(catalogue)),
        last_fed=last_fed(catalogue),
        to_embed=len(backlog.without_vector(catalogue)),
        words=backlog.count_pending(catalogue, "words"),
        vectors=backlog.count_pending(catalogue, "vectors"),
        embedder=catalogue.meta("embedder") or "",
    )
