"""Plain and scraped text: headline, date line, byline, notes and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.bylines import agency_in, is_byline, names_in, only_names
from ingest.dates import Clue, clues_from_line
from ingest.findings import Findings
from ingest.furniture import Block, find_article, without_furniture
from ingest.headlines import is_meta, pick_headline
from ingest.lines import paragraphs_of
from ingest.notes import is_correction, kind_label

# How many lines above the headline and below the first paragraph may still say who and when.
_ABOVE = 4
_BELOW = 2
# How many lines below the last paragraph a correction note may stand.
_NOTES_BELOW = 12
_BY_ALONE = re.compile(r"(?:(?:story|words|text|written|reported|posted) )?by:?", re.IGNORECASE)
# What stands beside a name that is a byline: a date, a role, an address.
_SIGNATURE = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\bago\b|^@|\bmin(?:ute)?s? read\b|\b(?:reporter|correspondent|editor|"
    r"columnist|writer|author|contributor)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:and|&|,|with|•|·|\|)", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:publi(?:shed|é|cado|cato|ziert)|posted|erschienen)\b", re.IGNORECASE)
_URL = re.compile(r"(?:(?:url|link|source|from|permalink)\s*:\s*)?<?(https?://\S+?)>?", re.I)
_CREDIT = re.compile(r"(?:credit|source|agency)\s*:\s*(.{2,60})", re.IGNORECASE)
_PICTURE = re.compile(r"photo|image|picture|getty|illustration|video", re.IGNORECASE)


@dataclass(slots=True)
class _Head:
    """What the lines around the headline say."""

    authors: list[str] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    updates: list[Clue] = field(default_factory=list)
    credit: str = ""
    url: str = ""
    kinds: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def find_in_text(text: str, latest: date, *, headline: str = "") -> Findings:
    """The parts of an article in a text that may carry the furniture of a page around it.

    `headline` is the article's headline where it is known already, and is then looked for.
    """
    paragraphs = paragraphs_of(text)
    block = find_article(paragraphs)
    place = _place_of(headline, paragraphs, block) if headline else None
    if place is None and not headline:
        place = pick_headline(paragraphs, block, latest)
    head = _read_head(paragraphs, block, place, latest)
    first = -1 if place is None else place
    kept = [at for at in block.kept if at > first and at not in head.used]
    notes = _notes(paragraphs, block, first)
    title = "" if place is None else _plain_headline(paragraphs[place])
    return Findings(
        headline=headline or title,
        paragraphs=tuple(
            paragraphs[at]
            for at in kept
            if at not in notes and not same(paragraphs[at], headline or title)
        ),
        authors=tuple(head.authors),
        clues=tuple(head.clues),
        updates=tuple(head.updates),
        kinds=tuple(head.kinds),
        credit=head.credit,
        url=head.url,
        correction="\n".join(paragraphs[at] for at in notes),
    )


def find_in_record(text: str, headline: str) -> Findings:
    """The parts of a dump's body: stray furniture and a byline of its own are taken out."""
    paragraphs = [line for line in paragraphs_of(text) if not same(line, headline)]
    kept = without_furniture(paragraphs) or paragraphs
    top = kept[0] if kept else ""
    authors = names_in(top) if is_byline(top) else ()
    if authors and len(kept) > 1:
        kept = kept[1:]
    return Findings(paragraphs=tuple(kept), authors=authors)


def _read_head(
    paragraphs: Sequence[str], block: Block, headline: int | None, latest: date
) -> _Head:
    """What stands from a little above the headline to a little below the first paragraph."""
    head = _Head()
    top = block.lead if headline is None else headline
    start = max(0, top - _ABOVE)
    end = min(len(paragraphs), max(block.lead, top + 1) + 1 + _BELOW)
    below = list(range(top + 1, end)) if headline is not None else list(range(start, end))
    above = list(range(top - 1, start - 1, -1)) if headline is not None else []
    for at in (*below, *above):
        line = paragraphs[at]
        if len(line) > 160 or (at > block.lead and len(line.split()) > 12):
            continue
        _read_line(
            paragraphs, at, head, latest, over_headline=at < top, next_to_headline=at == top - 1
        )
    if not head.clues:
        _search_further(paragraphs, block, head, latest)
    return head


