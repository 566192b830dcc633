"""The part of the command line that judges answers: what it takes and what its help teaches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from archive.feedback import Fault
from bot.context import composition
from bot.helptext import examples_kept
from bot.options import AsOf, Author, Json, KindOption, Language, Outlet, Since, Until, filters

feedback = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@examples_kept
def evaluate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of cases.")],
    against: Annotated[
        str,
        typer.Option(
            metavar="RUN",
            help="An earlier run to compare with, by its name, how that begins, or its file; "
            "without it, the last run of that file.",
        ),
    ] = "",
    gate: Annotated[
        bool, typer.Option("--gate", help="Exit with 1 if a figure the file requires is missed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask your own questions and tell how many were answered right, and what has changed since.

    A case is a question and what is expected: an answer, an article, a conflict or an abstention.
    docs/evaluation.md tells how cases are written and what each figure means.

    Examples:
      backfile eval cases.yaml
      BACKFILE_CHAT_MODEL=ollama:llama3.1 backfile eval cases.yaml
      backfile eval cases.yaml --gate --json | jq .gates

    The settings are those in force. Each run that ends is kept in the archive's folder.
    """
    from bot.commands.evaluate import evaluate

    raise typer.Exit(
        evaluate(composition(context), file, against=against, gate=gate, as_json=as_json)
    )


@feedback.callback()
@examples_kept
def _feedback() -> None:
    """Keep what was wrong with an answer, and turn it into cases for `backfile eval`.

    Examples:
      backfile feedback add "Who opposed the plan?" --fault citation --article "bridge closes"
      backfile feedback list
      backfile feedback export > cases.yaml

    In a chat, /wrong does the same for the last answer.
    """


@feedback.command("add")
@examples_kept
def _add(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What was asked.")],
    fault: Annotated[
        Fault,
        typer.Option(
            case_sensitive=False,
            metavar="FAULT",
            help="What was wrong: citation (it does not bear the sentence out), fact, or missing "
            "(the archive holds an answer).",
        ),
    ],
    article: Annotated[
        str,
        typer.Option(
            metavar="ARTICLE",
            help="The article wrongly cited, or that holds what is missing: its id, address or "
            "words of its headline.",
        ),
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Anything that helps.")] = "",
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    author: Author = None,
    kind: KindOption = None,
    as_of: AsOf = None,
    language: Language = "",
) -> None:
    """Keep what was wrong with an answer.

    Examples:
      backfile feedback add "Is the bridge open?" --fault missing --article "bridge reopens"
      backfile feedback add "Who won?" --as-of 2024-02-01 --fault fact --note "It was Marsh."

    The filters are those the question was asked with.
    """
    from bot.commands.feedback import add

    asked = filters(since, until, outlet, author, kind, as_of, language)
    raise typer.Exit(add(composition(context), question, asked, fault, article, note))


@feedback.command("list")
@examples_kept
def _list(context: typer.Context, as_json: Json = False) -> None:
    """Show all that was kept.

    Example:
      backfile feedback list --json | jq -r '.feedback[].note'
    """
    from bot.commands.feedback import show_all

    raise typer.Exit(show_all(composition(context), as_json=as_json))


@feedback.command("export")
@examples_kept
def _export(context: typer.Context) -> None:
    """Print all that was kept as cases for `backfile eval`.

    Example:
      backfile feedback export > cases.yaml

    A wrong citation becomes an article that must not be cited, a missing answer the article that
    should be. What says neither is printed as a comment, to be completed.
    """
    from bot.commands.feedback import export

    raise typer.Exit(export(composition(context)))
