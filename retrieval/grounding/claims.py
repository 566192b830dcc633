"""Who said so: what paraphrase likes to lose, or to put in another's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.grounding.support import Support
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import content_stems, coverage, word_list

# How much of the draft a quote must hold, and of the quote the draft, before a source that the
# draft leaves out counts as lost; the last is the same for the claim alone, without its source.
_SAME_CLAIM, _WHOLE_CLAIM, _CLAIM_ALONE = 0.75, 0.75, 0.5
_SAME_MATTER = 0.5  # of the draft, what its quote must hold before their speakers are compared

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
_SAID = (
    r"(?:said(?! to\b)|says?|claim(?:ed|s)|alleg(?:ed|es)|told (?:reporters|journalists|[A-Z]\w+)|"
    r"announced|reported|reports|added|adds|wrote|tweeted|warned|argued|noted|explained|confirmed)"
)
_SPEAKER = re.compile(
    rf"(?:^|[,;“”\"]\s)(?P<who>(?i:{_SPEAKERS})|"
    rf"(?:(?:[A-Z][\w'’.-]+|of|the)\s){{0,5}}[A-Z][\w'’-]+)(?=\s{_SAID}\b|[.,;]|\s(?:on|in)\b)"
)
_WHO = r"(?P<who>[^,;:“”\"()]{2,70}?)"
_ON = r"(?: (?:on|late|early|in) [^,.]{3,20}| [A-Z]\w+day)?"
_OPENING = re.compile(rf"^{_WHO},? {_SAID}{_ON}(?: that|,)? (?P<claim>.+)$", re.DOTALL)
_CLOSING = re.compile(
    rf"^(?P<claim>.+)[,”\"]? {_WHO} {_SAID}{_ON}(?: [^.,]{{0,40}})?\.?[”\"]?$", re.DOTALL
)
_INVERTED = re.compile(rf"^(?P<claim>.+),[”\"]? {_SAID} (?P<who>[^,.“”\"]{{2,60}}).*$", re.DOTALL)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to (?P<who>(?:[^,.;:“”\"]|\.(?=\w)|(?<=\b[A-Z])\. ?(?=[A-Z])){2,80})"
    r"(?=[,.;]|$)"
)
_CLAIMED = re.compile(rf"\b(?:{_SAID}|according to)\b", re.IGNORECASE)
_PERSON = r"(?:(?:[A-Z][\w'’.-]*|of|the|and)\s){0,5}[A-Z][\w'’.-]+"
_NAMED_SPEAKER = re.compile(
    rf"(?P<who>{_PERSON})(?:,[^,]{{3,60}},)? {_SAID}\b|"
    rf"(?:(?<=[,”\"] )(?:said|says)|\b[Aa]ccording to) (?P<by>(?:(?:the|a|an|[a-z]+) ){{0,4}}"
    rf"(?:[A-Z][\w'’.-]*\s?){{1,5}})"
)
_AROUND = 60  # characters about a speaker's name in which his office or employer may stand
_PRONOUNS = frozenset(word_list("he she they it we i who that this which also a an the one"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim and who made it, as written."""

    who: str
    claim: str


def attributions(quote: str) -> Iterator[Attribution]:
    """The claims that `quote` lays in somebody's mouth, each with its source."""
    for named in _ACCORDING.finditer(quote):
        yield Attribution(named["who"], quote[: named.start()] + quote[named.end() :])
    for pattern in (_OPENING, _INVERTED, _CLOSING):
        found = pattern.match(quote)
        if found is not None:
            yield Attribution(found["who"].strip(), found["claim"])


def attribution_lost(text: str, support: Support) -> str:
    """Who must be named as the source of `text`, or "" when nothing was lost.

    Only where the quote attributes its claim ("police said"), the draft says most of it, and names
    no source at all. The one who said it is taken from the quote, else it is the outlet.
    """
    if support.share < _SAME_CLAIM or not _CLAIMED.search(support.quote):
        return ""
    quote, drafted = support.quote, content_stems(text)
    for one in attributions(quote):
        claim = content_stems(one.claim)
        told = coverage(drafted, claim) >= _SAME_CLAIM
        whole = coverage(claim, drafted) >= _CLAIM_ALONE or support.given >= _WHOLE_CLAIM
        own = {match[0].lower() for match in _REPORTED.finditer(one.claim)}
        sourced = any(match[0].lower() not in own for match in _REPORTED.finditer(text))
        if told and whole and not sourced:
            return _source(one.who, text, support)
    return ""


def _source(who: str, text: str, support: Support) -> str:
    """How the source of a claim is named, or "" if `text` names it."""
    if who.lower() in text.lower():
        return ""
    speaker = _SPEAKER.search(support.quote)
    if speaker is not None and not _ACCORDING.search(support.quote):
        who = speaker["who"]
    if who.lower() in _PRONOUNS or len(who.split()) > 9:
        return support.evidence.article.outlet
    if who.lower() in text.lower():
        return ""
    return who[0].lower() + who[1:] if re.match(rf"(?i:{_SPEAKERS}\b|(?:the|a|an)\s)", who) else who


def attribution_changed(text: str, support: Support) -> str:
    """Whom `text` names as a source where its quote names only others, or ""."""
    if support.share < _SAME_MATTER:
        return ""
    around: list[str] = []
    for start, end in sentence_spans(support.quote):
        told = support.quote[start:end]
        for spoken in _NAMED_SPEAKER.finditer(told):
            if not _key(spoken["who"] or spoken["by"]):
                return ""
            around.append(told[max(0, spoken.start() - _AROUND) : spoken.end() + _AROUND])
    if not around:
        return ""
    article = support.evidence.article
    known = _key(" ".join((*around, article.outlet, *article.authors)))
    for one in _NAMED_SPEAKER.finditer(text):
        who = (one["who"] or one["by"]).strip()
        if _key(who) and not _key(who) & known:
            return who
    return ""


def _key(who: str) -> frozenset[str]:
    return content_stems(who) - _PRONOUNS
