"""Names in prose: capitalised words that an article must hold for a sentence to use them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.text.aliases import BUILT_IN
from retrieval.text.days import MONTHS, WEEKDAYS
from retrieval.text.wording import STOPWORDS, WORD, plain, without_possessive, word_list

_TITLES = frozenset(
    word_list(
        "mr mrs ms miss mx dr prof professor sir dame lord lady rev father sister st saint "
        "president vice-president minister prime premier chancellor mayor governor gov senator "
        "sen rep representative secretary king queen prince princess pope bishop judge justice "
        "chief captain capt colonel col general gen sgt sergeant lieutenant lt officer coach "
        "chairman chairwoman chair director deputy former ex acting interim late then-president "
        "police"
    )
)
_ROLES = frozenset(
    word_list(
        "actor actress singer lawyer author writer novelist journalist reporter editor veteran "
        "doctor nurse teacher engineer farmer fisherman historian economist scientist professor "
        "student resident spokesman spokeswoman spokesperson councillor lawmaker lawmakers "
        "official officials residents authorities investigators prosecutor prosecutors defender "
        "striker goalkeeper midfielder captain manager owner founder billionaire activist "
        "campaigner campaigners critic critics rival rivals opponent opponents supporters "
        "neighbour neighbours neighbor neighbors artist painter sculptor musician composer "
        "conductor pilot driver commander colleague incumbent newcomer champion defending local "
        "national federal state city county town two three both according however meanwhile "
        "separately earlier later today new last next overall initially eventually finally "
        "previously recently currently nearly almost roughly around officially reportedly "
        "despite following since among besides beyond within without like unlike because "
        "although though whereas while instead nobody everyone everybody somebody someone "
        "government parliament council court company management ministry hospital agency staff "
        "army navy union party opposition crew firm bank university school club team"
    )
)
_NEVER_NAMES = STOPWORDS | _TITLES | frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(
    word_list(
        "i ok sept sat sun mon tue tues wed thu thurs fri jan feb mar apr jun jul aug oct nov "
        "dec north south east west am pm bc ad tv covid"
    )
)  # fmt: skip
_COMMON = _NEVER_NAMES | _ROLES
_ALIASES = """
    france french, spain spanish, netherlands dutch holland, britain british uk u.k,
    us u.s usa u.s.a american america, eu e.u european europe, un u.n, swiss switzerland,
    danish denmark danes, greek greece greeks, turkish turkey turks türkiye turkiye,
    polish poland poles, swedish sweden swedes, finnish finland finns, welsh wales,
    scottish scotland scots, irish ireland, english england, norwegian norway,
    portuguese portugal, chinese china, japanese japan, filipino philippines filipinos,
    thai thailand, czech czechia, german germany germans, ukrainian ukraine,
    israeli israel, ai artificial, democrat democratic democrats, mps mp, la l.a, dc d.c,
    republican republicans gop, labor labour, centre center
