"""Questions that name several things or outlets: what is compared, and the parts to search by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.text.wording import STOPWORDS, words
from retrieval.understanding.aims import LONGEST
from retrieval.understanding.known import Known
from retrieval.understanding.outlet_names import OUTLET, mark_outlets

_SEVERAL = rf"{OUTLET}(?:(?:,? (?:and|or|&) |, ){OUTLET})+"
_VERSUS = (
    rf"{OUTLET},? (?:versus|vs\.?|v\.?|compared (?:with|to)|as opposed to|unlike|against) {OUTLET}"
)
_ANY = (
    r"(?:(?:the|different|various|other|our|local|national|these|those|two|three|both) )*"
    r"(?:news )?(?:outlets|papers|newspapers|news sites|titles|publications|broadcasters)"
)
_WHO = rf"(?:both )?(?:{_SEVERAL}|{_VERSUS}|{_ANY})"
_TOLD = (
    r"(?:cover(?:ed)?|report(?:ed)?(?: on)?|wr(?:i|o)te(?: about| on)?|written(?: about| on)?|"
    r"sa(?:y|id)(?: about| on| of)?|describe[d]?|treat(?:ed)?|handle[d]?|frame[d]?|portray(?:ed)?|"
    r"t(?:ell|old)|present(?:ed)?|explain(?:ed)?|play(?:ed)?)"
)
_REPORTS = r"(?:coverage|reporting|reports|stories|articles|accounts|versions|treatment)"
_OF = r"(?:of|on|about|over|regarding)"
_SUBJECT = r"(?P<subject>\S.*?)"
_END = r"\s*[?.!]*$"

_OUTLETS_COMPARED = tuple(
    re.compile(pattern + _END, re.IGNORECASE)
    for pattern in (
        rf"^(?:please )?(?:compare|contrast)(?: and contrast)? (?:how|what) {_WHO} (?:have |has |"
        rf"each )*{_TOLD} {_SUBJECT}",
        rf"^(?:please )?(?:compare|contrast)(?: and contrast)? (?:the )?{_REPORTS} {_OF} "
        rf"{_SUBJECT} (?:in|by|from|between|across|of) {_WHO}",
        rf"^(?:please )?(?:compare|contrast)(?: and contrast)? (?:the )?{_REPORTS} "
        rf"(?:in|by|from|between|across|of) {_WHO} (?:{_OF}|in) {_SUBJECT}",
        rf"^(?:please )?(?:compare|contrast)(?: and contrast)? {_WHO}(?:(?:'s|’s|'|’)? "
        rf"{_REPORTS})? {_OF} {_SUBJECT}",
        rf"^how (?:did|do|does|have|has) {_WHO} (?:each |differently )*{_TOLD} {_SUBJECT}"
        r"(?: differently)?",
        rf"^how (?:did|do|does|have|has) {_WHO}(?:(?:'s|’s|'|’)? {_REPORTS})? (?:differ|disagree|"
        rf"compare) "
        rf"(?:{_OF} |in (?:their|its) {_REPORTS} {_OF} |in (?:how they )?(?:covering|cover(?:ed)?|"
        rf"reporting(?: on)?|report(?:ed)?) ){_SUBJECT}",
        rf"^how (?:did|do|does) (?:the )?{_REPORTS} {_OF} {_SUBJECT} (?:in|by|from|between|across) "
        rf"{_WHO} (?:differ|compare)",
        rf"^how (?:did|do|does) (?:the )?{_REPORTS} (?:in|by|from|between|across) {_WHO} "
        rf"(?:differ|compare) {_OF} {_SUBJECT}",
        rf"^how (?:did|do|does) {OUTLET}(?:'s|’s|'|’)? {_REPORTS} {_OF} {_SUBJECT} (?:differ|"
        rf"compare) (?:from|with|to) {OUTLET}(?:(?:'s|’s|'|’)?(?: {_REPORTS})?)?",
        rf"^what (?:did|do|does|have|has) (?:{_WHO}) (?:each |both )*{_TOLD} {_SUBJECT}",
        rf"^what (?:did|do|does|has) {OUTLET} (?:say|report|write) (?:(?:{_OF}) )?{_SUBJECT},? "
        rf"(?:versus|vs\.?|compared (?:with|to)|as opposed to|unlike|against) (?:what )?{OUTLET}"
        rf"(?: (?:says?|said|did|does|do|reports?|reported))?",
        rf"^what (?:did|do|does|has) {OUTLET} (?:say|report|write),? (?:and|versus|vs\.?|compared "
        rf"(?:with|to)|as opposed to) (?:what )?(?:(?:did|does) )?{OUTLET}(?: (?:says?|said|"
        rf"reports?|reported))? {_OF} {_SUBJECT}",
        rf"^(?:what (?:is|are|was|were) )?(?:the )?differences? between (?:the )?{_WHO}"
        rf"(?:(?:'s|’s|'|’)? {_REPORTS})? {_OF} {_SUBJECT}",
        rf"^(?:what (?:is|are|was|were) )?(?:the )?differences? between (?:the )?{_REPORTS} {_OF} "
        rf"{_SUBJECT} (?:in|by) {_WHO}",
        rf"^{_VERSUS}(?:(?:'s|’s|'|’)? {_REPORTS})?(?::| {_OF}) {_SUBJECT}",
        rf"^(?:do|did) {_WHO} (?:agree|disagree|differ) {_OF} {_SUBJECT}",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletComparison:
    """The outlets named, in the archive's spelling (none: all of them), and on what."""

    outlets: tuple[str, ...]
    subject: str


