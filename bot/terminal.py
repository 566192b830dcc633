"""What the terminal shows of answers and sources. Pure: values in, rich text out.

Everything is built as `Text`, in which rich reads no markup, from text without control characters:
what comes out of the archive was written by strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.text import Text

from archive.articles import Kind
from bot.discord.wording import count, coverage, day, moment, window
from bot.printable import clipped, one_line
from retrieval.answers import Answer, AnswerStatus, Citation, Searched, Sentence

QUOTE_LENGTH = 300
"""Characters of a quote or passage that a list of sources shows."""

_IN_WINDOW = ("since", "until")
"""Filters that the window searched already says."""

MARKER, STRONG, QUIET, WARNING = "cyan", "bold", "dim", "yellow"


def answer_lines(answer: Answer, *, told: bool = False) -> Iterator[Text]:
    """Yields an answer line by line, or what follows its sentences if they are already `told`."""
    if not told:
        yield from opening(answer)
        if answer.sentences:
            yield sentences(answer)
    elif answer.status is AnswerStatus.CONFLICTING:
        yield Text("These reports conflict; see below when each appeared.", STRONG)
    if answer.citations:
        yield Text()
        yield Text("Sources", STRONG)
        said = [one_line(sentence.text) for sentence in answer.sentences]
        yield from citation_lines(answer.citations, said=said)
    elif answer.nearest:
        yield Text()
        yield Text("Nearest passages, which do not answer it", STRONG)
        yield from citation_lines(answer.nearest)
    yield Text()
    for remark in remarks(answer):
        yield Text(remark, WARNING)
    yield Text(statement(answer.searched), QUIET)


def opening(answer: Answer) -> Iterator[Text]:
    """Yields the line that says which kind of answer this is, where its sentences do not."""
    match answer.status:
        case AnswerStatus.CONFLICTING:
            yield Text("Reports conflict. Newest first:", STRONG)
        case AnswerStatus.NOT_FOUND:
            line = Text("Not in this archive. ", STRONG)
            yield line.append(coverage(answer.searched), "not bold")


def sentences(answer: Answer) -> Text:
    """Returns the sentences with their markers: as prose, or dated one by one if they conflict."""
    if answer.status is not AnswerStatus.CONFLICTING:
        return Text(" ").join(_sentence(sentence) for sentence in answer.sentences)
    published = {citation.n: citation.published for citation in answer.citations}

    def newest(sentence: Sentence) -> date | None:
        return max((d for n in sentence.citations if (d := published.get(n))), default=None)

    ordered = sorted(answer.sentences, key=lambda s: newest(s) or date.min, reverse=True)
    return Text("\n").join(
        Text.assemble("- ", (f"{day(newest(sentence))}: ", STRONG), _sentence(sentence))
        for sentence in ordered
    )


def _sentence(sentence: Sentence) -> Text:
    line = Text(one_line(sentence.text))
    if sentence.citations:
        line.append(" ").append("".join(f"[{n}]" for n in sentence.citations), MARKER)
    return line


def citation_lines(citations: Sequence[Citation], *, said: Sequence[str] = ()) -> Iterator[Text]:
    """Yields each cited article with its quotes, leaving out quotes that were `said` verbatim."""
    for group in _by_article(citations):
        first = group[0]
        numbers = dict.fromkeys(f"[{citation.n}]" for citation in group)
        margin = " " * len(f"[{first.n}] ")
        headline = one_line(first.headline) or "Untitled"
        yield Text.assemble(("".join(numbers), MARKER), " ", (headline, STRONG))
        yield Text(f"{margin}{particulars(first)}")
        if note := one_line(first.correction):
            yield Text(f"{margin}Corrected: {note}", WARNING)
        if url := one_line(first.url):
            yield Text(f"{margin}{url}", QUIET)
        for number, quote in dict.fromkeys((f"[{c.n}]", one_line(c.quote)) for c in group):
            if not any(quote in sentence for sentence in said):
                whose = f"{number} " if len(numbers) > 1 else ""
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


def remarks(answer: Answer) -> Iterator[str]:
    """Yields what a reader must know about how the answer was made."""
    yield from (one_line(note) for note in answer.notes)
    if answer.removed:
        left = count(len(answer.removed), "sentence")
        yield f"{left} left out: the archive did not bear it out."


def statement(searched: Searched) -> str:
    """Returns what was searched, with which filters, and how fresh the archive is, in one line."""
    amount = f"{searched.articles:,} of {count(searched.of, 'article')}"
    parts = [f"Searched {amount} {window(searched.since, searched.until)}".strip()]
    if searched.reading:
        parts.append(one_line(searched.reading))
    parts += [
        f"{one_line(name)}: {one_line(value)}"
        for name, value in searched.filters.items()
        if name not in _IN_WINDOW
    ]
    parts.append(f"last fed {moment(searched.last_fed)}" if searched.last_fed else "not fed yet")
    return " · ".join(parts)


def _by_article(citations: Iterable[Citation]) -> list[list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda citation: citation.n):
        groups.setdefault(citation.article_id, []).append(citation)
    return list(groups.values())
