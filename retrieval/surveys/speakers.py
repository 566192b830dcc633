"""Who speaks a quotation, where the text beside it says so; never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.text.quotations import quotations
from retrieval.text.sentences import sentence_spans
from retrieval.text.wording import word_list

_SAID = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|insisted|insists|warned|warns|explained|"
    r"explains|argued|argues|claimed|claims|replied|recalled|recalls|noted|notes|tweeted|posted|"
    r"remarked|declared|stated|testified|joked|vowed|admitted|conceded)"
)
_INVERTED = (  # verbs that stand before who speaks, and never before who is spoken to
    r"(?:said|says|added|adds|wrote|writes|insisted|insists|explained|explains|replied|recalled|"
    r"recalls|noted|notes|tweeted|remarked|declared|joked|admitted|conceded)"
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’-]*(?:\.(?=\s[^\W\d_a-z]))?"
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)"
_ENDS_ROLE = "on|in|at|after|before|during|as|when|while|to|by|who|that|with|this|last"
_SMALL_WORD = rf"(?!(?:{_ENDS_ROLE})\b)[\w'’-]+"
_WHO = (
    rf"(?:{_ARTICLE}\s+(?:{_SMALL_WORD}\s+){{0,5}}?)?{_CAPITAL}"
    rf"(?:\s+(?:of|de|van|von|der|al|bin|el)\s+{_CAPITAL}|\s+{_CAPITAL}){{0,5}}"
)
_ROLE = rf"{_ARTICLE}(?:\s+(?![A-Z]){_SMALL_WORD}){{1,6}}"
_PERSON = rf"(?P<who>{_WHO}|{_ROLE})"
_QUOTED = "\x00"  # stands where a quotation was taken out
_NAMED = (
    re.compile(rf"(?:^|{_QUOTED}),?\s*{_INVERTED}\s+{_PERSON}(?![\w'’-])"),
    re.compile(
        rf"(?<![\w'’-]){_PERSON}(?:,\s[^,]{{1,80}},)?\s+(?:(?:has|had|also|later|then)\s+)?{_SAID}\b"
    ),
    re.compile(rf"\b[Aa]ccording to {_PERSON}(?![\w'’-])"),
)
_PART_OF_MORE = re.compile(
    r"\b(?:in|at|from|near|of|for|with|by|about|than|and|to|on|or|nor|not|neither|like|as)\s+$",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    word_list(
        "but and on in at after before when as while yet so meanwhile then also for last later "
        "however although though since if once earlier today yesterday speaking asked monday "
        "tuesday wednesday thursday friday saturday sunday january february march april may june "
        "july august september october november december"
    )
)
_NOBODY = frozenset(
    word_list("he she they it we i you who that this these those there what one nobody everyone")
)

_LONGEST = 600
"""Characters of a sentence that is read for a speaker: longer ones are lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is named as the speaker, verbatim, and the half-open span of text that shows it."""

    who: str
    start: int
    end: int


def speaker_of(text: str, start: int, end: int) -> Speaker | None:
    """Returns who speaks `text[start:end]`, or None where the text beside it does not say.

    Only what stands in quotation marks is spoken, and what is quoted inside a quotation is somebody
    else's. The sentence itself counts, outside its quotation
    marks. The one before it, in the same paragraph, counts where it ends in a colon, or where it
    names the speaker of a quotation that this sentence goes on with. The span covers both. A
    pronoun names nobody.
    """
    spans = sentence_spans(text)
    first, last = around(spans, start, end)
    at, to = spans[first][0], spans[last][1]
    if not _spoken(text[at:to], start - at, end - at):
        return None
    if who := _named(text[at:to]):
        return Speaker(who=who, start=at, end=to)
    if first == 0 or _outside(text[at:to]).strip(f"{_QUOTED} .,;:!?…"):
        return None
    before, stop = spans[first - 1]
    sentence = text[before:stop]
    if "\n" in text[stop:at] or not (sentence.endswith(":") or any(quotations(sentence))):
        return None
    who = _named(sentence)
    return Speaker(who=who, start=before, end=to) if who else None


def _spoken(sentence: str, start: int, end: int) -> bool:
    """Whether characters stand in a quotation, and in none inside it."""
    for quoted in quotations(sentence):
        if quoted.start <= start and end <= quoted.end:
            return not _spoken(quoted.text, start - quoted.start, end - quoted.start)
    return False


def around(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Returns the places of the first and the last sentence that characters stand in.

    Raises:
        ValueError: they stand in no sentence.
    """
    held = [i for i, (first, past) in enumerate(spans) if first < end and start < past]
    if not held:
        raise ValueError(f"no sentence at {start}..{end}")
    return held[0], held[-1]


def _named(sentence: str) -> str:
    """Who is said to speak in a sentence; "" where nobody is, or several are."""
    if len(sentence) > _LONGEST:
        return ""
    outside = _outside(sentence)
    found = set()
    for pattern in _NAMED:
        for match in pattern.finditer(outside):
            beside = _PART_OF_MORE.search(outside[: match.start("who")])
            who = "" if beside and pattern is _NAMED[1] else _trimmed(match["who"])
            found.add(who)
    return found.pop() if len(found) == 1 else ""


def _trimmed(who: str) -> str:
    """A name without the words that only begin a sentence; "" where nobody in particular is left.

    What is left stands in the text as it is.
    """
    words = who.split(" ")
    while words and words[0].casefold() in _OPENERS:
        words = words[1:]
    return "" if not words or words[0].casefold() in _NOBODY else " ".join(words)


def _outside(sentence: str) -> str:
    """A sentence with a mark for each of its quotations."""
    kept, at = [], 0
    for quoted in quotations(sentence):
        kept += [sentence[at : quoted.start - 1], _QUOTED]
        at = quoted.end + quoted.closed
    return "".join([*kept, sentence[at:]])
