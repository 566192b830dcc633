"""Events as bounds: "before the election". When it was is looked up and offered, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from archive.articles import Kind
from archive.catalogue import Catalogue
from archive.filters import Filters
from archive.matching import headlines_with
from retrieval.text.wording import STOPWORDS, content_stems, word_list, words
from retrieval.understanding.clauses import CLAUSE_END


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event that bounds a question in time: "before", "after", "since" or "until" a phrase."""

    relation: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day on which the archive's headlines bear an event's phrase, and one of the headlines."""

    day: date
    headline: str
    outlet: str


_RELATIONS = {
    "before": "before",
    "ahead of": "before",
    "prior to": "before",
    "in the run-up to": "before",
    "after": "after",
    "since": "since",
    "until": "until",
    "till": "until",
    "up to": "until",
}
_HAPPENINGS = "|".join(
    word_list(
        "elections? by-elections? referendum vote ballot primary primaries ceasefire truce "
        "armistice resignation appointment inauguration coronation funeral wedding death "
        "assassination murder killings? shootings? stabbing attacks? bombings? blasts? explosion "
        "fire wildfires? blaze floods? flooding earthquake quake tsunami hurricane typhoon cyclone "
        "storm tornado eruption landslide drought crash collision derailment sinking disaster "
        "accident collapse outage blackout strike walkout protests? riots? uprising coup invasion "
        "war siege offensive annexation pandemic outbreak lockdown trial verdict sentencing "
        "acquittal conviction ruling judgment arrest raid inquest inquiry investigation hearing "
        "merger takeover acquisition flotation bankruptcy insolvency closure reopening opening "
        "launch recall scandal leak hack breach summit conference talks negotiations treaty deal "
        "agreement budget reshuffle debate announcement speech final tournament olympics games "
        "transfer sacking dismissal evacuation rescue eclipse"
    )
)
_BOUND = re.compile(
    rf"\b(?P<relation>{'|'.join(_RELATIONS)}) (?P<phrase>(?:(?:the|last|this) )"
    rf"(?:[\w’'-]+ ){{0,4}}?(?:{_HAPPENINGS})(?: (?:in|at|on|of) (?:the )?(?-i:[A-Z])[\w’'-]*"
    rf"(?: (?-i:[A-Z])[\w’'-]*)?)?){CLAUSE_END}",
    re.IGNORECASE,
)
_COMMENT = (Kind.OPINION, Kind.ANALYSIS, Kind.FEATURE)
_LEADING = re.compile(r"^(?:the|last|this) ", re.IGNORECASE)


def event_of(text: str) -> Event | None:
    """Returns the event that bounds a question in time, or None where it names none.

    Only nouns for what happens are events; "before the judge" bounds nothing.
    """
    found = _BOUND.search(text)
    if not found or set(words(found["phrase"])) & set(_RELATIONS):
        return None
    return Event(relation=_RELATIONS[found["relation"].lower()], phrase=found["phrase"])


def look_up(event: Event, catalogue: Catalogue, filters: Filters) -> Occasion | None:
    """Returns the day most headlines bear the event's phrase, the later of equals, or None.

    Only reports that fit the filters are asked: comment comes after the event. Headlines hold all
    the phrase's content words, inflected or not.
    """
    reports = replace(filters, without_kinds=(*filters.without_kinds, *_COMMENT))
    phrase = _LEADING.sub("", event.phrase)
    wanted = content_stems(phrase)
    letters = [word for word in words(phrase) if word not in STOPWORDS]
    prefixes = [stem for word in letters for stem in content_stems(word)]
    found = [
        Occasion(day=day, headline=headline, outlet=outlet)
        for day, headline, outlet in headlines_with(catalogue, prefixes, reports)
        if wanted <= content_stems(headline) and not _is_to_come(headline, wanted)
    ]
    days = [list(group) for _, group in groupby(found, key=lambda one: one.day)]
    best = max(days, key=lambda group: (len(group), group[0].day), default=None)
    return best[0] if best else None


def _is_to_come(headline: str, wanted: frozenset[str]) -> bool:
    """Whether a headline only announces what an event's phrase names: "to elect a mayor"."""
    announced = re.findall(r"\bto (\w+)", headline)
    return any(content_stems(word) & wanted for word in announced)


def offer(event: Event, occasion: Occasion) -> str:
    """Returns the sentence that offers the day as a bound to ask again with."""
    where = f", {occasion.outlet}" if occasion.outlet else ""
    day = occasion.day
    match event.relation:
        case "before":
            bound = f"--until {day - timedelta(days=1)}"
        case "until":
            bound = f"--until {day}"
        case _:
            bound = f"--since {day}"
    shown = f"{day.day} {day:%b} {day.year}"
    return (
        f"“{event.relation} {event.phrase}” was not read as a date. If you mean {shown} "
        f"(“{occasion.headline}”{where}): ask again with {bound}."
    )
