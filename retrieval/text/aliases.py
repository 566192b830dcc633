"""Spellings of one name: a built-in list, and `aliases.txt` in the archive's folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.errors import SettingsError
from archive.stems import normalise
from retrieval.text.wording import plain

FILE = "aliases.txt"

VARIANTS = """
Kyiv = Kiev
Kharkiv = Kharkov
Odesa = Odessa
Lviv = Lvov
Zelensky = Zelenskyy = Zelenskiy = Zelenski
Khan Younis = Khan Yunis = Khan Yunus
Hezbollah = Hizbullah = Hizballah = Hizbollah
Gaddafi = Qaddafi = Gadhafi = Kadhafi
al-Qaeda = al-Qaida = al-Qa'ida
Houthi = Huthi
Houthis = Huthis
Koran = Quran = Qur'an
Mohammed bin Salman = Mohammad bin Salman
Turkey = Türkiye = Turkiye
Czech Republic = Czechia
Ivory Coast = Côte d'Ivoire
Myanmar = Burma
Eswatini = Swaziland
Mumbai = Bombay
Kolkata = Calcutta
Bengaluru = Bangalore
Chennai = Madras
US = USA = United States
UK = United Kingdom
UN = United Nations
EU = European Union
UAE = United Arab Emirates
WHO = World Health Organization = World Health Organisation
WTO = World Trade Organization = World Trade Organisation
IMF = International Monetary Fund
NATO = North Atlantic Treaty Organization = North Atlantic Treaty Organisation
FBI = Federal Bureau of Investigation
NHS = National Health Service
Covid = Covid-19 = coronavirus
"""
"""Names that the press writes in several ways, each safe to take for the others."""

_CUT = re.compile(r"\s*=\s*")
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"[A-Z]{2,5}")


class Aliases:
    """Sets of spellings, ready to be looked for in texts."""

    def __init__(self, sets: Iterable[tuple[str, ...]]) -> None:
        """`sets` each hold the spellings of one name; sets that share a spelling are one."""
        self._set_of: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
        for spellings in sets:
            joined: dict[tuple[str, ...], str] = {}
            for spelling in spellings:
                joined |= self._set_of.get(_key(spelling), {}) | {_key(spelling): spelling}
            self._set_of |= dict.fromkeys(joined, joined)
        self._longest = max(map(len, self._set_of), default=0)

    def groups(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Returns the names of a text that have other spellings, each with its own one first.

        The longest are taken from the left. Case and accents do not count, but an acronym ("US",
        "WHO") is one in capitals only.
        """
        return tuple(dict.fromkeys(spellings for _, _, spellings in self._places(normalise(text))))

    def respelt(self, text: str) -> tuple[str, ...]:
        """Returns a text and what it is with the first name of it in each other spelling."""
        text = normalise(text)
        for start, end, spellings in self._places(text):
            return (text, *(f"{text[:start]}{other}{text[end:]}" for other in spellings[1:]))
        return (text,)

    def _places(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        words = list(_WORD.finditer(text))
        forms = [_form(word[0]) for word in words]
        at = 0
        while at < len(words):
            lengths = range(min(self._longest, len(words) - at), 0, -1)
            keys = (tuple(forms[at : at + length]) for length in lengths)
            key = next((key for key in keys if key in self._set_of), ())
            if key:
                start, end = words[at].start(), words[at + len(key) - 1].end()
                others = (other for form, other in self._set_of[key].items() if form != key)
                yield start, end, (text[start:end], *others)
            at += len(key) or 1


def _form(word: str) -> str:
    """A word as it is compared: an acronym as it stands, any other plain."""
    return word if _ACRONYM.fullmatch(word) else plain(word)


def _key(spelling: str) -> tuple[str, ...]:
    return tuple(_form(word) for word in _WORD.findall(normalise(spelling)))


def parse_sets(text: str, place: str) -> list[tuple[str, ...]]:
    """Returns the sets of a list: one a line, "Khan Younis = Khan Yunis"; # begins a remark.

    Raises:
        SettingsError: a line is no set of two spellings or more; `place` and the line are named.
    """
    sets = []
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.partition("#")[0].strip()
        if not written:
            continue
        spellings = tuple(_CUT.split(written))
        if len(spellings) < 2 or not all(map(_key, spellings)):
            raise SettingsError(
                f"Line {number} of {place} is not a set of spellings: {written[:80]!r}.",
                "Write the spellings of one name with = between them, "
                "such as Khan Younis = Khan Yunis.",
            )
        sets.append(spellings)
    return sets


NO_ALIASES = Aliases(())
"""Where no name has another spelling."""

BUILT_IN = tuple(parse_sets(VARIANTS, "the built-in list"))


def read_aliases(home: Path) -> Aliases:
    """Returns the built-in spellings and those of `aliases.txt` in a folder, if it is there.

    Raises:
        SettingsError: the file cannot be read, or one of its lines is no set of spellings.
    """
    path = home / FILE
    try:
        own = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read: {error}.", "It has to be a readable UTF-8 text file."
        ) from error
    return Aliases([*BUILT_IN, *parse_sets(own, str(path))])
