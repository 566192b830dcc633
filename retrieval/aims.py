"""What a question is after, read from its words: text → Intent and what the question is about.

A fact is the safe default: a survey that nobody asked for hides the answer, while a fact looked up
in place of a survey still answers something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.intent_words import PATTERNS
from retrieval.intents import Intent
from retrieval.phrasing import UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An intent and the text without the words that told it."""

    intent: Intent
    subject: str


LONGEST = 500
"""Characters of the longest text that is asked for its intent: longer ones are no such question,
and patterns that look for a subject between two words take a square of the length."""

_COMPILED = tuple((intent, re.compile(text, re.IGNORECASE)) for intent, text in PATTERNS)
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
