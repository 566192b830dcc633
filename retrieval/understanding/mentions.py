"""Names mentioned in a conversation, and whether each is likely a person, a place or else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.text.days import MONTHS, WEEKDAYS
from retrieval.text.wording import STOPWORDS, plain, without_possessive, word_list


class Being(Enum):
    """What a name is likely to be of; a SOMETHING is an organisation, event, work or thing."""

    PERSON = auto()
    PLACE = auto()
    SOMETHING = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it was written, where it begins and ends, and what it is likely to be of."""

    name: str
    start: int
    end: int
    being: Being


_RUN = re.compile(
    r"\b[A-Z][\w’'.-]*\w(?:(?:,? (?:of the|of|de|de la|van|von|al|bin|ibn|der|and the|for the) | )"
    r"(?:[A-Z][\w’'.-]*\w|[A-Z]\.?(?= [A-Z])))*"
)
_TITLES = frozenset(
    word_list(
        "mr mrs ms miss mx dr prof professor sir dame lord lady rev father saint president mayor "
        "minister chancellor governor senator sen rep representative secretary king queen prince "
        "princess pope bishop judge justice chief captain colonel general sergeant lieutenant "
        "coach councillor mp ceo commissioner ambassador sheriff detective"
    )
)
_SOMETHING = frozenset(
    word_list(
        "inc corp ltd plc co company group holdings university college school academy institute "
        "party council ministry department bank police court committee commission union "
        "association federation club team agency foundation network times post news press radio "
        "parliament congress senate house act bill treaty award awards prize cup league festival "
        "championship games war battle election church museum library hospital theatre theater "
        "band orchestra society board authority office service services forces army navy project "
        "report game show movie album song book center centre united city rovers athletic nations"
    )
)
_PLACES = frozenset(
    word_list(
        "street road avenue river lake mount mountain island islands county town village square "
        "park airport harbour harbor bay quay wharf bridge beach valley hill "
        "coast province district region republic kingdom states"
    )
)
_NEVER = STOPWORDS | frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(word_list("ok yes"))
_BEFORE_PLACE = re.compile(r"\b(?:in|at|near|into|across|throughout|outside)\s+(?:the\s+)?$", re.I)
_AFTER_PERSON = re.compile(
    r"^(?:,| (?:said|says|told|added|wrote|was born|died|married|resigned|himself|herself|who)\b)"
)
_OPENS = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|\n\s*|[“\"‘(]\s*)$")


def mentions(text: str, seen: str = "") -> list[Mention]:
    """Returns the names in a text, in order.

    A single word that opens a sentence is a name only where `seen`, the whole conversation, has it
    within a sentence as well, since any word is capitalised there.
    """
    found = []
    for run in _RUN.finditer(text):
        start, name = run.start(), run[0]
        words = name.split(" ")
        while words and plain(words[0]) in _NEVER:
            start += len(words[0]) + 1
            words.pop(0)
        name = without_mark(" ".join(words))
        if not name or (len(words) == 1 and _is_any_word(text, start, name, seen)):
            continue
        end = start + len(name)
        being = _being(text, start, end, words)
        if len(words) == 1 and (whole := _full_name(name, seen)):
            name, being = whole, Being.PERSON
        found.append(Mention(name, start, end, being))
    return found


def _full_name(surname: str, seen: str) -> str:
    """The whole name of the person whose last name this is in the conversation, or ""."""
    for whole in re.finditer(
        rf"\b((?:[A-Z][\w’'-]+|[A-Z]\.) (?:(?:[A-Z][\w’'-]*\.?|van|von|de|bin|al) "
        rf")?){re.escape(surname)}\b",
        seen,
    ):
        words = whole[0].split()
        start = whole.start()
        if plain(words[0]) not in _NEVER and (
            _being(seen, start, whole.end(), words) is Being.PERSON
        ):
            return whole[0]
    return ""


def without_mark(name: str) -> str:
    """Returns a name without its possessive ending or closing stops."""
    return re.sub(r"(?:['’]s|['’.-]+)$", "", name)


def _is_any_word(text: str, start: int, name: str, seen: str) -> bool:
    if not _OPENS.search(text[:start]):
        return False
    return not re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", seen)


def _being(text: str, start: int, end: int, words: list[str]) -> Being:
    folded = [without_possessive(plain(word)) for word in words]
    if folded[0].rstrip(".") in _TITLES and len(folded) > 1:
        return Being.PERSON
    if _SOMETHING & set(folded):
        return Being.SOMETHING
    before = text[:start]
    if _PLACES & set(folded) or _BEFORE_PLACE.search(before):
        return Being.PLACE
    if re.search(r"\b[Tt]he $", before) or words[0].isupper() or {"of", "for"} & set(folded):
        return Being.SOMETHING
    if re.search(rf"\b(?:{'|'.join(_TITLES)})\.? $", before.lower()):
        return Being.PERSON
    if 2 <= len(words) <= 4 or _AFTER_PERSON.search(text[end:]):
        return Being.PERSON
    return Being.SOMETHING
