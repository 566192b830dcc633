"""Filters that a question sets in words: outlets, authors, kinds, wire copy, the day pretended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from archive.articles import Kind
from retrieval.text.wording import plain
from retrieval.understanding.clauses import CLAUSE_END, PIECES, without
from retrieval.understanding.kind_words import read_kinds
from retrieval.understanding.known import Known
from retrieval.understanding.outlet_names import agencies, mark_outlets
from retrieval.understanding.outlet_words import read_outlets
from retrieval.understanding.timespans import find_timespan
from retrieval.understanding.timewords import tidy

_AS_OF = re.compile(
    r",? ?\bas (?:of|at|it stood on|things stood on) (?P<day>[^,;?!]{1,60})", re.IGNORECASE
)
_NAME = r"(?P<name>[A-Z][\w.’'-]*(?: (?:de |van |von |al-|bin |ten )?[A-Z][\w.’'-]*){1,4})"
_BY_AUTHOR = re.compile(rf"(?P<kept>\b(?i:{PIECES}|written|columnist))? ?\b(?:only )?[Bb]y {_NAME}")
_ABOUT_BY_AUTHOR = re.compile(
    rf"(?P<kept>\b(?i:{PIECES})\b.*(?<!ed)(?<!en)(?<!wn)(?<!ot)(?<!film)(?<!book)(?<!novel)(?<!song)"
    rf"(?<!album)(?<!play)(?<!letter)(?<!speech)) [Bb]y {_NAME}{CLAUSE_END}"
)
_AUTHOR_WROTE = re.compile(
    rf"\b(?P<did>did|has|have|had|does) {_NAME} (?P<tell>(?:written|write|wrote|report(?:ed)?)\b)"
)
_NAMES_SOMETHING = re.compile(
    r"\b(?:according|only|just|alone|exclud\w+|without|not|except|skip\w*|omit\w*|ignor\w+|leav\w+|"
    r"other|apart|aside|filter\w*|compar\w+|contrast|versus|vs|differ\w*|disagree|agree|cover\w*|report\w*|wr[io]t\w*|"
    r"said|says?|publish\w*|print\w*|quote\w*|mention\w*|appear\w*|carr\w+|descri\w+|articles?|"
    r"stor(?:y|ies)|pieces?|columns?|interviews?|op-?eds?|editorials?|in|by|from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What a question's words filter by, and the text without them.

    `readings` tell people what is left out, and which name could not be filtered by.
    """

    text: str
    outlets: tuple[str, ...] = ()
    without_outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    without_names: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    without_kinds: tuple[Kind, ...] = ()
    as_of: date | None = None
    readings: tuple[str, ...] = ()


def read_constraints(text: str, known: Known, today: date) -> Constraints:
    """Returns the filters a question's words set, in the archive's own spelling.

    `today` is the day relative words refer to. A day as of which is asked sets nothing where it
    is not over by then.
    """
    asked = text.strip()
    text, as_of = _as_of(asked, today)
    of_kind = read_kinds(text)
    text = of_kind.text if of_kind.text == text else tidy(of_kind.text)
    text, authors = _authors(text, known)
    names = known.outlets() if _NAMES_SOMETHING.search(text) or of_kind.without_wire else ()
    of_outlet = read_outlets(mark_outlets(text, names))
    again = read_kinds(of_outlet.text) if of_outlet.outlets else None
    if again and again.kinds and not of_kind.kinds:
        of_kind = replace(of_kind, kinds=again.kinds)
        of_outlet = replace(of_outlet, text=again.text)
    readings = [f"without {name}" for name in of_outlet.without]
    if of_outlet.unknown and names:
        readings.append(f"no outlet here is called “{of_outlet.unknown}”: not filtered by it")
    wires: tuple[str, ...] = ()
    wire_names: tuple[str, ...] = ()
    if of_kind.without_wire:
        wires = agencies(names)
        wire_names = agencies(dict.fromkeys([*known.authors(), *known.credits()]))
    return Constraints(
        text=tidy(of_outlet.text) if of_outlet.text != asked else asked,
        outlets=of_outlet.outlets,
        without_outlets=tuple(dict.fromkeys([*of_outlet.without, *wires])),
        authors=authors,
        without_names=wire_names,
        kinds=of_kind.kinds,
        without_kinds=of_kind.without_kinds,
        as_of=as_of,
        readings=(*readings, *of_kind.readings),
    )


def _as_of(text: str, today: date) -> tuple[str, date | None]:
    match = _AS_OF.search(text)
    if not match:
        return text, None
    for lead in ("", "in "):
        placed = find_timespan(f"{lead}{match['day']}", today)
        if placed and placed.start == 0 and (day := placed.span.until) and day < today:
            rest = text[match.start("day") + placed.end - len(lead) :]
            return tidy(f"{text[: match.start()]} {rest}"), day
    return text, None


def _authors(text: str, known: Known) -> tuple[str, tuple[str, ...]]:
    authors: list[str] = []
    for rule, kept in (
        (_AUTHOR_WROTE, "{did} we {tell}"),
        (_BY_AUTHOR, "{kept}"),
        (_ABOUT_BY_AUTHOR, "{kept}"),
    ):
        match = rule.search(text)
        if match and _is_filter(text, match) and (author := _author(match["name"], known)):
            authors.append(author)
            text = without(text, match, kept.format(**match.groupdict(default="")))
    return text, tuple(dict.fromkeys(authors))


def _is_filter(text: str, match: re.Match[str]) -> bool:
    """Whether a name after "by" is a writer's: something written stands before it, or nothing."""
    return bool(match.groupdict(default="").get("kept", "did")) or not text[: match.start()].strip()


def _author(name: str, known: Known) -> str:
    """The one author who is called so in full, or "": a surname in a question may be anybody's."""
    wanted = " ".join(plain(name).split())
    same = [author for author in known.authors() if " ".join(plain(author).split()) == wanted]
    return same[0] if len(same) == 1 else ""
