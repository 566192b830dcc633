"""Whether what looks like time is time where it stands, or part of a name, a count or a title."""

from __future__ import annotations

from retrieval.text.wording import word_list
from retrieval.understanding.times.context import (
    DETERMINERS,
    FUNCTION,
    NOT_ONE,
    PLACED,
    later_than,
    noun_after,
    placed,
    thing_after,
)
from retrieval.understanding.times.leaves import Kind, Leaf
from retrieval.understanding.times.names import (
    feast_is_time,
    month_is_time,
    season_is_time,
    today_is_time,
    weekday_is_time,
)
from retrieval.understanding.times.words import Words, capital, opens_sentence, possessive, year

# Nouns that a number behind them labels, and things that come in thousands.
_LABELS = frozenset(
    word_list(
        "class flight room page route highway unit channel number no model gate version agenda "
        "vision apartment section resolution article asteroid platform line bus suite lot case "
        "form plan goals strategy expo league cup games"
    )
)
_COUNTED = frozenset(
    word_list(
        "people men women children deaths dead homes houses jobs votes miles km kilometres metres "
        "meters feet tonnes tons troops soldiers workers employees students points cases years "
        "days hours weeks months dollars euros pounds percent per percentage % acres hectares mah "
        "words characters pages members victims passengers migrants refugees residents staff units "
        "copies cars vehicles trees animals calories degrees times others more"
    )
)
# Days whose date became the name of what happened: the 6 January committee, 7 October attacks.
_EVENTS = frozenset(
    word_list(
        "attack attacks massacre insurrection riot riots committee commission panel hearing "
        "hearings defendants movement revolution rioters investigation probe case cases coup "
        "uprising anniversary memorial victims"
    )
)
_PROSPECTS = (
    "set to", "due to", "due in", "due on", "expected to", "scheduled to", "scheduled for",
    "planned for", "plans to", "plan to", "planning to", "going to", "headed to", "about to",
)  # fmt: skip


def is_time(words: Words, start: int, end: int, leaf: Leaf) -> bool:
    """Returns whether the tokens from `start` to before `end` mean what they seem to.

    A leaf that was written clearly does; one that is only four digits, a month's, weekday's or
    season's name needs words around it that say so.
    """
    before = words.low(start - 1)
    if before == "-" and words.glued(start) and words.glued(start - 1):
        return words.low(start - 2) in ("mid", "early", "late", "pre", "post")
    compared = before in ("versus", "vs") or "than" in [words.low(start - k) for k in range(1, 5)]
    if compared and not later_than(words, start):
        return False
    on_base = before == "on" and words.low(start) == "last" and leaf.unit in ("month", "year")
    if on_base and leaf.kind is Kind.CLEAR:
        return False
    if before in ("to", "with") and words.low(start - 2) in ("compared", "relative", "compare"):
        return False
    if _quoted(words, start, end):
        return False
    match leaf.kind:
        case Kind.YEAR:
            return _year(words, start, end)
        case Kind.MONTH:
            return month_is_time(words, start, end)
        case Kind.WEEKDAY:
            return weekday_is_time(words, start, end)
        case Kind.SEASON:
            return season_is_time(words, start, end)
        case Kind.FEAST:
            return feast_is_time(words, start, end)
        case Kind.DECADE:
            led = before in PLACED or before in ("the", "", "(")
            return led and not noun_after(words, end)
        case Kind.TODAY:
            return today_is_time(words, start, end)
        case Kind.DATE if before in NOT_ONE - {"a", "an"} or words.low(start - 2) == "eve":
            return False
        case Kind.DATE:
            return not (words.low(end) in _EVENTS and before not in ("on", "since"))
        case _:
            return not _title(words, start, end)


def counted(words: Words, i: int) -> bool:
    """Returns whether a token is a thing that numbers before it count."""
    return words.low(i) in _COUNTED


def prospective(words: Words, start: int) -> bool:
    """Returns whether the sentence speaks of what is to come before a token: "will", "due to".

    What comes every year may then mean the next one as well as the last.
    """
    for i in range(start - 1, max(start - 40, -1), -1):
        if words.low(i) in (".", "?", "!", ";"):
            return False
        if words[i].text in ("will", "shall") or (
            words.low(i) in ("will", "shall") and opens_sentence(words, i)
        ):
            return True
        if words.any_of(i, _PROSPECTS):
            return True
    return False


def _quoted(words: Words, start: int, end: int) -> bool:
    return words.low(start - 1) in ("'", '"', "“", "‘") and words.low(end) in ("'", '"', "”", "’")


def _title(words: Words, start: int, end: int) -> bool:
    """Whether relative words are a title's: "Last Week Tonight"."""
    first, last, following = words[start], words[end - 1], words[end]
    closing = words.low(end) in ("”", "’", '"') or words.low(end + 1) in ("”", "’", '"')
    if closing and capital(first) and capital(last) and capital(words[start - 1]):
        return True
    return (
        capital(first)
        and capital(last)
        and first.text.isalpha()
        and last.text.isalpha()
        and capital(following)
        and end - start == 2
        and words.low(start) in ("last", "this", "next", "the")
    )


def _year(words: Words, start: int, end: int) -> bool:
    before, following = words[start - 1], words[end]
    if before.low in ("$", "£", "€", "#", "'", "’") or following.low in _COUNTED:
        return False
    if words.glued(end) and following.low in ("-", "–") and words[end + 1].text.isalpha():
        return False
    if following.low == ":" and capital(words[end + 1]):
        return False
    joined = following.low in ("to", "-", "–", "and", "or") and words.low(end + 1)[:1].isdigit()
    if joined and not year(words, end + 1):
        return False
    if before.low == "of" and words.low(start - 2) in _LABELS:
        return False
    round_number = int(words.low(start)) % 100 == 0 if words.low(start).isdigit() else False
    noun = thing_after(words, end)
    if round_number and noun and before.low not in ("in", "since", "the"):
        return False
    if before.low == "to" and not placed(words, start):
        return words.low(start - 2) in ("", "due")
    if placed(words, start) or before.low in ("and", "or", "to", "about"):
        return True
    if before.low in DETERMINERS or possessive(before):
        return following.text.isalpha() and following.low not in FUNCTION
    if before.low == "":
        return following.low not in ("by", ":")
    if before.low in ("(", ",", ";", "–", "—"):
        return not (before.low == "(" and capital(words[start - 2]))
    if before.low in _LABELS or capital(before) or not before.text.isalpha():
        return opens_sentence(words, start) and noun
    return noun and before.low not in FUNCTION and not round_number
