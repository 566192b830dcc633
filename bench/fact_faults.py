"""Faults of fact planted into true sentences: quotations, figures, days and names."""

from __future__ import annotations

import random
import re

from bench.planted import Planted, names_of
from retrieval.text.days import WEEKDAYS, written_dates
from retrieval.text.figures import Figure, figures
from retrieval.text.quotations import quotations

_WORD = re.compile(r"\b[a-z]{4,}\b")
_INVENTED = ("Corvin Haldane", "Brelmark", "Oszka Thorne", "Velden Quay")


def misquote(text: str, given: str, rng: random.Random) -> Planted | None:
    """A word inside quotation marks changed into another of the passage."""
    for quotation in quotations(text):
        inside = list(_WORD.finditer(quotation.text))
        if quotation.words < 4 or not inside:
            continue
        word = rng.choice(inside)
        new = rng.choice([w for w in _WORD.findall(given) if w != word[0]] or ["elsewhere"])
        changed = quotation.text[: word.start()] + new + quotation.text[word.end() :]
        return Planted(
            text=text[: quotation.start] + changed + text[quotation.end :], words=changed
        )
    return None


def invented_quotation(text: str, given: str, rng: random.Random) -> Planted | None:
    """A quotation put together from words of the passage."""
    words = _WORD.findall(given)
    if len(words) < 20 or text[-1] != ".":
        return None
    made = " ".join(rng.sample(words, 5))
    return Planted(text=f"{text[:-1]}, adding “{made}”.", words=made)


def _plain_figures(text: str) -> list[Figure]:
    """Figures that are no part of a date, at least two, written in digits or words."""
    dates = [range(d.start, d.end) for d in written_dates(text)]
    return [
        figure
        for figure in figures(text)
        if not any(figure.start in day for day in dates) and max(figure.values) >= 2
        and not re.search(r"(?:th|st|nd|rd|half)$", figure.text)
    ]  # fmt: skip


def _put(text: str, figure: Figure, written: str) -> str:
    return text[: figure.start] + written + text[figure.end :]


def swapped_figures(text: str, given: str, rng: random.Random) -> Planted | None:
    """Two figures of the sentence exchanged, or one replaced by another of the passage."""
    own = _plain_figures(text)
    for i, first in enumerate(own):
        for second in own[i + 1 :]:
            if not first.values & second.values:
                changed = _put(_put(text, second, first.text), first, second.text)
                return Planted(text=changed, words=changed)
    if not own:
        return None
    held = {value for figure in own for value in figure.values}
    rest = [f for f in _plain_figures(given) if not f.values & held and f.scale == own[0].scale]
    if not rest:
        return None
    changed = _put(text, own[0], rng.choice(rest).text)
    return Planted(text=changed, words=changed)


def altered_figure(text: str, given: str, rng: random.Random) -> Planted | None:
    """A figure changed into one that the passage does not hold."""
    own = [figure for figure in _plain_figures(text) if figure.text[0].isdigit()]
    if not own:
        return None
    figure = rng.choice(own)
    digits = re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 9 + 1), figure.text, count=1)
    known = {value for one in figures(given) for value in one.values}
    if any(value in known for one in figures(digits) for value in one.values):
        return None
    changed = _put(text, figure, digits)
    return Planted(text=changed, words=changed)


def altered_date(text: str, given: str, rng: random.Random) -> Planted | None:
    """A day or year changed."""
    for written in written_dates(text):
        if written.month is None and written.year is None:
            continue
        pattern, by = (r"\b(?:19|20)\d\d", 11) if written.year else (r"\b\d{1,2}\b", 4)
        number = re.search(pattern, written.text)
        if number is None:
            continue
        value = int(number[0]) - by if int(number[0]) > by else int(number[0]) + by
        new = written.text[: number.start()] + str(value) + written.text[number.end() :]
        if new != written.text and new not in given:
            changed = text[: written.start] + new + text[written.end :]
            return Planted(text=changed, words=new)
    return None


def altered_weekday(text: str, given: str, rng: random.Random) -> Planted | None:
    """A weekday changed into another."""
    named = re.search(rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\b", text)
    if named is None:
        return None
    new = rng.choice([day.capitalize() for day in WEEKDAYS if day.capitalize() != named[0]])
    changed = text[: named.start()] + new + text[named.end() :]
    return Planted(text=changed, words=changed)


def swapped_names(text: str, given: str, rng: random.Random) -> Planted | None:
    """Two names of the sentence exchanged, or one replaced by another of the passage."""
    own = names_of(text)
    for i, first in enumerate(own):
        for second in own[i + 1 :]:
            between = text[first.end() : second.start()]
            if not set(first[0].split()) & set(second[0].split()) and re.search(
                r" [a-z]{4,} ", between
            ):
                changed = (
                    text[: first.start()] + second[0] + between + first[0] + text[second.end() :]
                )
                return Planted(text=changed, words=changed)
    if not own:
        return None
    rest = sorted({m[0] for m in names_of(given) if not set(m[0].split()) & set(text.split())})
    if not rest:
        return None
    name = rng.choice(own)
    changed = text[: name.start()] + rng.choice(rest) + text[name.end() :]
    return Planted(text=changed, words=changed)


def invented_name(text: str, given: str, rng: random.Random) -> Planted | None:
    """A name replaced by one that no article has."""
    own = names_of(text)
    if not own:
        return None
    name, new = rng.choice(own), rng.choice(_INVENTED)
    return Planted(text=text[: name.start()] + new + text[name.end() :], words=new)
