"""Whether evidence bears out what a question takes for granted.

Where in doubt it does, since a right answer lost is worse than a question answered as it stands.
Against the one passage that answers, 3 of 59 true premises were denied (QAMR) and 2 of 29
(SQuAD-shifts, Wikipedia); against one that does not answer, 48 of 58 (TREC).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answers import Evidence
from retrieval.text.names import is_title, known_names
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import STOPWORDS, content_stems, plain, words
from retrieval.understanding.premises import Premise

_UNREAL = re.compile(
    r"\b(?:not|never|no|without|nor|n[’']t|\w+n[’']t|(?:refus\w+|declin\w+) to|"
    r"den(?:y|ies|ied|ying)|reject\w+|call(?:s|ed|ing)? (?:on|for)|urg\w+|demand\w*|"
    r"pressure|should|ought|rul\w+ out|avoid\w*|escap\w+|threat\w*|rumou?rs?|if|unless|"
    r"whether)\b[^.,;:]{0,60}$",
    re.IGNORECASE,
)
_WENT = re.compile(  # "left" as of journeys, damage and sides, and not of a post
    r"(?:left|leav\w+|depart\w*)(?:-\w"
    r"|(?: (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)? (?:at \d|for (?:the )?[A-Z])"
    r"|(?: [\w’'-]+){1,4} (?:dead|injured|hurt|wounded|homeless|stranded|unaccounted|without)\b"
    r"| (?:behind|open|out|unaccounted)\b)"
)
_ANAPHOR = re.compile(  # who did it, told before the deed without a name
    r"(?:\b(?:he|she|it|they|who|which|his|her|their|its|both|all)\b)(?:\W*[\w’'-]+){0,8}\W*$"
    r"|^\W*(?:[\w’'-]+ ){0,4}\W*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_AGENT = re.compile(
    rf"\b((?!{_DAY})[A-Z][\w’'.-]*(?: (?!{_DAY})[A-Z][\w’'.-]*)*)"
    r"(?: (?:has|have|had|was|is|will|also|then|later|who|abruptly|suddenly))*\s$"
)


def supported(premise: Premise, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence or a headline of the evidence says what the premise claims, or may.

    It holds a wording of the deed that nothing before it negates and no other name directly does,
    and the subject; or its article speaks of the subject, and who did it is told without a name. A
    name that the deed is done to must stand in the article too.
    """
    return any(_said_in(premise, item) for item in evidence)


def _said_in(premise: Premise, item: Evidence) -> bool:
    headline, text = item.article.headline, item.passage.text
    whole = f"{headline}.\n\n{item.article.body}"
    if not _is_about(premise.subject, whole) or not _holds_object(premise, whole):
        return False
    near = _holds(premise.subject, f"{headline}.\n\n{text}")
    sentences = [headline, *(text[start:end] for start, end in sentence_spans(text))]
    return any(
        (near and premise.deed.object) or _speaks_of(premise, sentence, match.start(), near)
        for sentence in sentences
        for match in premise.deed.told.finditer(sentence)
        if not _WENT.match(sentence, match.start())
        and not _UNREAL.search(sentence, max(0, match.start() - 70), match.start())
    )


def _speaks_of(premise: Premise, sentence: str, at: int, near: bool) -> bool:
    """Whether what is told at this place is told of the subject, or may be where that is near."""
    before = sentence[:at]
    if _holds(premise.subject, sentence, share=0.0):
        return premise.deed.object or not _another_did(premise.subject, before)
    who = _ANAPHOR.search(before) if near else None
    between = before[who.start() :] if who else ""
    return who is not None and all(is_title(plain(word)) for word in _NAME.findall(between))


def _another_did(subject: str, before: str) -> bool:
    """Whether the words right before the deed are a name, and not the subject's."""
    named = _AGENT.search(before)
    if named is None or _holds(subject, before, share=0.0):
        return False
    run = [word for word in words(named[1]) if word not in STOPWORDS and not is_title(word)]
    if not run:
        return False
    return not set(words(subject)) & set(run) and not known_names(named[1]).hold_acronym(
        [part for part in words(subject) if part not in STOPWORDS]
    )


def _is_about(subject: str, text: str) -> bool:
    """Whether a text holds a subject and, where it is a person's full name, no namesake alone."""
    if not _holds(subject, text):
        return False
    full = re.fullmatch(r"([A-Z][\w’'-]+) ([A-Z][\w’'-]+)", subject)
    if full is None or known_names(text).hold(plain(full[1])):
        return True
    before = re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(full[2])}\b", text)
    return all(is_title(plain(word)) for word in before)


def _holds(subject: str, text: str, share: float = 0.5) -> bool:
    """Whether a text holds a subject: the last word of a name, or of others a share of the words.

    At least one in any case.
    """
    known = known_names(text)
    content = [part for part in words(subject) if part not in STOPWORDS]
    if len(content) > 1 and known.hold_acronym(content):
        return True
    names = re.findall(r"\b[A-Z][\w’'.-]*", subject)
    if names and len(names) == len(content):
        return known.hold(content[-1])
    stems = content_stems(subject)
    return len(stems & content_stems(text)) >= max(1, share * len(stems))


def _holds_object(premise: Premise, text: str) -> bool:
    """Whether a text holds the name right behind the verb, where there is one."""
    rest = premise.claim.removeprefix(premise.deed.past)
    named = re.match(r" (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)", rest)
    return named is None or is_title(plain(named[1])) or _holds(named[1], text)
