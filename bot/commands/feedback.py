"""`backfile feedback`: what was wrong with answers, kept, shown, and made into cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import typer
from rich.text import Text

from archive.feedback import Fault, Feedback, KeptFeedback, all_feedback, keep_feedback
from bot.asking import Asked, read_question
from bot.complaints import filters_of
from bot.compose import Composition
from bot.console import console, print_json, print_lines
from bot.evaluation.export import cases_text
from bot.printable import clipped, one_line
from bot.references import the_article
from bot.terminal import QUIET, STRONG
from bot.wording import day, moment

NOTHING = "Nothing was kept yet. In a chat, /wrong says what was wrong with an answer."
QUOTE_SHOWN = 200


def add(
    composition: Composition, question: str, asked: Asked, fault: Fault, article: str, note: str
) -> int:
    """Keeps a complaint and prints its number.

    Raises:
        BadParameter: the question is empty, or a wrong citation names no article.
        ArchiveError: there is no archive, or the article is none of it, or not one alone.
        UnknownName: an outlet or author is none of the archive's.
    """
    if not question.strip():
        raise typer.BadParameter("the question is empty.")
    if fault is Fault.CITATION and not article:
        raise typer.BadParameter("a wrong citation is one of an article: name it by --article.")
    if fault is Fault.FACT and article:
        raise typer.BadParameter("--article goes with the faults citation and missing.")
    with composition.catalogue() as catalogue:
        read = read_question(question, asked, catalogue, date.today())
        said = Feedback(
            question=read.text,
            asked=read.asked,
            as_of=read.as_of,
            filters=filters_of(read),
            fault=fault,
            article_id=the_article(catalogue, article) if article else "",
            note=note,
            origin="command line",
        )
        number = keep_feedback(catalogue, said)
    print_lines([Text(f"Kept as feedback {number}.")], console(sys.stdout))
    return 0


def show_all(composition: Composition, *, as_json: bool) -> int:
    """Prints every complaint, in the order they were made.

    Raises:
        ArchiveError: there is no archive.
    """
    with composition.catalogue() as catalogue:
        kept = all_feedback(catalogue)
    if as_json:
        print_json({"feedback": [feedback_json(one) for one in kept]})
    else:
        lines = [line for one in kept for line in feedback_lines(one)]
        print_lines(lines or [Text(NOTHING)], console(sys.stdout))
    return 0


def export(composition: Composition) -> int:
    """Prints every complaint as a YAML file of cases.

    Raises:
        ArchiveError: there is no archive.
    """
    with composition.catalogue() as catalogue:
        kept = all_feedback(catalogue)
    # Bytes, since a file of cases is UTF-8 whatever a terminal's encoding is.
    typer.echo(cases_text(kept).encode(), nl=False)
    return 0


def feedback_json(one: KeptFeedback) -> dict[str, Any]:
    """Returns a complaint as plain values; `start` and `end` locate `quote` in the article."""
    said = one.feedback
    return {
        "number": one.number,
        "given_at": one.given_at.isoformat(),
        "origin": said.origin,
        "question": said.question,
        "asked": said.asked.isoformat(),
        "as_of": said.as_of.isoformat() if said.as_of else None,
        "filters": {
            "since": said.filters.since.isoformat() if said.filters.since else None,
            "until": said.filters.until.isoformat() if said.filters.until else None,
            "outlets": list(said.filters.outlets),
            "authors": list(said.filters.authors),
            "kinds": [kind.value for kind in said.filters.kinds],
            "language": said.filters.language,
        },
        "fault": said.fault.value,
        "article_id": said.article_id,
        "headline": one.headline,
        "quote": one.quote,
        "start": said.span.start if said.span else None,
        "end": said.span.end if said.span else None,
        "note": said.note,
    }


def feedback_lines(one: KeptFeedback) -> Iterator[Text]:
    """Yields a complaint line by line."""
    said = one.feedback
    yield Text.assemble((f"{one.number}  ", QUIET), (one_line(said.question), STRONG))
    as_of = f", as of {day(said.as_of)}" if said.as_of else ""
    origin = f", {one_line(said.origin)}" if said.origin else ""
    yield Text(f"   {said.fault.value}, {moment(one.given_at)}{origin}{as_of}", QUIET)
    if headline := one_line(one.headline):
        yield Text(f"   {headline} ({said.article_id})")
    if quote := one_line(one.quote):
        yield Text(f"   {clipped(quote, QUOTE_SHOWN)}", "italic")
    if note := one_line(said.note):
        yield Text(f"   {note}")
