"""A "not" that paraphrase dropped, or put where there was none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from retrieval.grounding.support import Support
from retrieval.text.wording import STOPWORDS, WORD, plain, stem

_NOT = "not"
_NEGATION = re.compile(
    r"\b(?:not|no(?!\. ?\d)|never|none|nobody|nothing|neither|nor|cannot|without|\w+n['’]t)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(  # words by which a paraphrase may carry a "not", and the reverse
    r"\b(?:not|no(?!\. ?\d)|never|none|nobody|nothing|neither|nor|cannot|without|\w+n['’]t|"
    r"den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w+|fail\w*|lack\w*|unable|unlikely|halt\w*|"
    r"cancel\w*|against|oppos\w+|ban(?:s|ned|ning)?|stop(?!over)\w*|block\w*|few|hardly|barely|"
    r"rarely|instead|rather than|avoid\w*|absen\w+|prevent\w*|rul\w+ out|drop\w*|scrap\w*|"
    r"abandon\w*|withdr\w+|suspend\w*|miss(?:es|ed|ing)?|far from|except|yet to|miscarr\w+|"
    r"short of|free of|until|declin\w+|dismiss\w*|disput\w+|doubt\w*|impossible|"
    r"un(?!ited|der|ion|iv|ique|its?\b|ity|til|less|veil|lock|cover|fold|earth|anim|if)[a-z]{4,}|"
    r"in[a-z]+(?:able|ible)|il(?:legal|licit)\w*|non-?\w+|"
    r"dis(?:agre|allow|approv|appear|belie|honest|lik|prov|qualif|satisf|contin|band|credit)\w*|"
    r"nothing but|only)\b",
    re.IGNORECASE,
)
# How much of the draft a quote must hold, and of the quote the draft, before a missing or added
# "not" counts: below it they may speak of different things.
_SAME_MATTER, _SAME_CLAIM, _WHOLE_CLAIM = 0.5, 0.75, 0.75
_AFTER = 3  # words after a "not" among which the one it denies is looked for
_NEAR = 6  # words round the denied one in which another text may deny it too
_CLAUSE = re.compile(r"[,;:()“”\"]")
_NUMBER = re.compile(r"\b[Nn]o\.? ?(?=\d)")
_IDLE = re.compile(
    r"\bnot (?:only|just|least|to mention|more)\b|\bno (?:doubt|later|fewer|less|more|matter)\b",
    re.IGNORECASE,
)


def negation_changed(text: str, support: Support, given: str = "") -> bool:
    """Whether `text` drops or adds a "not" while otherwise saying what its support says.

    A "not" may turn into another negative word ("did not accept", "rejected"), and the reverse.
    `given` is what else the draft cites, which may hold a "not" too.
    """
    if _NEGATION.search(_IDLE.sub(" ", text)) and not _NEGATIVE.search(f"{support.quote} {given}"):
        return True
    if support.share < _SAME_MATTER:
        return False
    if _denied(support.quote, text, reach=1) or _denied(text, support.quote, reach=_AFTER):
        return True
    if support.share < _SAME_CLAIM:
        return False
    drafted, quoted = _negatives(text), _negatives(support.quote)
    if drafted[_NOT] > quoted[_NOT]:
        return not _others(quoted) - _others(drafted)
    return (
        drafted[_NOT] < quoted[_NOT]
        and support.given >= _WHOLE_CLAIM
        and not _others(drafted) - _others(quoted)
    )


def _negatives(text: str) -> Counter[str]:
    """The negative words of `text`, every form of "not" counted as one word."""
    found = (match[0].lower() for match in _NEGATIVE.finditer(text))
    return Counter(_NOT if _NEGATION.fullmatch(word) else word for word in found)


def _others(negatives: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in negatives.items() if word != _NOT})


def _denied(text: str, other: str, *, reach: int) -> bool:
    """Whether `text` denies a word that `other` tells with no negative word near it.

    The word is the first of `reach` behind the "not" that `other` has at all.
    """
    others = _told(_IDLE.sub(" ", other))
    stems = [stem(plain(word)) for word in others]
    for denied in _denied_words(text, reach):
        told = [at for word in denied for at, found in enumerate(stems) if found == word]
        same = [at for at in told if stems[at] == stems[told[0]]]
        if same and not any(_NEGATIVE.search(_around(others, at)) for at in same):
            return True
    return False


def _denied_words(text: str, reach: int) -> Iterator[list[str]]:
    """For each "not", the stems of so many words behind it, within its clause."""
    for clause in _CLAUSE.split(text):
        words = _told(clause)
        for i, word in enumerate(words):
            if _NEGATION.fullmatch(word) and not _IDLE.match(" ".join(words[i : i + 3])):
                behind = words[i + 1 : i + 2 + _AFTER]
                meaning = [word for word in behind if plain(word) not in STOPWORDS]
                yield [stem(plain(word)) for word in meaning[:reach]]


def _around(words: list[str], at: int) -> str:
    """The words round one, without it: it may be a negative one itself."""
    return " ".join(words[max(0, at - _NEAR) : at] + words[at + 1 : at + _NEAR])


def _told(text: str) -> list[str]:
    return [match[0] for match in WORD.finditer(_NUMBER.sub("number ", text))]
