"""Outlets that a question names as its filter, told from outlets that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.understanding.clauses import CLAUSE_END, LEAVE_OUT, PIECES, WHOLE_CLAUSE, without
from retrieval.understanding.outlet_names import OUTLET, OUTLETS, Marked

_FROM = (
    r"(?:(?:any |all )?(?:articles |stories |reports |coverage |pieces |copy )?(?:from|by|in) )?"
)
_ASKS = (
    r"(?:who|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|had|in|on|about|as|"
    r"for|and)"
)

_WITHOUT_OUTLETS = (
    rf"\b{LEAVE_OUT} {_FROM}(?P<named>{OUTLETS})(?: (?:articles|stories|reports|coverage|copy))?",
    rf",? \b(?:and |but )?not (?:from|by|in) (?P<named>{OUTLETS}){CLAUSE_END}",
    rf"{WHOLE_CLAUSE}(?:and |but )?(?:not|except|without) {_FROM}(?P<named>{OUTLETS}){CLAUSE_END}",
    rf",? \bwithout (?:the )?(?P<named>{OUTLETS}) (?:articles|stories|reports|coverage|copy)\b",
)
_ONLY_OUTLETS = (
    rf"\b(?:only|just) (?:from|in|by|use|search|show) (?P<named>{OUTLETS}){CLAUSE_END}",
    rf"\b(?:from|in|by) (?P<named>{OUTLETS}) (?:only|alone)\b",
    rf"{WHOLE_CLAUSE}(?:and |but )?(?:only|just|nothing but) (?P<named>{OUTLETS})"
    rf"(?: (?:articles|stories|reports|coverage))?{CLAUSE_END}",
    rf"{WHOLE_CLAUSE}(?P<named>{OUTLETS}) only{CLAUSE_END}",
    rf",? ?\b(?:and |but )?according to (?P<named>{OUTLETS})(?=\s*(?:$|[,.?!;:)])|\s{_ASKS}\b)",
    rf"^in (?P<named>{OUTLETS}),",
    rf"^(?:and |but |what about |how about )*(?:from|in|by) (?P<named>{OUTLETS})\??$",
    rf"(?<=published|mentioned|described) (?:in|by) (?P<named>{OUTLETS})",
    rf"(?<=reported|appeared) (?:in|by) (?P<named>{OUTLETS})",
    rf"(?<=written|printed|covered|carried) (?:in|by|for) (?P<named>{OUTLETS})",
    rf"(?<=quoted) (?:in|by) (?P<named>{OUTLETS})",
)
_PIECES_OF_OUTLETS = re.compile(
    rf"\b(?P<pieces>{PIECES}) (?:from|in|by) (?P<named>{OUTLETS})(?!['’]|(?-i: [A-Z]))",
    re.IGNORECASE,
)
_ABOUT_IN_OUTLETS = re.compile(
    rf"\b(?P<kept>{PIECES}\b.*?),? (?:from|in|by) (?P<named>{OUTLETS}){CLAUSE_END}", re.IGNORECASE
)
_OUTLETS_PIECES = re.compile(
    rf"(?P<named>{OUTLET})(?:'s|’s|'|’)? (?P<pieces>{PIECES})\b", re.IGNORECASE
)
_OUTLETS_TELL = re.compile(
    rf"\b(?P<did>did|does|do|has|have|had) (?P<named>{OUTLETS}) (?P<tell>(?:first )?"
    r"(?:report(?:ed)?|write|written|publish(?:ed)?|cover(?:ed)?|run (?=on|about|a|an|any)|"
    r"mention(?:ed)?|print(?:ed)?|quoted?|carry|carried|sa(?:y|id) (?:about|on|of|happened)))\b",
    re.IGNORECASE,
)
_IN_QUOTES = re.compile(rf"[\"“‘«']({OUTLET})[\"”’»'](?!\w)")
_OWN = re.compile(r"\b(?:its|their|itself|themselves)\b(?: own)?", re.IGNORECASE)
_KEPT = (
    (_OUTLETS_TELL, "{did} we {tell}"),
    (_PIECES_OF_OUTLETS, "{pieces}"),
    (_ABOUT_IN_OUTLETS, "{kept}"),
    (_OUTLETS_PIECES, "{pieces}"),
)
_UNKNOWN = re.compile(
    rf"(?:{WHOLE_CLAUSE}(?:[Aa]nd |[Bb]ut )?(?:[Oo]nly|[Jj]ust)(?: from| in| by)?|\b{LEAVE_OUT}|"
    rf"\bnot from) (?:[Tt]he )?(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,3}}){CLAUSE_END}"
)

_PRESS = (
    r"(?P<name>(?:[A-Z][\w’'.-]* ){0,3}(?:Times|Post|Herald|Gazette|Tribune|Guardian|Telegraph|"
    r"Journal|Chronicle|Observer|Courier|Ledger|Inquirer|Examiner|Globe|Mirror|Independent)"
    r"|Reuters|Bloomberg|BBC|CNN|AFP|Associated Press)"
)
_UNKNOWN_PRESS = re.compile(
    rf"\b(?:did|does|do|has|have|had|according to) (?:[Tt]he )?{_PRESS} (?=(?:first )?(?:report|"
    r"write|written|publish|cover|run|mention|print|quote|carr|say|said|claim)\w*\b)"
    rf"|\b[Aa]ccording to (?:[Tt]he )?{_PRESS.replace('name', 'teller')}(?=\s*(?:$|[,.?!;:)]))"
    rf"|(?<=[\ue000-\uefff] and )(?:[Tt]he )?{_PRESS.replace('name', 'beside')}(?= (?:differ|"
    r"disagree|cover|report|compare|on\b))"
)
"""A newspaper's or agency's usual name that tells something, and is none of the archive's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFilter:
    """The outlets wanted and left out, in the archive's spelling, and the text without the words.

    `unknown` is a name that was set as a filter but is no outlet's, "" where there is none.
    """

    text: str
    outlets: tuple[str, ...]
    without: tuple[str, ...]
    unknown: str


def read_outlets(marked: Marked) -> OutletFilter:
    """Returns the outlets that a marked text filters by.

    Words that say an outlet tells are a filter: "according to", "only from", "stories in", "did …
    report". An outlet that is sued, sold or asked about is none, and stays in the text.
    """
    text = _IN_QUOTES.sub(r"\1", marked.text)
    left_out: list[str] = []
    for pattern in _WITHOUT_OUTLETS:
        while match := re.search(pattern, text, re.IGNORECASE):
            left_out += marked.outlets(match["named"])
            text = without(text, match)
    named: list[str] = []
    for pattern in _ONLY_OUTLETS:
        if match := re.search(pattern, text, re.IGNORECASE):
            named += marked.outlets(match["named"])
            text = without(text, match)
    for rule, kept in _KEPT:
        match = rule.search(text)
        if match and not (rule is _OUTLETS_TELL and _OWN.search(text)):
            named += marked.outlets(match["named"])
            text = without(text, match, kept.format(**match.groupdict()))
    unknown = _UNKNOWN.search(text) or _UNKNOWN_PRESS.search(text)
    return OutletFilter(
        text=marked.plain(text),
        outlets=tuple(dict.fromkeys(named)),
        without=tuple(dict.fromkeys(left_out)),
        unknown=next(filter(None, unknown.groups())).rstrip(".") if unknown else "",
    )
