"""The `backfile` command: what it takes and what its help teaches.

Each command's work is in `bot.commands`, imported when it is called, so that help is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from bot.boundary import ErrorBoundary
from bot.cli_evaluation import evaluate, feedback
from bot.context import composition as _composition
from bot.helptext import examples_kept
from bot.options import (
    AsOf,
    Author,
    Explain,
    Json,
    KindOption,
    Language,
    Outlet,
    Passages,
    Since,
    Until,
    filters,
)

app = typer.Typer(
    cls=ErrorBoundary,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Runs the command line and exits."""
    app(prog_name="backfile")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"backfile {__version__}")
        raise typer.Exit


@app.callback()
@examples_kept
def backfile(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show what goes on, and tracebacks of errors.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Answer questions from a news archive, every sentence tied to the passage it came from.

    Feed it a folder of articles, then ask:
      backfile ingest ~/articles
      backfile ask "What did the council decide about the bridge?"

    Exit codes of all commands:
      0    done (ask: answered, or shown that reports conflict)
      1    failed, or some of it did; the message says what to do
           (eval --gate: a figure was missed)
      2    the command was not written correctly
      3    ask, sources: nothing in this archive answers that
      130  interrupted
    """
    from bot.logs import configure

    configure("DEBUG" if debug else "CRITICAL")


@app.command()
@examples_kept
def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Files and folders, read to the bottom.")
    ],
    outlet: Annotated[
        str, typer.Option(metavar="NAME", help="Who published them, whatever the files say.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show problems only.")] = False,
    as_json: Json = False,
) -> None:
    """Feed files and folders of articles to the archive.

    Text, Markdown, HTML, JSONL (also gzipped) and CSV are understood, told apart by content.

    Examples:
      backfile ingest ~/articles
      backfile ingest dump.jsonl.gz --outlet "Harbour Post"
      backfile ingest new/ --json | jq .counts

    What is already there is left alone, and text that has changed becomes a new revision, so it is
    safe to run again at any time; interrupted, it goes on where it was. Exits with 1 if any file
    failed: the rest was taken in.
    """
    from bot.commands.ingest import ingest

    raise typer.Exit(ingest(_composition(context), paths, outlet, quiet=quiet, as_json=as_json))


@app.command()
@examples_kept
def ask(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", help="Left out, it is read from a pipe or asked for in a chat."
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    author: Author = None,
    kind: KindOption = None,
    as_of: AsOf = None,
    language: Language = "",
    passages: Passages = 1,
    explain: Explain = False,
    as_json: Json = False,
) -> None:
    """Answer a question with citations, or chat when none is given.

    Examples:
      backfile ask "How many people were hurt in the harbour fire?"
      backfile ask "Who opposed the plan?" --since 2024-02-01 --until 2024-02-29
      backfile ask "What is said of the mayor?" --kind opinion --outlet gazette
      backfile ask "Is the bridge open?" --as-of 2024-01-15
      backfile ask "Is the bridge open?" --explain
      backfile ask "When was the vote?" --json | jq -r '.sentences[].text'
      backfile ask

    Exits with 0 when answered or when reports conflict, 3 when nothing in this archive answers.
    """
    from bot.commands.ask import ask

    asked = filters(since, until, outlet, author, kind, as_of, language, passages)
    raise typer.Exit(ask(_composition(context), question, asked, explain=explain, as_json=as_json))


@app.command()
@examples_kept
def sources(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look up: a question or a few words.")],
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    author: Author = None,
    kind: KindOption = None,
    as_of: AsOf = None,
    language: Language = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show.")] = 10,
    passages: Passages = 1,
    explain: Explain = False,
    as_json: Json = False,
) -> None:
    """Look up the articles nearest to a query, with their best passage.

    Examples:
      backfile sources "harbour fire"
      backfile sources "bridge tolls" --author quill --since 2024-02-01 --limit 3
      backfile sources "bridge tolls" --json | jq -r '.sources[].url'

    Exits with 3 when there is nothing to show.
    """
    from bot.commands.sources import sources

    asked = filters(since, until, outlet, author, kind, as_of, language, passages)
    raise typer.Exit(
        sources(_composition(context), query, asked, limit=limit, explain=explain, as_json=as_json)
    )


@app.command()
@examples_kept
def show(
    context: typer.Context,
    article: Annotated[
        str,
        typer.Argument(help="Its id or how that begins, its address, or words of its headline."),
    ],
    revision: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="An earlier state of it, from 1.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show an article's text, and what is known of it.

    Examples:
      backfile show "bridge closes"
      backfile show https://harbourpost.example/2024/bridge
      backfile show 3f9c2a --revision 1
    """
    from bot.commands.show import show

    raise typer.Exit(show(_composition(context), article, revision, as_json=as_json))


@app.command()
@examples_kept
def status(context: typer.Context, as_json: Json = False) -> None:
    """Show what the archive holds and what is pending.

    Examples:
      backfile status
      backfile status --json | jq .last_fed
    """
    from bot.commands.status import status

    raise typer.Exit(status(_composition(context), as_json=as_json))


@app.command()
@examples_kept
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Check everything, and say the remedy for what is wrong.

    Example:
      backfile doctor

    Nothing is changed. Exits with 1 if a check failed; warnings do not count.
    """
    from bot.commands.doctor import doctor

    raise typer.Exit(doctor(lambda: _composition(context), as_json=as_json))


@app.command()
@examples_kept
def reindex(
    context: typer.Context,
    embed: Annotated[
        bool, typer.Option("--embed", help="Compute every vector anew, with the embedder set now.")
    ] = False,
) -> None:
    """Build the search indexes anew; articles stay as they are.

    Examples:
      backfile reindex
      BACKFILE_EMBEDDINGS=openai:text-embedding-3-small backfile reindex --embed
    """
    from bot.commands.reindex import reindex

    raise typer.Exit(reindex(_composition(context), embed=embed))


@app.command()
@examples_kept
def bot(context: typer.Context) -> None:
    """Answer in Discord, until stopped by Ctrl-C or SIGTERM.

    Example:
      DISCORD_TOKEN=... backfile bot

    The README tells how to make the application, and which permissions it needs.
    """
    from bot.commands.discord import bot

    raise typer.Exit(bot(_composition(context)))


@app.command()
@examples_kept
def demo(context: typer.Context) -> None:
    """Try it all on an invented sample archive.

    Ingests the samples into .demo, answers four questions, and goes on as a chat at a terminal.
    It needs no key, no account and no download, and leaves your own archive alone.

    Example:
      backfile demo
    """
    from bot.commands.demo import demo

    raise typer.Exit(demo(_composition(context)))


app.command("eval")(evaluate)
app.add_typer(feedback, name="feedback")
