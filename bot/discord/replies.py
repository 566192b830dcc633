"""What Discord shows: answers, sources and passages as messages. Pure: nothing is sent here.

Messages are plain content. It is what every client, screen reader, notification and the channel's
own search read, and it needs no permission to embed links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.articles import Kind
from bot.discord.folding import MESSAGE_LIMIT, Piece, fold, weight
from bot.discord.markdown import link, literal, literal_line
from bot.discord.tables import table_pieces
from bot.wording import (
    CONFLICT,
    NEAREST,
    NEWEST_FIRST,
    NOT_ANSWERING,
    NOT_HERE,
    by_article,
    count,
    day,
    labelled,
    nothing_found,
    numbers,
    remarks,
    statement,
)
from retrieval.answers import Answer, AnswerStatus, Citation, Searched, Sentence

if TYPE_CHECKING:
    from retrieval.sources import SourceList

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"'”’)])\s+|\n+")

HELP = (
    "Ask me what the archive says: mention me with a question, reply to one of my answers to "
    "follow up, or use `/ask`. I answer only from the archive and show the passages."
)
UNREADABLE_REPLY = (
    "Discord shows me a reply only when it mentions me. Please reply again with the mention on, "
    "or use `/ask`."
)
FORGOTTEN = (
    "I no longer have the passages of this answer at hand. The links above still lead to the "
    "articles; asking again brings the passages back."
)
STILL_READING = "-# Still reading…"


def answer_posts(answer: Answer, *, echo: bool = False) -> list[str]:
    """An answer as one message or more; `echo` repeats the question, where it is not in view."""
    return fold(_answer(answer, echo))


def progress_post(answer: Answer) -> str:
    """The sentences so far that fit one message, and a line that says more may come."""
    messages = fold(_sentences(answer), MESSAGE_LIMIT - weight(STILL_READING) - 1)
    return f"{messages[0]}\n{STILL_READING}" if messages else STILL_READING


def passages_of(answer: Answer) -> tuple[Citation, ...]:
    """The passages worth opening behind an answer: the cited ones, else the nearest."""
    return answer.citations or answer.nearest


def passage_posts(citations: Sequence[Citation]) -> list[str]:
    """Every passage once, by number, what was quoted from it in bold, with its link."""
    return fold(piece for group in _by_number(citations) for piece in _passage(group))


def source_posts(query: str, found: SourceList) -> list[str]:
    """What a quick look-up found, nearest first, each with what is nearest in it."""
    asked = literal_line(query)
    if found.citations:
        head = Piece(text=f"**{count(len(found.citations), 'article')}** near “{asked}”")
    else:
        head = Piece(text=f"Nothing in this archive is near “{asked}”.")
    searched = Piece(text=_searched(found.searched), before="-# ", gap="\n\n")
    notes = (Piece(text=literal_line(note), before="-# ", gap="\n\n") for note in found.notes)
    listed = (piece for one in found.citations for piece in _found(one))
    return fold([head, *listed, *notes, searched])


def _found(citation: Citation) -> Iterator[Piece]:
    yield replace(_source([citation]), gap="\n\n", leads=True)
    yield Piece(text=literal_line(citation.quote), before="> ", gap="\n")


def _answer(answer: Answer, echo: bool) -> Iterator[Piece]:
    if echo:
        yield Piece(text=literal_line(answer.question), before="> ")
    match answer.status:
        case AnswerStatus.ANSWERED:
            yield Piece(text="**Answered**", gap="\n")
        case AnswerStatus.CONFLICTING:
            yield Piece(text=f"**{CONFLICT}** {NEWEST_FIRST}", gap="\n")
        case AnswerStatus.NOT_FOUND:
            text = nothing_found(answer, literal_line)
            yield Piece(text=text, before=f"**{NOT_HERE}** ", gap="\n")
    yield from _sentences(answer)
    if answer.table:
        yield from table_pieces(answer.table)
    if answer.citations:
        yield Piece(text="**Sources**", gap="\n\n", leads=True)
        yield from map(_source, by_article(answer.citations))
    if answer.nearest and not answer.citations:
        yield Piece(text=f"**{NEAREST}**{NOT_ANSWERING}:", gap="\n\n", leads=True)
        yield from map(_source, by_article(answer.nearest))
    yield from _footer(answer)


def _sentences(answer: Answer) -> Iterator[Piece]:
    listed = labelled(answer)
    for label, sentence in listed:
        text = literal_line(f"{label}: {sentence.glossed}")
        yield Piece(text=text, before="- ", after=_markers(sentence), gap="\n")
    for position, sentence in enumerate(() if listed else answer.sentences):
        gap = " " if position else "\n"
        yield Piece(text=literal_line(sentence.glossed), after=_markers(sentence), gap=gap)


def _markers(sentence: Sentence) -> str:
    return " " + "".join(f"[{n}]" for n in sentence.citations) if sentence.citations else ""


def _source(group: Sequence[Citation]) -> Piece:
    first = group[0]
    text = f"**{literal_line(first.headline) or 'Untitled'}** — {_particulars(first)}"
    return Piece(text=text, before=f"{numbers(group)} ", gap="\n")


def _particulars(citation: Citation) -> str:
    where = ", ".join(filter(None, [literal_line(citation.outlet), day(citation.published)]))
    kind = "" if citation.kind is Kind.NEWS else citation.kind.value
    note = literal_line(citation.correction)
    corrected = f"corrected: {note}" if note else ""
    return " · ".join(filter(None, [where, kind, corrected, link(citation.url)]))


def _footer(answer: Answer) -> Iterator[Piece]:
    lines = [literal_line(remark) for remark in remarks(answer)]
    gap = "\n\n"
    for line in (*lines, _searched(answer.searched)):
        yield Piece(text=line, before="-# ", gap=gap)
        gap = "\n"


def _searched(searched: Searched) -> str:
    return statement(searched, literal_line)


def _by_number(citations: Iterable[Citation]) -> list[list[Citation]]:
    groups: dict[int, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.n, []).append(citation)
    return [groups[n] for n in sorted(groups)]


def _passage(group: Sequence[Citation]) -> Iterator[Piece]:
    first = group[0]
    headline = literal_line(first.headline) or "Untitled"
    yield Piece(text=f"[{first.n}] {headline}", before="**", after="**", gap="\n\n", leads=True)
    yield Piece(text=_particulars(first), before="-# ", gap="\n", leads=True)
    quotes = [citation.quote for citation in group]
    gap = "\n"
    for run, bold in _runs(first.passage, quotes):
        start = 0
        for end in (*_SENTENCE_END.finditer(run), None):
            sentence = run[start : end.start() if end else len(run)]
            if text := literal(sentence.strip()):
                gap = gap or _gap(sentence[: -len(sentence.lstrip()) or None])
                mark = "**" if bold else ""
                yield Piece(text=text, before=mark, after=mark, gap=gap)
                gap = _gap(sentence[len(sentence.rstrip()) :])
            else:
                gap = gap or _gap(sentence)
            if end:
                gap, start = _gap(end.group()), end.end()


def _gap(space: str) -> str:
    return "\n" if "\n" in space else " " if space else ""


def _runs(passage: str, quotes: Sequence[str]) -> list[tuple[str, bool]]:
    """The passage in runs, each with whether a quote covers it."""
    covered = bytearray(len(passage))
    for quote in quotes:
        start = passage.find(quote)
        if start >= 0:
            covered[start : start + len(quote)] = b"\1" * len(quote)
    runs = re.finditer(rb"\x00+|\x01+", bytes(covered))
    return [(passage[run.start() : run.end()], covered[run.start()] == 1) for run in runs]
