"""What may be, is expected or alleged, kept from turning into what is."""

from __future__ import annotations

import re

from retrieval.text.wording import STOPWORDS, WORD, plain, stem

_HEDGE = re.compile(  # words by which a paraphrase may carry another hedge
    r"\b(?:may(?! \d)|might|could|can|should|ought|would (?:likely|probably)|\w*likel\w+|possib\w+|"
    r"probabl\w+|perhaps|maybe|potential\w*|reportedly|alleg\w+|apparent\w*|suppos\w+|presum\w+|"
    r"suspect\w*|accus\w+|expect\w*|forecast\w*|predict\w*|project(?:ed|s)|anticipat\w+|estimat\w+|"
    r"(?:set|due|poised|slated|scheduled|about|bound) to|due|appear\w*|seem\w*|plan\w*|propos\w+|"
    r"inten[dt]\w*|aim\w*|hop(?:es?|ed|ing)|wants?|wanted|seek\w*|sought|consider\w*|threat\w*|"
    r"risk\w*|fear\w*|believ\w+|think\w*|thought|if|whether|unless|unclear|unknown|rumou?r\w*|"
    r"speculat\w+|purported\w*|suggest\w*|claim\w*|charge[sd]?|chance|tr(?:y|ies|ied|ying)|"
    r"promis\w+|pledg\w+|vow\w*|offer\w*|urg(?:e|es|ed)|prepar\w+|aspir\w+|attempt\w*|in talks|"
    r"(?:says?|said|sees?|warn\w*) .*would)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(  # hedges that belong to the word after them
    r"\b(?:may(?! \d)|might|could(?! not)|would likely|(?:is|are|was|were) (?:(?:also|still|now|"
    r"widely|not) )?(?:expected|likely|unlikely|set|due|planning|scheduled|hoping|poised|believed|"
    r"thought|alleged|rumou?red|projected|forecast|predicted|suspected|considering) to|"
    r"expected to|likely to|(?:appear|seem)(?:s|ed)? to|reportedly|allegedly|alleged|suspected|"
    r"possibly|probably|perhaps|maybe|apparently|potentially|potential|possible|presumably|"
    r"supposedly|purportedly|accused of)\b",
    re.IGNORECASE,
)
_PLAIN_VERB = r"(?:will|would|is|are|was|were|be|been|being|has|have|had|to|also|have)"
_CLAUSE_LEFT = re.compile(rf"([\w'’-]+)\s+(?:{_PLAIN_VERB}\s+)*$")
_CLAUSE_RIGHT = re.compile(rf"\s+(?:{_PLAIN_VERB}\s+)*([\w'’-]+)")
_AFTER = 3  # words after a hedge that it may belong to, of those that carry meaning
_BEFORE, _BEHIND = 7, 3  # words of a draft round the hedged one where its own hedge may stand


def hardened(text: str, quote: str) -> str:
    """The hedge of `quote` that `text` lost while telling what it hedges, or "".

    A hedge may turn into any other ("is expected to" into "may"), but not into "will" or nothing.
    """
    for hedge in _HEDGED.finditer(quote):
        if _flat(quote[: hedge.start()], quote[hedge.end() :], text):
            return hedge[0]
    words = [match[0] for match in WORD.finditer(text)]
    stems = [stem(plain(word)) for word in words]
    for hedge in _HEDGED.finditer(quote):
        following = _following(quote[hedge.end() :])
        if not following or not set(following[:2]) <= set(stems):
            continue
        places = [i for i, found in enumerate(stems) if found == following[0]]
        if not any(
            _HEDGE.search(" ".join(words[max(0, at - _BEFORE) : at + _BEHIND])) for at in places
        ):
            return hedge[0]
    return ""


def _flat(before: str, after: str, text: str) -> bool:
    """Whether `text` joins the words on both sides of a hedge without one of its own."""
    left, right = _CLAUSE_LEFT.search(before), _CLAUSE_RIGHT.match(after)
    if left is None or right is None:
        return False
    joined = rf"\b{re.escape(left[1])}\s+(?:{_PLAIN_VERB}\s+){{0,2}}{re.escape(right[1])}\b"
    return re.search(joined, text, re.IGNORECASE) is not None


def _following(text: str) -> list[str]:
    """The stems of the first words of a clause that carry meaning."""
    clause = re.split(r"[.;:!?,“”\"](?!\d)", text, maxsplit=1)[0]
    told = [plain(match[0]) for match in WORD.finditer(clause)]
    return [stem(word) for word in told if word not in STOPWORDS][:_AFTER]
