"""Bounds of time: since May, before 2020, from 3 May on, by the end of June."""

from __future__ import annotations

from retrieval.understanding.times.context import attributive
from retrieval.understanding.times.dates import Hit
from retrieval.understanding.times.guards import is_time
from retrieval.understanding.times.leaves import Leaf
from retrieval.understanding.times.ranges import Reading, ranged
from retrieval.understanding.times.rules import leaf_at
from retrieval.understanding.times.units import Timespan, after
from retrieval.understanding.times.words import Words, possessive

_SINCE = (
    "ever since", "since at least", "since", "as from", "starting from", "starting in",
    "starting on", "starting", "beginning in", "beginning on", "beginning", "dating back to",
    "on or after", "on and after", "not before", "no earlier than", "not earlier than",
)  # fmt: skip
_AFTER = ("after", "later than", "following", "post -", "post")
_BEFORE = ("before", "prior to", "earlier than", "pre -", "pre")
_UNTIL = ("up until", "up to", "until", "till", "through", "by", "as of", "as at", "not later than",
          "no later than", "on or before")  # fmt: skip
_BOUNDS: dict[str, list[tuple[str, str]]] = {}
for _name, _phrases in (
    ("since", _SINCE), ("after", _AFTER), ("before", _BEFORE), ("until", _UNTIL),
):  # fmt: skip
    for _phrase in _phrases:
        _BOUNDS.setdefault(_phrase.split()[0], []).append((_phrase, _name))
_ONWARD = ("onwards", "onward", "on", "forward")


def bounded(words: Words, i: int) -> Reading | None:
    """Since May, before 2020, from 3 May on, by the end of June."""
    for phrase, name in _BOUNDS.get(words.low(i), ()):
        end = words.follow(i, phrase)
        if end is None or (phrase in ("post", "pre") and words.low(end) != "-"):
            continue
        if words.low(i) == "up" and words.low(i - 1) in ("-", "run", "lead", "leading", "build"):
            hit = _leaf(words, end)
            return Reading(i, hit.end if hit else end, None)
        reading = _bound(words, i, end, name)
        if reading:
            return _until_other(words, reading) if name in ("since", "after") else reading
    hit = _leaf(words, i + 1) if words.low(i) == "from" else None
    if hit and hit.leaf and _onward(words, hit.end):
        return Reading(i, hit.end + 1, _since(hit.leaf, words, point=0))
    return None


def _until_other(words: Words, first: Reading) -> Reading:
    """The reading cut at a second bound: "after 3 June but before 9 June"."""
    i = words.skip(first.end, "and", "but", ",")
    for phrase, name in _BOUNDS.get(words.low(i), ()) if first.span else ():
        end = words.follow(i, phrase)
        if end is None or name not in ("before", "until"):
            continue
        second = _bound(words, i, end, name)
        if not second:
            continue
        since = first.span.since if first.span else None
        until = second.span.until if second.span else None
        sound = since is not None and until is not None and since <= until
        span = Timespan(since=since, until=until) if sound else None
        return Reading(first.start, second.end, span)
    return first


def _onward(words: Words, i: int) -> bool:
    """Whether "onwards" follows, or "on" by itself: not "from May on the bridge"."""
    following = words.low(i + 1)
    if words.low(i) not in _ONWARD:
        return False
    return words.low(i) != "on" or following in ("", ".", ",", "?", "!", ";", ")") or following in (
        "did", "was", "were", "is", "has", "have"
    )  # fmt: skip


def _bound(words: Words, i: int, end: int, name: str) -> Reading | None:
    start = end
    point: int | None = None
    for phrase, where in (("the end of", 1), ("end of", 1), ("the start of", 0),
                          ("the beginning of", 0)):  # fmt: skip
        inner = words.follow(start, phrase)
        if inner is not None and (hit := leaf_at(words, start)) and hit.leaf:
            point = where
            break
    if name == "since" and ranged(words, start, joined=True):
        return None
    hit = _leaf(words, start)
    if not hit:
        return None
    if hit.leaf is None:
        return Reading(i, hit.end, None)
    if name != "since" and _event(words, start, hit, name):
        return Reading(i, hit.end, None)
    if words.low(i) == "by" and words.low(hit.end) in ("votes", "points"):
        return None
    days = hit.leaf.latest(words.today)
    starts = words.low(i) in ("starting", "beginning") and hit.leaf.cycle == "year"
    if not days or (starts and not hit.leaf.year):
        return Reading(i, hit.end, None)
    span: Timespan | None
    match name:
        case "since":
            span = _since(hit.leaf, words, point)
        case "after":
            first = after(days.last, 1)
            span = Timespan(since=first, until=words.today) if first <= words.today else None
        case "before":
            last = days.last if point == 1 else after(days.first, -1)
            span = Timespan(since=None, until=last)
        case _:
            span = Timespan(since=None, until=days.first if point == 0 else days.last)
    return Reading(i, hit.end, span)


def _event(words: Words, start: int, hit: Hit, name: str) -> bool:
    """Whether a bound is an event: "before the 2019 fire", "after Monday's vote"."""
    owned = possessive(words[hit.end - 1]) and words[hit.end].text.isalpha()
    return attributive(words, start, hit.end) or (owned and name in ("after", "before"))


def _since(leaf: Leaf, words: Words, point: int | None) -> Timespan | None:
    days = leaf.latest(words.today)
    if not days or days.first > words.today:
        return None
    first = days.last if point == 1 and days.last <= words.today else days.first
    return Timespan(since=first, until=words.today)


def _leaf(words: Words, i: int) -> Hit | None:
    """What stands at a position, "the" before it or not, if it is time there."""
    hit = leaf_at(words, i)
    start = i
    if hit is None and words.low(i) in ("the", "on", "in"):
        start = i + 1
        hit = leaf_at(words, start)
    if hit and hit.leaf and not is_time(words, start, hit.end, hit.leaf):
        return None
    return hit
