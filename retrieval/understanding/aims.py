"""What a question is after, read from its words: text → Intent and what the question is about.

A fact is the safe default: a survey that nobody asked for hides the answer, while a fact looked up
in place of a survey still answers something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.intents import Intent
from retrieval.understanding import intent_words, latest_words
from retrieval.understanding.phrasing import PIECE, PIECES, UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An intent and the text without the words that told it."""

    intent: Intent
    subject: str


LONGEST = 500
"""Characters of the longest text that is asked for its intent: longer ones are no such question,
and patterns that look for a subject between two words take a square of the length."""

_COMPILED = tuple(
    (intent, re.compile(text, re.IGNORECASE))
    for intent, text in (*intent_words.PATTERNS, *latest_words.PATTERNS)
)
_IN_HERE = re.compile(
    r",? \b(?:that )?(?:we have )?in (?:the|this|our) archives?\b"
    r"|,? \bin (?:chronological )?order\b|,? \bplease\b|,? \bso far\b$"
    r"|,? (?:(?:have|has|did|do|were|are|was) )?(?:been |we )?"
    r"(?:run|published|publish|written|write|printed|appeared|appear|there|have)\b"
    r"(?=$| (?:in|since|between|from|during|before|after|until|last|this|on)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf",? \b(?:by|per|for each|in each) {UNIT}(?:(?:,| and|,? by)+ {UNIT})*$|,? over time$",
    re.IGNORECASE,
)
_NEWS_OF_DAYS = re.compile(
    r"(?:so |and )?(?:what (?:has |have )?(?:happened|went on|was going on|was (?:in )?(?:the )?"
    r"news|(?:did (?:we|the papers?|the archive)|was) (?:run|report(?:ed)?|publish(?:ed)?|"
    r"print(?:ed)?|writ(?:e|ten)))"
    r"|what(?:'s|’s| is) (?:new|happening|in the news)|(?:the )?news|(?:the )?headlines)"
    r"(?: (?:in|about|around) (?:the )?(?:news|world))?",
    re.IGNORECASE,
)
_EVERY_PIECE = re.compile(f"{PIECES}|{PIECE}", re.IGNORECASE)


def aim_of(text: str) -> Aim:
    """Returns what a question is after, and its text without the words that told it.

    A fact's subject is the whole text. How outlets compare is read in `comparisons`, which knows
    the archive's outlets.
    """
    bare = text.strip().rstrip("?!. ").strip()
    for intent, pattern in _COMPILED if len(bare) <= LONGEST else ():
        if found := pattern.search(bare):
            return Aim(intent=intent, subject=_subject(intent, found) or bare)
    return Aim(intent=Intent.FACT, subject=bare)


def _subject(intent: Intent, found: re.Match[str]) -> str:
    groups = found.groupdict()
    rest = found.string[found.end() :]
    subject = " ".join(filter(None, [groups["subject"], groups.get("more"), rest]))
    if intent in (Intent.COVERAGE, Intent.SOURCES, Intent.FIRST_MENTION, Intent.TIMELINE):
        subject = _IN_HERE.sub("", f" {subject}")
    if intent is Intent.COVERAGE:
        subject = _LISTED.sub("", subject)
    return " ".join(subject.split()).strip(" ,;:")


def asks_for_news(text: str) -> bool:
    """Returns whether a question, without its time words, asks what there was in the news.

    Of days, an outlet or an author it names, the list of what was published is the answer; no
    sentence is.
    """
    return bool(_NEWS_OF_DAYS.fullmatch(text.strip().rstrip("?!. ").strip()))


def names_nothing(subject: str) -> bool:
    """Returns whether a subject is no matter of its own, but whatever was published."""
    return not subject or bool(_EVERY_PIECE.fullmatch(subject))
