"""Months, weekdays, seasons and feasts by name, told from people, titles, habits and verbs."""

from __future__ import annotations

from retrieval.text.wording import word_list
from retrieval.understanding.times.context import (
    FUNCTION,
    NOT_ONE,
    attributive,
    name_after,
    noun_after,
    placed,
    thing_after,
)
from retrieval.understanding.times.words import Words, capital, opens_sentence, possessive

_NAMED_WEEKDAYS = frozenset(
    word_list(
        "black good ash holy easter super bloody cyber shrove maundy palm giving red fat casual "
        "pancake wicked ruby whit big mad clean happy boxing spy girl man mothering freaky stir"
    )
)
_HABITS = frozenset(
    word_list(
        "school roast lunch prayers prayer trading league papers paper best newspaper supplement "
        "mass drive club driver newspapers mornings afternoons evenings nights"
    )
)
_PUBLICATIONS = frozenset(
    word_list(
        "night times mirror express post telegraph world mail herald courier morning magazine star "
        "sun tribune league review world football live evening"
    )
)
_CLEAR_MONTHS = frozenset(
    word_list("january february july september october november december sept")
)
_GIVEN_NAMES = frozenset(word_list("april june august jan may"))
_STRICTLY = frozenset(
    word_list("in since last early mid late until till during throughout this next from of")
)
_VERBS = frozenset(
    word_list("quit left won lost was is has had have said became took will would be not did")
)
_AT_FEASTS = frozenset(word_list("in on at over since before after until by during this last"))
_SEASONED = frozenset(
    word_list(
        "in during over since until till by before after throughout through of for from early mid "
        "late and last this next"
    )
)


def month_is_time(words: Words, start: int, end: int) -> bool:
    """Returns whether a month's name means the month, not a person, a verb or a surname."""
    # "Last March" is one token longer than its month.
    named = end - 2 if words.low(end - 1) == "." else end - 1
    name, before, following = words[named], words.low(start - 1), words[end]
    low = name.low.rstrip(".")
    led = placed(words, start) or words.low(start) in ("last", "this", "next")
    if not capital(name) and low in ("may", "march", "mar", "jan", "dec", "sep", "oct", "nov"):
        led = led and (before in _STRICTLY or named > start) and following.low not in _VERBS
    if len(low) <= 3 and low != "may" and not capital(name):
        return False
    past_verb = following.low in _VERBS or (
        following.text.islower() and following.low.endswith("ed")
    )
    sure = named > start or before in ("in", "since", "during", "early", "mid", "late")
    if low == "may" and past_verb and not sure:
        return False
    if low in _GIVEN_NAMES and low != "may" and capital(following) and named == start:
        return False
    if low == "may" and capital(following) and before not in ("in", "since", "during"):
        return named > start
    if led:
        return before != "of" or words.low(start - 2) not in ("class", "ides")
    if low not in _CLEAR_MONTHS:
        return low != "may" and capital(name) and attributive(words, start, end)
    if name_after(words, end):
        return before == "and"
    if capital(words[start - 1]) and before not in FUNCTION:
        return False
    return possessive(name) or attributive(words, start, end) or before == "" or following.low == ""


def weekday_is_time(words: Words, start: int, end: int) -> bool:
    """Returns whether a weekday means one day, not a title, a newspaper or a habit."""
    named = end - 1
    before, following = words[start - 1], words[end]
    low = before.low
    if low in NOT_ONE or low in _NAMED_WEEKDAYS or following.low in _HABITS:
        return False
    if following.low in ("after", "before", "following", "preceding") and low == "the":
        return False
    if following.low == "the" and words.low(end + 1)[:1].isdigit():
        return False
    if low == "on" and words.low(start - 2) in ("mail", "independent", "scotland", "herald"):
        return False
    if name_after(words, end) and not possessive(words[named]):
        if low not in ("on", "last", "next", "this", "by", "since", "until"):
            return following.text.isupper() and len(following.text) > 1
        return following.low not in _PUBLICATIONS
    if low == "-" and words.glued(start):
        return False
    titled = capital(before) and before.text.isalpha() and low not in FUNCTION
    return not titled or (before.text.isupper() and len(before.text) > 1)


def season_is_time(words: Words, start: int, end: int) -> bool:
    """Returns whether a season's name means a season of a year, not a spring or a fall."""
    before, name, following = words.low(start - 1), words[end - 1], words[end]
    determined = before == "the"
    led = words.low(start - 2) if determined else before
    if name_after(words, end) and capital(name):
        return False
    if following.low in ("of", "in", "-") or (words.glued(end) and following.low == "-"):
        return False
    if name.low == "fall" and (not determined or led in ("before", "after", "since", "of", "by")):
        return False
    if capital(name) and capital(words[start - 1]) and not opens_sentence(words, start - 1):
        return False
    if possessive(name):
        return determined
    noun = thing_after(words, end)
    return led in _SEASONED and not noun


def feast_is_time(words: Words, start: int, end: int) -> bool:
    """Returns whether a feast means its day, not what goes with it ("Halloween costumes")."""
    if words.low(end - 1) in ("day", "eve", "night", "july"):
        return words.low(start - 1) not in NOT_ONE
    return words.low(start - 1) in _AT_FEASTS and not noun_after(words, end)


def today_is_time(words: Words, start: int, end: int) -> bool:
    """Returns whether "today" and its like are no part of a name such as USA Today."""
    for i in range(start, end):
        named = i > start or capital(words[i - 1]) or words.low(i - 1) in ("the", "of")
        if named and capital(words[i]) and not opens_sentence(words, i):
            return False
    return not (capital(words[start]) and name_after(words, end))
