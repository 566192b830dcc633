"""When an article was published, and on what evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from archive.articles import DateEvidence
from ingest.datetexts import Moment, mentions, read_moment

_STRENGTH = tuple(DateEvidence)
_URL_DAY = re.compile(
    r"(?<=[/_-])((?:1[789]|20)\d\d)([/-]?)(\d{1,2}|[a-z]{3})\2(\d{1,2})(?=[/_.-]|$)", re.IGNORECASE
)
_UPDATED = re.compile(
    r"\b(?:updated?|(?:last )?modified|last edited|edited|revised|aktualisiert|geändert|mis à jour|"
    r"modifié|actualizad[oa]|aggiornat[oa]|atualizad[oa]|bijgewerkt|uppdaterad|opdateret|"
    r"oppdatert|aktualizacja)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One hint at the publication date: where it was found, and what it can mean."""

    evidence: DateEvidence
    readings: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The outcome: the publication day by the outlet's clock, the instant if known, the proof."""

    published: date | None = None
    published_at: datetime | None = None
    updated: date | None = None
    evidence: DateEvidence = DateEvidence.UNKNOWN


def latest_day(today: date) -> date:
    """The last day a date may name: tomorrow, since somewhere it is tomorrow already."""
    return today + timedelta(days=1)


def clue(evidence: DateEvidence, text: str, latest: date) -> Clue:
    """What a text that is meant to be a date says; a clue without readings if it is none."""
    return Clue(evidence=evidence, readings=read_moment(text, latest))


def clue_from_url(url: str, latest: date) -> Clue:
    """The date in an address such as `/2026/02/03/` or `/2026/feb/03/`."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*", "", url, flags=re.IGNORECASE)
    for match in _URL_DAY.finditer(path):
        year, _, month, day = match.groups()
        text = f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}"
        if not month.isalpha() and not match[2] and (len(month) != 2 or len(day) != 2):
            continue
        readings = read_moment(text, latest)
        if readings:
            return Clue(evidence=DateEvidence.URL, readings=readings)
    return Clue(evidence=DateEvidence.URL, readings=())


def clues_from_line(line: str, label: str, latest: date) -> tuple[Clue | None, Clue | None]:
    """What a date line says of publication and of the last change, each None if nothing.

    `label` is the line before it, which may be the word "Published" or "Updated" alone.
    """
    published: Clue | None = None
    updated: Clue | None = None
    before = f"{label}\n" if len(label) < 40 else ""
    at = 0
    for mention in mentions(line, latest):
        before += line[at : mention.start]
        at = mention.end
        found = Clue(evidence=DateEvidence.DATE_LINE, readings=mention.readings)
        if _UPDATED.search(before):
            updated = updated or found
        else:
            published = published or found
        before = ""
    return published, updated


def settle(clues: Iterable[Clue], updates: Iterable[Clue] = ()) -> Dating:
    """The publication date by the strongest clue that has one meaning.

    A clue with two meanings (3/4 or 4/3) counts when another clue agrees with one of them, or when
    the other would lie after the last change; otherwise it is passed over. An instant in UTC takes
    its day from a clue that names the day before or after, since that is the outlet's own clock.
    Where nothing else dates an article, a line "Updated …" at its head does: the text as it stands
    was published then.
    """
    changes = list(updates)
    known = sorted(
        (found for found in clues if found.readings),
        key=lambda found: _STRENGTH.index(found.evidence),
    )
    updated = next((u.readings[0].day for u in changes if len(u.readings) == 1), None)
    for found in known:
        others = [other for other in known if other is not found and len(other.readings) == 1]
        moment = _one_meaning(found.readings, others, updated)
        if moment:
            day = _by_the_outlets_clock(moment, others)
            return Dating(
                published=day,
                published_at=moment.at,
                updated=updated if updated and updated >= day else None,
                evidence=found.evidence,
            )
    for change in changes:
        if change.evidence is DateEvidence.DATE_LINE and len(change.readings) == 1:
            day, at = change.readings[0].day, change.readings[0].at
            return Dating(published=day, published_at=at, updated=day, evidence=change.evidence)
    return Dating(updated=updated)


def _one_meaning(
    readings: Sequence[Moment], others: Sequence[Clue], updated: date | None
) -> Moment | None:
    if len(readings) == 1:
        return readings[0]
    near = timedelta(days=1)
    agreed = [
        moment
        for moment in readings
        if any(abs(moment.day - other.readings[0].day) <= near for other in others)
    ]
    possible = [moment for moment in readings if not updated or moment.day <= updated]
    for remaining in (agreed, possible):
        if len(remaining) == 1:
            return remaining[0]
    return None


def _by_the_outlets_clock(moment: Moment, others: Sequence[Clue]) -> date:
    if moment.at is None or moment.at.utcoffset():
        return moment.day
    for other in others:
        said = other.readings[0]
        local = said.at is None or bool(said.at.utcoffset())
        if local and abs(said.day - moment.day) == timedelta(days=1):
            return said.day
    return moment.day
