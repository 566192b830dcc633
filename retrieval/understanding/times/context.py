"""The words around time words, and whether a noun follows them."""

from __future__ import annotations

from retrieval.text.wording import word_list
from retrieval.understanding.times.words import Words, capital, possessive

WITH_TIME = frozenset(
    word_list(
        "in during of since by before after until till through throughout from to for and between "
        "around about circa early mid late on at over as or than year summer spring autumn winter "
        "last this next following pre post ending ended"
    )
)
PLACED = WITH_TIME - frozenset(word_list("than and or to at about as over on"))
FUNCTION = WITH_TIME | frozenset(
    word_list(
        "later earlier the a an what who whom whose which when where why how did do does was were "
        "is are has have had can could will would should may might must that it its he she "
        "they his her their and but or not say says said happen happened also only if while with "
        "on at show list find any"
    )
)
NOT_ONE = frozenset(word_list("every each a an any most some alternate per typical another"))
DETERMINERS = frozenset(word_list("the its their his her our my your this that"))


def later_than(words: Words, start: int) -> bool:
    """Returns whether "later than" or "earlier than" stands before, which compares no figures."""
    return words.low(start - 1) == "than" and words.low(start - 2) in ("later", "earlier")


def placed(words: Words, start: int) -> bool:
    """Returns whether a preposition of time stands before: "in", "prior to", "later than"."""
    before = words.low(start - 1)
    return (
        before in PLACED
        or later_than(words, start)
        or (before == "to" and words.low(start - 2) in ("up", "prior", "back"))
        or (before == "at" and words.low(start - 2) == "as")
        or (before == "least" and words.low(start - 3) == "since")
    )


def name_after(words: Words, end: int) -> bool:
    """Returns whether a word with a capital letter follows directly."""
    return capital(words[end]) and words[end].low.isalpha()


def noun_after(words: Words, end: int) -> bool:
    """Returns whether a noun or name seems to follow, which the words before it describe."""
    text = words[end].text
    return text.isalpha() and (text.istitle() or text not in FUNCTION)


def thing_after(words: Words, end: int) -> bool:
    """Returns whether a noun in lower case seems to follow."""
    text = words[end].text
    return text.isalpha() and text.islower() and text not in FUNCTION


def attributive(words: Words, start: int, end: int) -> bool:
    """Returns whether the words stand before a noun: "the 2019 fire"."""
    before = words[start - 1]
    determined = before.low in DETERMINERS or possessive(before) or before.low in ("a", "an")
    determined = determined or words.low(start) == "the"
    return determined and thing_after(words, end)