"""
_SAME = [set(word_list(names)) for names in _ALIASES.split(",")]
_SAME += [{plain(name) for name in names if WORD.fullmatch(name)} for names in BUILT_IN]
_INFLECTIONS = frozenset(
    ("", "s", "y", "n", "an", "ian", "ans", "ians", "ese", "ish", "i", "is", "es")
)
_SAID = frozenset(
    word_list("said says told added warned announced claimed denied confirmed stated")
)
_OPENS = re.compile(r"(?:[.!?:;•]['\"”’)]*\s+|\n\s*|[“\"‘(]\s*)$")


@dataclass(frozen=True, slots=True)
class _Token:
    written: str
    plain: str
    start: int
    opening: bool


def _opening(text: str, at: int) -> bool:
    """Whether a word at this place opens a sentence, a quotation or a bracket."""
    before = text[max(0, at - 8) : at]
    return not text[:at].strip(" \n'\"“‘(") if at < 8 else _OPENS.search(before) is not None


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(
            match[0],
            _bare(match[0]),
            match.start(),
            _opening(text, match.start()),
        )
        for match in WORD.finditer(text)
    ]


class KnownNames:
    """The words of one text that a sentence cites, ready to be asked for names."""

    def __init__(self, text: str) -> None:
        tokens = [(match[0], _bare(match[0])) for match in WORD.finditer(text)]
        self._order = [word for _, word in tokens]
        self._words = set(self._order)
        self._words |= {part for word in self._words if "-" in word for part in word.split("-")}
        self._words |= {_unmarked(word) for word in self._words}
        self._pairs = {
            (left, right)
            for (raw, left), (after, right) in pairwise(tokens)
            if _capitalised(raw) and _capitalised(after)
        }
        self._initials = _initials(tokens)
        self._acronyms = {_unmarked(word) for raw, word in tokens if raw.isupper()}

    def hold(self, word: str) -> bool:
        """Whether the plain `word` occurs, inflected perhaps, or as a people for its land."""
        if word in self._words or _unmarked(word) in self._words:
            return True
        if any(word in same and same & self._words for same in _SAME):
            return True
        return len(word) >= 5 and any(_inflected(word, known) for known in self._words)

    def spell_out(self, acronym: str) -> bool:
        """Whether words in a row have these initials, capitalised ones if there are but two."""
        return _unmarked(acronym) in self._initials

    def hold_acronym(self, plain_words: list[str]) -> bool:
        """Whether an acronym of these words occurs, with or without stops."""
        letters = "".join(word.replace(".", "") if "." in word else word[0] for word in plain_words)
        return letters in self._acronyms

    def mixes(self, left: str, right: str) -> bool:
        """Whether two words that are parts of different names were joined into one name."""
        if (left, right) in self._pairs or not {left, right} <= self._words:
            return False
        places = [i for i, word in enumerate(self._order) if word == left]
        if any(right in self._order[max(0, i - 6) : i + 7] for i in places):
            return False
        others = {a for a, b in self._pairs if b == right} - _COMMON
        own = {b for a, b in self._pairs if a == left} - _NEVER_NAMES
        return bool(others) and bool(own)


@lru_cache(maxsize=32)
def known_names(text: str) -> KnownNames:
    """The names of `text`, kept for the sentences that cite it next."""
    return KnownNames(text)


def _bare(word: str) -> str:
    return without_possessive(plain(word))


def _unmarked(word: str) -> str:
    return word.replace(".", "").replace("'", "")


def _capitalised(word: str) -> bool:
    return word != word.lower()


def _initials(tokens: list[tuple[str, str]]) -> set[str]:
    """Initials of runs of two to five words, counted with and without their small words."""
    found: set[str] = set()
    small = [token for token in tokens if token[1] not in STOPWORDS]
    for kept in (tokens, small):
        letters = "".join(word[0] for _, word in kept)
        for length in (3, 4, 5):
            found |= {letters[i : i + length] for i in range(len(letters) - length + 1)}
    pairs = (pair for pair in pairwise(small) if _capitalised(pair[0][0]))
    return found | {a[1][0] + b[1][0] for a, b in pairs if _capitalised(b[0])}


def _inflected(word: str, known: str) -> bool:
    if len(known) < 4 or word[:4] != known[:4]:
        return False
    shared = 0
    for a, b in zip(word, known, strict=False):
        if a != b:
            break
        shared += 1
    return word[shared:] in _INFLECTIONS and known[shared:] in _INFLECTIONS


def unsupported_names(text: str, known: Sequence[KnownNames]) -> list[str]:
    """The capitalised words of `text` that none of `known` holds, and names mixed from two.

    Words that open a sentence count only where they are plainly part of a name. Titles, weekdays,
    months and numbers are not names.
    """
    tokens = _tokens(text)
    missing: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if not _capitalised(token.written) or token.plain in _COMMON or token.plain.isdigit():
            continue
        if after is not None and after.start != token.start + len(token.written) + 1:
            after = None
        if token.opening and not _opens_a_name(token, after):
            continue
        if not any(_holds(names, token) or _spelled_out(tokens, token, names) for names in known):
            missing.append(token.written)
        elif (
            after is not None
            and _capitalised(after.written)
            and not token.written.isupper()
            and after.plain not in _NEVER_NAMES
            and all(names.mixes(token.plain, after.plain) for names in known)
        ):
            missing.append(f"{token.written} {after.written}")
    return missing


def _holds(known: KnownNames, token: _Token) -> bool:
    if known.hold(token.plain):
        return True
    if token.written.replace(".", "").isupper() and known.spell_out(token.plain):
        return True
    parts = token.plain.split("-")
    return len(parts) > 1 and all(
        part in _COMMON or len(part) == 1 or known.hold(part) for part in parts
    )


def _opens_a_name(token: _Token, after: _Token | None) -> bool:
    if after is None:
        return False
    if after.plain in _SAID:
        return not token.plain.endswith("s")
    return (
        _capitalised(after.written) and after.plain not in _NEVER_NAMES and len(after.written) > 1
    )


def _spelled_out(tokens: list[_Token], token: _Token, known: KnownNames) -> bool:
    """Whether the word stands in a run of capitals that spells out an acronym that is known."""
    at = tokens.index(token)
    for first in range(max(0, at - 4), at + 1):
        for last in range(max(at, first + 1), min(len(tokens), first + 6)):
            run = [one for one in tokens[first : last + 1] if one.plain not in STOPWORDS]
            capitals = len(run) >= 2 and all(_capitalised(one.written) for one in run)
            if capitals and token in run and known.hold_acronym([one.plain for one in run]):
                return True
    return False


def is_title(word: str) -> bool:
    """Whether a plain word stands before names or opens sentences, and is no name itself."""
    return word in _COMMON


def names_in(text: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Where the names of `text` stand: runs of capitalised words, half-open, titles left out.

    A word that opens a sentence begins a name only if it is `known` to be part of one.
    """
    found: list[tuple[int, int]] = []
    for token in _tokens(text):
        named = (
            _capitalised(token.written)
            and token.plain not in _COMMON
            and (not token.opening or token.plain in known)
        )
        if not named:
            continue
        end = token.start + len(token.written)
        if found and text[found[-1][1] : token.start] == " ":
            found[-1] = (found[-1][0], end)
        else:
            found.append((token.start, end))
    return found


@lru_cache(maxsize=64)
def name_words(text: str) -> frozenset[str]:
    """The words that stand capitalised inside the sentences of a text, and never in lower case."""
    lower = {word for word in text.split() if word.islower()}
    return frozenset(
        token.plain
        for token in _tokens(text)
        if _capitalised(token.written)
        and not token.opening
        and token.plain not in _COMMON
        and token.plain not in lower
    )


def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names, as sets of plain words, may mean the same: a word or people in common."""
    if one & other or any(one & same and other & same for same in _SAME):
        return True
    return any(_inflected(a, b) for a in one for b in other if len(a) >= 5) or any(
        _stands_for(a, b) for a, b in ((one, other), (other, one))
    )


def _stands_for(acronyms: frozenset[str], name: frozenset[str]) -> bool:
    """Whether one is an acronym whose letters are the initials of the other, in any order."""
    initials = sorted(word[0] for word in name if word not in STOPWORDS)
    return any(sorted(word.replace(".", "")) == initials for word in acronyms)
