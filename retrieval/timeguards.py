"""Whether what looks like time is time where it stands, or part of a name, a count or a verb."""

from __future__ import annotations

from retrieval.timeleaves import Kind, Leaf
from retrieval.timewords import Words, capital, opens_sentence, possessive
from retrieval.wording import word_list

_WITH_TIME = frozenset(
    word_list(
        "in during of since by before after until till through throughout from to for and between "
        "around about circa early mid late on at over as or than year summer spring autumn winter "
        "last this next following pre post ending ended"
    )
)
_PLACED = _WITH_TIME - frozenset(word_list("than and or to at about as over on"))
_FUNCTION = _WITH_TIME | frozenset(
    word_list(
        "the a an what who whom whose which when where why how did do does was were is are has "
        "have had can could will would should may might must that it its he she they his her their "
        "and but or not say says said happen happened also only if while with on at show list "
        "find any"
    )
)
_DETERMINERS = frozenset(word_list("the its their his her our my your this that"))
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
_NAMED_WEEKDAYS = frozenset(
    word_list(
        "black good ash holy easter super bloody cyber shrove maundy palm giving red fat casual "
        "pancake wicked ruby whit big mad clean happy boxing spy girl man mothering freaky stir"
    )
)
_NOT_ONE_WEEKDAY = frozenset(
    word_list("every each a an any most some alternate per typical another")
)
_HABITS = frozenset(
    word_list(
        "school roast lunch prayers prayer trading league papers paper best newspaper supplement "
        "mass drive club driver"
    )
)
_PUBLICATIONS = frozenset(
    word_list(
        "night times mirror express post telegraph world mail herald courier morning magazine star "
        "sun tribune league review world football live evening"
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
_PROSPECTS = (
    "set to", "due to", "due in", "due on", "expected to", "scheduled to", "scheduled for",
    "planned for", "plans to", "plan to", "planning to", "going to", "headed to", "about to",
)  # fmt: skip
_AT_FEASTS = frozenset(word_list("in on at over since before after until by during this last"))
_SEASONED = frozenset(
    word_list(
        "in during over since until till by before after throughout through of for from early mid "
        "late and last this next"
    )
)


def is_time(words: Words, start: int, end: int, leaf: Leaf) -> bool:
    """Returns whether the tokens from `start` to before `end` mean what they seem to.

    A leaf that was written clearly does; one that is only four digits, a month's, weekday's or
    season's name needs words around it that say so.
    """
    before = words.low(start - 1)
    if before == "-" and words.glued(start) and words.glued(start - 1):
        return words.low(start - 2) in ("mid", "early", "late", "pre", "post")
    compared = before in ("versus", "vs") or "than" in [words.low(start - k) for k in range(1, 5)]
    if compared and not _later_than(words, start):
        return False
    if before in ("to", "with") and words.low(start - 2) in ("compared", "relative", "compare"):
        return False
    if _quoted(words, start, end):
        return False
    match leaf.kind:
        case Kind.YEAR:
            return _year(words, start, end)
        case Kind.MONTH:
            return _month(words, start, end)
        case Kind.WEEKDAY:
            return _weekday(words, start, end)
        case Kind.SEASON:
            return _season(words, start, end)
        case Kind.FEAST:
            return _feast(words, start, end)
        case Kind.DECADE:
            led = before in _PLACED or before in ("the", "", "(")
            return led and not _adjective(words, start, end)
        case Kind.TODAY:
            return _today(words, start, end)
        case Kind.DATE if before in _NOT_ONE_WEEKDAY - {"a", "an"}:
            return False
        case Kind.DATE:
            return not (words.low(end) in _EVENTS and before not in ("on", "since"))
        case _:
            return not _title(words, start, end)


def _later_than(words: Words, start: int) -> bool:
    return words.low(start - 1) == "than" and words.low(start - 2) in ("later", "earlier")


def attributive(words: Words, start: int, end: int) -> bool:
    """Returns whether the words stand before a noun: "the 2019 fire"."""
    before = words[start - 1]
    noun = words[end].text
    determined = before.low in _DETERMINERS or possessive(before) or before.low in ("a", "an")
    determined = determined or words.low(start) == "the"
    return determined and noun.isalpha() and noun.islower() and noun not in _FUNCTION


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
    if before.low == "of" and words.low(start - 2) in _LABELS:
        return False
    round_number = int(words.low(start)) % 100 == 0 if words.low(start).isdigit() else False
    noun = following.text.isalpha() and following.text.islower() and following.low not in _FUNCTION
    if round_number and noun and before.low not in ("in", "since", "the"):
        return False
    if (
        before.low in _PLACED
        or _later_than(words, start)
        or before.low in ("and", "or", "to", "about")
    ):
        return not (before.low == "to" and words.low(start - 2) not in ("up", "prior", "", "due"))
    if before.low in _DETERMINERS or possessive(before):
        return following.text.isalpha() and following.low not in _FUNCTION
    if before.low == "":
        return following.low not in ("by", ":")
    if before.low in ("(", ",", ";", "–", "—"):
        return not (before.low == "(" and capital(words[start - 2]))
    if before.low in _LABELS or capital(before) or not before.text.isalpha():
        return opens_sentence(words, start) and noun
    return noun and before.low not in _FUNCTION and not round_number


def _month(words: Words, start: int, end: int) -> bool:
    # "Last March" is one token longer than its month.
    named = end - 2 if words.low(end - 1) == "." else end - 1
    name, before, following = words[named], words.low(start - 1), words[end]
    low = name.low.rstrip(".")
    led = before in _PLACED or words.low(start) in ("last", "this", "next")
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
    if low not in _CLEAR_MONTHS or (capital(following) and following.text.isalpha()):
        return before == "and" and low in _CLEAR_MONTHS
    if possessive(name):
        return True
    if capital(words[start - 1]) and not opens_sentence(words, start - 1):
        return False
    return attributive(words, start, end) or before == "" or following.low == ""


def _weekday(words: Words, start: int, end: int) -> bool:
    named = end - 1
    before, following = words[start - 1], words[end]
    low = before.low
    if low in _NOT_ONE_WEEKDAY or low in _NAMED_WEEKDAYS or following.low in _HABITS:
        return False
    if following.low in ("after", "before", "following", "preceding") and low == "the":
        return False
    if following.low == "the" and words.low(end + 1)[:1].isdigit():
        return False
    if low == "on" and words.low(start - 2) in ("mail", "independent", "scotland", "herald"):
        return False
    if capital(following) and following.text.isalpha() and not possessive(words[named]):
        if low not in ("on", "last", "next", "this", "by", "since", "until"):
            return following.text.isupper() and len(following.text) > 1
        return following.low not in _PUBLICATIONS
    if low == "-" and words.glued(start):
        return False
    titled = capital(before) and before.text.isalpha() and low not in _FUNCTION
    return not titled or (before.text.isupper() and len(before.text) > 1)


def _season(words: Words, start: int, end: int) -> bool:
    before, name, following = words.low(start - 1), words[end - 1], words[end]
    determined = before == "the"
    led = words.low(start - 2) if determined else before
    if capital(following) and following.text.isalpha() and capital(name):
        return False
    if following.low in ("of", "in", "-") or (words.glued(end) and following.low == "-"):
        return False
    if name.low == "fall" and (not determined or led in ("before", "after", "since", "of", "by")):
        return False
    if capital(name) and capital(words[start - 1]) and not opens_sentence(words, start - 1):
        return False
    if possessive(name):
        return determined
    noun = following.text.isalpha() and following.text.islower() and following.low not in _FUNCTION
    return led in _SEASONED and not noun


def _feast(words: Words, start: int, end: int) -> bool:
    if words.low(end - 1) in ("day", "eve", "night", "july"):
        return words.low(start - 1) not in _NOT_ONE_WEEKDAY
    return words.low(start - 1) in _AT_FEASTS and not _adjective(words, start, end)


def _adjective(words: Words, start: int, end: int) -> bool:
    """Whether a noun follows, which the words only describe."""
    noun = words[end].text
    return noun.isalpha() and (noun.istitle() or noun not in _FUNCTION)


def _today(words: Words, start: int, end: int) -> bool:
    for i in range(start, end):
        named = i > start or capital(words[i - 1]) or words.low(i - 1) in ("the", "of")
        if named and capital(words[i]) and not opens_sentence(words, i):
            return False
    return not (capital(words[start]) and capital(words[end]) and words[end].text.isalpha())
