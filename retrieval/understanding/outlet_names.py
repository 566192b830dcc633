"""Outlets named in a question: found by the ways people write them, and told from other words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.text.wording import plain, word_list

FIRST_SIGN = 0xE000
"""Outlets found in a text are stood in for by single private-use characters from here on."""

OUTLET = r"(?:[Tt]he )?[\ue000-\uefff]"
"""A pattern for one outlet in a marked text."""

OUTLETS = rf"{OUTLET}(?:(?:,? (?:and|or|&|nor) |, ){OUTLET})*"
"""A pattern for one outlet or a list of them."""

AGENCIES = (
    "Associated Press",
    "Reuters",
    "Agence France-Presse",
    "AFP",
    "AP",
    "PA",
    "PA Media",
    "Press Association",
    "dpa",
    "Deutsche Presse-Agentur",
    "Bloomberg",
    "UPI",
    "United Press International",
    "EFE",
    "ANSA",
    "Xinhua",
    "TASS",
    "Kyodo",
    "Australian Associated Press",
    "Canadian Press",
    "Press Trust of India",
)
"""What counts as a wire besides names that say so: the agencies whose copy English-language papers
carry. A name that holds one of these as whole words, or ends in a word of `_WIRE`, is one."""

_WIRE = re.compile(
    r"\b(?:news agency|wire|wires|wire service|news service|newswire|press agency|press "
    r"association)$"
)
_ORDINARY = frozenset(
    word_list(
        "week times time day today sun star mirror post mail express guardian independent observer "
        "record press journal world nation hill economist people conversation local standard news "
        "telegraph globe citizen voice review weekly daily argus echo gazette tribune leader"
    )
)
"""Words that outlets are named for: a name of these alone is none where nothing is capitalised."""

_SHORT = frozenset(("AP", "PA", "FT"))
"""Initials of two letters by which an outlet is known; most others mean something else as well."""

_PIECES = (
    r"(?:articles?|stor(?:y|ies)|reports?|reporting|coverage|(?:opinion )?pieces?|columns?|"
    r"editorials?|op-?eds?|interviews?)"
)
_SIGNS = re.compile("[\ue000-\uefff]")
_WORD = re.compile(r"[^\W_]+")
_MOST = 0xEFFF - FIRST_SIGN


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text in which each outlet is one private-use character, and what they stand for."""

    text: str
    signs: dict[str, str]
    written: dict[str, str]

    def outlets(self, text: str) -> tuple[str, ...]:
        """Returns the outlets whose signs a piece of the marked text holds, in order, each once."""
        return tuple(dict.fromkeys(self.signs[sign] for sign in _SIGNS.findall(text)))

    def plain(self, text: str) -> str:
        """Returns a piece of the marked text with the outlets as they were written."""
        return _SIGNS.sub(lambda sign: self.written[sign[0]], text)


def mark_outlets(text: str, outlets: Sequence[str]) -> Marked:
    """Returns the text with a sign for each outlet it names.

    An outlet is named by its whole name, with or without "The"; by the last word of a longer name
    after "the" or before what it publishes ("the Courier", "Courier reports") and by its initials
    ("NYT"), unless another outlet shares them.
    Capitals must be as in the name, or begin all of its words or make them up; in a text without
    any they matter not.
    """
    text = _SIGNS.sub(" ", text)
    pattern, spelled = _reader(tuple(outlets), capitals=text != text.lower())
    signs: dict[str, str] = {}
    written: dict[str, str] = {}

    def sign(match: re.Match[str]) -> str:
        if len(signs) == _MOST:
            return match[0]
        mark = chr(FIRST_SIGN + len(signs))
        signs[mark], written[mark] = spelled[match[0]], match[0]
        return mark

    return Marked(text=pattern.sub(sign, text), signs=signs, written=written)


def agencies(names: Iterable[str]) -> tuple[str, ...]:
    """Returns those of the names that are a wire service's."""
    listed = [f" {' '.join(_WORD.findall(plain(name)))} " for name in AGENCIES]
    return tuple(
        name
        for name in names
        for folded in (f" {' '.join(_WORD.findall(plain(name)))} ",)
        if any(agency in folded for agency in listed) or _WIRE.search(folded.strip())
    )


@lru_cache(maxsize=4)
def _reader(outlets: tuple[str, ...], *, capitals: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds outlets in a text, and the outlet that each thing it finds means."""
    whole = _spellings(outlets, capitals=capitals)
    the = [way.removeprefix("the ") for way in whole if way.startswith("the ")]
    before_pieces = {way: whole[f"the {way}"] for way in the if way not in whole}
    ways, bare = (
        "|".join(map(re.escape, sorted(these, key=len, reverse=True))) or "(?!)"
        for these in (whole, before_pieces)
    )
    pattern = re.compile(rf"(?<![\w.])(?:(?:{ways})(?![\w-])|(?:{bare})(?= {_PIECES}\b))")
    return pattern, whole | before_pieces


def _spellings(outlets: Sequence[str], *, capitals: bool) -> dict[str, str]:
    """Every unambiguous way to write each outlet → the outlet."""
    meant: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        for written in dict.fromkeys((outlet, outlet.title(), outlet.upper())):
            for spelling in _ways(written) if capitals else _plain_ways(written):
                meant[spelling].add(outlet)
    return {
        spelling: spelling if spelling in named else min(named)
        for spelling, named in meant.items()
        if len(named) == 1 or spelling in named
    }


def _ways(outlet: str) -> set[str]:
    name = " ".join(outlet.split())
    bare = re.sub(r"^The ", "", name)
    words = bare.split()
    ways = {name, f"the {bare}", f"The {bare}"}
    if len(words) > 1 or bare == name:
        ways.add(bare)
    if len(words) > 1:
        last = words[-1]
        if last[:1].isupper() and len(last) > 2:
            ways |= {f"the {last}", f"The {last}"}
        initials = "".join(part[0] for part in re.split(r"[\s-]+", bare) if part[:1].isupper())
        if 3 <= len(initials) <= 5 or initials in _SHORT:
            ways |= {initials, f"the {initials}", f"The {initials}"}
    return {way for way in ways if way.strip()}


def _plain_ways(outlet: str) -> set[str]:
    name = " ".join(outlet.lower().split())
    bare = name.removeprefix("the ")
    ordinary = set(bare.split()) <= _ORDINARY
    return set() if ordinary else {name, bare, f"the {bare}"}
