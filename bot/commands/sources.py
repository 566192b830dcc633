"""`backfile sources`: a quick look-up."""

from __future__ import annotations

import sys
from datetime import date

import typer
from rich.text import Text

from bot.answer_json import citation_json, searched_json
from bot.asking import Asked, read_question
from bot.compose import Composition
from bot.console import console, print_json, print_lines, thinking
from bot.terminal import citation_lines, searched_line

FOUND, NOTHING = 0, 3


def sources(
    composition: Composition, query: str, asked: Asked, *, limit: int, as_json: bool
) -> int:
    """Prints the articles nearest to a query; returns NOTHING where there is none.

    Raises:
        BadParameter: the query is empty.
    """
    if not query.strip():
        raise typer.BadParameter("the query is empty.")
    with thinking(sys.stderr), composition.reading() as store:
        question = read_question(query, asked, store.catalogue, date.today())
        found = composition.find_sources(store, question, limit)
    if as_json:
        listed = [citation_json(citation) for citation in found.citations]
        print_json(
            {"query": question.text, "sources": listed, "searched": searched_json(found.searched)}
        )
    else:
        nothing = [] if found.citations else [Text("Nothing in this archive is near that.")]
        lines = [*citation_lines(found.citations), *nothing]
        print_lines([*lines, Text(), searched_line(found.searched)], console(sys.stdout))
    return FOUND if found.citations else NOTHING
