"""A chat model's reply, taken apart into sentences and their markers while it streams."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from retrieval.chat.markers import LIST_OF_MARKERS, MARKER, numbers, without_references
from retrieval.chat.prompts import CONTROL, NOT_IN_ARCHIVE
from retrieval.drafts import DraftSentence
from retrieval.text.sentences import sentence_spans

_AFTER_STOP = re.compile(rf"([.!?…]['\"”’»]*)((?: ?{LIST_OF_MARKERS})+)", re.IGNORECASE)
_OWN_LINE = re.compile(rf"\n((?:{LIST_OF_MARKERS} ?)+)(?=\n|$)", re.IGNORECASE)
_LEADING = re.compile(rf" ?((?:{LIST_OF_MARKERS} ?)+)[.:)–-]? ?(?=[^\s.!?])", re.IGNORECASE)
_NEXT_LEADING = re.compile(rf"(?<=[.!?…\"”’»]) (?=(?:{LIST_OF_MARKERS} ?)+[^\s.!?])", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:[\[【［(][^\]】］)\n]{0,40}|[.!?…]['\"”’»]*\s*)$")
_ENDING = re.compile(r"[.!?…\]】］)\n⁰¹²³⁴-⁹]")
_PAIRS = dict(zip("“‘„«‹([{「《\"'`", "”’“»›)]}」》\"'`", strict=True))
_LOOKAHEAD = 16  # characters past an ending that show whether markers or a new sentence follow

_THOUGHT = re.compile(
    r"<(?P<tag>think(?:ing)?|thought|reason(?:ing)?|reflection|scratchpad)>.*?(?:</(?P=tag)>|\Z)"
    r"|<\|channel\|>(?!final)\w+<\|message\|>.*?(?=<\|channel\|>final|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_CHANNEL = re.compile(r"<\|channel\|>\w*(?:<\|message\|>)?", re.IGNORECASE)
_LISTED = r"(?:sources?|references?|citations?|footnotes?|bibliography|passages? (?:used|cited))"
_SOURCES = re.compile(
    rf"(?:^|\n)[\s*_#>•-]*{_LISTED}(?: used| cited)?[\s*_]*(?::[^\n]*|(?=\n|\Z)).*\Z"
    rf"|(?<=[.!?\])】])\s+[*_]*{_LISTED}(?: used| cited)?[*_]*:.*\Z",
    re.DOTALL | re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[\s*_#>]*(?:(?:final |short |my )?(?:answer|response)|a|summary)[*_]*\s*:[*_]*\s*"
    r"|^[\s*_]*(?:sure|certainly|of course|okay|ok)[,!.]\s+",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"^(?:based (?:up)?on|according to|from|in|as per) (?:the|these|those|your) "
    r"(?:(?:provided|given|supplied|above|numbered|archive|newspaper|retrieved) )*"
    r"(?:passages?|texts?|sources?|context|information|excerpts?|evidence|articles?)"
    r"(?: provided| given| above| supplied)?,\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•·–>]\s+|#{1,6}\s+|\d{1,2}[.)]\s+)+")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+\S.*|\*\*[^*]+\*\*:?|[^.!?]{1,80}:\**)\s*$")

_LINK = re.compile(r"!?\[([^\]]*)\]\(\s*<?(?:https?:|mailto:|www\.)[^)]*\)", re.IGNORECASE)
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)\S+|<?mailto:\S+", re.IGNORECASE)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/\w+:|t:)-?\d+(?::\w)?>|@(?=\w)")
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)\*(?=\w)|(?<=\w[.!?,])\*(?!\w)|(?<=\w)\*(?!\w)")
_TAG = re.compile(r"</?[a-z][^<>]{0,40}>|<\|[^|<>]{0,40}\|>", re.IGNORECASE)

_GIVEN = (
    r"(?:the|these|those|any of the|your|this) (?:(?:provided|given|supplied|above|available|"
    r"numbered|archive|archived|newspaper|retrieved) )*"
    r"(?:passages?|archives?|context|excerpts?|sources?|evidence|documents?|"
    r"(?:archive|newspaper|provided|given|supplied) (?:articles?|texts?|information))"
    r"(?: (?:provided|given|supplied|above))?"
)
_SILENT = (
    r"(?:do(?:es)? not|don['’]t|doesn['’]t|did not|didn['’]t|cannot|can['’]t|never|fails? to)\s+"
    r"(?:\w+ly )?(?:directly )?(?:answer|say|state|mention|contain|provide|include|specify|give|"
    r"have|hold|tell|reveal|address|discuss|describe|indicate|explain|offer|cover|report|disclose)"
)
_UNABLE = (
    r"(?:i|we) (?:am|are|was|were)?\s*(?:could not|couldn['’]t|cannot|can['’]t|can not|do not|"
    r"don['’]t|did not|didn['’]t|unable to|not able to|['’]m unable to)\s+"
    r"(?:find|answer|determine|locate|provide|tell|have|know|see|give)"
)
_REFUSAL = re.compile(
    rf"(?:(?:i['’]m |i am )?sorry,?\s+(?:but )?)?(?:(?:unfortunately|however|but),?\s+)?"
    rf"(?:based on {_GIVEN},\s+)?(?:"
    rf"{_GIVEN} {_SILENT}|none of {_GIVEN} (?:\w+s?)|{_UNABLE}"
    rf"|there (?:is|are|was|were) (?:no|not enough|insufficient|nothing)\b.*\b(?:in|from) {_GIVEN}"
    rf"|(?:no|not enough|insufficient) (?:\w+ ){{0,3}}(?:information|answer|evidence|mention)\b"
    rf".*\b(?:in|from|by) {_GIVEN}"
    rf"|(?:the |this )?(?:answer|information|question|it)(?: to (?:this|the|your) question)? "
    rf"(?:is|was|cannot|can['’]t|could)\s*(?:not|be|n['’]t)?.*\b(?:in|from|by|using) {_GIVEN}"
    r")",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\b(?:but|however|although|though|only|except|instead)\b", re.IGNORECASE)
_PLAIN_REFUSALS = frozenset({NOT_IN_ARCHIVE, "NOT IN THE ARCHIVE", "NOT IN THIS ARCHIVE"})


class ReplyParser:
    """Turns a growing reply into finished sentences.

    `feed` gives the sentences that can no longer change; `close` gives the rest. Together they are
    the same however the reply was cut into pieces. Markers may stand before or after the full stop,
    before their sentence, or on a line of their own; lists, headings and emphasis lose their signs,
    links all but their text. Thoughts, labels such as "Answer:" and closing lists of sources are
    left out; where no sentence has a marker, the numbers of such a list are every sentence's.
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
        settled = _certain(self._text)
        while settled and not settled[-1].markers:  # its markers may follow, or it may go on
            settled.pop()
        fresh = settled[self._given :]
        self._given += len(fresh)
        return fresh

    def close(self) -> list[DraftSentence]:
        """The sentences left once the reply is complete."""
        whole = _parsed(self._text)
        if not any(sentence.markers for sentence in whole):
            listed = _listed(self._text)
            whole = [DraftSentence(text=one.text, markers=listed) for one in whole]
        rest = whole[self._given :]
        self._given += len(rest)
        return rest


