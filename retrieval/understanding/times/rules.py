"""All rules for what can stand at one place in a text; the longest reading wins."""

from __future__ import annotations

from functools import lru_cache

from retrieval.text.days import MONTHS, WEEKDAYS
from retrieval.text.wording import word_list
from retrieval.understanding.times.anchors import ANCHOR_RULES
from retrieval.understanding.times.dates import DATE_RULES, DECADES, Hit
from retrieval.understanding.times.feasts import feast
from retrieval.understanding.times.parts import PART_RULES, PARTS
from retrieval.understanding.times.phrases import PHRASE_RULES
from retrieval.understanding.times.words import NUMBERS, ORDINALS, SHORT_NAMES, Words

_RULES = (*PART_RULES, *ANCHOR_RULES, *PHRASE_RULES, feast, *DATE_RULES)
_PART_WORDS = frozenset(phrase.split()[0] for phrases, _ in PARTS for phrase in phrases)
# The words that something read here can begin with, besides numbers.
_OPENERS = frozenset(
    word_list(
        "the a an couple few dozen last this next past these coming today tonight yesterday "
        "tomorrow late early mid midweek midway day night middle beginning start end close week "
        "weekend days around about circa on more less over at up fewer under almost nearly roughly "
        "some exactly so to all earlier later christmas xmas boxing new valentine st may halloween "
        "hallowe'en juneteenth bastille armistice veterans bonfire guy fourth april spring summer "
        "autumn fall winter noughties latter final opening closing q1 q2 q3 q4 h1 h2 year month "
        "quarter"
    )
).union(_PART_WORDS, MONTHS, WEEKDAYS, ORDINALS, NUMBERS, DECADES, SHORT_NAMES)


@lru_cache(maxsize=256)
def leaf_at(words: Words, i: int) -> Hit | None:
    """Returns the longest that any rule reads at a position, an earlier rule's first.

    Ranges, bounds and single readings ask for the same place in turn, so that it is remembered.
    """
    low = words.low(i)
    if low not in _OPENERS and not low[:1].isdigit():
        return None
    best: Hit | None = None
    for rule in _RULES:
        hit = rule(words, i)
        if hit and (best is None or hit.end > best.end):
            best = hit
    return best
