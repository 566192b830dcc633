"""`backfile sources`: a quick look-up."""

from __future__ import annotations

import sys
from datetime import date

import typer
from rich.text import Text

from bot.answer_json import citation_json, considered_json, searched_json
from bot.asking import Asked, read_question
from bot.compose import Composition
from bot.console import console, print_json, print_lines, thinking
from bot.explained import considered_lines
from bot.printable import one_line
from bot.terminal import WARNING, citation_lines, searched_line

FOUND, NOTHING = 0, 3


def sources(
    composition: Composition,
    query: str,
    asked: Asked,
    *,
    limit: int,
    explain: bool,
    as_json: bool,
) -> int:
    """Prints the articles nearest to a query; returns NOTHING where there is none.

    Raises:
        BadParameter: the query is empty.
    """
    if not query.strip():
        raise typer.BadParameter("the query is empty.")
    with thinking(sys.stderr), composition.reading() as store:
        question = read_question(query, asked, store.catalogue, date.today())
        found = composition.find_sources(composition.settings, store, question, limit)
    if as_json:
        listed = [citation_json(citation) for citation in found.citations]
        told = {
            "query": question.text,
            "sources": listed,
            "searched": searched_json(found.searched),
            "notes": list(found.notes),
        }
        print_json(told | (considered_json(found.considered) if explain else {}))
    else:
        nothing = [] if found.citations else [Text("Nothing in this archive is near that.")]
        lines = [*citation_lines(found.citations), *nothing]
        lines += [Text(), *(Text(one_line(note), WARNING) for note in found.notes)]
        screen = console(sys.stdout)
        print_lines([*lines, searched_line(found.searched)], screen)
        if explain:
            print_lines(considered_lines(found.considered), screen)
    return FOUND if found.citations else NOTHING
