"""The words by which questions ask where things stand now, the most telling first.

`subject`, or `more`, is what the question is about.
"""

from __future__ import annotations

from retrieval.intents import Intent
from retrieval.understanding.phrasing import ASKING, SHOWN, SUBJECT

PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.LATEST,
        rf"{ASKING}(?:what(?:'s|’s| is| are) |{SHOWN}|any )?(?:the )?(?:very )?latest(?: news| "
        r"developments?| updates?| information| state of play| state| status| situation)? "
        rf"(?:on|about|with|regarding|concerning|in|from|of) (?!the (?:week|month|year|"
        rf"day)\b){SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"{ASKING}(?:what(?:'s|’s| is) |{SHOWN})(?:the )?(?:current|present|latest) (?:state|"
        rf"status|situation|position|state of play|state of affairs) (?:of|on|with|in|regarding|at|"
        rf"around) {SUBJECT}",
    ),
    (
        Intent.LATEST,
        r"^where (?:do|does) (?:things|matters|it|everything) (?:now |currently )?stand(?: now| "
        rf"currently| today)? (?:on|with|in|over|regarding|at) {SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^where (?:do|does) {SUBJECT} (?:now|currently) stand$|^where (?:do|does) "
        r"(?P<more>\S.*) stand (?:now|currently|at the moment)$",
    ),
    (
        Intent.LATEST,
        rf"^(?:is there )?any (?:news|updates?|(?:new )?developments?) (?:on|about|with|in|from) "
        rf"{SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^what(?:'s|’s| is) (?:new|happening(?: now)?|going on(?: now)?|the state of play) "
        rf"(?:with|in|on|at|around) {SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"{ASKING}(?:catch me up|update me|bring me up to (?:date|speed)) (?:on|about|with) "
        rf"{SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"{ASKING}{SHOWN}(?:an? |the |any )?(?:quick |short |brief )?updates? (?:on|about) "
        rf"{SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^where (?:do|are) we (?:now )?(?:stand )?(?:now )?(?:on|with|in) {SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^how (?:do|are) (?:things|matters) (?:stand(?:ing)?|going|progressing)(?: now| "
        rf"currently)? (?:with|on|at|in) {SUBJECT}",
    ),
    (
        Intent.LATEST,
        rf"^what(?:'s|’s| has| have)? (?:been )?happened (?:most )?(?:recently|lately) (?:with|to|"
        rf"in|at) {SUBJECT}",
    ),
)
