"""What the terminal shows of answers and sources. Pure: values in, rich text out.

Everything is built as `Text`, in which rich reads no markup, from text without control characters:
what comes out of the archive was written by strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.text import Text

from archive.articles import Kind
from bot.printable import clipped, one_line
from bot.tables import in_columns, row_by_row
from bot.wording import (
    CONFLICT,
    NEAREST,
    NEWEST_FIRST,
    NOT_ANSWERING,
    NOT_HERE,
    by_article,
    day,
    labelled,
    nothing_found,
    numbers,
    remarks,
    statement,
)
from retrieval.answers import Answer, AnswerStatus, Citation, Searched, Sentence, Table

QUOTE_LENGTH = 300
"""Characters of a quote or passage that a list of sources shows."""

TABLE_WIDTH = 80
"""Columns of the narrowest usual terminal; a wider table is shown row by row."""

MARKER, STRONG, QUIET, WARNING = "cyan", "bold", "dim", "yellow"


def answer_lines(answer: Answer, *, told: bool = False) -> Iterator[Text]:
    """Yields an answer line by line, or what follows its sentences if they are already `told`."""
    if not told:
        yield from opening(answer)
        if answer.sentences:
            yield sentences(answer)
    elif answer.status is AnswerStatus.CONFLICTING:
        yield Text("These reports conflict; see below when each appeared.", STRONG)
    if answer.table:
        if told or answer.sentences:
            yield Text()
        yield from table_lines(answer.table)
    if answer.citations:
        yield Text()
        yield Text("Sources", STRONG)
        said = [one_line(sentence.text) for sentence in answer.sentences]
        yield from citation_lines(answer.citations, said=said)
    elif answer.nearest:
        yield Text()
        yield Text(f"{NEAREST}{NOT_ANSWERING}", STRONG)
        yield from citation_lines(answer.nearest)
    yield Text()
    for remark in remarks(answer):
        yield Text(one_line(remark), WARNING)
    yield searched_line(answer.searched)


def opening(answer: Answer) -> Iterator[Text]:
    """Yields the line that says which kind of answer this is, where its sentences do not."""
    match answer.status:
        case AnswerStatus.CONFLICTING:
            yield Text(f"{CONFLICT} {NEWEST_FIRST}", STRONG)
        case AnswerStatus.NOT_FOUND:
            line = Text(f"{NOT_HERE} ", STRONG)
            yield line.append(nothing_found(answer, one_line), "not bold")


def sentences(answer: Answer) -> Text:
    """Returns the sentences with their markers: as prose, or labelled one by one."""
    listed = labelled(answer)
    if not listed:
        return Text(" ").join(_sentence(sentence) for sentence in answer.sentences)
    return Text("\n").join(
        Text.assemble("- ", (f"{one_line(label)}: ", STRONG), _sentence(sentence))
        for label, sentence in listed
    )


def table_lines(table: Table) -> Iterator[Text]:
    """Yields a table: its title, its rows in columns or, where these are too wide, one by one."""
    yield Text(one_line(table.title), STRONG)
    lines = in_columns(table, TABLE_WIDTH, one_line)
    for position, line in enumerate(lines):
        yield Text(line, QUIET if position == 0 else "", no_wrap=True)
    if not lines:
        for label, rest in row_by_row(table):
            yield Text.assemble("- ", (f"{one_line(label)}: ", STRONG), one_line(rest))
    if table.note:
        yield Text(one_line(table.note), QUIET)


def _sentence(sentence: Sentence) -> Text:
    line = Text(one_line(sentence.glossed))
    if sentence.citations:
        line.append(" ").append("".join(f"[{n}]" for n in sentence.citations), MARKER)
    return line


def citation_lines(citations: Sequence[Citation], *, said: Sequence[str] = ()) -> Iterator[Text]:
    """Yields each cited article with its quotes, leaving out quotes that were `said` verbatim."""
    for group in by_article(citations):
        first = group[0]
        markers = numbers(group)
        margin = " " * len(f"[{first.n}] ")
        headline = one_line(first.headline) or "Untitled"
        yield Text.assemble((markers, MARKER), " ", (headline, STRONG))
        yield Text(f"{margin}{particulars(first)}")
        if note := one_line(first.correction):
            yield Text(f"{margin}Corrected: {note}", WARNING)
        if url := one_line(first.url):
            yield Text(f"{margin}{url}", QUIET)
        for number, quote in dict.fromkeys((f"[{c.n}]", one_line(c.quote)) for c in group):
            if not any(quote in sentence for sentence in said):
                whose = f"{number} " if number != markers else ""
                yield Text.assemble(margin, (whose, MARKER), (_quoted(quote), "italic"))


def _quoted(quote: str) -> str:
    """Returns a quote, cut if long; without marks of its own around one that has marks inside."""
    shown = clipped(quote, QUOTE_LENGTH)
    exact = shown.removesuffix("…") if shown != quote else shown
    return shown if re.search('[“”"«»]', quote) else f"“{exact}”{shown[len(exact) :]}"


def passage_lines(citation: Citation) -> Iterator[Text]:
    """Yields the whole passage behind a marker, what was quoted from it set off."""
    yield Text.assemble((f"[{citation.n}] ", MARKER), (one_line(citation.headline), STRONG))
    yield Text(particulars(citation))
    passage, quote = one_line(citation.passage), one_line(citation.quote)
    line = Text(passage)
    if quote and (at := passage.find(quote)) >= 0:
        line.stylize(STRONG, at, at + len(quote))
    yield line


def particulars(citation: Citation) -> str:
    """Returns where and when it appeared, and as what if not as news."""
    where = ", ".join(filter(None, [one_line(citation.outlet), day(citation.published)]))
    return where if citation.kind is Kind.NEWS else f"{where} · {citation.kind.value}"


def searched_line(searched: Searched) -> Text:
    """Returns what was searched, with which filters, and how fresh the archive is, in one line."""
    return Text(statement(searched, one_line), QUIET)
