"""Who wrote it: names out of bylines and author fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(
    r"^\s*(?:(?:(?:story|words|text|report|reporting|written|reported|posted|published|interview|"
    r"review|analysis|opinion|column|article|words and (?:pictures|photographs|photos))\s+)?"
    r"(?:by|von|par|por|di|door|av|af)\b\s*:?|"
    r"(?:words|text|story|author|words and (?:pictures|photographs|photos))\s*:)\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|\||/|•|·|\n|&|\band\b|\bund\b|\bwith\b)\s*", re.IGNORECASE)
_NOISE = re.compile(
    r"\S+@\S+|@\w+|https?://\S+|\((?:[^()]{0,60})\)|\b\d[\d:,. ]*(?:am|pm)?\b|[“”\"<>\[\]]",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "der",
        "den",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "af",
        "av",
        "y",
        "e",
        "ten",
        "ter",
    ]
)
# Words that stand in bylines beside names or in their place, but in nobody's name.
_NOT_NAMES = frozenset(
    [
        "staff",
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "editor",
        "editors",
        "editorial",
        "editors'",
        "desk",
        "writer",
        "writers",
        "contributor",
        "contributors",
        "contributing",
        "columnist",
        "team",
        "board",
        "agency",
        "agencies",
        "news",
        "newsroom",
        "wire",
        "wires",
        "press",
        "associated",
        "service",
        "services",
        "report",
        "reports",
        "special",
        "senior",
        "chief",
        "executive",
        "managing",
        "deputy",
        "associate",
        "assistant",
        "political",
        "business",
        "sports",
        "science",
        "health",
        "tech",
        "technology",
        "national",
        "international",
        "world",
        "culture",
        "entertainment",
        "features",
        "investigative",
        "author",
        "admin",
        "administrator",
        "online",
        "digital",
        "media",
        "bureau",
        "photographer",
        "photo",
        "photos",
        "video",
        "producer",
        "published",
        "updated",
        "posted",
        "read",
        "min",
        "mins",
        "minute",
        "minutes",
        "share",
        "comments",
        "follow",
        "the",
        "this",
        "for",
        "from",
        "in",
        "on",
        "at",
        "to",
        "about",
        "more",
        "by",
        "here",
        "with",
        "analyst",
        "anchor",
        "host",
        "director",
        "photography",
        "photographs",
        "reuters",
        "afp",
        "bloomberg",
        "getty",
        "images",
        "magazine",
        "times",
        "post",
        "tribune",
        "journal",
        "herald",
        "ledger",
        "courier",
        "guest",
        "opinion",
        "columnists",
        "freelance",
        "freelancer",
        "community",
        "today",
        "daily",
        "weekly",
        "university",
        "professor",
        "fellow",
    ]
)
_AGENCY = re.compile(
    r"\b(?:reuters|afp|agence france[- ]presse|associated press|bloomberg|pa media|dpa|efe|ansa|ap|"
    r"upi|xinhua|tass|kyodo|[A-Z][\w'’]+(?: [A-Z][\w'’]+)? (?:wire|news agency|news service|"
    r"press association|press agency|wire service|syndicate))\b",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Whether a line is "By …" with a name after it, and no sentence."""
    match = _BY.match(line)
    return bool(match) and len(line) < 160 and bool(names_in(line[match.end() :] if match else ""))


def names_in(text: str) -> tuple[str, ...]:
    """The persons' names in a byline, without roles, outlets and addresses, in their order."""
    text = _NOISE.sub(" , ", _BY.sub("", text))
    found: list[str] = []
    for part in _AND.split(text):
        name = as_name(part)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def only_names(line: str) -> tuple[str, ...]:
    """The names on a line that holds names alone, "A B and C D"; none if anything else is there."""
    parts = _AND.split(line)
    names = tuple(as_name(part) for part in parts)
    return names if all(names) and len(line) < 120 else ()


def as_name(text: str) -> str:
    """The text as one person's name in ordinary capitals, or "" if it is none."""
    words = text.strip(" .,:;-–—*").split()
    if not 2 <= len(words) <= 5 or any(word.lower().strip(".,") in _NOT_NAMES for word in words):
        return ""
    for place, word in enumerate(words):
        letters = word.replace("'", "").replace("’", "").replace("-", "").replace(".", "")
        if not letters.isalpha():
            return ""
        particle = 0 < place < len(words) - 1 and word.lower() in _PARTICLES
        if not (word[0].isupper() or particle or (place == 0 and word in _PARTICLES)):
            return ""
    name = " ".join(words)
    return _recased(name) if name.isupper() and max(map(len, words)) > 2 else name


def author_names(values: Iterable[str]) -> tuple[str, ...]:
    """The authors of a metadata field: one name an item, or several in one string.

    A single word is kept, since a field that is meant for authors says so; agencies and desks are
    left out.
    """
    found: list[str] = []
    for value in values:
        surname_first = re.fullmatch(r"\s*([^\W\d_]+),\s+([^\W\d_]+)\s*", value)
        if surname_first:
            value = f"{surname_first[2]} {surname_first[1]}"
        names = names_in(value) or _single(value)
        found += [name for name in names if name not in found]
    return tuple(found)


def agency_in(text: str) -> str:
    """The news agency a byline or credit line names, or ""."""
    match = _AGENCY.search(text)
    return match[0].strip() if match and not match[0].islower() else ""


def _single(value: str) -> tuple[str, ...]:
    text = _BY.sub("", value).strip(" .,:;")
    plain = re.fullmatch(r"[^\W\d_][\w'’.-]{1,30}", text)
    if not plain or text.lower() in _NOT_NAMES or _AGENCY.fullmatch(text):
        return ()
    return (text,)


def _recased(name: str) -> str:
    """A name in capitals as it is usually written: "ANNE-MARIE MCKAY" as "Anne-Marie McKay"."""
    titled = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return re.sub(r"\bMc([a-z])|\bO(['’])([a-z])", _inner_capital, titled)


def _inner_capital(match: re.Match[str]) -> str:
    return f"Mc{match[1].upper()}" if match[1] else f"O{match[2]}{match[3].upper()}"
