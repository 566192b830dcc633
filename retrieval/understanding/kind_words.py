"""Kinds of article and wire copy that a question asks for, or asks to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.articles import Kind
from retrieval.understanding.clauses import CLAUSE_END, LEAVE_OUT, WHOLE_CLAUSE, without

_KINDS = {
    Kind.OPINION: r"(?:opinion (?:pieces|articles|columns)|opinions?|op-?eds|editorials|"
    r"commentar(?:y|ies)|comment pieces|columns)",
    Kind.ANALYSIS: r"(?:analysis(?: pieces| articles)?|analyses|explainers)",
    Kind.FEATURE: r"(?:features|feature (?:articles|stories|pieces)|interviews|profiles)",
    Kind.LIVE: r"(?:live ?-?blogs|live (?:coverage|updates|pages|reports|reporting))",
    Kind.NEWS: r"(?:straight news|hard news|news (?:articles|stories|reports|pieces))",
}
_SHOWN = {
    Kind.OPINION: "opinion pieces",
    Kind.ANALYSIS: "analyses",
    Kind.FEATURE: "features",
    Kind.LIVE: "live coverage",
    Kind.NEWS: "news reports",
}
_WIRE_COPY = (
    r"(?:the )?(?:(?:wire|agency|news agency|wire service) (?:copy|stories|reports|articles|"
    r"pieces)|wires|wire services|news agencies|agencies)"
)
_AMBIGUOUS = r"(?:features|profiles|columns|opinions?|commentar(?:y|ies)|analys[ei]s)"
"""What things and people have as well as papers: no kind in "what features …"."""

_ANY = "|".join([*_KINDS.values(), _WIRE_COPY])
_TWO = re.compile(
    rf"\b(?P<verb>{LEAVE_OUT}|no|without|only|just) (?P<one>{_ANY})(?:,? (?:and|or|nor)|,) "
    rf"(?:no |without |only )?(?P<two>{_ANY})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFilter:
    """The kinds wanted and left out, whether wire copy is, and the text without the words."""

    text: str
    kinds: tuple[Kind, ...]
    without_kinds: tuple[Kind, ...]
    without_wire: bool
    readings: tuple[str, ...]


def read_kinds(text: str) -> KindFilter:
    """Returns what a question's words say of kinds.

    A kind counts where it is set off by "only", "no", "excluding" and the like, or is what the
    question asks to be found ("which op-eds mention …"); the text then asks for articles.
    """
    text = _TWO.sub(r"\g<verb> \g<one>, \g<verb> \g<two>", text)
    kinds: list[Kind] = []
    left_out: list[Kind] = []
    readings: list[str] = []
    for kind, pieces in _KINDS.items():
        if match := _find(_leaving_out(pieces), text):
            text = without(text, match)
            left_out.append(kind)
            readings.append(f"without {_SHOWN[kind]}")
        elif match := _find(_wanting(pieces), text):
            text = without(text, match)
            kinds.append(kind)
        elif match := _find(_asking_for(pieces), text):
            start, end = match.span("pieces")
            text = f"{text[:start]}articles{text[end:]}"
            kinds.append(kind)
    if wire := _find(_leaving_out(_WIRE_COPY), text):
        text = without(text, wire)
        readings.append("without wire copy")
    return KindFilter(
        text=text,
        kinds=tuple(kinds),
        without_kinds=tuple(left_out),
        without_wire=bool(wire),
        readings=tuple(readings),
    )


def _find(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern, text, re.IGNORECASE)


def _leaving_out(pieces: str) -> str:
    return (
        rf",? ?\b(?:and |but )?{LEAVE_OUT} (?:any |all |the )?{pieces}\b"
        rf"|(?:{WHOLE_CLAUSE}|,? \b(?:and|but) )(?:please )?(?:no|not|except|without|minus) "
        rf"(?:any |all |the |from )*{pieces}{CLAUSE_END}"
        rf"|,? \bwithout (?:any |all |the )?{pieces}{CLAUSE_END}"
    )


def _wanting(pieces: str) -> str:
    return (
        rf"(?:{WHOLE_CLAUSE}|,? ?\b)(?:and |but )?(?<!the )(?<!his )(?<!her )(?<!its )(?<!their )"
        rf"(?:only|just|nothing but|solely) (?:from |in |the |use |show |search |with )*{pieces}"
        rf"{CLAUSE_END}|{WHOLE_CLAUSE}{pieces} only{CLAUSE_END}"
        rf"|,? \bin {pieces} only{CLAUSE_END}"
    )


def _asking_for(pieces: str) -> str:
    return (
        rf"^(?:please )?(?:(?:which|what|how many)(?! {_AMBIGUOUS}\b(?! piece))|"
        r"(?:can you )?(?:find|show|list|get|give|search for|look for|count)(?: me| us)?)"
        r"(?: (?:all|any|every|the|some|our|recent|only))* "
        rf"(?P<pieces>{pieces})(?:$|\?| (?:about|on|mention|mentioning|that|which|discuss|"
        r"cover|have we|from|by|do we have|did we|(?:are|were) there|(?:were|have been) "
        r"published)\b)"
    )
