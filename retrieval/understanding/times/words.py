"""The words that tell time: a text cut into words; months, weekdays, numbers, years in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from retrieval.text.days import MONTHS, WEEKDAYS
from retrieval.text.wording import word_list
from retrieval.understanding.times.units import Unit

_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{1,4}([/.])[0-9]{1,2}\1[0-9]{2,4}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+|[^\W_]+(?:['’]s(?!\w))?|\S"
)
_CARDINALS = word_list("one two three four five six seven eight nine ten eleven twelve")
NUMBERS = {word: i for i, word in enumerate(_CARDINALS, start=1)} | {
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    word: i
    for i, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}
LAST = -1
_ENDMOST = {"last": LAST, "final": LAST, "closing": LAST, "opening": 1}
_MONTHS = MONTHS | {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name: i for i, name in enumerate(WEEKDAYS)}
_SHORT_WEEKDAYS = {name[:3]: i for name, i in _WEEKDAYS.items()} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
SHORT_NAMES = frozenset(_SHORT_WEEKDAYS).union(_MONTHS)
_UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "week": ("week", 1), "fortnight": ("week", 2), "weekend": ("weekend", 1),
    "month": ("month", 1), "quarter": ("quarter", 1), "year": ("year", 1), "decade": ("decade", 1),
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1700, 2099


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a text; `low` is in lower case, without a possessive ending."""

    text: str
    low: str
    start: int
    end: int


_NONE = Token("", "", -1, -1)
_AROUND = ("",) * 4


class Words:
    """A text as tokens, and the day its words refer to. Beyond its ends are empty tokens."""

    __slots__ = ("_lows", "today", "tokens")

    def __init__(self, tokens: tuple[Token, ...], today: date) -> None:
        self.tokens = tokens
        self.today = today
        self._lows = (*(token.low for token in tokens), *_AROUND)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else _NONE

    def low(self, i: int) -> str:
        """The token in lower case."""
        return self._lows[i] if -len(_AROUND) <= i < len(self._lows) else ""

    def glued(self, i: int) -> bool:
        """Whether no space stands before a token."""
        return i > 0 and self[i].start == self[i - 1].end

    def skip(self, i: int, *options: str) -> int:
        """Returns the position after a token, if it is one of the options."""
        return i + 1 if self.low(i) in options else i

    def follow(self, i: int, phrase: str) -> int | None:
        """Returns the position after the words of a phrase, or None where they do not stand."""
        for word in _split(phrase):
            if self.low(i) != word:
                return None
            i += 1
        return i

    def any_of(self, i: int, phrases: tuple[str, ...]) -> int | None:
        """Returns the position after the first phrase that stands there, or None."""
        return next((j for phrase in phrases if (j := self.follow(i, phrase)) is not None), None)


@cache
def _split(phrase: str) -> tuple[str, ...]:
    """The words of one of the grammar's own phrases."""
    return tuple(phrase.split())


def cut(text: str, today: date) -> Words:
    """Returns a text as tokens."""
    found = []
    for match in _TOKEN.finditer(text):
        low = match[0].lower().replace("’", "'")
        found.append(Token(match[0], low.removesuffix("'s"), match.start(), match.end()))
    return Words(tuple(found), today)


def possessive(token: Token) -> bool:
    """Whether a word stands in the genitive: "Monday's"."""
    return len(token.low) < len(token.text)


def capital(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return token.text[:1].isupper()


def opens_sentence(words: Words, i: int) -> bool:
    """Whether a token is a sentence's first, where a capital letter says nothing."""
    return words.low(i - 1) in ("", ".", "?", "!", ":", ";", '"', "“", "‘", "'", "(", "—", "–", "•")


def number(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and value of a number up to 999: "3", "a couple of", "twenty-one"."""
    i = words.skip(i, "a") if words.low(i + 1) in ("couple", "few", "dozen") else i
    low = words.low(i)
    if low == "couple":
        return words.skip(i + 1, "of"), 2
    if low in ("few", "dozen"):
        return i + 1, 3 if low == "few" else 12
    if re.fullmatch(r"[0-9]{1,3}", low):
        return i + 1, int(low)
    value = NUMBERS.get(low)
    if value is None:
        return None
    ones = NUMBERS.get(words.low(i + 2), 10)
    if value >= 20 and words.low(i + 1) == "-" and ones < 10:
        return i + 3, value + ones
    return i + 1, value


def ordinal(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and value of "first", "2nd", "last" (which is `LAST`), or None."""
    low = words.low(i)
    if low in ORDINALS:
        return i + 1, ORDINALS[low]
    if low in _ENDMOST:
        return i + 1, _ENDMOST[low]
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)", low)
    return (i + 1, int(match[1])) if match else None


def unit(words: Words, i: int) -> tuple[int, Unit, int] | None:
    """Returns the end, unit and count of a unit's name: "weeks", "fortnight" (two weeks)."""
    found = _UNITS.get(words.low(i)) or _UNITS.get(words.low(i).removesuffix("s"))
    return (i + 1, *found) if found else None


def year(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and value of a year in four digits, 1700 to 2099."""
    if not re.fullmatch(r"[0-9]{4}", words.low(i)):
        return None
    value = int(words.low(i))
    return (i + 1, value) if FIRST_YEAR <= value <= LAST_YEAR else None


def month(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and number of a month, its name in full or short, with its full stop."""
    found = _MONTHS.get(words.low(i))
    if found is None:
        return None
    short = words.low(i) not in MONTHS
    follows = words.low(i + 2)
    dotted = short and words.low(i + 1) == "." and words.glued(i + 1)
    return (i + 2 if dotted and follows else i + 1), found


def weekday(words: Words, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """Returns the end and number of a weekday, Monday 0; short names only where they are asked."""
    found = _WEEKDAYS.get(words.low(i))
    if found is not None:
        return i + 1, found
    found = _SHORT_WEEKDAYS.get(words.low(i)) if short else None
    return (words.skip(i + 1, "."), found) if found is not None else None


def day_of_month(words: Words, i: int) -> tuple[int, int] | None:
    """Returns the end and value of "5", "05", "5th" or, before "of", "fifth"; 1 to 31."""
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", words.low(i))
    if match and 1 <= int(match[1]) <= 31:
        clock = words.low(i + 1) == ":" and words.glued(i + 1) and words[i + 2].low[:1].isdigit()
        return None if clock else (i + 1, int(match[1]))
    named = ORDINALS.get(words.low(i))
    return (i + 1, named) if named and words.low(i + 1) == "of" else None