_COMPARES = re.compile(
    r"\b(?:compare|contrast|differ\w*|disagree|agree|versus|vs|and|or|as opposed to|unlike|outlets|"
    r"papers|newspapers)\b",
    re.IGNORECASE,
)


def compared_outlets(text: str, known: Known) -> OutletComparison | None:
    """Returns what outlets are compared on, or None where a question compares none.

    Two outlets at least are named, or "the papers", "outlets" and the like.
    """
    if len(text) > LONGEST or not _COMPARES.search(text):
        return None
    marked = mark_outlets(text, known.outlets())
    for pattern in _OUTLETS_COMPARED:
        if found := pattern.search(marked.text.strip()):
            subject = found["subject"].strip(" ,;:")
            around = found.string[: found.start("subject")] + found.string[found.end("subject") :]
            return OutletComparison(
                outlets=marked.outlets(around), subject=marked.plain(subject).strip()
            )
    return None


_NAME = r"(?:the )?[A-Z][\w’'-]*(?: (?:of |de |van |von |al-)?[A-Z][\w’'-]*)*"
_FULL_NAME = r"(?:(?:the|[Mm]ayor|[Mm]inister|[A-Z][\w’'-]*) )+[A-Z][\w’'-]*"
_IN = r"(?:in|at|for|of|among|on|by|between)"
_TWO = r"(?P<one>[^,;:]+?)(?:,? and |,? with |,? to | versus | vs\.? )(?P<two>[^,;:?]+)"
_THINGS = tuple(
    re.compile(pattern + _END, flags)
    for pattern, flags in (
        (
            rf"^(?:please )?(?:[Cc]ompare|[Cc]ontrast)(?: and contrast)? (?P<head>[^,;:]+? {_IN}) "
            rf"(?P<one>{_NAME})(?:,? and |,? with |,? to | versus | vs\.? )(?:in |for "
            rf")?(?P<two>{_NAME})(?P<tail> .*)?",
            0,
        ),
        (
            r"^(?:[Ww]hat|[Hh]ow) (?:is|are|was|were) the differences? (?:in (?P<head>[^,;:]+? )?)?"
            rf"between (?P<one>{_NAME}) and (?P<two>{_NAME})(?P<tail> [^?]*)?",
            0,
        ),
        (
            rf"^(?P<head>(?:[Ww]hat|[Hh]ow|[Ww]hy|[Ww]hen|[Ww]here) (?:did|do|does|has|have)) "
            rf"(?:both )?(?P<one>{_FULL_NAME}) and (?P<two>{_FULL_NAME})"
            r"(?P<tail> (?:say|said|think|want|promise|vote|respond|react|argue|propose|"
            r"claim)\b.*)",
            0,
        ),
        (rf"^(?:please )?(?:compare|contrast)(?: and contrast)? {_TWO}", re.IGNORECASE),
    )
)


def parts_of(text: str) -> tuple[str, ...]:
    """Returns a search text for each of the two things a question names, or none.

    Only where it says that they are two: compares them, or asks what two people each did. A plain
    "and" joins names as often as it parts them ("the war between Norland and Sudria").
    """
    for pattern in _THINGS if len(text) <= LONGEST else ():
        if found := pattern.search(text.strip()):
            given = found.groupdict()
            head, tail = (given.get("head") or "").strip(), (given.get("tail") or "").strip()
            parts = [
                " ".join(filter(None, [head, given[one].strip(), tail])) for one in ("one", "two")
            ]
            if all(_content(part) for part in parts) and parts[0] != parts[1]:
                return tuple(parts)
    return ()


def _content(text: str) -> bool:
    return any(word not in STOPWORDS for word in words(text))
