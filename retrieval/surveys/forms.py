"""Irregular forms of English words, which stemming does not bring together: sink, sank, sunk.

Verbs and nouns that news uses often and whose forms mean nothing else: "left", "found", "saw" and
"bore" are missing, since they are words of their own.
"""

from __future__ import annotations

from functools import lru_cache

from retrieval.text.measures import Terms
from retrieval.text.wording import word_list

_FORMS = (
    "arise arose arisen", "become became", "begin began begun", "bite bit bitten",
    "blow blew blown",
    "break broke broken", "bring brought", "build built", "buy bought", "catch caught",
    "choose chose chosen", "come came", "creep crept", "deal dealt", "die died dies dying",
    "draw drew drawn", "drive drove driven", "eat ate eaten",
    "fall fell fallen", "fight fought", "flee fled", "fly flew flown",
    "forbid forbade forbidden", "foresee foresaw foreseen", "forget forgot forgotten",
    "forgive forgave forgiven", "freeze froze frozen", "give gave given", "go went gone",
    "grow grew grown", "hear heard", "hide hid hidden", "hold held", "keep kept",
    "know knew known", "lead led", "lose lost", "make made", "meet met",
    "overcome overcame", "overthrow overthrew overthrown", "pay paid", "ride rode ridden",
    "rise rose risen", "run ran", "seek sought", "sell sold", "send sent", "shake shook shaken",
    "shoot shot", "shrink shrank shrunk", "sing sang sung", "sink sank sunk", "sleep slept",
    "speak spoke spoken", "spend spent", "stand stood", "steal stole stolen",
    "strike struck stricken", "swear swore sworn", "sweep swept", "swim swam swum",
    "take took taken", "teach taught", "tear tore torn", "tell told", "think thought",
    "throw threw thrown", "undergo underwent undergone", "understand understood",
    "undertake undertook undertaken", "weep wept", "win won",
    "withdraw withdrew withdrawn", "withhold withheld", "write wrote written",
    "man men", "woman women", "child children", "foot feet", "tooth teeth", "goose geese",
    "mouse mice", "wife wives", "knife knives", "thief thieves", "wolf wolves",
    "calf calves", "crisis crises", "criterion criteria",
)  # fmt: skip


class Forms:
    """The families of irregular forms, by the stems that the lexical index makes of them."""

    def __init__(self, terms: Terms) -> None:
        """`terms` is what the lexical index makes stems with."""
        self._terms = terms
        self._family: dict[str, tuple[str, ...]] = {}
        self._first: dict[str, str] = {}
        for line in _FORMS:
            written = tuple(word_list(line))
            for stem in {stem for form in written for stem in terms(form)}:
                self._family[stem] = written
                self._first[stem] = terms(written[0])[0]

    def written(self, stem: str) -> tuple[str, ...]:
        """Returns the forms of a word that have stems of their own, as written; () for most."""
        return self._family.get(stem, ())

    def same(self, text: str) -> list[str]:
        """Returns the stems of a text, all forms of one word as the stem of its first."""
        return [self._first.get(stem, stem) for stem in self._terms(text)]


@lru_cache(4)
def forms(terms: Terms) -> Forms:
    """Returns the families for one index's stems, made once: it takes a few milliseconds."""
    return Forms(terms)