def _certain(reply: str) -> list[DraftSentence]:
    """The sentences of an unfinished reply that no mark or word to come can change."""
    whole = _parsed(reply)
    sure = len(whole) - (2 if _UNFINISHED.search(reply) else 1)
    line = reply[reply.rfind("\n") + 1 :]
    for opening, closing in _PAIRS.items():
        if opening in line:  # closed, it may join what it encloses into one sentence
            pairs = zip(whole, _parsed(reply + closing), strict=False)
            sure = min(sure, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return whole[: max(sure, 0)]


def _parsed(reply: str) -> list[DraftSentence]:
    text = _SOURCES.sub("", spoken(reply))
    text = _OWN_LINE.sub(r" \1", text)
    sentences = [sentence for line in text.split("\n") for sentence in _line(line)]
    return [sentence for sentence in sentences if sentence.text]


def spoken(reply: str) -> str:
    """The reply without what the model only thought, and without empty lines and other gaps."""
    said = _CHANNEL.sub("", _THOUGHT.sub("", reply))
    return re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n]+", " ", said))


def _listed(reply: str) -> tuple[int, ...]:
    """The numbers that a closing list of sources names."""
    found = _SOURCES.search(spoken(reply))
    return tuple(dict.fromkeys(numbers(found[0]))) if found else ()


def _line(line: str) -> list[DraftSentence]:
    if _HEADING.match(line) and not MARKER.search(line):
        return []
    line = _LABEL.sub("", _BULLET.sub("", _LABEL.sub("", line)))
    leading = _LEADING.match(line)
    if leading is None:
        return _sentences(_AFTER_STOP.sub(r" \2\1", line))
    parts = _NEXT_LEADING.split(f"{leading[1].strip()} {line[leading.end() :]}")
    return [sentence for part in parts for sentence in _sharing(_sentences(part))]


def _sentences(text: str) -> list[DraftSentence]:
    return [_sentence(text[start:end]) for start, end in sentence_spans(text)]


def _sharing(sentences: list[DraftSentence]) -> list[DraftSentence]:
    """Sentences behind one marker; those without their own have that of the first."""
    return [replace(one, markers=one.markers or sentences[0].markers) for one in sentences]


def _sentence(written: str) -> DraftSentence:
    markers = numbers(_LINK.sub(r"\1", written))
    return DraftSentence(text=clean(written), markers=tuple(dict.fromkeys(markers)))


def clean(written: str) -> str:
    """Generated text without markers, links, mentions, tags, emphasis and control characters."""
    text = CONTROL.sub("", written)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub("", text)
    text = without_references(text)
    text = _MENTION.sub("", text)
    text = _TAG.sub("", text)
    text = _EMPHASIS.sub("", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[.,;:!?])", "", text).strip()
    based = _BASED.match(text)
    return _capital(text[based.end() :]) if based else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def says_not_in_archive(sentence: DraftSentence) -> bool:
    """Whether the sentence says that the passages hold no answer, in the agreed words or others.

    One that goes on to tell something ("… do not say when, but …") says more than that.
    """
    plain = " ".join(re.sub(r"[^A-Z ]", "", sentence.text.upper()).split())
    if plain in _PLAIN_REFUSALS:
        return True
    refusal = _REFUSAL.match(sentence.text)
    return refusal is not None and not _TURNS.search(sentence.text, refusal.end())
