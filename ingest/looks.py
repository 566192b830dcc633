"""How the paragraphs of a page look: the numbers that tell prose from furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from ingest.bylines import is_byline
from ingest.languages import STOP_WORDS, detect_language

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
# What furniture of any site talks about: itself, its reader, its shop and its pictures. This and
# what else is searched for in every paragraph looks at it in lower case, which is three times as
# fast as ignoring case.
_ABOUT_SITE = re.compile(
    r"\b(?:subscri\w+|newsletters?|inbox|cookies?|advert\w*|sponsored|sign (?:up|in)|log ?in|"
    r"register|follow us|share (?:this|on|link|via)|click (?:here|to)|all rights reserved|"
    r"privacy|terms (?:of|and)|copyright|(?:skip|jump) to|read (?:more|also|next|the latest)|"
    r"(?:article|story) continues|continues? (?:reading|below)|related|"
    r"recommended|comments?|most (?:read|popular|viewed)|trending|sitemap|contact us|about us|"
    r"app store|google play|podcasts?|whatsapp|facebook|twitter|instagram|your (?:email|account|"
    r"browser|device|consent|settings)|email address|load more|view all|see (?:all|more)|"
    r"donate|support our|become a member|membership|javascript|enable|affiliate|commission|"
    r"getty images?|photos?|image|credit|source|watch|video|listen|playback|download)\b|©",
)
_PICTURE = re.compile(
    r"^file\b|\b(?:getty|shutterstock|file photo|photo(?:graph)?(?: credit)?(?::| by| illustr\w+)|"
    r"image(?: credit| source)?:|picture:|credit:|courtesy (?:of|image|photo)|via (?:ap|reuters|"
    r"getty)|afp/|/afp|/ap\b|ap photo|/reuters|reuters/|alamy|\((?:left|right|center)\)|"
    r"pictured|illustration by)",
)
# How lines between paragraphs that point to other articles begin.
_POINTER = re.compile(
    r"(?:read (?:more|also|next|on|this)|read|related(?: (?:story|stories|articles?))?|see also|"
    r"more on this|watch|listen|live|from the archive|also in the news)\s*[:|–—]\s*\S",
    re.IGNORECASE,
)
# Three of these words make a cookie notice of a paragraph.
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|browser|(?:your|our|this) (?:web)?site|personal data|preferences|"
    r"privacy|partners|third part(?:y|ies)|opt[ -]out|targeted|tracking)\b",
)
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|all rights reserved|copyright")
_DATE = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}:\d\d\b|\bago\b", re.IGNORECASE)
# Only so many characters of a paragraph are searched for telling words.
_GLANCE = 600
FEATURES = (
    *("constant", "length", "long", "tiny", "ends", "stop words", "capitals", "digits"),
    *("about the site", "short and about the site", "picture", "repeated", "rights"),
    *("dated", "byline", "prose above", "prose below", "after prose", "before prose"),
    *("above all prose", "below all prose", "quote"),
    *("very long", "mass above", "mass below", "mass", "late prose"),
)

# A line this long in words is prose whatever else it looks like.
_PROSE_WORDS = 20


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph as seen by itself."""

    words: int
    ends: bool
    stops: float
    capitals: float
    digits: float
    site: bool
    picture: bool
    consent: bool
    pointer: bool
    times: int
    text: str


def looks(paragraphs: Sequence[str]) -> list[Look]:
    """How each paragraph looks; stop words are those of the language most of the text is in."""
    longest = sorted(paragraphs, key=len, reverse=True)[:20]
    language = detect_language(" ".join(paragraph[:400] for paragraph in longest))
    common = STOP_WORDS.get(language, frozenset())
    times = Counter(paragraph.casefold() for paragraph in paragraphs)
    return [_look(text, common, times[text.casefold()]) for text in paragraphs]


def _look(text: str, common: frozenset[str], times: int) -> Look:
    words = _WORD.findall(text[:2000])
    firsts = [word[0] for word in words]
    count = max(1, len(words))
    glance = text[:_GLANCE].lower()
    return Look(
        words=len(words),
        ends=bool(_SENTENCE_END.search(text[-20:])),
        stops=sum(map(common.__contains__, map(str.casefold, words))) / count if common else 0.35,
        capitals=sum(map(str.isupper, firsts)) / count,
        digits=sum(map(str.isdigit, firsts)) / count,
        site=bool(_ABOUT_SITE.search(glance)),
        picture=bool(_PICTURE.search(glance)),
        consent=len(_CONSENT.findall(glance)) > 2,
        pointer=len(words) < 20 and bool(_POINTER.match(text)),
        times=times,
        text=text,
    )


def features(seen: Sequence[Look]) -> list[list[float]]:
    """One row of numbers a paragraph, in the order of `FEATURES`."""
    prose = [look.words if is_prose(look) else 0 for look in seen]
    total = max(1, sum(prose))
    rows = []
    before = 0
    for place, look in enumerate(seen):
        above, below = prose[max(0, place - 3) : place], prose[place + 1 : place + 4]
        before += prose[place]
        rows.append(
            [
                1.0,
                log1p(min(look.words, 80)),
                float(look.words >= _PROSE_WORDS),
                float(look.words <= 3),
                float(look.ends),
                min(look.stops, 0.6),
                look.capitals,
                look.digits,
                float(look.site),
                float(look.site and look.words < 25),
                float(look.picture),
                float(look.times > 1),
                float(bool(_RIGHTS.search(look.text[:_GLANCE].lower()))),
                float(look.words < 15 and bool(_DATE.search(look.text[:_GLANCE]))),
                float(is_byline(look.text)),
                _density(above),
                _density(below),
                float(bool(above and above[-1])),
                float(bool(below and below[0])),
                float(before == 0),
                float(before >= total and not prose[place]),
                float(look.text[:1] in "“\"'‘«„"),
                float(look.words >= 40),
                log1p(sum(prose[max(0, place - 8) : place])),
                log1p(sum(prose[place + 1 : place + 9])),
                log1p(prose[place]),
                float(prose[place] > 0 and before > total * 0.9),
            ]
        )
    return rows


def is_prose(look: Look) -> bool:
    """Whether a paragraph has the length, end and words of a sentence."""
    return look.words >= 12 and look.ends and look.stops >= 0.2 and look.capitals < 0.6


def _density(around: Sequence[int]) -> float:
    """The share of neighbours that are prose, of which their words of prose are given."""
    return sum(map(bool, around)) / 3
