"""A chat model's reply, taken apart into sentences and their markers while it streams."""

from __future__ import annotations

import re

from retrieval.drafts import DraftSentence
from retrieval.prompts import CONTROL, NOT_IN_ARCHIVE
from retrieval.sentences import sentence_spans

_LIST = r"\^?\d{1,3}(?:\s*(?:[,;&]|and|[-–])\s*\^?\d{1,3})*"
_WORDED = r"(?:(?:source|passage|evidence|doc|ref)s?\.?:?\s*)?"
_MARKER = re.compile(
    rf"\[\s*{_WORDED}{_LIST}\s*\]|【\s*{_WORDED}{_LIST}(?:†[^】]*)?\s*】|［\s*{_LIST}\s*］|"
    rf"\((?:{_WORDED.replace(')?', ')')}){_LIST}\)|"
    r"\(\d{1,2}(?:,\s*\d{1,2})*\)(?=\s*[.!?]?\s*(?:$|\n))|[⁰¹²³⁴-⁹]+",
    re.IGNORECASE,
)
_AFTER_STOP = re.compile(rf"([.!?…]['\"”’»]*)((?:\s*(?:{_MARKER.pattern}))+)", re.IGNORECASE)
_OWN_LINE = re.compile(rf"\s*\n\s*((?:(?:{_MARKER.pattern})\s*?)+)(?=\n|$)", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:[\[【［(][^\]】］)\n]{0,40}|[.!?…]['\"”’»]*\s*)$")
_ENDING = re.compile(r"[.!?…\]】］)\n⁰¹²³⁴-⁹]")
_LOOKAHEAD = 16  # characters past an ending that show whether markers or a new sentence follow
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\(\s*<?(?:https?:|mailto:|www\.)[^)]*\)", re.IGNORECASE)
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)\S+|<?mailto:\S+", re.IGNORECASE)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/\w+:|t:)-?\d+(?::\w)?>|@(?=\w)")
_BULLET = re.compile(r"^\s*(?:[-*•·–>]\s+|#{1,6}\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)\*(?=\w)|(?<=\w[.!?,])\*(?!\w)|(?<=\w)\*(?!\w)")
_TAG = re.compile(r"</?[a-z][^<>]{0,40}>|<\|[^|<>]{0,40}\|>", re.IGNORECASE)


class ReplyParser:
    """Turns a growing reply into finished sentences.

    `feed` gives the sentences that can no longer change; `close` gives the rest. Together they are
    the same however the reply was cut into pieces. Markers may stand before or after the full stop
    or on a line of their own; lists and emphasis lose their signs, links all but their text.
    """

    def __init__(self) -> None:
        self._text = ""
        self._given = 0
        self._look_at = 0

    def feed(self, piece: str) -> list[DraftSentence]:
        """The sentences that `piece` completed."""
        self._text += piece
        if _ENDING.search(piece):
            self._look_at = len(self._text) + _LOOKAHEAD
        if not self._look_at or len(self._text) < self._look_at:
            return []
        self._look_at = 0
        settled = self._parsed(self._text)[: -2 if _UNFINISHED.search(self._text) else -1]
        while settled and not settled[-1].markers:  # its markers may follow, or it may go on
            settled.pop()
        fresh = settled[self._given :]
        self._given += len(fresh)
        return fresh

    def close(self) -> list[DraftSentence]:
        """The sentences left once the reply is complete."""
        rest = self._parsed(self._text)[self._given :]
        self._given += len(rest)
        return rest

    def _parsed(self, reply: str) -> list[DraftSentence]:
        text = _THOUGHT.sub("", reply)
        text = _OWN_LINE.sub(r" \1", text)
        text = _AFTER_STOP.sub(r" \2\1", text)
        sentences: list[DraftSentence] = []
        for line in text.split("\n"):
            line = _BULLET.sub("", line)
            sentences += [_sentence(line[start:end]) for start, end in sentence_spans(line)]
        return [sentence for sentence in sentences if sentence.text]


def _sentence(written: str) -> DraftSentence:
    markers: list[int] = []
    for match in _MARKER.finditer(_LINK.sub(r"\1", written)):
        markers += _numbers(match[0])
    return DraftSentence(text=clean(written), markers=tuple(dict.fromkeys(markers)))


def _numbers(marker: str) -> list[int]:
    listed = marker.translate(_SUPERSCRIPT).split("†")[0]
    found: list[int] = []
    for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*\^?(\d{1,3}))?", listed):
        low, high = int(first), int(last or first)
        found += range(low, high + 1) if low <= high <= low + 20 else [low, high]
    return found


def clean(written: str) -> str:
    """Generated text without markers, links, mentions, tags, emphasis and control characters."""
    text = CONTROL.sub("", written)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub("", text)
    text = _MARKER.sub("", text)
    text = _MENTION.sub("", text)
    text = _TAG.sub("", text)
    text = _EMPHASIS.sub("", text)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s+(?=[.,;:!?])", "", text).strip()


def says_not_in_archive(sentence: DraftSentence) -> bool:
    """Whether the sentence is the agreed way to say that the passages hold no answer."""
    return re.sub(r"[^A-Z ]", "", sentence.text.upper()).strip() == NOT_IN_ARCHIVE
