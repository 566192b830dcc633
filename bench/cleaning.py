"""How well articles are made out: `python -m bench.cleaning --pages DIR --truth FILE`.

DIR holds saved news pages twice: `ID.html.gz`, and `ID.txt.gz`, all visible text with one line a
text node. FILE has one JSON object a line: id, headline, published, authors, body. The public
original is newspaper4k's article-extraction-dataset. Pages are divided by a hash of their id into
those the method was tuned on (`--split dev`) and those kept for reporting (`--split report`).

Columns: share of headlines equal in all words, and nearly equal (word F1 of 0.8 or more); share of
pages dated right (day and month, since some true years are wrong) among those with the date in
them; recall of the authors' surnames; and the body's mean precision, recall and F1 over words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from archive.articles import Article
from archive.errors import UnreadableInput
from ingest.cleaning import clean
from ingest.datetexts import mentions
from ingest.documents import RawDocument
from ingest.readers import read

_TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a person took from a page."""

    id: str
    headline: str
    published: str
    authors: tuple[str, ...]
    body: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """Sums over pages; a list holds one value a page."""

    exact: list[float]
    near: list[float]
    dated: list[float]
    authors: list[float]
    precision: list[float]
    recall: list[float]
    f1: list[float]


def main() -> None:
    """Prints one row for the text, the HTML, and the text with everything kept."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--split", choices=("dev", "report", "all"), default="report")
    parser.add_argument("--misses", action="store_true", help="name the pages that went wrong")
    options = parser.parse_args()
    truths = [
        truth
        for truth in read_truths(options.truth)
        if options.split in {"all", split_of(truth.id)}
    ]
    print(f"{len(truths)} pages ({options.split})")
    print(f"{'':12}headline  near   date  authors  precision  recall     F1  failed")
    for form in ("txt", "html", "everything"):
        tally = Tally(exact=[], near=[], dated=[], authors=[], precision=[], recall=[], f1=[])
        failed = [
            truth.id
            for truth in truths
            if not _judge(options.pages, truth, form, tally, options.misses)
        ]
        columns = (tally.exact, tally.near, tally.dated, tally.authors)
        print(
            f"{form:12}"
            + "".join(f"{_mean(column):8.3f}"[1:] for column in columns)
            + f"{_mean(tally.precision):11.3f}{_mean(tally.recall):8.3f}{_mean(tally.f1):7.3f}"
            + f"{len(failed):8d}"
        )


def read_truths(path: Path) -> Iterator[Truth]:
    """The true parts of each page; `path` may be gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = re.split(r"\s*,\s*|\s+and\s+", row.get("authors") or "")
            yield Truth(
                id=row["id"],
                headline=row["headline"],
                published=row.get("published") or "",
                authors=tuple(name.strip() for name in names if name.strip()),
                body=row["body"],
            )


def split_of(page: str) -> str:
    """The half a page belongs to: "dev" for tuning, "report" for reporting."""
    return "dev" if blake2b(page.encode(), digest_size=1).digest()[0] % 2 else "report"


def words_of(text: str) -> list[str]:
    """Lower-case words without punctuation."""
    return re.findall(r"\w+", text.casefold())


def overlap(found: str, true: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over words, each counted as often as it occurs."""
    one, other = Counter(words_of(found)), Counter(words_of(true))
    both = sum((one & other).values())
    precision = both / max(1, sum(one.values()))
    recall = both / max(1, sum(other.values()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _judge(pages: Path, truth: Truth, form: str, tally: Tally, misses: bool) -> bool:
    """Adds one page's figures to the tally; False when it failed."""
    suffix = "html" if form == "html" else "txt"
    raw = next(iter(read(pages / f"{truth.id}.{suffix}.gz")))
    assert isinstance(raw, RawDocument)
    if form == "everything":
        _add_body(tally, raw.text, truth.body)
        return True
    with_date = _holds_date(raw.text or raw.html, truth.published)
    try:
        article = clean(raw, today=_TODAY)
    except UnreadableInput as failure:
        print(failure) if misses else None
        for column in (tally.exact, tally.near, tally.precision, tally.recall, tally.f1):
            column.append(0.0)
        if with_date:
            tally.dated.append(0.0)
        return False
    near = overlap(article.headline, truth.headline)[2] >= 0.8
    tally.exact.append(words_of(article.headline) == words_of(truth.headline))
    tally.near.append(near)
    dated = bool(article.published) and f"{article.published:%m-%d}" == truth.published[5:10]
    if with_date:
        tally.dated.append(dated)
    surnames = [name.split()[-1].casefold() for name in truth.authors]
    mine = " ".join(article.authors).casefold()
    if surnames:
        tally.authors.append(sum(name in mine for name in surnames) / len(surnames))
    f1 = _add_body(tally, article.body, truth.body)
    if misses:
        _tell(truth, article, near, dated or not with_date, f1)
    return True


def _add_body(tally: Tally, found: str, true: str) -> float:
    precision, recall, f1 = overlap(found, true)
    tally.precision.append(precision)
    tally.recall.append(recall)
    tally.f1.append(f1)
    return f1


def _tell(truth: Truth, article: Article, near: bool, dated: bool, f1: float) -> None:
    if not near:
        print(f"  {truth.id} headline {article.headline!r}, should be {truth.headline!r}")
    if not dated:
        print(f"  {truth.id} date {article.published} ({article.date_evidence}), {truth.published}")
    if f1 < 0.85:
        print(f"  {truth.id} body F1 {f1:.2f}, {len(article.body)} of {len(truth.body)} characters")


def _holds_date(text: str, published: str) -> bool:
    """Whether the day and month of the true date stand in the text."""
    if not published:
        return False
    days = (moment.day for found in mentions(text, _TODAY) for moment in found.readings)
    return any(f"{day:%m-%d}" == published[5:10] for day in days)


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


if __name__ == "__main__":
    main()