def _read_line(
    paragraphs: Sequence[str],
    at: int,
    head: _Head,
    latest: date,
    *,
    over_headline: bool,
    next_to_headline: bool,
) -> None:
    """Adds what one line says to the head."""
    line = paragraphs[at]
    before = paragraphs[at - 1] if at else ""
    if at in head.used:
        return
    if _PICTURE.search(line) and not is_byline(line):
        return
    published, updated = clues_from_line(line, before, latest)
    if published:
        head.clues.append(published)
    if updated:
        head.updates.append(updated)
    if not head.authors:
        head.authors += _names_at(paragraphs, at, head)
    address = _URL.fullmatch(line)
    if address:
        head.url = head.url or address[1]
        head.used.add(at)
    credit = _CREDIT.fullmatch(line)
    agency = agency_in(line) if is_byline(line) or len(line.split()) <= 3 else ""
    head.credit = head.credit or (credit[1].strip() if credit else agency)
    if kind_label(line) and not (over_headline and (head.kinds or not next_to_headline)):
        head.kinds.append(line)
    if is_meta(line, latest) or credit or kind_label(line):
        head.used.add(at)


def _names_at(paragraphs: Sequence[str], at: int, head: _Head) -> list[str]:
    """The authors a byline names, or the names on the lines after a lone "By"."""
    line = paragraphs[at]
    if is_byline(line):
        return list(names_in(line))
    names: list[str] = []
    if _BY_ALONE.fullmatch(line):
        for after in range(at + 1, min(at + 9, len(paragraphs))):
            found = names_in(paragraphs[after]) if len(paragraphs[after]) < 120 else ()
            if not found and not _JOINT.fullmatch(paragraphs[after].strip()):
                break
            names += [name for name in found if name not in names]
            head.used.add(after)
        head.used.add(at)
        return names
    alone = list(only_names(line))
    around = (*paragraphs[max(0, at - 1) : at], *paragraphs[at + 1 : at + 7])
    signed = any(_SIGNATURE.search(near) for near in around if len(near) < 80)
    return alone if signed else []


def _search_further(paragraphs: Sequence[str], block: Block, head: _Head, latest: date) -> None:
    """Adds the date of a line that says it was published then, wherever it stands."""
    for at, line in enumerate(paragraphs):
        labelled = len(line) < 120 and (_PUBLISHED.search(line) or _labels(paragraphs, at))
        if labelled and at not in block.kept:
            published, _ = clues_from_line(line, paragraphs[at - 1] if at else "", latest)
            if published:
                head.clues.append(published)
                return


def _labels(paragraphs: Sequence[str], at: int) -> bool:
    return at > 0 and len(paragraphs[at - 1]) < 25 and bool(_PUBLISHED.search(paragraphs[at - 1]))


def _notes(paragraphs: Sequence[str], block: Block, headline: int) -> list[int]:
    """The places of correction notes near the article."""
    last = block.kept[-1] if block.kept else 0
    near = range(headline + 1, min(len(paragraphs), last + 1 + _NOTES_BELOW))
    return [at for at in near if is_correction(paragraphs[at])]


def _place_of(headline: str, paragraphs: Sequence[str], block: Block) -> int | None:
    """The last line above the text that repeats a known headline."""
    return next((at for at in range(block.lead, -1, -1) if same(paragraphs[at], headline)), None)


def same(line: str, headline: str) -> bool:
    """Whether a line is the headline, in the same words."""
    return len(line) < 400 and re.findall(r"\w+", line.casefold()) == re.findall(
        r"\w+", headline.casefold()
    )


def _plain_headline(line: str) -> str:
    """A headline without Markdown's marks."""
    return re.sub(r"^#{1,6}\s+|^\*\*(.+)\*\*$", r"\1", line).strip()
