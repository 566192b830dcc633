"""What stands in and around a text that says what it is: kind, corrections, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.articles import Kind, Status

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        (Kind.LIVE, r"live|live[ -]?blogs?|liveblogposting|live updates?|as it happened"),
        (
            Kind.OPINION,
            r"opinions?|opinionnewsarticle|op-?eds?|editorials?|columnists?|columns|comment|"
            r"commentary|commentisfree|comment-is-free|letters|viewpoints?|perspectives?|meinung|"
            r"kommentare?|opini[oó]n|tribune|review ?newsarticle",
        ),
        (Kind.ANALYSIS, r"analys[ie]s|analysisnewsarticle|explainers?|explained|fact[- ]?check"),
        (
            Kind.FEATURE,
            r"features?|interviews?|long[- ]?reads?|profiles?|backgroundnewsarticle|magazine",
        ),
    )
)
_PREFIX = re.compile(r"^\W*([A-Za-z][A-Za-z -]{2,24}?)\s*(?:\||:|–|—|\s-\s)\s*\S")
_DAY = (
    r"(?:(?-i:[A-ZÀ-Þ])\w{2,8}\.?,?\s+){0,2}"
    r"\d[\d./-]*(?:st|nd|rd|th)?(?:\s+\w{3,9})?(?:,?\s+\d{4})?"
)
_WRONGED = (
    r"(?:article|story|post|report|piece|headline|column|page|version|caption|op-?ed|review|"
    r"obituary|newsletter|transcript|graphic|map|chart)"
)
_SAYS = r"(?:(?:editor['’]?s['’]? note|note|update)\W+)?"
_NOTE_OPENINGS = (
    # "Correction (March 6): …", "Corrections & clarifications: …", "Clarification, Aug. 3 — …"
    r"(?:corrections?|clarifications?|retractions?)(?:\s+(?:and|&)\s+(?:corrections?|clarifications?))?"
    rf"(?:\s*\([^)]{{1,40}}\)|,?\s+(?:of |on |from |appended |issued )*{_DAY})?"
    r"(?:\s*[:—–]|\.)\s+(?P<said>\S.*)",
    # "This article was amended …", "Editor’s note: The headline of this story misstated …"
    rf"{_SAYS}(?:the \w+ (?:of|on|in|to) )?this {_WRONGED}\b"
    r"[^.]{0,80}\b(?:amended|corrected|corrects|retracted|withdrawn|misstated|misidentified|"
    r"incorrectly|updated to correct|clarified|clarifies|misspelled|wrongly|in error)\b",
    rf"{_SAYS}the (?:article|story|headline|post|column) (?:was|has been) (?:since )?"
    r"(?:amended|corrected|clarified|updated to correct)\b",
    # "Due to an editing error, an earlier version of this article …"
    rf"{_SAYS}(?:(?:due to|because of) an? (?:\w+ )?error,\s*)?(?:in )?"
    rf"an? (?:earlier|previous|prior) version of (?:this {_WRONGED}|the (?:article|story))\b",
)
_NOTE = re.compile(rf"\W*(?:{'|'.join(_NOTE_OPENINGS)})", re.IGNORECASE | re.DOTALL)
# A link's label in place of a note has fewer words, and no full stop behind them.
_FEWEST_WORDS = 4
_WORDS_WITHOUT_STOP = 8
_RETRACTED = re.compile(
    r"^\W*retract(?:ed|ion)\b|\b(?:article|story|report|piece)\b[^.]{0,60}\b(?:has been|was|is)\b"
    r"[^.]{0,20}\b(?:retracted|withdrawn)\b",
    re.IGNORECASE,
)
_UPPER_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]+[A-ZÀ-Þ.](?:, [A-Z][\w. ]{1,20})?"
_ANY_PLACE = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}(?:, [A-Z][\w. ]{1,20})?"
_FILED = r"(?:, (?P<filed>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?))?"
_DATELINES = (
    re.compile(
        rf"(?P<place>{_ANY_PLACE}){_FILED}\s?\((?P<agency>[A-Z][^()]{{1,40}})\)\s?[—–-]+\s?"
    ),
    re.compile(rf"(?P<place>{_UPPER_PLACE}){_FILED}\s?(?:[—–]|--?\s)\s?"),
    re.compile(rf"(?P<place>{_ANY_PLACE}){_FILED}\s[—–]\s(?=[A-Z“\"])"),
    re.compile(
        r"(?P<place>)(?P<filed>)\((?P<agency>[A-Z][^()]{1,40})\)\s?(?:[—–-]+\s?)?(?=[A-Z“\"])"
    ),
)


def kind_from(hints: Iterable[str], headline: str, url: str) -> Kind:
    """The kind of piece that types and sections, the headline's prefix or the address name."""
    for hint in hints:
        found = _kind_named(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", hint) + " " + hint)
        if found:
            return found
    prefix = _PREFIX.match(headline)
    if prefix and len(prefix[1].split()) <= 3:
        found = _kind_named(prefix[1])
        if found:
            return found
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*", "", url, flags=re.IGNORECASE)
    for folder in path.split("/")[1:-1]:
        found = _kind_named(folder) if len(folder) < 25 else None
        if found:
            return found
    return Kind.NEWS


def is_correction(paragraph: str) -> bool:
    """Whether a paragraph is the outlet's note on an error of its own article.

    After a mere label such as "Correction:" a sentence has to follow.
    """
    note = _NOTE.match(paragraph) if len(paragraph) < 1500 else None
    if not note or note["said"] is None:
        return bool(note)
    stopped = re.search(r"[.!?…][\"'”’»)\]]*$", note["said"].rstrip())
    fewest = _FEWEST_WORDS if stopped else _WORDS_WITHOUT_STOP
    return len(note["said"].split()) >= fewest


def status_from(headline: str, correction: str, said: str = "") -> Status:
    """What the outlet has since said of the article, by its correction note and a status field."""
    said = said.strip().lower()
    if said in {"retracted", "withdrawn"} or _RETRACTED.search(f"{headline}\n{correction}"):
        return Status.RETRACTED
    if said in {"taken down", "removed", "deleted"}:
        return Status.TAKEN_DOWN
    return Status.CORRECTED if correction or said == "corrected" else Status.LIVE


def dateline_of(paragraph: str) -> tuple[str, str]:
    """The place (and day) of filing a first paragraph opens with, and the agency; "" for none."""
    for shape in _DATELINES:
        match = shape.match(paragraph[:120])
        if match:
            place = ", ".join(filter(None, (match["place"], match["filed"])))
            return place, match.groupdict().get("agency") or ""
    return "", ""


def _kind_named(text: str) -> Kind | None:
    return next((kind for kind, words in _KINDS if words.search(text)), None)


def kind_label(line: str) -> bool:
    """Whether a line is nothing but the name of a kind of piece, such as "Opinion"."""
    return len(line.split()) <= 2 and bool(
        re.fullmatch(
            r"\W*(?:opinions?|op-?ed|editorial|analysis|comment|commentary|column|feature|interview|explainer|"
            r"live(?: blog)?|letters)\W*",
            line,
            re.IGNORECASE,
        )
    )
