"""Which outlet a file's folders name, and how the outlet spells itself in a text."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

# A text's beginning and its end of so many characters are searched for the outlet's name.
_GLANCE = 30_000
# Menus, credits and copyright lines have no more words than this; longer lines are prose.
_FURNITURE_WORDS = 12
# All capitals are a layout's choice in a longer name, and the name itself in "CNN".
_SHORT_NAME = 5
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# Folders named by nothing but these words and numbers say how, when or where in the paper.
_GENERAL = """
    all archive archives article articles clean cleaned clippings collection content copies
    copy corpus csv data dataset demo desktop doc docs documents download downloaded downloads
    dump dumps example examples export exported exports fetched file files folder from home htm
    html import imports in incoming input item items json jsonl list markdown md media misc my
    new news newspaper newspapers of old originals other outlet outlets output page pages print
    private public raw sample samples save saved scrape scraped scrapes set site sites source
    sources stories story temp test tests text texts tmp txt unsorted user users var version
    web website work
    autumn day days issue issues month months q s spring summer week weeks winter year years
"""
_SECTIONS = """
    analysis arts blog blogs books business city climate column columns comment community
    council courts crime culture economy editorial editorials education elections entertainment
    environment europe events fashion feature features film finance food football front health
    history interview interviews investigations letters lifestyle live local long magazine
    metro money music national obituaries opinion opinions people pictures podcasts politics
    province reads region regional reports reviews science section sections society sport
    sports style tech technology television theatre travel uk us video videos weather world
"""
_SAYS_NOTHING = frozenset(
    word.casefold() for word in (*_GENERAL.split(), *_SECTIONS.split(), *month_name, *month_abbr)
)


def outlet_of_path(path: Path, root: Path) -> str:
    """The name of the folder that may be an outlet's, from `root`, which a person named, or "".

    It is the first one below the root that is named neither by a date nor a section nor a word
    such as "archive" or "pages"; else the root's own name. A file that was named itself has none.
    """
    below = path.parts[len(root.parts) : -1]
    own = () if path == root else (root.name,)
    return next((name for name in (*below, *own) if not _says_nothing(name)), "")


def outlet_among(folders: Iterable[str], text: str) -> str:
    """The first folder whose name stands in the furniture of a text, or "".

    Names of one word do not count: the folder "features" holds no articles of "Features".
    """
    folders = [name for name in folders if len(_words(name)) > 1 and not _says_nothing(name)]
    return next((name for name in folders if spelling_in(text, name)), "")


def spelling_in(text: str, name: str) -> str:
    """How a text's menus, credits and copyright lines spell an outlet's name, or "".

    With "The" where any of them has it, otherwise as most have it. `text` may be markup.
    """
    words = _words(name)
    if words[:1] == ["the"]:
        words = words[1:]
    if not words:
        return ""
    shape = r"[^\w\n]{0,2}".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w)(?:(?-i:The|THE)[^\S\n]+)?{shape}(?!\w)", re.IGNORECASE)
    shown = text if len(text) <= 2 * _GLANCE else f"{text[:_GLANCE]}\n{text[-_GLANCE:]}"
    if shown.lstrip().startswith("<"):
        shown = _TAG.sub("\n", shown)
    found = Counter(
        " ".join(match[0].split())
        for line in shown.splitlines()
        if len(line) < 200 and len(line.split()) <= _FURNITURE_WORDS
        for match in pattern.finditer(line)
    )
    proper = {
        spelling: (spelling.startswith("The "), times)
        for spelling, times in found.items()
        if not spelling.islower() and not (spelling.isupper() and len(spelling) > _SHORT_NAME)
    }
    if proper:
        return max(proper, key=lambda spelling: proper[spelling])
    the = any(spelling.casefold().startswith("the ") for spelling in found)
    return f"{'The ' if the else ''}{presentable(' '.join(words))}" if found else ""


def presentable(folder: str) -> str:
    """A folder's name as an outlet's: "harrow-ledger" as "Harrow Ledger", an address as it is."""
    if _ADDRESS.fullmatch(folder.strip()):
        return re.sub(r"^www\d?\.", "", folder.strip().lower())
    words = re.split(r"[-_\s]+", folder.strip())
    return " ".join(word if word != word.lower() else word.capitalize() for word in words if word)


class Spellings:
    """One spelling for each outlet, so that a folder names it as the archive does."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        for name in known:
            self.learn(name)

    def learn(self, name: str) -> None:
        """Keeps the first spelling of an outlet, or one with "The" in place of one without."""
        known = self._known.get(_key(name))
        if known is None or (name.startswith("The ") and not known.startswith("The ")):
            self._known[_key(name)] = name

    def of(self, folder: str) -> str:
        """The known spelling of the outlet a folder is named after, else the folder's name."""
        return self._known.get(_key(folder), folder)


def _key(name: str) -> str:
    return "".join(_words(name)).removeprefix("the")


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def _says_nothing(name: str) -> bool:
    """Whether a folder's name is made of dates, sections and words for any collection."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return all(word in _SAYS_NOTHING for word in words)
