"""What a question wants counted, and where a sentence counts it."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.text.days import YEAR
from retrieval.text.figures import Figure, figures
from retrieval.text.wording import stem, word_list

Terms = Callable[[str], list[str]]
"""Stems of a text, as the lexical index has them."""

_WINDOW = 60
"""Characters either side of a figure in which its unit or its verb is looked for."""

_MEASURES = tuple(
    frozenset(word_list(words))
    for words in (
        "dead die died dies dying death deaths kill killed kills toll fatal fatalities fatality "
        "bodies drown drowned perish perished lives",
        "injured injuries injury hurt wounded wounds hospitalised hospitalized",
        "missing unaccounted",
        "arrested arrests arrest detained detentions custody",
        "evacuated displaced homeless fled evacuees",
        "jobs job redundancies layoffs",
        "aboard",
        "attend attended attendance visitors spectators audience crowd came",
    )
)
"""Words by which reports tell what a figure counts; those of one line are taken for the same."""

_MONEY = frozenset(word_list("cost costs price pay paid budget bill fee worth spend spent raise"))
_PRICED = re.compile(r"[$£€]|\b(?:million|billion|crowns?|dollars?|euros?|pounds?|cents?)\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAYS = re.compile(
    rf"\b\d{{1,2}}(?:, \d{{1,2}})*(?: (?:and|to) \d{{1,2}})? {_MONTH}\b"
    rf"|\b{_MONTH}\.? \d{{1,2}}\b(?!,\d)"
)
_ANY_ONE = re.compile(r"one (?:for|of|another|day)\b", re.IGNORECASE)
_UNIT_OF_TIME = re.compile(r"(?: more)?[ -](second|minute|hour|day|week|month|year)s?\b")
_WORD_BEFORE = re.compile(r"([A-Za-z]+) $")
_ON_BOARD = re.compile(r"\bon board\b")
_WORD = re.compile(r"[a-z]+")
_COUNTED = re.compile(
    r"\bhow many ([a-z]+)(?: ([a-z]+))?|\b(?:number|share|percentage|proportion) of ([a-z]+)"
)
_FORMER = re.compile(
    r"\b(?:from|previously|earlier|initially|instead of|not|than)\s+(?:\w+\s)?$", re.IGNORECASE
)


def measure_of(question: str) -> frozenset[str]:
    """Returns words one of which stands by a figure that answers a question; empty if any will do.

    "How much" asks for money where it names a price; the result is then {"$"}.
    """
    asked = re.findall(r"[a-z]+", question.lower())
    if "much" in asked and _MONEY & set(asked):
        return frozenset({"$"})
    for measure in _MEASURES:
        if measure & set(asked):
            return measure
    counted = _COUNTED.search(question.lower())
    return frozenset(word for word in counted.groups() if word) if counted else frozenset()


def is_named(measure: frozenset[str]) -> bool:
    """Returns whether reports name what is counted in few ways, all of them known."""
    return measure in _MEASURES


def claimed(text: str, measure: frozenset[str]) -> Figure | None:
    """Returns the figure of a sentence that counts what is asked for, or None.

    It is the one nearest to a word of the measure; years and days of a month, and figures given as
    former ones ("not 17", "from 14"), are passed over.
    """
    text = _ON_BOARD.sub("aboard  ", _DAYS.sub(lambda days: " " * len(days[0]), text))
    stems = {stem(word) for word in measure}
    now = [
        figure
        for figure in figures(text)
        if not re.fullmatch(YEAR, figure.text)
        and not _FORMER.search(text[: figure.start])
        and not _ANY_ONE.match(text, figure.start)
        and not _lasts(text, figure, measure)
        and not _labels(text, figure, stems)
    ]
    if not measure:
        return now[0] if now else None
    places = [
        match.span()
        for match in (_PRICED if measure == {"$"} else _WORD).finditer(text.lower())
        if measure == {"$"} or stem(match[0]) in stems
    ]
    near = [
        (distance, figure.start, figure)
        for figure in now
        for start, end in places
        if (distance := max(start - figure.end, figure.start - end, 0)) <= _WINDOW
    ]
    return min(near, key=lambda one: one[:2])[2] if near else None


def _lasts(text: str, figure: Figure, measure: frozenset[str]) -> bool:
    """Whether a figure tells a stretch of time and the question asks for something else."""
    unit = _UNIT_OF_TIME.match(text, figure.end)
    return bool(unit and measure and not any(word.startswith(unit[1]) for word in measure))


def _labels(text: str, figure: Figure, stems: set[str]) -> bool:
    """Whether a figure names one of what is counted, as in "line 4"."""
    before = _WORD_BEFORE.search(text, 0, figure.start)
    return bool(before and figure.text.isdigit() and stem(before[1].lower()) in stems)


def equated(terms: Terms) -> Terms:
    """Returns a function like `terms` that gives one stem for all words of a measure."""
    same = {
        term: f"measure {n}" for n, words in enumerate(_MEASURES) for term in terms(" ".join(words))
    }
    return lambda text: [same.get(term, term) for term in terms(_ON_BOARD.sub("aboard", text))]
