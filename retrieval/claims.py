"""What paraphrase likes to lose: a "not", and who said so."""

from __future__ import annotations

import re
from collections import Counter

from retrieval.support import Support

_NOT = "not"
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|\w+n['’]t)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(  # words by which a paraphrase may carry a "not", and the reverse
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|\w+n['’]t|den(?:y|ies|ied)|"
    r"deni\w+|refus\w+|reject\w+|fail\w*|lack\w*|unable|unlikely|halt\w*|cancel\w*|against|oppos\w+|"
    r"ban\w*|stop\w*|block\w*|only|but|few|hardly|barely|rarely|instead|rather|avoid\w*|absen\w+|"
    r"prevent\w*|rul\w+ out|drop\w*|scrap\w*|abandon\w*|withdr\w+|suspend\w*|miss\w*|far from|"
    r"except|yet|miscarr\w+|short of|free of|until|less|declin\w+|dismiss\w*|disput\w+|doubt\w*|"
    r"impossible|un[a-z]{4,}|in[a-z]+(?:able|ible)|il(?:legal|licit)\w*|non-?\w+|dis[a-z]{4,})\b",
    re.IGNORECASE,
)
# How much of the draft a quote must hold, and of the quote the draft, before a missing or added
# "not" counts: below it they may speak of different things.
_SAME_CLAIM, _WHOLE_CLAIM = 0.75, 0.75

_REPORTED = re.compile(
    r"\b(?:affirm\w*|sa(?:id|ys?|ying)|told|tells|claim(?:s|ed|ing)?|alleg(?:e|es|ed|ing|edly|ations?)|"
    r"accord\w+ to|accus\w+|report(?:s|ed|edly)|argu\w+|believ\w+|insist\w*|suggest\w*|estimat\w+|"
    r"warn\w*|added|adds|announc\w+|confirm\w*|den(?:y|ies|ied)|stat(?:ed|es)|statement|wrote|"
    r"writes|tweeted|explain\w*|describ\w+|call(?:s|ed)|suspect\w*|apparent\w*|quot\w+|asked|"
    r"declar\w+|promis\w+|vow\w*|pledg\w+|predict\w*|expect\w*|thinks?|thought|acknowledg\w+|"
    r"admit\w*|agree\w*|boast\w*|cit(?:e|es|ed|ing)|complain\w*|critici\w+|praise\w*|urge\w*|"
    r"stress\w*|noted|notes|recall\w*|repl(?:y|ies|ied)|respond\w*|reveal\w*|conced\w+|"
    r"remark\w*|testif\w+|charge[sd]?|contend\w*|view|opinion|poll|survey|study|ruled|found)\b",
    re.IGNORECASE,
)
_SPEAKERS = (
    "police|officials|authorities|prosecutors|investigators|witnesses|residents|rescuers|doctors|"
    "organisers|organizers|campaigners|firefighters|detectives|the (?:police|army|military|navy|"
    "government|ministry|council|coastguard|coast guard|company|union|court|hospital|agency|party|"
    "university|mayor|governor|prosecutor|coroner|club|fire service|health ministry|embassy)"
)
_SAID = r"(?:said(?! to\b)|says?|claimed|alleged|claims|alleges)"
_SPEAKER = re.compile(
    rf"(?:^|[,;“”\"]\s)(?P<who>(?i:{_SPEAKERS})|"
    rf"(?:(?:[A-Z][\w'’.-]+|of|the)\s){{0,5}}[A-Z][\w'’-]+)(?=\s{_SAID}\b|[.,;]|\s(?:on|in)\b)"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<who>[^,.;:“”\"]{2,60})(?=[,.;]|$)")
_CLAIMED = re.compile(rf"\b(?:{_SAID}|according to)\b", re.IGNORECASE)


def negation_changed(text: str, support: Support) -> bool:
    """Whether `text` drops or adds a "not" while otherwise saying what its support says.

    A "not" may turn into another negative word ("did not accept", "rejected"), and the reverse.
    """
    if support.share < _SAME_CLAIM:
        return False
    drafted, given = _negatives(text), _negatives(support.quote)
    if drafted[_NOT] > given[_NOT]:
        return not _others(given) - _others(drafted)
    return (
        drafted[_NOT] < given[_NOT]
        and support.given >= _WHOLE_CLAIM
        and not _others(drafted) - _others(given)
    )


def _negatives(text: str) -> Counter[str]:
    """The negative words of `text`, every form of "not" counted as one word."""
    found = (match[0].lower() for match in _NEGATIVE.finditer(text))
    return Counter(_NOT if _NEGATION.fullmatch(word) else word for word in found)


def _others(negatives: Counter[str]) -> Counter[str]:
    return Counter({word: count for word, count in negatives.items() if word != _NOT})


def attribution_lost(text: str, support: Support) -> str:
    """Who must be named as the source of `text`, or "" when nothing was lost.

    Only where the quote attributes its claim ("police said"), the draft says most of it, and names
    no source at all. The one who said it is taken from the quote, else it is the outlet.
    """
    if support.share < _SAME_CLAIM or support.given < _WHOLE_CLAIM:
        return ""
    quote = support.quote
    if _REPORTED.search(text) or not _CLAIMED.search(quote):
        return ""
    named = _ACCORDING.search(quote)
    if named is not None:
        return "" if named["who"].lower() in text.lower() else named["who"]
    speaker = _SPEAKER.search(quote)
    if speaker is None or speaker["who"].lower() in ("he", "she", "they", "it", "we", "i"):
        return support.evidence.article.outlet
    who = speaker["who"]
    if who.lower() in text.lower():
        return ""
    return who[0].lower() + who[1:] if re.match(rf"(?i:{_SPEAKERS}|the\s)", who) else who
