"""Figures in prose: digits, words, scales, percentages and clock times, compared by value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.text.wording import word_list

_UNITS = {
    word: value
    for value, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * (i + 2)
    for i, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"))
}
_ORDINALS = {
    word: i + 3
    for i, word in enumerate(
        word_list(
            "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        )
    )
} | {
    word: 10 * (i + 2)
    for i, word in enumerate(
        word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIX_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}
_MEANT = {  # words that tell a number without naming it
    2: "both pair couple twin twins twice double doubled duo second half",
    3: "trio triple tripled triplets thrice third thirds",
    4: "quarter quarters quadruple fourth",
    10: "decade tenfold",
    12: "dozen dozens",
    100: "century centenary hundreds",
    1000: "thousands",
    1e6: "millions",
}
_IMPLIED = {word: float(value) for value, listed in _MEANT.items() for word in word_list(listed)}

_WORD_NUMBER = "|".join([*_UNITS, *_TENS, *_ORDINALS, *_SCALES, "dozen"])
_SPELLED = re.compile(
    rf"(?<!\d[ -])\b(?:(?:half )?an? (?=(?:{'|'.join(_SCALES)}|dozen)\b))?"
    rf"(?:{_WORD_NUMBER})(?:(?:[ -]|(?<=[dn]) and )(?:{_WORD_NUMBER}))*s?\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![^\W_])(?<!(?-i:[A-Z])-)(?<!\d[.,:])"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion)\b|"
    r" ?(?P<suffix>k|mn|m|bn|b|tn|t)\b|(?:st|nd|rd|th)\b)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])"
    r"(?:[:h](?P<minute>[0-5]\d)(?![\d:])(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?:\.(?P<dotted>[0-5]\d))?\s?(?P<noon>[ap])\.?m\b\.?)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|to|and|or)\s*[$£€]?$")
_HEDGES = {  # the factors between which a given figure may lie that one so hedged rounds
    "about|around|roughly|approximately|some|close to|just|an estimated|an average of": (0.9, 1.1),
    "over|more than|at least|upwards of|exceeding|above": (1.0, 1.5),
    "under|less than|fewer than|up to|nearly|almost|as many as|below": (0.85, 1.0),
}
_HEDGE = {
    re.compile(rf"\b(?:{words})\s+(?:an?\s+|the\s+)?[$£€]?$", re.IGNORECASE): factors
    for words, factors in _HEDGES.items()
}
_VAGUE = frozenset({"one", "zero", "hundreds", "thousands", "millions", "billions", "trillions"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written at `start`, with every value it may stand for.

    `slack` holds the factors between which a figure may lie that this one rounds: "nearly 2,000".
    """

    text: str
    start: int
    end: int
    values: frozenset[float]
    scale: float = 1.0
    slack: tuple[float, float] = (1.0, 1.0)


def figures(text: str) -> list[Figure]:
    """Every figure in `text`, in order, clock times left out (see `clock_times`).

    Both ends of "3 to 5 million" are read in millions; a bare "5m" is read as 5 and as 5 million.
    """
    masked = _CLOCK.sub(lambda clock: " " * len(clock[0]), text)
    found = [_from_digits(match) for match in _DIGITS.finditer(masked)]
    found += [_from_words(match) for match in _SPELLED.finditer(masked)]
    found.sort(key=lambda figure: figure.start)
    for i, (left, right) in enumerate(pairwise(found)):
        if right.scale > left.scale and _RANGE.fullmatch(text[left.end : right.start]):
            scaled = left.values | {value * right.scale for value in left.values}
            found[i] = replace(left, values=scaled)
    return [replace(figure, slack=_slack(text[: figure.start][-24:])) for figure in found]


def _slack(before: str) -> tuple[float, float]:
    for hedge, factors in _HEDGE.items():
        if hedge.search(before):
            return factors
    return (1.0, 1.0)


def _from_digits(match: re.Match[str]) -> Figure:
    number = float(match["number"].replace(",", ""))
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    suffix = _SUFFIX_SCALES.get((match["suffix"] or "").lower(), 1.0)
    values = {number * scale} if scale > 1 else {number, number * suffix}
    return Figure(match[0], match.start(), match.end(), frozenset(values), scale * suffix)


def _from_words(match: re.Match[str]) -> Figure:
    total = current = 0.0
    for word in re.findall(r"[a-z]+", match[0].lower()):
        if word in _SCALES and word != "hundred":
            total, current = total + max(current, 1) * _SCALES[word], 0.0
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * (100 if word == "hundred" else 12)
        else:
            known = _UNITS | _TENS | _ORDINALS
            current += known.get(word, known.get(word.removesuffix("s"), 0))
    value = total + current
    if match[0].lower().startswith("half "):
        value /= 2
    return Figure(match[0], match.start(), match.end(), frozenset({value}))


def clock_times(text: str) -> dict[str, frozenset[int]]:
    """Clock times as written, each with the minutes of the day it may mean ("5 p.m.", "17:00")."""
    times: dict[str, frozenset[int]] = {}
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"] or 0)
        half = (match["half"] or match["noon"] or "").lower()
        morning = hour % 12 * 60 + minute
        if half:
            times[match[0]] = frozenset({morning + 720 * (half == "p")})
        else:
            times[match[0]] = frozenset({hour % 24 * 60 + minute, morning + 720})
    return times


def unsupported_figures(text: str, given: Iterable[str], extra: Sequence[float] = ()) -> list[str]:
    """The figures and clock times in `text` which none of the `given` texts holds.

    `extra` lists further values that count as given. "One" and "first" are never questioned, since
    they are rarely figures. After "about", "nearly" and the like a figure may round a given one.
    """
    known, times = set(extra), set[int]()
    for source in given:
        for figure in figures(source):
            known |= figure.values
        spoken = set(re.findall(r"[a-z]+", source.lower()))
        known |= {value for word, value in _IMPLIED.items() if word in spoken}
        times |= {minute for minutes in clock_times(source).values() for minute in minutes}
    missing = [
        figure.text
        for figure in figures(text)
        if figure.text.lower() not in _VAGUE and not is_known(figure, known)
    ]
    return missing + [
        written for written, minutes in clock_times(text).items() if not minutes & times
    ]


def is_known(figure: Figure, known: Set[float]) -> bool:
    """Whether a figure is among the `known` values, or rounds one of them as it says it does."""
    least, most = figure.slack
    return bool(figure.values & known) or (
        least < most
        and any(
            value * least <= given <= value * most and _digits(value) < _digits(given)
            for given in known
            for value in figure.values
        )
    )


def _digits(value: float) -> int:
    """Significant digits: a figure rounds another only if it has fewer."""
    return len(f"{value:.9g}".split("e")[0].replace(".", "").strip("0")) if value else 0
