"""Pronouns in a follow-up, put in the place of which the conversation has a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.text.wording import STOPWORDS, plain
from retrieval.understanding.mentions import Being, Mention, mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


_THINGS = (Being.SOMETHING, Being.PLACE)
_FAMILIES: tuple[tuple[re.Pattern[str], tuple[Being, ...]], ...] = (
    (re.compile(r"\b(?:he|him|his|himself)\b", re.I), (Being.PERSON,)),
    (re.compile(r"\b(?:she|her|hers|herself)\b", re.I), (Being.PERSON,)),
    (re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.I), _THINGS),
    (re.compile(r"(?<!say )(?<!said )(?<!do )(?<!mean )\b(?:it|its|itself)\b", re.I), _THINGS),
    (
        re.compile(
            r"(?<!in )(?<!from )\bthere\b(?! (?:is|are|was|were|be|been|has|have|had|any|a|an)\b)"
            r"(?<!is there)(?<!are there)(?<!was there)(?<!were there)",
            re.I,
        ),
        (Being.PLACE,),
    ),
)
_NAMELESS = re.compile(r"\b(?:the|a|an) [a-z]")
_POSSESSIVE = frozenset(("his", "hers", "their", "theirs", "its"))
_WHO = re.compile(
    r"^\W*(?:and |but |so )?(?:who|whom|whose|which (?:\w+ )?(?:man|woman|player))\b", re.I
)


def with_names(text: str, history: Sequence[Turn]) -> str:
    """Returns the text with the first pronoun of each kind replaced by the latest fitting name.

    "He" and "she" are persons, "it" and "they" organisations, places and things that bear names,
    "there" is a place. A pronoun whose own question has a name that fits before it, and one for
    which the conversation has none, stays.
    """
    seen = " ".join(f"{turn.question} {turn.answer}" for turn in history)
    people = [family for family, of in _FAMILIES if of == (Being.PERSON,) and family.search(text)]
    for family, beings in _FAMILIES:
        found = family.search(text)
        if not found or (len(people) > 1 and family in people):
            continue
        if any(one.being in beings for one in mentions(text[: found.start()], seen)):
            continue
        name = _referent(beings, history, seen)
        if name:
            text = text[: found.start()] + _as(found, text, name) + text[found.end() :]
    return text


def _referent(beings: tuple[Being, ...], history: Sequence[Turn], seen: str) -> str:
    """The latest fitting name in a question, or in the answer to one that asked who.

    What is talked about is named in questions; answers name many others, and are looked into for
    persons only. A question about a thing without a name ("the ferry") ends the search for the
    name of one: that thing may be meant.
    """
    for turn in reversed(history):
        asks_who = beings != _THINGS and _WHO.search(turn.question)
        if asks_who and (answered := _fitting(mentions(turn.answer, seen), beings)):
            return answered
        if asked := _fitting(mentions(turn.question, seen), beings):
            return asked
        if beings == _THINGS and _NAMELESS.search(turn.question):
            return ""
    if beings == _THINGS:
        return ""
    answers = (_fitting(mentions(turn.answer, seen), beings) for turn in reversed(history))
    return next(filter(None, answers), "")


def _fitting(found: Sequence[Mention], beings: tuple[Being, ...]) -> str:
    return next((one.name for one in found if one.being in beings), "")


def _as(pronoun: re.Match[str], text: str, name: str) -> str:
    word, after = pronoun[0].lower(), text[pronoun.end() :]
    following = re.match(r"\s+([^\W\d_]+)", after)
    if word == "there":
        return f"in {name}"
    owns = word in _POSSESSIVE or (
        word == "her" and following is not None and plain(following[1]) not in STOPWORDS
    )
    return f"{name}’s" if owns else name
